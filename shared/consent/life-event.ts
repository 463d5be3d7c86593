import { z } from 'zod'
import { Channel, ContactPoint } from '../terms/contact-point'
import { EventId, PurposeId } from '../terms/ids'
import { SubjectDetails } from '../terms/party'
import { PlainDate } from '../terms/time'
import { Fact } from './fact'

/** What we knew of them was wrong, or has changed. Only what differs stands in `before` and `after`. */
export const DetailsCorrected = Fact.extend({
  type: z.literal('details-corrected'),
  before: SubjectDetails.partial(),
  after: SubjectDetails.partial(),
})
/** They go by another name now. */
export const NameChanged = Fact.extend({
  type: z.literal('name-changed'),
  before: SubjectDetails.pick({ givenName: true, familyName: true }),
  after: SubjectDetails.pick({ givenName: true, familyName: true }),
})

const Moved = Fact.extend({
  /** The new address, if it was said. */
  to: ContactPoint.nullable(),
})
export const MovedInCountry = Moved.extend({ type: z.literal('moved-in-country') })
/** From then on another country's rules hold. */
export const MovedAbroad = Moved.extend({ type: z.literal('moved-abroad'), country: SubjectDetails.shape.country })

/** They work for somebody else, or no longer. */
export const EmployerChanged = Fact.extend({ type: z.literal('employer-changed') })
export const SubjectDied = Fact.extend({ type: z.literal('subject-died') })

/** Whose number or mailbox it is: theirs alone, their employer's, or one that several people read. */
export const ContactPointMarked = Fact.extend({
  type: z.literal('contact-point-marked'),
  contactPoint: ContactPoint,
  as: z.enum(['private', 'business', 'shared']),
})
/** Somebody told us, or the line did, that it no longer reaches them. It holds for the value, whoever said so. */
export const ContactPointReported = Fact.extend({
  type: z.literal('contact-point-reported'),
  contactPoint: ContactPoint,
  as: z.enum(['someone-elses', 'unreachable']),
})

/** Keep it, do not use it (Art. 18 GDPR). */
export const ProcessingRestricted = Fact.extend({ type: z.literal('processing-restricted') })
/** Ends the one restriction it names. */
export const RestrictionLifted = Fact.extend({ type: z.literal('restriction-lifted'), restriction: EventId })

/** A report about a person or a contact point was wrong, and is taken back as if never made. */
export const ReportTakenBack = Fact.extend({
  type: z.literal('report-taken-back'),
  report: EventId,
  /** The contact point the report was about, so that both are found together; null if it was about the person. */
  contactPoint: ContactPoint.nullable(),
})

/** They were contacted. Proof is kept five years from here (sect. 7a(2) UWG), and disuse is counted from here. */
export const ContactUsed = Fact.extend({
  type: z.literal('contact-used'),
  contactPoint: ContactPoint,
  channel: Channel,
  purpose: PurposeId,
  /** The yes it rested on; null if it rested on another basis. */
  because: EventId.nullable(),
  /** They answered: more than opening a message (CNIL counts only that). */
  answered: z.boolean(),
})

/** What must be the case for a basis other than consent. Each is a fact with a date, or the basis is not there. */
export const Circumstance = z.enum([
  'address-from-own-sale',
  'own-similar-goods',
  'told-at-collection',
  'told-at-each-use',
  'running-contract',
  'related-object',
  'existing-customer',
  'robinson-clear',
  'robinson-listed',
  'bloctel-clear',
  'bloctel-listed',
  'directory-clear',
])
export type Circumstance = z.infer<typeof Circumstance>

export const CircumstanceRecorded = Fact.extend({
  type: z.literal('circumstance-recorded'),
  circumstance: Circumstance,
  purpose: PurposeId,
  holdsFrom: PlainDate,
  /** Its last day; null while nobody knows an end. */
  holdsUntil: PlainDate.nullable(),
})
