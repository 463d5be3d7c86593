import type { EventId, SubjectId } from '../terms/ids'
import { type PlainDate, type Stated, surelyAfter } from '../terms/time'
import { type ConsentEvent, type EventOf, type RecordedEvent, type Yes, isYes } from './event'
import type { ConsentRecord } from './record'

export type Told<E extends ConsentEvent> = Omit<RecordedEvent, 'event'> & { readonly event: E }
type ToldOf<T extends ConsentEvent['type']> = Told<EventOf<T>>

/**
 * A record laid out for the rule: once per person, however many questions follow. What opens a door is read narrowly,
 * from the person under the ids a human confirmed; what closes one is read widely, from possible duplicates too, and
 * from anybody where it names a contact point.
 */
export type SortedRecord = {
  readonly record: ConsentRecord
  readonly yeses: readonly Told<Yes>[]
  /** Of people who only may be this person: shown, never used. */
  readonly yesesOfPossible: readonly Told<Yes>[]
  readonly claims: readonly ToldOf<'consent-claimed'>[]
  readonly requests: readonly ToldOf<'consent-requested' | 'consent-deferred'>[]
  /** Whatever may stand against a use. Reports taken back and restrictions lifted are not among them. */
  readonly against: readonly RecordedEvent[]
  readonly invalidated: ReadonlyMap<EventId, ToldOf<'consent-invalidated'>>
  readonly confirmations: readonly ToldOf<
    'consent-confirmation-wanted' | 'consent-confirmation-sent' | 'consent-confirmed' | 'consent-confirmation-lapsed'
  >[]
  readonly uses: readonly ToldOf<'contact-used'>[]
  readonly marks: readonly ToldOf<'contact-point-marked'>[]
  readonly circumstances: readonly ToldOf<'circumstance-recorded'>[]
  /** Contact points taken up and given up, by the person under any confirmed id. */
  readonly points: readonly ToldOf<'subject-registered' | 'contact-point-added' | 'contact-point-ended'>[]
  /** Birth dates and countries that cannot be ruled out; more than one where records disagree. */
  readonly birthDates: readonly PlainDate[]
  readonly countries: readonly string[]
}

export function sortRecord(record: ConsentRecord): SortedRecord {
  const takenBack = takenBackIn(record)
  // In the order of their ids, so that nothing downstream can depend on the order of arrival.
  const events = record.events.filter(({ id }) => !takenBack.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1))
  const lists = {
    yeses: [] as Told<Yes>[],
    yesesOfPossible: [] as Told<Yes>[],
    claims: [] as ToldOf<'consent-claimed'>[],
    requests: [] as ToldOf<'consent-requested' | 'consent-deferred'>[],
    against: [] as RecordedEvent[],
    invalidated: new Map<EventId, ToldOf<'consent-invalidated'>>(),
    confirmations: [] as SortedRecord['confirmations'][number][],
    uses: [] as ToldOf<'contact-used'>[],
    marks: [] as ToldOf<'contact-point-marked'>[],
    circumstances: [] as ToldOf<'circumstance-recorded'>[],
    points: [] as SortedRecord['points'][number][],
  }
  for (const told of events) enter(told, record, lists)
  return {
    record,
    ...lists,
    birthDates: known(events, record, birthDateIn),
    countries: known(events, record, countryIn),
  }
}

type Lists = { -readonly [K in keyof SortedRecord]: SortedRecord[K] extends readonly (infer T)[] ? T[] : never }

