import type { ConsentEvent, RecordedEvent } from '@shared/consent/event'
import { isPairFact } from '@shared/consent/subject-link'
import type { EventId, OperatorId, SubjectId } from '@shared/terms/ids'
import { type Instant, statedAt } from '@shared/terms/time'
import type { DeskDatabase } from '../../store/database'
import type { RecordAct } from '../../store/record'
import { newAct, now } from '../../platform/runtime'

export type Verdict = 'same' | 'different' | 'later'

/** Two records that may be one person. */
export type Pair = { readonly subject: SubjectId; readonly other: SubjectId }

/** What was decided, and the facts that taking it back would undo. */
export type Settled = { readonly pair: Pair; readonly verdict: Verdict; readonly decisions: readonly EventId[] }

type By = { readonly recordedBy: OperatorId; readonly at: Instant }
type Doors = { readonly db: DeskDatabase; readonly recordAct: RecordAct; readonly recordedBy: OperatorId }

const typeOf = { same: 'subjects-found-same', different: 'subjects-found-different' } as const

/**
 * A person's decision becomes a fact. Whatever stands against it is taken back in the same act, so that "same" and
 * "different" never stand side by side by our doing. Deciding later is no fact: the doubt is recorded already.
 */
export async function settleDuplicate(doors: Doors, pair: Pair, verdict: Verdict): Promise<Settled> {
  const facts = await factsOf(doors.db, pair)
  const events = eventsFromVerdict(pair, verdict, facts, { recordedBy: doors.recordedBy, at: now() })
  const entries = events.length > 0 ? await doors.recordAct(newAct(), events) : []
  const made = entries.filter(({ recorded }) => verdict !== 'later' && recorded.event.type === typeOf[verdict])
  return { pair, verdict, decisions: made.map(({ recorded }) => recorded.id) }
}

/** Takes a decision apart again, as a fact of its own. The pair is open once more, or as others have decided it. */
export async function takeBack(doors: Doors, { pair, decisions }: Settled): Promise<void> {
  if (decisions.length === 0) return
  const by = { recordedBy: doors.recordedBy, at: now() }
  await doors.recordAct(
    newAct(),
    decisions.map((decision) => takenBack(pair, decision, by)),
  )
}

/** The facts a verdict needs, given everything already said of this pair. */
export function eventsFromVerdict(
  pair: Pair,
  verdict: Verdict,
  facts: readonly RecordedEvent[],
  by: By,
): ConsentEvent[] {
  if (verdict === 'later') return []
  const standing = standingDecisions(facts)
  const against = standing.filter(({ event }) => event.type !== typeOf[verdict])
  const alreadySaid = standing.length > against.length
  return [
    ...against.map(({ id }) => takenBack(pair, id, by)),
    ...(alreadySaid ? [] : [{ ...said(pair, by), type: typeOf[verdict] }]),
  ]
}

/** "Same" and "different" that nobody has taken back. */
export function standingDecisions(facts: readonly RecordedEvent[]): RecordedEvent[] {
  const takenBack = new Set(
    facts.flatMap(({ event }) => (event.type === 'pair-decision-taken-back' ? [event.decision] : [])),
  )
  return facts.filter(
    ({ id, event }) =>
      (event.type === 'subjects-found-same' || event.type === 'subjects-found-different') && !takenBack.has(id),
  )
}

/** Everything said of this pair, from either side. */
export async function factsOf(db: DeskDatabase, { subject, other }: Pair): Promise<RecordedEvent[]> {
  const rows = await db.entries.where('subjects').equals(subject).toArray()
  return rows
    .map(({ recorded }) => recorded)
    .filter(({ event }) => isPairFact(event) && (event.subject === other || event.other === other))
}

const said = ({ subject, other }: Pair, { recordedBy, at }: By) => ({
  subject,
  other,
  recordedBy,
  stated: statedAt(at),
})

const takenBack = (pair: Pair, decision: EventId, by: By): ConsentEvent => ({
  ...said(pair, by),
  type: 'pair-decision-taken-back',
  decision,
})
