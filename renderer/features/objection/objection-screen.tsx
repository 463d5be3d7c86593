import { useLiveQuery } from 'dexie-react-hooks'
import { type SyntheticEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { countryOf } from '@shared/capture/contact-points'
import { Language } from '@shared/terms/language'
import type { Resemblance } from '@shared/matching/person'
import type { SubjectId } from '@shared/terms/ids'
import { fullName } from '@shared/terms/party'
import { useDesk } from '../../desk'
import { newAct, newSubject, now } from '../../platform/runtime'
import { hrefOf } from '../../router'
import { Field } from '../../ui/field'
import { Icon } from '../../ui/icon'
import { showDay } from '../../ui/show'
import { lookUp, useResemblances } from '../../workers/match'
import type { By, Wanted } from './objection-events'
import { MOST, type Reached, reachedBy, recordObjection } from './record-objection'
import { type Said, comparableFrom, isEnough, nothingSaid, unreadable } from './said'
import '../../styles/objection.css'

const ways: readonly By[] = ['phone', 'email', 'post', 'in-person', 'other']
const wishes: readonly Wanted[] = ['everything', 'consents']
const fields = ['familyName', 'givenName', 'birthDate', 'phone', 'email', 'post'] as const

/** Somebody says stop. Who they are is found out here; whatever is doubtful, nobody writes to anybody it may be about. */
export function ObjectionScreen() {
  const { t, i18n } = useTranslation('match')
  const { db, recordAct, about } = useDesk()
  const language = Language.catch('en').parse(i18n.language)
  const country = countryOf(language)
  const [said, setSaid] = useState<Said>(nothingSaid)
  const [wanted, setWanted] = useState<Wanted>('everything')
  const [by, setBy] = useState<By>('phone')
  const [told, setTold] = useState<'too-little' | 'not-saved' | null>(null)
  const [done, setDone] = useState<{ subject: SubjectId; reached: Reached } | null>(null)
  const ids = useRef({ act: newAct(), subject: newSubject() })
  const person = comparableFrom(said, country)
  const wrong = unreadable(said, country)
  const found = useResemblances(person, MOST)
  const asked = JSON.stringify(found)
  const reached = useLiveQuery(() => reachedBy(db, (JSON.parse(asked) as Resemblance[] | null) ?? []), [asked], null)

  const record = async (event: SyntheticEvent) => {
    event.preventDefault()
    if (!isEnough(person) || wrong.length > 0) {
      setTold('too-little')
      return
    }
    try {
      const whole = await reachedBy(db, await lookUp(person, 'objection', MOST))
      const { act, subject } = ids.current
      const needs = {
        db,
        recordAct,
        act,
        recordedBy: about.operator.id,
        at: now(),
        newSubject: subject,
        language,
        country,
      }
      setDone({ subject: await recordObjection(person, whole, { wanted, by }, needs), reached: whole })
    } catch {
      setTold('not-saved')
    }
  }
  const another = () => {
    ids.current = { act: newAct(), subject: newSubject() }
    setSaid(nothingSaid)
    setTold(null)
    setDone(null)
  }

  if (done) return <Recorded {...done} onAnother={another} />
  return (
    <form className="page wide objection" onSubmit={(event) => void record(event)}>
      <header>
        <h1>{t('objection.heading')}</h1>
        <p className="lead">{t('objection.lead')}</p>
      </header>
      <div className="objection-columns">
        <section className="panel" aria-labelledby="objection-said">
          <h2 id="objection-said">{t('objection.said')}</h2>
          <div className="objection-fields">
            {fields.map((name, at) => (
              <Field
                key={name}
                label={t(`row.${name}`)}
                value={said[name]}
                onValue={(value) => setSaid({ ...said, [name]: value })}
                autoFocus={at === 0}
                autoComplete="off"
                problem={told === 'too-little' && wrong.includes(name) ? t('objection.unreadable') : undefined}
              />
            ))}
          </div>
          <div className="objection-how">
            <fieldset>
              <legend>{t('objection.wish')}</legend>
              {wishes.map((wish) => (
                <label className="row" key={wish}>
                  <input type="radio" name="wish" checked={wanted === wish} onChange={() => setWanted(wish)} />
                  <span>{t(`objection.${wish}`)}</span>
                </label>
              ))}
            </fieldset>
            <div className="field">
              <label htmlFor="objection-by">{t('objection.by')}</label>
              <select id="objection-by" value={by} onChange={(event) => setBy(event.currentTarget.value as By)}>
                {ways.map((way) => (
                  <option key={way} value={way}>
                    {t(`objection.ways.${way}`)}
                  </option>
                ))}
              </select>
            </div>
          </div>
          {told && (
            <p className="missing" role="alert">
              {t(told === 'too-little' ? 'objection.tooLittle' : 'objection.notSaved')}
            </p>
          )}
          <div className="actions">
            <button type="submit" className="primary" aria-keyshortcuts="Enter">
              <Icon name="stop" />
              {t('objection.record')} <kbd aria-hidden="true">Enter</kbd>
            </button>
          </div>
          <p className="hint">{t('objection.now')}</p>
        </section>
        <section className="panel objection-reach" aria-labelledby="objection-reach">
          <h2 id="objection-reach">{t('objection.reach')}</h2>
          <div role="status" aria-live="polite">
            {reached && isEnough(person) ? <Reach reached={reached} /> : <p className="muted">{t('objection.wait')}</p>}
          </div>
        </section>
      </div>
    </form>
  )
}

/** Where the no will hold, and where not, each with its reasons. */
function Reach({ reached: { gravity, people } }: { reached: Reached }) {
  const { t } = useTranslation('match')
  const household = gravity.untouched.filter(({ band }) => band === 'household').slice(0, 5)
  const sorts = [
    ['attached', gravity.attached ? [gravity.attached] : []],
    ['held', gravity.held],
    ['household', household],
  ] as const
  return (
    <>
      {!gravity.attached && <p className="objection-own">{t('objection.own')}</p>}
      {sorts.map(
        ([sort, list]) =>
          list.length > 0 && (
            <section key={sort} className={`reach-${sort}`}>
              <h3>
                <Icon name={sort === 'household' ? 'home' : 'stop'} /> {t(`objection.${sort}`, { count: list.length })}
              </h3>
              <ul className="plain-list">
                {list.map((one) => (
                  <Candidate key={one.subject} one={one} people={people} />
                ))}
              </ul>
            </section>
          ),
      )}
      {gravity.held.length >= MOST - 1 && <p className="missing">{t('objection.many')}</p>}
    </>
  )
}

function Candidate({ one, people }: { one: Resemblance; people: Reached['people'] }) {
  const { t, i18n } = useTranslation('match')
  const person = people.get(one.subject)
  if (!person) return null
  const { details } = person
  const strongest = [...one.reasons].sort((a, b) => Math.abs(b.bits) - Math.abs(a.bits)).slice(0, 4)
  return (
    <li className="objection-candidate">
      <p>
        <a href={hrefOf({ place: 'person', subject: one.subject })}>{fullName(details)}</a>
        {details.birthDate && <span className="muted"> {showDay(details.birthDate, i18n.language)}</span>}
      </p>
      <ul className="objection-why" aria-label={t('why')}>
        {strongest.map(({ field, level, bits }) => (
          <li key={field} data-for={bits >= 0}>
            {t(`${field}.${level}`)}{' '}
            <span className="bits" aria-hidden="true">
              {bits < 0 ? '−' : '+'}
              {Math.abs(bits).toFixed(1)}
            </span>
          </li>
        ))}
      </ul>
    </li>
  )
}

function Recorded({ subject, reached, onAnother }: { subject: SubjectId; reached: Reached; onAnother: () => void }) {
  const { t } = useTranslation('match')
  const { gravity } = reached
  return (
    <div className="page wide objection">
      <section className="panel notice-ok" role="status">
        <h1>
          <Icon name="check" /> {t('objection.done')}
        </h1>
        <p>{t(gravity.attached ? 'objection.doneAttached' : 'objection.doneOwn')}</p>
        {gravity.held.length > 0 && <p>{t('objection.doneHeld', { count: gravity.held.length })}</p>}
        <div className="actions">
          {gravity.held.length > 0 && (
            <a className="button primary" href={hrefOf({ place: 'duplicates' })}>
              {t('objection.decide')}
            </a>
          )}
          <a className="button" href={hrefOf({ place: 'person', subject })}>
            {t('objection.toPerson')}
          </a>
          <button type="button" onClick={onAnother}>
            {t('objection.another')}
          </button>
        </div>
      </section>
      <section className="panel objection-reach" aria-labelledby="objection-held">
        <h2 id="objection-held">{t('objection.reach')}</h2>
        <Reach reached={reached} />
      </section>
    </div>
  )
}
