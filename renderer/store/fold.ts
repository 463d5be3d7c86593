import { pairsOf, pairState } from '@shared/consent/subject-link'
import type { RecordedEvent } from '@shared/consent/event'
import { pointsNamedAgainst } from '@shared/consent/named-points'
import { isPairFact } from '@shared/consent/subject-link'
import type { JournalEntry } from '@shared/ipc/contract'
import { contactPointKey } from '@shared/terms/contact-point'
import { contactPointsToday, detailsToday, inOrder, namesBefore } from '@shared/consent/person-today'
import type { SubjectId } from '@shared/terms/ids'
import { fullName } from '@shared/terms/party'
import type { EntryRow, PersonRow } from './database'
import { plain, wordsIn, wordsOf } from './words'

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
  const first = own.find(({ event }) => event.type === 'subject-registered')
  const details = detailsToday(own)
  if (first === undefined || details === undefined) return undefined

  const pairs = [...pairsOf(subject, facts)].map(([other, pair]) => [other, pairState(pair)] as const)
  const contactPoints = contactPointsToday(own)
  return {
    subject,
    details,
    contactPoints,
    registeredAt: first.recordedAt,
    same: pairs.filter(([, state]) => state === 'same').map(([other]) => other),
    possible: pairs.filter(([, state]) => state === 'possible').map(([other]) => other),
    order: plain(`${details.familyName} ${details.givenName}`),
    words: [
      ...new Set([...wordsOf(details, contactPoints), ...namesBefore(own).flatMap((name) => wordsIn(fullName(name)))]),
    ],
  }
}
