import '../../styles/people.css'
import i18next from 'i18next'
import { useMemo, useState } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import type { Language } from '@shared/terms/language'
import { SubjectId } from '@shared/terms/ids'
import { fullName } from '@shared/terms/party'
import { useDesk } from '../../desk'
import { now } from '../../platform/runtime'
import { hrefOf } from '../../router'
import { type PermissionRow, type PersonView, usePerson } from '../../store/people'
import { Icon } from '../../ui/icon'
import { showContactPoint, showDay } from '../../ui/show'
import { History } from './history'

/** What we hold about them, in their own language: to turn the screen round, or to print. */
export function StoryScreen({ subject }: { subject: string }) {
  const { t } = useTranslation('people')
  const [on] = useState(now)
  const parsed = SubjectId.safeParse(subject)
  const view = usePerson(parsed.success ? parsed.data : SubjectId.parse(crypto.randomUUID()), on)
  const language = view?.person.details.language
  const theirs = useMemo(() => (language ? i18next.cloneInstance({ lng: language }) : null), [language])
  if (view === null) return null
  if (!view || !theirs || !language) return <h1>{t('person.unknown')}</h1>
  return (
    <>
      <ToDesk subject={view.person.subject} />
      <I18nextProvider i18n={theirs}>
        <article className="page story" lang={language}>
          <Held view={view} language={language} />
          <History view={view} />
        </article>
      </I18nextProvider>
    </>
  )
}

/** The way back and the printer stay in the language of the desk. */
function ToDesk({ subject }: { subject: SubjectId }) {
  const { t } = useTranslation('life')
  return (
    <div className="actions story-actions">
      <a className="button" href={hrefOf({ place: 'person', subject })}>
        {t('story.back')}
      </a>
      <button type="button" aria-keyshortcuts="Control+P" onClick={() => print()}>
        <Icon name="paper" />
        {t('story.print')} <kbd>Ctrl P</kbd>
      </button>
    </div>
  )
}

function Held({ view, language }: { view: PersonView; language: Language }) {
  const { t } = useTranslation(['life', 'people', 'permission'])
  const { catalogue } = useDesk()
  const { details } = view.person
  const purposes = catalogue.purposes.filter(({ id }) => view.permissions.some(({ purpose }) => purpose === id))
  const newest = purposes.filter(({ id, version }) => !purposes.some((one) => one.id === id && one.version > version))
  return (
    <>
      <header className="page-head">
        <h1>{t('story.heading', { name: fullName(details) })}</h1>
        <p className="lead">{t('story.intro', { controller: catalogue.controller.name })}</p>
        <p className="muted">
          {[
            details.birthDate && t('people:find.born', { day: showDay(details.birthDate, language) }),
            t('story.printedOn', { day: showDay(now(), language) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </header>
      {newest.map(({ id, name, plainText }) => (
        <section className="panel" key={id}>
          <h2>{name[language]}</h2>
          <p className="muted">{plainText[language]}</p>
          <ul className="plain-list">
            {view.permissions
              .filter(({ purpose }) => purpose === id)
              .map((row) => (
                <Held1 key={`${row.channel} ${row.contactPoint.value}`} row={row} language={language} />
              ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function Held1({ row: { channel, contactPoint, permission }, language }: { row: PermissionRow; language: Language }) {
  const { t } = useTranslation(['people', 'permission'])
  const yes = permission.kind === 'permitted'
  const why = yes ? 'permitted' : permission.why
  const open = why === 'never-asked' || why === 'other-contact-point'
  return (
    <li>
      <span>
        {t(`channel.${channel}`)} <strong className="point-value">{showContactPoint(contactPoint)}</strong>
      </span>
      <span className="verdict" data-verdict={yes ? 'yes' : open ? 'open' : 'no'}>
        <span className="verdict-word">
          <Icon name={yes ? 'check' : open ? 'question' : 'stop'} />
          {open ? t(`verdict.never-asked.${contactPoint.kind}`) : t([`verdict.${why}`, `permission:why.${why}`])}
        </span>
        {yes && permission.until && (
          <span className="hint">{t('verdict.until', { day: showDay(permission.until, language) })}</span>
        )}
      </span>
    </li>
  )
}
