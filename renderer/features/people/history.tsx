import { Trans, useTranslation } from 'react-i18next'
import type { RecordedEvent } from '@shared/consent/event'
import type { Language } from '@shared/terms/language'
import { type SubjectDetails, fullName } from '@shared/terms/party'
import { useDesk } from '../../desk'
import { hrefOf } from '../../router'
import type { PersonView } from '../../store/people'
import { showContactPoint, showDay, showMoment, tagOf } from '../../ui/show'

/** Every fact, newest first, in plain words; what was said in one act stands together, with one way to its proof. */
export function History({ view }: { view: PersonView }) {
  const { t } = useTranslation('people')
  return (
    <section className="panel" aria-labelledby="history">
      <h2 id="history">{t('history.heading')}</h2>
      <ol className="history">
        {actsOf(view.history).map((facts) => (
          <Act key={facts[0].id} facts={facts} received={facts.every(({ id }) => view.received.has(id))} />
        ))}
      </ol>
    </section>
  )
}

type Facts = readonly [RecordedEvent, ...RecordedEvent[]]

function Act({ facts, received }: { facts: Facts; received: boolean }) {
  const { t, i18n } = useTranslation(['people', 'sync'])
  const [first] = facts
  const { stated } = first.event
  const when =
    stated.source === 'clock' ? showMoment(stated.notAfter, i18n.language) : showDay(stated.notAfter, i18n.language)
  const proven = facts.find(({ event }) => event.type === 'consent-given') ?? first
  return (
    <li data-kind={proven.event.type}>
      <p className="history-when">
        <time dateTime={stated.notAfter}>{when}</time>
      </p>
      <ul className="history-facts">
        {facts.toReversed().map((fact) => (
          <FactLine key={fact.id} fact={fact} />
        ))}
      </ul>
      <p className="history-where">
        {t(received ? 'sync:withHeadOffice' : 'sync:savedHere')}
        {' · '}
        <a href={hrefOf({ place: 'proof', event: proven.id })}>{t('history.proof')}</a>
      </p>
    </li>
  )
}

function FactLine({ fact }: { fact: RecordedEvent }) {
  const { t } = useTranslation('people')
  const what = useWords(fact)
  return (
    <li>
      {what === '' ? (
        <strong>{t(`event.${fact.event.type}`)}</strong>
      ) : (
        <Trans
          t={t}
          i18nKey="history.line"
          values={{ event: t(`event.${fact.event.type}`), what }}
          components={{ 1: <strong /> }}
        />
      )}
    </li>
  )
}

/** Facts of one confirmation together, in the order of the history. */
function actsOf(history: readonly RecordedEvent[]): Facts[] {
  const acts = new Map<string, Facts>()
  for (const fact of history) {
    const known = acts.get(fact.act)
    acts.set(fact.act, known ? [...known, fact] : [fact])
  }
  return [...acts.values()]
}

/** What a fact is about: for what, over which way, to which number. */
function useWords({ event }: RecordedEvent): string {
  const { t, i18n } = useTranslation(['people', 'life'])
  const { catalogue } = useDesk()
  const language = i18n.language as Language
  const region = (code: string) => new Intl.DisplayNames([tagOf(language)], { type: 'region' }).of(code) ?? code
  const detail = (key: keyof SubjectDetails, value: string | null | undefined): string => {
    if (!value) return t('life:told.nothing')
    if (key === 'birthDate') return showDay(value, language)
    if (key === 'country') return region(value)
    return key === 'language' ? t(`person.speaks.${value}`) : value
  }
  const purpose = (id: string) => catalogue.purposes.find((one) => one.id === id)?.name[language] ?? id
  switch (event.type) {
    case 'consent-given':
    case 'consent-reaffirmed':
    case 'consent-refused':
    case 'consent-requested':
    case 'consent-deferred':
    case 'contact-used':
      return [
        purpose(event.purpose),
        t(`channel.${event.channel}`),
        event.contactPoint && showContactPoint(event.contactPoint),
        'spokenBy' in event && event.spokenBy && t('life:told.spokenBy', { name: event.spokenBy }),
      ]
        .filter(Boolean)
        .join(', ')
    case 'consent-claimed':
      return [
        purpose(event.purpose),
        t(`channel.${event.channel}`),
        t('life:told.asFound', { text: event.asFound }),
      ].join(', ')
    case 'consent-invalidated':
      return t(`life:told.invalid.${event.why}`)
    case 'consent-confirmation-wanted':
    case 'consent-confirmation-sent':
    case 'consent-confirmed':
    case 'consent-confirmation-lapsed':
      return `${showContactPoint(event.contactPoint)}, ${t(`life:told.way.${event.way}`)}`
    case 'name-changed':
      return t('life:told.fromTo', { from: fullName(event.before), to: fullName(event.after) })
    case 'details-corrected':
      return (Object.keys(event.after) as (keyof SubjectDetails)[])
        .map((key) =>
          t('life:told.detail', {
            name: t(`life:told.details.${key}`),
            from: detail(key, event.before[key]),
            to: detail(key, event.after[key]),
          }),
        )
        .join(', ')
    case 'moved-in-country':
      return event.to ? showContactPoint(event.to) : ''
    case 'moved-abroad':
      return [region(event.country), event.to && showContactPoint(event.to)].filter(Boolean).join(', ')
    case 'contact-point-marked':
      return `${showContactPoint(event.contactPoint)}, ${t(`life:mark.${event.as}`)}`
    case 'contact-point-reported':
      return `${showContactPoint(event.contactPoint)}, ${t(`life:told.reported.${event.as}`)}`
    case 'consent-withdrawn':
    case 'consent-revoked':
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
