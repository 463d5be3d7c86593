import { type ContactPoint, sameContactPoint } from '../terms/contact-point'
import type { SubjectDetails } from '../terms/party'
import type { RecordedEvent } from './event'

/** The order in which things were said; at one moment, the order in which they were written down. */
export const inOrder = (facts: readonly RecordedEvent[]): RecordedEvent[] =>
  [...facts].sort(
    (a, b) =>
      a.event.stated.notAfter.localeCompare(b.event.stated.notAfter) ||
      a.recordedAt.localeCompare(b.recordedAt) ||
      (a.device === b.device ? a.seq - b.seq : a.id.localeCompare(b.id)),
  )

/** Who they are by the last word on each detail, or undefined if nothing says. `facts` in their order. */
export function detailsToday(facts: readonly RecordedEvent[]): SubjectDetails | undefined {
  let known: SubjectDetails | undefined
  for (const { event } of facts) {
    if (event.type === 'subject-registered') known = event.details
    else if (!known) continue
    else if (event.type === 'details-corrected') known = { ...known, ...given(event.after) }
    else if (event.type === 'name-changed') known = { ...known, ...event.after }
    else if (event.type === 'moved-abroad') known = { ...known, country: event.country }
  }
  return known
}

const given = <T extends object>(some: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }

/** Names they went by before, newest last: whoever looks for the old one must find them. */
export function namesBefore(facts: readonly RecordedEvent[]): Pick<SubjectDetails, 'givenName' | 'familyName'>[] {
  return facts.flatMap(({ event }) => (event.type === 'name-changed' ? [event.before] : []))
}

/** Registered, added or moved to, and not ended since. `facts` in their order. */
export function contactPointsToday(facts: readonly RecordedEvent[]): ContactPoint[] {
  let points: ContactPoint[] = []
  const add = (point: ContactPoint) => {
    if (!points.some((known) => sameContactPoint(known, point))) points = [...points, point]
  }
  for (const { event } of facts) {
    if (event.type === 'subject-registered') event.contactPoints.forEach(add)
    if (event.type === 'contact-point-added') add(event.contactPoint)
    if ('to' in event && event.to !== null) add(event.to)
    if (event.type === 'contact-point-ended')
      points = points.filter((point) => !sameContactPoint(point, event.contactPoint))
  }
  return points
}
