import { useTranslation } from 'react-i18next'
import type { RecordedEvent } from '@shared/consent/event'
import type { Language } from '@shared/terms/language'
import { useDesk } from '../../desk'
import { hrefOf } from '../../router'
import type { PersonView } from '../../store/people'
import { showContactPoint, showDay, showMoment } from '../../ui/show'

/** Every fact, newest first, in plain words, with where it is kept and what proves it. */
export function History({ view }: { view: PersonView }) {
  const { t } = useTranslation('people')
  return (
    <section className="panel" aria-labelledby="history">
      <h2 id="history">{t('history.heading')}</h2>
      <ol className="history">
        {view.history.map((fact) => (
          <FactLine key={fact.id} fact={fact} received={view.received.has(fact.id)} />
        ))}
      </ol>
    </section>
  )
}

function FactLine({ fact, received }: { fact: RecordedEvent; received: boolean }) {
  const { t, i18n } = useTranslation(['people', 'sync'])
  const what = useWords(fact)
  const { stated } = fact.event
  const when =
    stated.source === 'clock' ? showMoment(stated.notAfter, i18n.language) : showDay(stated.notAfter, i18n.language)
  return (
    <li data-kind={fact.event.type}>
      <p className="history-when">
        <time dateTime={stated.notAfter}>{when}</time>
      </p>
      <p>
        <strong>{t(`event.${fact.event.type}`)}</strong>
        {what && `: ${what}`}
      </p>
      <p className="muted history-where">
        {t(received ? 'sync:withHeadOffice' : 'sync:savedHere')}
        {' · '}
        <a href={hrefOf({ place: 'proof', event: fact.id })}>{t('history.proof')}</a>
      </p>
    </li>
  )
}

/** What a fact is about: for what, over which way, to which number. */
function useWords({ event }: RecordedEvent): string {
  const { t, i18n } = useTranslation('people')
  const { catalogue } = useDesk()
  const language = i18n.language as Language
  const purpose = (id: string) => catalogue.purposes.find((one) => one.id === id)?.name[language] ?? id
  switch (event.type) {
    case 'consent-given':
    case 'consent-refused':
      return [
        purpose(event.purpose),
        t(`channel.${event.channel}`),
        event.contactPoint && showContactPoint(event.contactPoint),
      ]
        .filter(Boolean)
        .join(', ')
    case 'consent-withdrawn':
    case 'objection-raised': {
      const { purposes, channels, contactPoints } = event.reach
      return [
        purposes === 'all' ? t('reach.allPurposes') : purposes.map(purpose).join(', '),
        channels === 'all' ? t('reach.allChannels') : channels.map((channel) => t(`channel.${channel}`)).join(', '),
        contactPoints !== 'all' && contactPoints.map(showContactPoint).join(', '),
      ]
        .filter(Boolean)
        .join(', ')
    }
    case 'subject-registered':
      return t(`source.${event.source}`)
    case 'contact-point-added':
      return showContactPoint(event.contactPoint)
    case 'contact-point-ended':
      return `${showContactPoint(event.contactPoint)}, ${t(`points.reasons.${event.why}`)}`
    default:
      return ''
  }
}