function enter(
  told: RecordedEvent,
  record: ConsentRecord,
  lists: Omit<Lists, 'record' | 'invalidated' | 'birthDates' | 'countries'> & {
    invalidated: Map<EventId, ToldOf<'consent-invalidated'>>
  },
): void {
  const { event } = told
  const own = record.same.has(event.subject)
  if (isYes(event)) {
    if (own) lists.yeses.push(told as Told<Yes>)
    else if (record.possible.has(event.subject)) lists.yesesOfPossible.push(told as Told<Yes>)
    return
  }
  switch (event.type) {
    case 'consent-refused':
    case 'consent-withdrawn':
    case 'objection-raised':
    case 'consent-revoked':
    case 'contact-point-reported':
    case 'moved-in-country':
    case 'moved-abroad':
    case 'employer-changed':
    case 'subject-died':
    case 'processing-restricted':
      lists.against.push(told)
      return
    case 'contact-point-ended':
      lists.against.push(told)
      if (own) lists.points.push({ ...told, event })
      return
    case 'consent-invalidated':
      lists.invalidated.set(event.consent, { ...told, event })
      return
    case 'contact-point-marked':
      lists.marks.push({ ...told, event })
      return
    case 'circumstance-recorded':
      lists.circumstances.push({ ...told, event })
      return
    default:
      if (!own) return
  }
  switch (event.type) {
    case 'consent-claimed':
      lists.claims.push({ ...told, event })
      return
    case 'consent-requested':
    case 'consent-deferred':
      lists.requests.push({ ...told, event })
      return
    case 'consent-confirmation-wanted':
    case 'consent-confirmation-sent':
    case 'consent-confirmed':
    case 'consent-confirmation-lapsed':
      lists.confirmations.push({ ...told, event })
      return
    case 'contact-used':
      lists.uses.push({ ...told, event })
      return
    case 'subject-registered':
    case 'contact-point-added':
      lists.points.push({ ...told, event })
  }
}

/** Only reports and restrictions can be taken back, and only where they stand. A "no" is answered by a new yes. */
function takenBackIn({ events }: ConsentRecord): ReadonlySet<EventId> {
  const gone = new Set<EventId>()
  let by: Map<EventId, SubjectId> | undefined
  for (const { event } of events) {
    const id =
      event.type === 'report-taken-back'
        ? event.report
        : event.type === 'restriction-lifted'
          ? event.restriction
          : undefined
    if (id === undefined) continue
    by ??= new Map(events.filter(({ event: one }) => mayBeTakenBack(one)).map((one) => [one.id, one.event.subject]))
    if (by.get(id) === event.subject) gone.add(id)
  }
  return gone
}

const mayBeTakenBack = ({ type }: ConsentEvent): boolean =>
  type === 'subject-died' ||
  type === 'contact-point-reported' ||
  type === 'contact-point-marked' ||
  type === 'moved-in-country' ||
  type === 'moved-abroad' ||
  type === 'employer-changed' ||
  type === 'processing-restricted'

type Said<T> = { readonly stated: Stated; readonly value: T }

const birthDateIn = (event: ConsentEvent): PlainDate | null =>
  (event.type === 'subject-registered'
    ? event.details.birthDate
    : event.type === 'details-corrected'
      ? event.after.birthDate
      : null) ?? null

const countryIn = (event: ConsentEvent): string | null =>
  (event.type === 'subject-registered'
    ? event.details.country
    : event.type === 'details-corrected'
      ? event.after.country
      : event.type === 'moved-abroad'
        ? event.country
        : null) ?? null

/** What may be so: the last word of the person, and the last word if the possible duplicates are this person. */
function known<T>(
  events: readonly RecordedEvent[],
  { same, possible }: ConsentRecord,
  valueIn: (event: ConsentEvent) => T | null,
): T[] {
  const own: Said<T>[] = []
  const all: Said<T>[] = []
  for (const { event } of events) {
    const value = valueIn(event)
    if (value === null) continue
    if (same.has(event.subject)) own.push({ stated: event.stated, value })
    if (same.has(event.subject) || possible.has(event.subject)) all.push({ stated: event.stated, value })
  }
  if (all.length === 1 && all[0]) return [all[0].value]
  return [...new Set([...lastWords(own), ...lastWords(all)])].sort()
}

const lastWords = <T>(said: readonly Said<T>[]): T[] =>
  said.filter((one) => !said.some((other) => surelyAfter(other.stated, one.stated))).map(({ value }) => value)
