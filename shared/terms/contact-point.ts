import { z } from 'zod'

/** The way of reaching someone. */
export const Channel = z.enum(['email', 'phone', 'sms', 'post'])
export type Channel = z.infer<typeof Channel>

export const channels = Channel.options

/**
 * One exact number or address. It *is* its value: a changed number is another contact point and has no permission,
 * and the same number on two records is the same contact point.
 */
export const ContactPoint = z.object({
  kind: z.enum(['email', 'phone', 'post']),
  /** Canonical: lower-case mailbox, E.164 number, or address on one line. */
  value: z.string().min(1).max(400),
})
export type ContactPoint = z.infer<typeof ContactPoint>

export const contactPointKey = (point: ContactPoint): string => `${point.kind}:${point.value}`

export const sameContactPoint = (a: ContactPoint, b: ContactPoint): boolean => a.kind === b.kind && a.value === b.value

const kindOf: Record<Channel, ContactPoint['kind']> = { email: 'email', phone: 'phone', sms: 'phone', post: 'post' }

/** Which kind of contact point a channel needs: both a call and an SMS need a number. */
export const kindForChannel = (channel: Channel): ContactPoint['kind'] => kindOf[channel]
