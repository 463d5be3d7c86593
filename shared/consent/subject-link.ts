import type { EventId, SubjectId } from '../terms/ids'
import type { EventOf, RecordedEvent } from './event'

type PairFact = EventOf<
  'subjects-found-same' | 'subjects-found-different' | 'subjects-may-be-same' | 'pair-decision-taken-back'
>

export const isPairFact = (event: RecordedEvent['event']): event is PairFact =>
  event.type === 'subjects-found-same' ||
  event.type === 'subjects-found-different' ||
  event.type === 'subjects-may-be-same' ||
  event.type === 'pair-decision-taken-back'

/** What is now held of two data subjects. `contested`: people said both, so a "no" goes across and a "yes" does not. */
export type PairState = 'same' | 'different' | 'possible' | 'unlinked'

/**
 * What all facts about one pair amount to, in any order. A decision taken back counts as never said. "Same" and
 * "different" at once is doubt, and doubt is `possible`: a yes is narrow, a no is wide.
 */
export function pairState(facts: readonly RecordedEvent[]): PairState {
  const takenBack = new Set<EventId>()
  for (const { event } of facts) if (event.type === 'pair-decision-taken-back') takenBack.add(event.decision)
  const standing = new Set(facts.filter(({ id }) => !takenBack.has(id)).map(({ event }) => event.type))

  const same = standing.has('subjects-found-same')
  const different = standing.has('subjects-found-different')
  if (same && different) return 'possible'
  if (same) return 'same'
  if (different) return 'different'
  return standing.has('subjects-may-be-same') ? 'possible' : 'unlinked'
}

/** The other one of the pair, seen from `subject`. */
export function otherOf(event: PairFact, subject: SubjectId): SubjectId {
  return event.subject === subject ? event.other : event.subject
}

/** The facts about each pair `subject` is part of, by the other one. */
export function pairsOf(subject: SubjectId, facts: readonly RecordedEvent[]): Map<SubjectId, RecordedEvent[]> {
  const pairs = new Map<SubjectId, RecordedEvent[]>()
  for (const fact of facts) {
    if (!isPairFact(fact.event)) continue
    if (fact.event.subject !== subject && fact.event.other !== subject) continue
    const other = otherOf(fact.event, subject)
    pairs.set(other, [...(pairs.get(other) ?? []), fact])
  }
  return pairs
}
