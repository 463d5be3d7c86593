import { pairsOf, pairState } from '@shared/consent/subject-link'
import type { RecordedEvent } from '@shared/consent/event'
import { pointsNamedAgainst } from '@shared/consent/named-points'
import { isPairFact } from '@shared/consent/subject-link'
import type { JournalEntry } from '@shared/ipc/contract'
import { type ContactPoint, contactPointKey, sameContactPoint } from '@shared/terms/contact-point'
import type { SubjectId } from '@shared/terms/ids'
import type { EntryRow, PersonRow } from './database'
import { plain, wordsOf } from './words'

/** A journal entry with what it will be looked up by. */
export function rowFrom(entry: JournalEntry): EntryRow {
  const { event, id } = entry.recorded
  const subjects = isPairFact(event) ? [event.subject, event.other] : [event.subject]
  const waits = entry.origin === 'here' && entry.receivedAt === null ? { waits: 1 as const } : {}
  return { ...entry, id, subjects, noes: pointsNamedAgainst(event).map(contactPointKey), ...waits }
}

/** One person as known today, or undefined if nothing says who it is. */
export function personFrom(subject: SubjectId, facts: readonly RecordedEvent[]): PersonRow | undefined {
  const own = inOrder(facts.filter(({ event }) => event.subject === subject && !isPairFact(event)))
  const registrations = own.filter(({ event }) => event.type === 'subject-registered')
  const [first, latest] = [registrations[0], registrations.at(-1)]
  if (first === undefined || latest?.event.type !== 'subject-registered') return undefined

  const pairs = [...pairsOf(subject, facts)].map(([other, pair]) => [other, pairState(pair)] as const)
  const { details } = latest.event
  const contactPoints = contactPointsToday(own)
  return {
    subject,
    details,
    contactPoints,
    registeredAt: first.recordedAt,
    same: pairs.filter(([, state]) => state === 'same').map(([other]) => other),
    possible: pairs.filter(([, state]) => state === 'possible').map(([other]) => other),
    order: plain(`${details.familyName} ${details.givenName}`),
    words: wordsOf(details, contactPoints),
  }
}

/** The order in which things were said; at one moment, the order in which they were written down. */
export const inOrder = (facts: readonly RecordedEvent[]): RecordedEvent[] =>
  [...facts].sort(
    (a, b) =>
      a.event.stated.notAfter.localeCompare(b.event.stated.notAfter) ||
      a.recordedAt.localeCompare(b.recordedAt) ||
      (a.device === b.device ? a.seq - b.seq : a.id.localeCompare(b.id)),
  )

/** Registered, added, and not ended since. */
export function contactPointsToday(facts: readonly RecordedEvent[]): ContactPoint[] {
  let points: ContactPoint[] = []
  const add = (point: ContactPoint) => {
    if (!points.some((known) => sameContactPoint(known, point))) points = [...points, point]
  }
  for (const { event } of facts) {
    if (event.type === 'subject-registered') event.contactPoints.forEach(add)
    if (event.type === 'contact-point-added') add(event.contactPoint)
    if (event.type === 'contact-point-ended')
      points = points.filter((point) => !sameContactPoint(point, event.contactPoint))
  }
  return points
}
