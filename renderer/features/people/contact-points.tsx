import { type SyntheticEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { contactPointFrom } from '@shared/capture/contact-points'
import { type ContactPoint, contactPointKey, sameContactPoint } from '@shared/terms/contact-point'
import { statedAt } from '@shared/terms/time'
import type { ConsentEvent, EventOf } from '@shared/consent/event'
import { useDesk } from '../../desk'
import { newAct, now } from '../../platform/runtime'
import type { PersonView } from '../../store/people'
import { Field } from '../../ui/field'
import { showContactPoint, showTime } from '../../ui/show'

const kinds = ['email', 'phone', 'post'] as const
const reasons = ['replaced', 'lost', 'someone-elses', 'typing-error'] as const

/** How they can be reached. A new number is another one: no consent goes over from the old. */
export function ContactPoints({ view }: { view: PersonView }) {
  const { t, i18n } = useTranslation(['people', 'problems'])
  const { recordAct, about } = useDesk()
  const [kind, setKind] = useState<ContactPoint['kind']>('phone')
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | undefined>()
  const [said, setSaid] = useState('')
  const { subject, details } = view.person

  const record = async (events: readonly ConsentEvent[]) => {
    const [first] = await recordAct(newAct(), events)
    return t('points.saved', { time: showTime(first?.recorded.recordedAt ?? now(), i18n.language) })
  }
  const fact = () => ({ subject, stated: statedAt(now()), recordedBy: about.operator.id })

  const add = async (event: SyntheticEvent) => {
    event.preventDefault()
    const point = contactPointFrom(kind, typed, details.country)
    if (!point.ok) return setProblem(t(`problems:${point.problems[0] ?? ''}`))
    if (view.contactPoints.some((known) => sameContactPoint(known, point.value))) return setProblem(t('points.known'))
    try {
      const saved = await record([{ ...fact(), type: 'contact-point-added', contactPoint: point.value }])
      setTyped('')
      setProblem(undefined)
      setSaid(`${saved} ${t(`verdict.never-asked.${kind}`)}`)
    } catch {
      setProblem(t('points.notSaved'))
    }
  }
  const end = async (contactPoint: ContactPoint, why: EventOf<'contact-point-ended'>['why']) => {
    try {
      setSaid(await record([{ ...fact(), type: 'contact-point-ended', contactPoint, why }]))
    } catch {
      setSaid(t('points.notSaved'))
    }
  }

  const mark = async (contactPoint: ContactPoint, as: Mark) => {
    try {
      setSaid(await record([{ ...fact(), type: 'contact-point-marked', contactPoint, as }]))
    } catch {
      setSaid(t('points.notSaved'))
    }
  }

  return (
    <section className="panel" aria-labelledby="points">
      <h2 id="points">{t('points.heading')}</h2>
      <ul className="plain-list">
        {view.contactPoints.map((point) => (
          <OnePoint
            key={contactPointKey(point)}
            point={point}
            mark={view.marks.get(contactPointKey(point))}
            onEnd={(why) => void end(point, why)}
            onMark={(as) => void mark(point, as)}
          />
        ))}
      </ul>
      <p className="said" role="status">
        {said}
      </p>
      <form className="add-point" onSubmit={(event) => void add(event)}>
        <div className="field">
          <label htmlFor="point-kind">{t('points.kind')}</label>
          <select
            id="point-kind"
            value={kind}
            onChange={(event) => {
              setKind(event.currentTarget.value as ContactPoint['kind'])
              setProblem(undefined)
            }}
          >
            {kinds.map((one) => (
              <option key={one} value={one}>
                {t(`points.kinds.${one}`)}
              </option>
            ))}
          </select>
        </div>
        <Field
          id="point-value"
          label={t('points.value')}
          value={typed}
          problem={problem}
          autoComplete="off"
          onValue={(value) => {
            setTyped(value)
            setProblem(undefined)
          }}
        />
        <button type="submit">{t('points.add')}</button>
      </form>
    </section>
  )
}

type Mark = EventOf<'contact-point-marked'>['as']
const marks: readonly Mark[] = ['private', 'business', 'shared']

function OnePoint({
  point,
  mark,
  onEnd,
  onMark,
}: {
  point: ContactPoint
  mark: Mark | undefined
  onEnd: (why: EventOf<'contact-point-ended'>['why']) => void
  onMark: (as: Mark) => void
}) {
  const { t } = useTranslation(['people', 'life'])
  const [ending, setEnding] = useState(false)
  const id = useId()
  return (
    <li className="point">
      <span>
        {t(`points.kinds.${point.kind}`)}
        <strong className="point-value" id={id}>
          {showContactPoint(point)}
        </strong>
        {point.kind !== 'post' && (
          <label className="mark-as">
            {t('life:mark.label')}
            <select value={mark ?? ''} onChange={(event) => onMark(event.currentTarget.value as Mark)}>
              {mark === undefined && <option value="">{t('life:mark.none')}</option>}
              {marks.map((one) => (
                <option key={one} value={one}>
                  {t(`life:mark.${one}`)}
                </option>
              ))}
            </select>
          </label>
        )}
      </span>
      <button type="button" aria-expanded={ending} aria-describedby={id} onClick={() => setEnding(!ending)}>
        {t('points.end')}
      </button>
      {ending && (
        <div className="actions why" role="group" aria-label={t('points.why')}>
          {reasons.map((why) => (
            <button type="button" key={why} onClick={() => onEnd(why)}>
              {t(`points.reasons.${why}`)}
            </button>
          ))}
        </div>
      )}
    </li>
  )
}
