import { type SyntheticEvent, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLiveQuery } from 'dexie-react-hooks'
import type { PairDecision } from '@shared/capture/draft'
import { isWorthAsking } from '@shared/matching/decide'
import type { Comparable, Resemblance } from '@shared/matching/person'
import { fullName } from '@shared/terms/party'
import { useDesk } from '../../desk'
import { showDay } from '../../ui/show'
import { knownFrom } from '../../workers/follow-people'
import { Choice } from './choice'
import type { Verdict } from './settle-duplicate'
import { Reasons, SideBySide } from './side-by-side'
import '../../styles/duplicates.css'

/** Whom a person still has to be asked about before anything is recorded. */
export const openQuestions = (
  resemblances: readonly Resemblance[],
  decided: readonly PairDecision[],
): readonly Resemblance[] =>
  resemblances.filter((one) => isWorthAsking(one) && !decided.some(({ other }) => other === one.subject))

type SamePersonProps = {
  readonly person: Comparable
  readonly resemblances: readonly Resemblance[]
  readonly decided: readonly PairDecision[]
  readonly onDecided: (decision: PairDecision) => void
}

/** Asks about one known person after another, beside what was just taken. Shows nothing once all are decided. */
export function SamePerson({ person, resemblances, decided, onDecided }: SamePersonProps) {
  const { db } = useDesk()
  const open = openQuestions(resemblances, decided)
  const asked = open[0]
  const known = useLiveQuery(() => (asked ? db.people.get(asked.subject) : undefined), [asked?.subject])
  const { t, i18n } = useTranslation('match')
  const [verdict, setVerdict] = useState<{ of: string; verdict: Verdict } | null>(null)
  const [missing, setMissing] = useState(false)
  const subject = asked?.subject ?? ''
  const choose = useCallback((chosen: Verdict) => setVerdict({ of: subject, verdict: chosen }), [subject])
  if (!asked || known?.subject !== asked.subject) return null
  const chosen = verdict?.of === asked.subject ? verdict.verdict : null
  const right = { ...knownFrom(known), heading: fullName(known.details), note: `${t('row.since')} ${showDay(known.registeredAt, i18n.language)}` } // prettier-ignore
  const left = { ...person, heading: fullName(person), note: t('ask.new') }
  const total = resemblances.filter(isWorthAsking).length

  function submit(event: SyntheticEvent) {
    event.preventDefault()
    event.stopPropagation()
    if (!asked || !chosen) {
      setMissing(true)
      return
    }
    setMissing(false)
    onDecided({ other: asked.subject, verdict: chosen, probability: asked.probability })
  }

  return (
    <form
      className="pair same-person"
      aria-labelledby="same-person-heading"
      onSubmit={submit}
      onKeyDown={(event) => event.key === 'Enter' && event.repeat && event.preventDefault()}
    >
      <section className="panel pair-panel">
        <header className="duplicates-head">
          <h2 id="same-person-heading" tabIndex={-1}>
            {t('ask.heading')}
          </h2>
          <p className="count">{t('ask.progress', { at: total - open.length + 1, of: total })}</p>
        </header>
        <p>
          {t('ask.lead', { name: left.heading })} <span className="pair-band">{t(`band.${asked.band}`)}</span>
        </p>
        <SideBySide left={left} right={right} />
        <Reasons left={left} right={right} />
      </section>
      <div className="pair-bar">
        <Choice chosen={chosen} onChosen={choose} meaning={(one) => t(`ask.${one}What`)} />
        <div className="pair-record">
          {missing && !chosen && (
            <p className="missing" role="alert">
              {t('choice.none')}
            </p>
          )}
          <button type="submit" className="primary" aria-keyshortcuts="Enter">
            {t('ask.next')} <kbd aria-hidden="true">Enter</kbd>
          </button>
        </div>
      </div>
    </form>
  )
}
