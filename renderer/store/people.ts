import { useLiveQuery } from 'dexie-react-hooks'
import { type EffectivePermission, permissionFrom } from '@shared/consent/effective-permission'
import { type AsOf, NOW } from '@shared/consent/as-of'
import type { EventOf, RecordedEvent } from '@shared/consent/event'
import type { ConsentRecord } from '@shared/consent/record'
import { type Reconsent, lifeEventsIn, reconsentFor } from '@shared/consent/reconsent'
import { contactPointsToday, inOrder } from '@shared/consent/person-today'
import { sortRecord } from '@shared/consent/sorted-record'
import { type Awaiting, awaitingIn } from '@shared/consent/awaiting'
import { type Catalogue, askedFor } from '@shared/capture/catalogue'
import {
  type Channel,
  type ContactPoint,
  contactPointKey,
  kindForChannel,
  sameContactPoint,
} from '@shared/terms/contact-point'
import type { PurposeId, SubjectId } from '@shared/terms/ids'
import type { Instant } from '@shared/terms/time'
import { useDesk } from '../desk'
import type { DeskDatabase, PersonRow } from './database'
import { recordOf } from './facts'
import { rulesFrom } from './rules'
import { lookedFor } from './words'

/** One question of the person page and its answer today. */
export type PermissionRow = {
  readonly channel: Channel
  readonly contactPoint: ContactPoint
  readonly purpose: PurposeId
  readonly permission: EffectivePermission
  /** The fact the answer rests on. */
  readonly because: RecordedEvent | null
}

/** Everything the person page says, computed from the facts. */
export type PersonView = {
  readonly person: PersonRow
  /** Other records of the same person, and records that may be. */
  readonly joined: readonly PersonRow[]
  readonly possible: readonly PersonRow[]
  readonly contactPoints: readonly ContactPoint[]
  readonly permissions: readonly PermissionRow[]
  /** What to ask again because of what happened; null if nothing was lost. */
  readonly again: Reconsent | null
  /** Consents that count once the mailbox or number is shown to be theirs. */
  readonly awaiting: readonly Awaiting[]
  /** How each of their contact points was marked last, by its key. */
  readonly marks: ReadonlyMap<string, EventOf<'contact-point-marked'>['as']>
  /** Newest first. */
  readonly history: readonly RecordedEvent[]
  /** Place in the server's log by event, for those it has confirmed. */
  readonly received: ReadonlyMap<string, number>
}

/** The person as this window knows them, or undefined. */
export async function personView(
  db: DeskDatabase,
  catalogue: Catalogue,
  subject: SubjectId,
  on: Instant,
  asOf: AsOf = NOW,
): Promise<PersonView | undefined> {
  const record = await recordOf(db, subject, asOf)
  const rows = await db.people.bulkGet([...record.same, ...record.possible])
  const people = rows.filter((row) => row !== undefined)
  const person = people.find((row) => row.subject === subject)
  if (!person) return undefined

  const joined = people.filter((row) => record.same.has(row.subject) && row.subject !== subject)
  const contactPoints =
    asOf === NOW
      ? distinct([person, ...joined].flatMap((row) => row.contactPoints))
      : contactPointsToday(inOrder(record.events.filter(({ event }) => record.same.has(event.subject))))
  const events = new Map<string, RecordedEvent>(record.events.map((fact) => [fact.id, fact]))
  const rules = rulesFrom(catalogue)
  const sorted = sortRecord(record)
  const permissions = contactPoints.flatMap((contactPoint) =>
    askedFor(catalogue)
      .filter(({ channel }) => kindForChannel(channel) === contactPoint.kind)
      .map(({ channel, purpose }): PermissionRow => {
        const permission = permissionFrom(sorted, rules, { purpose: purpose.id, channel, contactPoint, on })
        const because = permission.because === null ? null : (events.get(permission.because) ?? null)
        return { channel, contactPoint, purpose: purpose.id, permission, because }
      }),
  )
  const history = inOrder(record.events.filter(({ event }) => concerns(event, record.same))).reverse()
  const received = new Map<string, number>()
  for (const row of await db.entries
    .where('id')
    .anyOf(history.map(({ id }) => id))
    .toArray())
    if (row.receivedAt !== null) received.set(row.id, row.receivedAt)
  return {
    person,
    joined,
    possible: people.filter((row) => record.possible.has(row.subject)),
    contactPoints,
    permissions,
    again: reconsentFor(record, rules, lifeEventsIn(record), { on }),
    awaiting: awaitingIn(record, rules, on),
    marks: marksIn(record),
    history,
    received,
  }
}

function marksIn({ events, same }: ConsentRecord): PersonView['marks'] {
  const marks = new Map<string, EventOf<'contact-point-marked'>['as']>()
  for (const { event } of inOrder(events))
    if (event.type === 'contact-point-marked' && same.has(event.subject))
      marks.set(contactPointKey(event.contactPoint), event.as)
  return marks
}

const concerns = (event: RecordedEvent['event'], same: ReadonlySet<SubjectId>): boolean =>
  same.has(event.subject) || ('other' in event && same.has(event.other))

const distinct = (points: readonly ContactPoint[]): ContactPoint[] =>
  points.filter((point, at) => points.findIndex((other) => sameContactPoint(point, other)) === at)

/** People whose name or contact point has words that begin as typed; all of them, if nothing was typed. */
export async function findPeople(db: DeskDatabase, typed: string, limit: number): Promise<PersonRow[]> {
  const [first, ...rest] = lookedFor(typed).sort((a, b) => b.length - a.length)
  if (first === undefined) return db.people.orderBy('order').limit(limit).toArray()
  const found = await db.people
    .where('words')
    .startsWith(first)
    .distinct()
    .filter(({ words }) => rest.every((word) => words.some((known) => known.startsWith(word))))
    .limit(limit)
    .toArray()
  return found.sort((a, b) => a.order.localeCompare(b.order))
}

/** Follows one person: asks again whenever a fact arrives. Null while the first answer is on its way. */
export function usePerson(subject: SubjectId, on: Instant, asOf: AsOf = NOW): PersonView | undefined | null {
  const { db, catalogue } = useDesk()
  const ask = async () => (await personView(db, catalogue, subject, on, asOf)) ?? undefined
  return useLiveQuery(ask, [subject, on, asOf.said, asOf.known], null)
}

/** Follows a search. Null while the first answer is on its way. */
export function usePeople(typed: string, limit: number): PersonRow[] | null {
  const { db } = useDesk()
  return useLiveQuery(() => findPeople(db, typed, limit), [typed, limit], null)
}
