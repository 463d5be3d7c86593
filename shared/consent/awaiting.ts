import { type Channel, type ContactPoint, contactPointKey, sameContactPoint } from '../terms/contact-point'
import type { ActId, SubjectId } from '../terms/ids'
import type { Instant } from '../terms/time'
import { type ConfirmationWay, ConfirmationWay as Ways, confirms } from './confirmation'
import { permissionFrom } from './effective-permission'
import type { Rules } from './question'
import type { ConsentRecord } from './record'
import { sortRecord } from './sorted-record'

/** Yeses of one act to one contact point that count once it is shown to be theirs. */
export type Awaiting = {
  readonly subject: SubjectId
  readonly act: ActId
  readonly contactPoint: ContactPoint
  readonly channels: readonly Channel[]
  readonly saidAt: Instant
  /** `open`: nobody asked yet. `wanted`: the server will. `asked`: the message is out. `lapsed`: no answer in time. */
  readonly state: 'open' | 'wanted' | 'asked' | 'lapsed'
  /** When it last changed. */
  readonly since: Instant
  /** How it can be confirmed: a mailbox only by mail, a number only by a call or a code. */
  readonly ways: readonly ConfirmationWay[]
}

/** Everything of this person that waits for a confirmation, the newest first. */
export function awaitingIn(record: ConsentRecord, rules: Rules, on: Instant): Awaiting[] {
  const sorted = sortRecord(record)
  const waiting = new Map<string, Awaiting>()
  for (const { act, event } of sorted.yeses) {
    const { purpose, channel, contactPoint, subject, stated } = event
    const answer = permissionFrom(sorted, rules, { purpose, channel, contactPoint, on })
    if (answer.kind !== 'not-permitted') continue
    if (answer.why !== 'unconfirmed' && answer.why !== 'confirmation-lapsed') continue
    const key = `${act} ${contactPointKey(contactPoint)}`
    const known = waiting.get(key)
    const about = sorted.confirmations
      .filter(({ event: one }) => one.ofAct === act && sameContactPoint(one.contactPoint, contactPoint))
      .sort((a, b) => (a.event.stated.notAfter < b.event.stated.notAfter ? -1 : 1))
    const last = about.at(-1)?.event
    waiting.set(key, {
      subject,
      act,
      contactPoint,
      channels: [...new Set([...(known?.channels ?? []), channel])],
      saidAt: stated.notAfter,
      state: last ? states[last.type] : 'open',
      since: last?.stated.notAfter ?? stated.notAfter,
      ways: Ways.options.filter((way) => confirms(way, contactPoint)),
    })
  }
  return [...waiting.values()].sort((a, b) => (a.saidAt < b.saidAt ? 1 : -1))
}

const states = {
  'consent-confirmation-wanted': 'wanted',
  'consent-confirmation-sent': 'asked',
  // Confirmed, and yet it counts for nothing: on the wrong way, or with a token that was never sent.
  'consent-confirmed': 'open',
  'consent-confirmation-lapsed': 'lapsed',
} as const
