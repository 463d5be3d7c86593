import { type Channel, type ContactPoint, contactPointKey, sameContactPoint } from '../terms/contact-point'
import type { EventId, PurposeId } from '../terms/ids'
import { type Instant, type PlainDate, dayOf, surelyAfter } from '../terms/time'
import type { EventOf, RecordedEvent } from './event'
import type { ConsentRecord } from './record'

export type PermissionQuestion = {
  readonly purpose: PurposeId
  readonly channel: Channel
  readonly contactPoint: ContactPoint
  readonly on: Instant
}

export type WhyNot = 'refused' | 'withdrawn' | 'objected' | 'expired' | 'contact-point-ended'

/** The answer today, with the fact it rests on. */
export type EffectivePermission =
  | { readonly kind: 'permitted'; readonly because: EventId; readonly until: PlainDate | null }
  | { readonly kind: 'not-permitted'; readonly why: 'never-asked' }
  | {
      readonly kind: 'not-permitted'
      readonly why: WhyNot
      readonly because: EventId
      /** The "no" stands on a record that only may be the same person: deciding that would settle it. */
      readonly onPossibleDuplicate: boolean
    }

type Yes = EventOf<'consent-given'>
type No = EventOf<'consent-refused' | 'consent-withdrawn' | 'objection-raised' | 'contact-point-ended'>
type Told<E> = Omit<RecordedEvent, 'event'> & { readonly event: E }

/**
 * May we use this contact point over this channel for this purpose today, and because of what?
 *
 * The answer depends on what was said and when, never on the order in which machines learned of it.
 * A yes is narrow: this person, this exact contact point, this channel, this purpose. A no is wide: as far as it was
 * said, over every record that may be the same person, and over the contact point it names whoever said it.
 * A yes outranks a no only if it was surely said later; every tie and every doubt is a no.
 */
export function effectivePermission(record: ConsentRecord, asked: PermissionQuestion): EffectivePermission {
  const yes = newest(
    record.events.filter(isYes).filter((told) => opens(told, record, asked)),
    'notBefore',
  )
  const noes = record.events.filter(isNo).filter((told) => reaches(told, record, asked))
  const no = newest(yes ? noes.filter((told) => !saidBesideIt(told, yes)) : noes, 'notAfter')

  if (no && !(yes && surelyAfter(yes.event.stated, no.event.stated))) return because(no, whyOf(no.event), record)
  if (!yes) return { kind: 'not-permitted', why: 'never-asked' }
  const { expiresOn } = yes.event
  if (expiresOn !== null && expiresOn < dayOf(asked.on)) return because(yes, 'expired', record)
  return { kind: 'permitted', because: yes.id, until: expiresOn }
}

const isYes = (told: RecordedEvent): told is Told<Yes> => told.event.type === 'consent-given'

const isNo = (told: RecordedEvent): told is Told<No> =>
  told.event.type === 'consent-refused' ||
  told.event.type === 'consent-withdrawn' ||
  told.event.type === 'objection-raised' ||
  told.event.type === 'contact-point-ended'

function opens({ event }: Told<Yes>, record: ConsentRecord, asked: PermissionQuestion): boolean {
  return (
    record.same.has(event.subject) &&
    event.purpose === asked.purpose &&
    event.channel === asked.channel &&
    sameContactPoint(event.contactPoint, asked.contactPoint)
  )
}

function reaches(told: Told<No>, record: ConsentRecord, asked: PermissionQuestion): boolean {
  const { event } = told
  const theirs = record.same.has(event.subject) || record.possible.has(event.subject)
  switch (event.type) {
    // "Not for this, not this way": any number they have, since the question was about the purpose and the channel.
    case 'consent-refused':
      return theirs && event.purpose === asked.purpose && event.channel === asked.channel
    case 'contact-point-ended':
      return (
        record.same.has(event.subject) &&
        sameContactPoint(event.contactPoint, asked.contactPoint) &&
        !takenUpAgain(event, record)
      )
    default: {
      const { purposes, channels, contactPoints } = event.reach
      const named =
        contactPoints !== 'all' && contactPoints.some((point) => sameContactPoint(point, asked.contactPoint))
      return (
        (purposes === 'all' || purposes.includes(asked.purpose)) &&
        (channels === 'all' || channels.includes(asked.channel)) &&
        // "Do not call this number" holds for the number, whoever of those who share it said so.
        (named || (theirs && contactPoints === 'all'))
      )
    }
  }
}

/** On one sheet, "yes to this number, no to that one": the no to the other number does not take the yes back. */
const saidBesideIt = (no: Told<No>, yes: Told<Yes>): boolean =>
  no.event.type === 'consent-refused' &&
  no.act === yes.act &&
  no.event.contactPoint !== null &&
  !sameContactPoint(no.event.contactPoint, yes.event.contactPoint)

/** A number replaced by mistake and put back is the same number. One that was lost or another's needs a new yes. */
function takenUpAgain(ended: EventOf<'contact-point-ended'>, record: ConsentRecord): boolean {
  return (
    (ended.why === 'replaced' || ended.why === 'typing-error') &&
    record.events.some(
      ({ event }) =>
        event.type === 'contact-point-added' &&
        record.same.has(event.subject) &&
        contactPointKey(event.contactPoint) === contactPointKey(ended.contactPoint) &&
        surelyAfter(event.stated, ended.stated),
    )
  )
}

function whyOf(no: No): WhyNot {
  switch (no.type) {
    case 'consent-refused':
      return 'refused'
    case 'consent-withdrawn':
      return 'withdrawn'
    case 'objection-raised':
      return 'objected'
    case 'contact-point-ended':
      return 'contact-point-ended'
  }
}

function because(told: Told<Yes | No>, why: WhyNot, record: ConsentRecord): EffectivePermission {
  const onPossibleDuplicate = !record.same.has(told.event.subject)
  return { kind: 'not-permitted', why, because: told.id, onPossibleDuplicate }
}

/** The latest by one end of the range; at the same moment the smaller id, so that the order of arrival says nothing. */
function newest<E extends Yes | No>(told: readonly Told<E>[], end: 'notBefore' | 'notAfter'): Told<E> | undefined {
  return told.reduce<Told<E> | undefined>((best, one) => {
    if (!best) return one
    const [a, b] = [one.event.stated[end], best.event.stated[end]]
    return a > b || (a === b && one.id < best.id) ? one : best
  }, undefined)
}
