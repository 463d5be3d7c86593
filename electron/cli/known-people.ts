import type { RecordedEvent } from '@shared/consent/event'
import type { JournalEntry, Workstation } from '@shared/ipc/contract'
import type { KnownPerson } from '@shared/matching/person'
import { type ContactPoint, contactPointKey } from '@shared/terms/contact-point'
import type { SubjectId } from '@shared/terms/ids'

/** Every fact of a journal, in the order this machine learned of it. */
export async function everyEntry(ask: Pick<Workstation, 'journal:read'>): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = []
  for (let after = 0, done = false; !done;) {
    const read = await ask['journal:read']({ after, limit: 5000 })
    entries.push(...read.entries)
    after = read.next
    done = read.done
  }
  return entries
}

/** Everybody a journal knows, with the contact points they have today. */
export function knownPeople(entries: readonly JournalEntry[]): KnownPerson[] {
  const people = new Map<SubjectId, { person: KnownPerson; points: Map<string, ContactPoint> }>()
  for (const { recorded } of entries) {
    const { event } = recorded
    if (event.type === 'subject-registered') {
      const { givenName, familyName, birthDate } = event.details
      const points = new Map(event.contactPoints.map((point) => [contactPointKey(point), point]))
      people.set(event.subject, {
        person: { subject: event.subject, givenName, familyName, birthDate, contactPoints: [] },
        points,
      })
    } else change(people.get(event.subject)?.points, event)
  }
  return [...people.values()].map(({ person, points }) => ({ ...person, contactPoints: [...points.values()] }))
}

function change(points: Map<string, ContactPoint> | undefined, event: RecordedEvent['event']): void {
  if (event.type === 'contact-point-added') points?.set(contactPointKey(event.contactPoint), event.contactPoint)
  if (event.type === 'contact-point-ended') points?.delete(contactPointKey(event.contactPoint))
}
