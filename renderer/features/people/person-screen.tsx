import '../../styles/people.css'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SubjectId } from '@shared/terms/ids'
import { fullName } from '@shared/terms/party'
import { useDesk } from '../../desk'
import { now } from '../../platform/runtime'
import { goTo, hrefOf } from '../../router'
import { aboutKnown, newMeeting } from '../../store/new-meeting'
import { type PersonView, usePerson } from '../../store/people'
import { Icon } from '../../ui/icon'
import { showDay } from '../../ui/show'
import { AskAgain } from './ask-again'
import { ChangeDialog } from './change-dialog'
import { Confirmations } from './confirmations'
import { ContactPoints } from './contact-points'
import { History } from './history'
import { Permissions } from './permissions'

/** Their story: what holds today and because of what, every fact newest first, and the way to stop. */
export function PersonScreen({ subject }: { subject: string }) {
  const { t } = useTranslation('people')
  const parsed = SubjectId.safeParse(subject)
  return parsed.success ? <Story subject={parsed.data} /> : <p>{t('person.unknown')}</p>
}

function Story({ subject }: { subject: SubjectId }) {
  const { t } = useTranslation('people')
  const [on] = useState(now)
  const view = usePerson(subject, on)
  if (view === null) return null
  if (view === undefined)
    return (
      <div className="page">
        <h1>{t('person.unknown')}</h1>
        <p>
          <a href={hrefOf({ place: 'people' })}>{t('person.toPeople')}</a>
        </p>
      </div>
    )
  return (
    <div className="page wide">
      <Head view={view} />
      <Lookalikes view={view} />
      <ToAskAgain view={view} />
      <Permissions view={view} />
      <Confirmations view={view} />
      <div className="two-columns even">
        <ContactPoints view={view} />
        <History view={view} />
      </div>
    </div>
  )
}

function ToAskAgain({ view }: { view: PersonView }) {
  const { t } = useTranslation('life')
  if (!view.again) return null
  return (
    <section className="panel notice-check" aria-labelledby="again">
      <h2 id="again">{t('again.heading')}</h2>
      <AskAgain view={view} again={view.again} />
    </section>
  )
}

function Head({ view }: { view: PersonView }) {
  const { t, i18n } = useTranslation(['people', 'life'])
  const { drafts } = useDesk()
  const [changing, setChanging] = useState(false)
  const { person, joined } = view
  const { details, subject } = person
  const begin = async () => {
    const draft = aboutKnown(newMeeting(details.language), person)
    await drafts.keep(draft)
    goTo({ place: 'capture', draft: draft.id })
  }
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'F7') return
      event.preventDefault()
      goTo({ place: 'stop', subject })
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [subject])
  const born = details.birthDate && t('find.born', { day: showDay(details.birthDate, i18n.language) })
  return (
    <header className="page-head split">
      <div>
        <h1>{fullName(details)}</h1>
        <p className="muted">
          {[
            born,
            t(`person.speaks.${details.language}`),
            joined.length > 0 && t('find.joined', { count: joined.length + 1 }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <div className="actions">
        <button type="button" onClick={() => void begin()}>
          <Icon name="pen" />
          {t('person.newConsent')}
        </button>
        <a className="button" href={hrefOf({ place: 'story', subject })}>
          <Icon name="person" />
          {t('life:story.button')}
        </a>
        <a className="button" href={hrefOf({ place: 'answer', subject })}>
          <Icon name="mail" />
          {t('life:answer.button')}
        </a>
        <button type="button" onClick={() => setChanging(true)}>
          <Icon name="sync" />
          {t('life:change.button')}
        </button>
        <a className="button stop" href={hrefOf({ place: 'stop', subject })} aria-keyshortcuts="F7">
          <Icon name="stop" />
          {t('person.stop')} <kbd>F7</kbd>
        </a>
      </div>
      {changing && <ChangeDialog view={view} onClose={() => setChanging(false)} />}
    </header>
  )
}

function Lookalikes({ view: { possible } }: { view: PersonView }) {
  const { t } = useTranslation('people')
  if (possible.length === 0) return null
  return (
    <section className="panel notice-check">
      <h2>{t('person.possible', { count: possible.length })}</h2>
      <p>{t('person.possibleWhat')}</p>
      <ul className="plain-list">
        {possible.map(({ subject, details }) => (
          <li key={subject}>
            <a href={hrefOf({ place: 'person', subject })}>{fullName(details)}</a>
          </li>
        ))}
      </ul>
      <div className="actions">
        <a className="button" href={hrefOf({ place: 'duplicates' })}>
          {t('person.decide')}
        </a>
      </div>
    </section>
  )
}
