import type { Channel } from '../terms/contact-point'
import type { ConsentEvent } from './event'

/**
 * What happens in a life, and what becomes of the yeses said before it. The rule reads this table whenever it is asked,
 * so it holds for every fact on whatever path it came: screen, import, sync, link.
 *
 *     none       nothing
 *     the-value  the yes to the very number, mailbox or address is suspended
 *     all        every yes of this channel is suspended, but for the address they moved to
 *     business   every yes to a contact point marked as their employer's is suspended
 *     stop       nothing may be sent at all
 *
 * A yes surely said afterwards is not touched, except by `stop`. A "no" is never touched: objections survive them all.
 */
export type Effect = 'none' | 'the-value' | 'all' | 'business' | 'stop'

export type LifeEvent = Extract<
  ConsentEvent['type'],
  | 'contact-point-ended'
  | 'contact-point-reported'
  | 'contact-point-added'
  | 'contact-point-marked'
  | 'moved-in-country'
  | 'moved-abroad'
  | 'name-changed'
  | 'details-corrected'
  | 'employer-changed'
  | 'subject-died'
  | 'processing-restricted'
>

const everywhere = (effect: Effect): Record<Channel, Effect> => ({
  email: effect,
  phone: effect,
  sms: effect,
  post: effect,
})

export const lifeEventEffects: Record<LifeEvent, Record<Channel, Effect>> = {
  // A number is called and written to: ending it ends both. The value names its kind, so a mailbox ends no number.
  'contact-point-ended': everywhere('the-value'),
  'contact-point-reported': everywhere('the-value'),
  // A new number starts with no permission because it is another value, not because something is done to it.
  'contact-point-added': everywhere('none'),
  'contact-point-marked': everywhere('none'),
  'moved-in-country': { ...everywhere('none'), post: 'all' },
  // Beside the address, another country's profile holds from then on.
  'moved-abroad': { ...everywhere('none'), post: 'all' },
  'name-changed': everywhere('none'),
  // A corrected birth date or country is read by the rules on age and country.
  'details-corrected': everywhere('none'),
  'employer-changed': everywhere('business'),
  'subject-died': everywhere('stop'),
  'processing-restricted': everywhere('stop'),
}

export const isLifeEvent = (event: ConsentEvent): event is Extract<ConsentEvent, { type: LifeEvent }> =>
  event.type in lifeEventEffects
