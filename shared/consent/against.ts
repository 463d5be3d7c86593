import { type Channel, contactPointKey, kindForChannel, sameContactPoint } from '../terms/contact-point'
import { type Stated, statedAt, surelyAfter } from '../terms/time'
import { never } from '../base/never'
import type { ConsentEvent, EventOf, RecordedEvent, Yes } from './event'
import { isLifeEvent, lifeEventEffects } from './life-event-effects'
import type { PermissionQuestion } from './question'
import type { Why } from './reason'
import type { SortedRecord, Told } from './sorted-record'

/** Something that stands against a use until a yes is surely said after it. */
export type Bar = {
  readonly why: Why
  readonly stated: Stated
  /** Null for an entry of the list of "never contact", which has no words. */
  readonly told: RecordedEvent | null
  /** No later yes opens it. */
  readonly forGood: boolean
  /** It stands on a record that only may be this person's: deciding that would settle it. */
  readonly onPossible: boolean
}

/** Everything that reaches this question: what was said, what happened, and what is remembered. */
export function barsAgainst(sorted: SortedRecord, asked: PermissionQuestion): Bar[] {
  const bars: Bar[] = []
  for (const told of sorted.against) {
    if (!reaches(told, sorted, asked)) continue
    const { stated, subject } = told.event
    const why = whyOf(told.event)
    const forGood = why === 'died' || why === 'restricted'
    // A word about the number itself is not on anybody's record: it holds whoever this is.
    const onPossible = sorted.record.possible.has(subject)
    bars.push({ why, stated, told, forGood, onPossible })
  }
  for (const { since, reach } of asked.suppressed ?? [])
    if (within(reach.purposes, asked.purpose) && within(reach.channels, asked.channel))
      bars.push({ why: 'suppressed', stated: statedAt(since), told: null, forGood: false, onPossible: false })
  return bars
}

const within = <T>(reach: 'all' | readonly T[], asked: T): boolean => reach === 'all' || reach.includes(asked)

function reaches({ event }: RecordedEvent, sorted: SortedRecord, asked: PermissionQuestion): boolean {
  const { same, possible } = sorted.record
  const theirs = same.has(event.subject) || possible.has(event.subject)
  switch (event.type) {
    // "Not for this, not this way": any number they have, since the question was about the purpose and the channel.
    case 'consent-refused':
      return theirs && event.purpose === asked.purpose && event.channel === asked.channel
    case 'consent-withdrawn':
    case 'objection-raised':
    case 'consent-revoked': {
      const { purposes, channels, contactPoints } = event.reach
      if (!within(purposes, asked.purpose) || !within(channels, asked.channel)) return false
      if (contactPoints === 'all') return theirs
      // "Do not call this number" holds for the number, whoever of those who share it said so; and for the person on
      // the number that took its place.
      return (
        contactPoints.some((point) => sameContactPoint(point, asked.contactPoint)) ||
        (theirs && contactPoints.some((point) => wasReplaced(contactPointKey(point), asked.channel, sorted)))
      )
    }
    default:
      return isLifeEvent(event) && strikes(event, theirs, sorted, asked)
  }
}

/** They gave this number up for another: what they said about it was about them, not about the digits. */
const wasReplaced = (key: string, channel: Channel, { against, record }: SortedRecord): boolean =>
  against.some(
    ({ event }) =>
      event.type === 'contact-point-ended' &&
      event.why === 'replaced' &&
      event.contactPoint.kind === kindForChannel(channel) &&
      contactPointKey(event.contactPoint) === key &&
      (record.same.has(event.subject) || record.possible.has(event.subject)),
  )

/** The matrix of life events, applied to this channel and this contact point. */
function strikes(
  event: Extract<ConsentEvent, { type: keyof typeof lifeEventEffects }>,
  theirs: boolean,
  sorted: SortedRecord,
  { channel, contactPoint }: PermissionQuestion,
): boolean {
  const effect = lifeEventEffects[event.type][channel]
  switch (effect) {
    case 'none':
      return false
    case 'stop':
      return theirs
    case 'all':
      return theirs && !('to' in event && event.to !== null && sameContactPoint(event.to, contactPoint))
    case 'business':
      return theirs && isBusiness(sorted, contactPointKey(contactPoint))
    case 'the-value': {
      if (!('contactPoint' in event) || !sameContactPoint(event.contactPoint, contactPoint)) return false
      if (event.type === 'contact-point-reported') return true
      return theirs && !(event.type === 'contact-point-ended' && takenUpAgain(event, sorted))
    }
    default:
      return never(effect)
  }
}

/** A number replaced by mistake and put back is the same number. One that was lost or another's needs a new yes. */
const takenUpAgain = (ended: EventOf<'contact-point-ended'>, { points }: SortedRecord): boolean =>
  (ended.why === 'replaced' || ended.why === 'typing-error') &&
  points.some(
    ({ event }) =>
      event.type === 'contact-point-added' &&
      sameContactPoint(event.contactPoint, ended.contactPoint) &&
      surelyAfter(event.stated, ended.stated),
  )

/** Marked as their employer's by anybody, and not surely marked private by themselves since. */
function isBusiness({ marks, record }: SortedRecord, key: string): boolean {
  const about = marks.filter(({ event }) => contactPointKey(event.contactPoint) === key)
  return about.some(
    ({ event }) =>
      event.as === 'business' &&
      !about.some(
        ({ event: later }) =>
          later.as === 'private' && record.same.has(later.subject) && surelyAfter(later.stated, event.stated),
      ),
  )
}

export const isShared = ({ marks }: SortedRecord, { contactPoint }: PermissionQuestion): boolean =>
  marks.some(({ event }) => event.as === 'shared' && sameContactPoint(event.contactPoint, contactPoint))

function whyOf(event: ConsentEvent): Why {
  switch (event.type) {
    case 'consent-refused':
      return event.unclear === true ? 'unclear' : 'refused'
    case 'consent-withdrawn':
      return 'withdrawn'
    case 'objection-raised':
      return 'objected'
    case 'consent-revoked':
      return 'revoked'
    case 'contact-point-ended':
      return 'contact-point-ended'
    case 'contact-point-reported':
      return 'contact-point-reported'
    case 'moved-in-country':
    case 'moved-abroad':
      return 'moved'
    case 'employer-changed':
      return 'employer-changed'
    case 'subject-died':
      return 'died'
    case 'processing-restricted':
      return 'restricted'
    default:
      throw new Error(`${event.type} stands against nothing`)
  }
}

/**
 * Does the yes win? Only if it was surely said later, by the person or the guardian; a tie and every doubt go to the
 * "no". Who is on the list of "never contact" must have said yes in person since.
 */
export function outranks(yes: Told<Yes>, bar: Bar): boolean {
  if (saidBesideIt(yes, bar)) return true
  if (bar.forGood || !surelyAfter(yes.event.stated, bar.stated)) return false
  if (yes.event.statedBy === 'representative' && bar.told?.event.statedBy !== 'representative') return false
  if (bar.why !== 'suppressed') return true
  return yes.event.chosenBy === 'data-subject-on-screen' || yes.event.chosenBy === 'data-subject-on-paper'
}

/** On one sheet, "yes to this number, no to that one": the no to the other number does not take the yes back. */
const saidBesideIt = (yes: Told<Yes>, { told }: Bar): boolean =>
  told?.event.type === 'consent-refused' &&
  told.act === yes.act &&
  told.event.contactPoint !== null &&
  !sameContactPoint(told.event.contactPoint, yes.event.contactPoint)
