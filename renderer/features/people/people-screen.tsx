import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fullName } from '@shared/terms/party'
import { hrefOf } from '../../router'
import type { PersonRow } from '../../store/database'
import { usePeople } from '../../store/people'
import { Icon } from '../../ui/icon'
import { showContactPoint, showDay } from '../../ui/show'

const SHOWN = 60

/** Find someone: by any beginning of a name, a mailbox, a number, a street. */
export function PeopleScreen() {
  const { t, i18n } = useTranslation('people')
  const [typed, setTyped] = useState('')
  const found = usePeople(typed, SHOWN + 1)
  const shown = found && eachPersonOnce(found).slice(0, SHOWN)

  return (
    <div className="page wide">
      <h1>{t('find.heading')}</h1>
      <search>
        <label htmlFor="find" className="label">
          {t('find.label')}
        </label>
        <div className="find">
          <Icon name="search" />
          <input
            id="find"
            type="search"
            value={typed}
            autoComplete="off"
            spellCheck={false}
            autoFocus
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
      </search>
      <p className="muted" role="status">
        {shown && foundWords(shown.length, found.length > SHOWN)}
      </p>
      {shown && shown.length > 0 && (
        <ul className="people">
          {shown.map((person) => (
            <Person key={person.subject} person={person} language={i18n.language} />
          ))}
        </ul>
      )}
    </div>
  )

  function foundWords(count: number, more: boolean): string {
    if (count === 0) return t(typed.trim() === '' ? 'find.nobody' : 'find.nothing')
    return more ? t('find.first', { count }) : t('find.found', { count })
  }
}

function Person({ person, language }: { person: PersonRow; language: string }) {
  const { t } = useTranslation('people')
  const { subject, details, contactPoints, same, possible } = person
  return (
    <li>
      <a className="person-row" href={hrefOf({ place: 'person', subject })}>
        <span className="person-name">{fullName(details)}</span>
        <span className="person-born muted">
          {details.birthDate ? t('find.born', { day: showDay(details.birthDate, language) }) : ''}
        </span>
        <span className="person-points muted">{contactPoints.map(showContactPoint).join(' · ')}</span>
        <span className="person-marks">
          {same.length > 0 && <span className="mark">{t('find.joined', { count: same.length + 1 })}</span>}
          {possible.length > 0 && <span className="mark check">{t('find.possible')}</span>}
        </span>
      </a>
    </li>
  )
}

/** Records a human found to be one person are one line. */
function eachPersonOnce(rows: readonly PersonRow[]): PersonRow[] {
  const covered = new Set<string>()
  return rows.filter(({ subject, same }) => {
    if (covered.has(subject)) return false
    for (const other of same) covered.add(other)
    return true
  })
}
