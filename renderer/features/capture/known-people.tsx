import { useLiveQuery } from 'dexie-react-hooks'
import { useTranslation } from 'react-i18next'
import type { PairDecision } from '@shared/capture/draft'
import { fullName } from '@shared/terms/party'
import { useDesk } from '../../desk'
import type { PersonRow } from '../../store/database'
import { aboutKnown } from '../../store/new-meeting'
import { showContactPoint, showDay } from '../../ui/show'
import { type Known, firstPick } from './resembling'
import type { Meeting } from './use-kept'

/** People the desk knows who may be meant, beside the fields, from the second letter on. */
export function KnownPeople({ meeting, known }: { meeting: Meeting; known: readonly Known[] | null }) {
  const { t } = useTranslation('capture')
  const { db } = useDesk()
  const { draft, change } = meeting
  const { subject, pairs } = draft
  const chosen = useLiveQuery(async () => (subject ? ((await db.people.get(subject)) ?? null) : null), [subject], null)
  const others = known?.filter((one) => one.person.subject !== subject) ?? []

  const pick = (row: PersonRow) => change(aboutKnown(draft, row))
  const decide = (one: Known, verdict: PairDecision['verdict']) =>
    change({
      pairs: [
        ...pairs.filter(({ other }) => other !== one.person.subject),
        { other: one.person.subject, verdict, probability: one.resemblance?.probability ?? 0.5 },
      ],
    })

  return (
    <section className="known" aria-labelledby="known-heading">
      <h2 id="known-heading">{t('known.heading')}</h2>
      {chosen && (
        <div className="known-chosen">
          <p>{t('known.chosen', { name: fullName(chosen.details) })}</p>
          <button type="button" onClick={() => change({ subject: null })}>
            {t('known.notThem')}
          </button>
        </div>
      )}
      <p className="muted" role="status">
        {known === null
          ? ''
          : others.length === 0
            ? t(chosen ? 'known.noOthers' : 'known.none')
            : t('known.found', { count: others.length })}
      </p>
      <ul className="plain-list cards">
        {others.map((one) => (
          <KnownOne
            key={one.person.subject}
            known={one}
            verdict={pairs.find(({ other }) => other === one.person.subject)?.verdict ?? null}
            taken={subject !== null}
            byEnter={one === firstPick(draft, known)}
            onPick={() => pick(one.person)}
            onDecide={(verdict) => decide(one, verdict)}
          />
        ))}
      </ul>
    </section>
  )
}

type KnownOneProps = {
  readonly known: Known
  readonly verdict: PairDecision['verdict'] | null
  /** Somebody else was already chosen: then this one can only be found the same, different, or left for later. */
  readonly taken: boolean
  /** Enter in the name field picks this one. */
  readonly byEnter: boolean
  readonly onPick: () => void
  readonly onDecide: (verdict: PairDecision['verdict']) => void
}

function KnownOne({ known: { person, resemblance }, verdict, taken, byEnter, onPick, onDecide }: KnownOneProps) {
  const { t, i18n } = useTranslation(['capture', 'match'])
  const name = fullName(person.details)
  const facts = [
    person.details.birthDate && showDay(person.details.birthDate, i18n.language),
    ...person.contactPoints.map(showContactPoint),
  ].filter(Boolean)
  const verdicts = ['same', 'different', 'later'] as const
  return (
    <li className="known-one" data-verdict={verdict ?? undefined}>
      <p className="known-name">
        <strong>{name}</strong>
        {byEnter && (
          <span className="hint">
            <kbd>Enter</kbd> {t('known.byEnter')}
          </span>
        )}
        {resemblance && <span className={`band ${resemblance.band}`}>{t(`known.band.${resemblance.band}`)}</span>}
      </p>
      <ul className="known-facts">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      {resemblance && resemblance.reasons.length > 0 && (
        <p className="hint">
          {resemblance.reasons
            .filter(({ bits }) => bits > 0)
            .map(({ field, level }) => t(`match:${field}.${level}`))
            .join(' · ')}
        </p>
      )}
      <div className="segmented" role="group" aria-label={t('known.isIt', { name })}>
        {verdicts.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={verdict === one}
            onClick={() => (one === 'same' && !taken ? onPick() : onDecide(one))}
          >
            {t(`known.${one}`)}
          </button>
        ))}
      </div>
    </li>
  )
}
