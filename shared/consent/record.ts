import type { ContactPoint } from '../terms/contact-point'
import type { SubjectId } from '../terms/ids'
import type { RecordedEvent } from './event'
import { pairsOf, pairState } from './subject-link'

/** Where facts are found: the laptop's projection, the server's, or a list in a test. */
export type FactSource = {
  /** Every fact whose subject this is, and every pair fact this subject is part of. */
  readonly aboutSubject: (subject: SubjectId) => Promise<readonly RecordedEvent[]>
  /** Every "no" by anyone that names this contact point. */
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
}

/** Walks the links from one person outwards: along "same" as far as it goes, along "possible" one step. */
export async function gatherRecord(subject: SubjectId, source: FactSource): Promise<ConsentRecord> {
  const same = new Set<SubjectId>([subject])
  const possible = new Set<SubjectId>()
  const events = new Map<string, RecordedEvent>()

  // A Set grows while it is walked, so this visits whoever is found on the way.
  for (const one of same) {
    const facts = await source.aboutSubject(one)
    for (const fact of facts) events.set(fact.id, fact)
    for (const [other, pair] of pairsOf(one, facts)) {
      const state = pairState(pair)
      if (state === 'same') same.add(other)
      if (state === 'possible') possible.add(other)
    }
  }
  for (const one of same) possible.delete(one)
  for (const one of possible) for (const fact of await source.aboutSubject(one)) events.set(fact.id, fact)
  for (const point of contactPointsOf([...events.values()]))
    for (const fact of await source.noesNaming(point)) events.set(fact.id, fact)

  return { subject, same, possible, events: [...events.values()] }
}

/** Every contact point that ever appears in these facts. */
function contactPointsOf(events: readonly RecordedEvent[]): ContactPoint[] {
  const points = new Map<string, ContactPoint>()
  const add = (point: ContactPoint | null) => point && points.set(`${point.kind}:${point.value}`, point)
  for (const { event } of events) {
    if ('contactPoint' in event) add(event.contactPoint)
    if ('contactPoints' in event) event.contactPoints.forEach(add)
  }
  return [...points.values()]
}
