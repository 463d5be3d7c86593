import { type SyntheticEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SubjectId } from '@shared/terms/ids'
import { fullName } from '@shared/terms/party'
import { useDesk } from '../../desk'
import { newAct, now } from '../../platform/runtime'
import { hrefOf } from '../../router'
import { type PersonView, usePerson } from '../../store/people'
import { Icon } from '../../ui/icon'
import { showContactPoint, showTime } from '../../ui/show'
import { type Stop, reachesOf, sameStop, stopEvent, stopsFor } from './stop'

const ways = ['in-person', 'phone', 'email', 'post', 'other'] as const

/** Saying no: no reason, no signature, and never more steps than saying yes took. */
export function StopScreen({ subject }: { subject: string }) {
  const { t } = useTranslation('people')
  const [on] = useState(now)
  const view = usePerson(SubjectId.parse(subject), on)
  if (view === null) return null
  if (view === undefined) return <h1>{t('person.unknown')}</h1>
  return <Stopping view={view} />
}

function Stopping({ view }: { view: PersonView }) {
  const { t, i18n } = useTranslation('people')
  const { recordAct, about } = useDesk()
  const { person, joined } = view
  const stops = stopsFor(view)
  const [wanted, setWanted] = useState<Stop>({ kind: 'everything' })
  const [by, setBy] = useState<(typeof ways)[number]>('in-person')
  const [said, setSaid] = useState<{ at: string; what: string } | 'not-saved' | null>(null)
  const act = useRef(newAct())

  const record = async (event: SyntheticEvent) => {
    event.preventDefault()
    try {
      const fact = stopEvent(wanted, { subject: person.subject, by, at: now(), recordedBy: about.operator.id })
      const [entry] = await recordAct(act.current, [fact])
      act.current = newAct()
      setSaid({ at: entry?.recorded.recordedAt ?? now(), what: wordsOf(wanted) })
    } catch {
      setSaid('not-saved')
    }
  }
  const wordsOf = (stop: Stop) =>
    stop.kind === 'point'
      ? t('stop.point', { channel: t(`channel.${stop.channel}`), value: showContactPoint(stop.contactPoint) })
      : t(`stop.${stop.kind}`)

  if (said !== null && said !== 'not-saved')
    return (
      <div className="page">
        <section className="panel notice-ok" role="status">
          <h1>{t('stop.done')}</h1>
          <p>{t('stop.doneWhat', { name: fullName(person.details), what: said.what })}</p>
          <p>
            <Icon name="check" /> {t('points.saved', { time: showTime(said.at, i18n.language) })} {t('stop.effective')}
          </p>
          <div className="actions">
            <a className="button primary" href={hrefOf({ place: 'person', subject: person.subject })}>
              {t('stop.toPerson')}
            </a>
            <button type="button" onClick={() => setSaid(null)}>
              {t('stop.more')}
            </button>
          </div>
        </section>
      </div>
    )

  const others = reachesOf(view)
  return (
    <form className="page" onSubmit={(event) => void record(event)}>
      <h1>{t('stop.heading', { name: fullName(person.details) })}</h1>
      <fieldset className="panel">
        <legend className="only-heard">{t('stop.what')}</legend>
        <div className="stops">
          {stops.map((stop, at) => (
            <label className="row" key={at}>
              <input type="radio" name="stop" checked={sameStop(stop, wanted)} onChange={() => setWanted(stop)} />
              <span>
                {wordsOf(stop)}
                {stop.kind !== 'point' && <span className="hint"> {t(`stop.${stop.kind}What`)}</span>}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <section className="panel reaches">
        {(joined.length > 0 || others.length > 0) && (
          <>
            <h2>{t('stop.alsoHeading')}</h2>
            <ul className="plain-list">
              {joined.map((row) => (
                <li key={row.subject}>{t('stop.alsoJoined', { name: fullName(row.details) })}</li>
              ))}
              {others.map((row) => (
                <li key={row.subject}>{t('stop.alsoPossible', { name: fullName(row.details) })}</li>
              ))}
            </ul>
          </>
        )}
        {said === 'not-saved' && (
          <p className="said-stop" role="alert">
            {t('points.notSaved')}
          </p>
        )}
        <div className="by-and-record">
          <div className="field by">
            <label htmlFor="by">{t('stop.by')}</label>
            <select id="by" value={by} onChange={(event) => setBy(event.currentTarget.value as typeof by)}>
              {ways.map((way) => (
                <option key={way} value={way}>
                  {t(`stop.ways.${way}`)}
                </option>
              ))}
            </select>
          </div>
          <div className="actions">
            <button type="submit" className="primary">
              <Icon name="stop" />
              {wanted.kind === 'everything' ? t('stop.recordObjection') : t('stop.record')}
            </button>
            <a className="button" href={hrefOf({ place: 'person', subject: person.subject })}>
              {t('stop.back')}
            </a>
          </div>
        </div>
        <p className="hint">{t('stop.effectiveNow')}</p>
      </section>
    </form>
  )
}
