import { z } from 'zod'
import { ContactPoint } from '../terms/contact-point'
import { ActId, Hash } from '../terms/ids'
import { Fact } from './fact'

/** How a contact point can be shown to be theirs: a link in a mail for a mailbox, a call or a code for a number. */
export const ConfirmationWay = z.enum(['double-opt-in', 'call-back', 'sms-code'])
export type ConfirmationWay = z.infer<typeof ConfirmationWay>

/** A mail shows nothing about a number, and a call nothing about a mailbox (BGH I ZR 164/09). */
const kinds: Record<ConfirmationWay, ContactPoint['kind']> = {
  'double-opt-in': 'email',
  'call-back': 'phone',
  'sms-code': 'phone',
}
export const confirms = (way: ConfirmationWay, { kind }: ContactPoint): boolean => kinds[way] === kind

const Confirmation = Fact.extend({
  /** The act in which the yes was given: one mail confirms every yes of one sheet to one mailbox. */
  ofAct: ActId,
  contactPoint: ContactPoint,
  way: ConfirmationWay,
  /** SHA-256 of the token that was sent. The token itself is seen by nobody but who opens the message. */
  tokenSha256: Hash.nullable(),
})
/**
 * A desk wants it confirmed. Only the server makes the token, sends the message and records that it did, so that nobody
 * at a desk ever sees what confirms; offline, the wish waits in the journal like everything else.
 */
export const ConfirmationWanted = Confirmation.extend({
  type: z.literal('consent-confirmation-wanted'),
  tokenSha256: z.null(),
})
/** We asked: is this mailbox, this number yours? */
export const ConfirmationSent = Confirmation.extend({ type: z.literal('consent-confirmation-sent') })
/** They answered with the token we sent, or in person on a call back. */
export const ConsentConfirmed = Confirmation.extend({ type: z.literal('consent-confirmed') })
/** Nobody answered in time. */
export const ConfirmationLapsed = Confirmation.extend({ type: z.literal('consent-confirmation-lapsed') })
