import { type ContactPoint, contactPointKey } from '../terms/contact-point'
import type { SubjectId } from '../terms/ids'
import { type AsOf, NOW, countsBy } from './as-of'
import type { RecordedEvent } from './event'
import { pairsOf, pairState } from './subject-link'

/** Where facts are found: the laptop's projection, the server's, or a list in a test. */
export type FactSource = {
  /** Every fact whose subject this is, and every pair fact this subject is part of. */
  readonly aboutSubject: (subject: SubjectId) => Promise<readonly RecordedEvent[]>
  /** Every fact by anyone that names this contact point against its use: `pointsNamedAgainst` says which. */
  readonly noesNaming: (contactPoint: ContactPoint) => Promise<readonly RecordedEvent[]>
}

/** Everything that can bear on one person: their own records and those that may be theirs. */
export type ConsentRecord = {
  readonly subject: SubjectId
  /** The person under all the ids a human has found to be them, this one included. */
  readonly same: ReadonlySet<SubjectId>
  /** Ids that may be theirs, and nobody has decided. */
  readonly possible: ReadonlySet<SubjectId>
  readonly events: readonly RecordedEvent[]
  readonly asOf: AsOf
}

/**
 * Walks the links from one person outwards: along "same" as far as it goes, along "possible" one step, and from there
 * along "same" again, for whoever may be this person may be under all their ids. Links beyond the horizons are not
 * there yet.
 */
export async function gatherRecord(subject: SubjectId, source: FactSource, asOf = NOW): Promise<ConsentRecord> {
  const counts = countsBy(asOf)
  const same = new Set<SubjectId>([subject])
  const possible = new Set<SubjectId>()
  const events = new Map<string, RecordedEvent>()

  const about = async (one: SubjectId) => {
    const facts = (await source.aboutSubject(one)).filter(counts)
    for (const fact of facts) events.set(fact.id, fact)
    return [...pairsOf(one, facts)].map(([other, pair]) => [other, pairState(pair)] as const)
  }
  // A Set grows while it is walked, so this visits whoever is found on the way.
  for (const one of same)
    for (const [other, state] of await about(one)) {
      if (state === 'same') same.add(other)
      if (state === 'possible') possible.add(other)
    }
  for (const one of same) possible.delete(one)
  for (const one of possible)
    for (const [other, state] of await about(one)) if (state === 'same' && !same.has(other)) possible.add(other)
  for (const point of contactPointsOf([...events.values()]))
    for (const fact of await source.noesNaming(point)) if (counts(fact)) events.set(fact.id, fact)

  return { subject, same, possible, events: [...events.values()], asOf }
}

/** Every contact point that ever appears in these facts. */
export function contactPointsOf(events: readonly RecordedEvent[]): ContactPoint[] {
  const points = new Map<string, ContactPoint>()
  const add = (point: ContactPoint | null) => point && points.set(contactPointKey(point), point)
  for (const { event } of events) {
    if ('contactPoint' in event) add(event.contactPoint)
    if ('contactPoints' in event) event.contactPoints.forEach(add)
    if ('to' in event) add(event.to)
  }
  return [...points.values()]
}
