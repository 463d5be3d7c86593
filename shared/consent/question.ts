import type { Catalogue } from '../capture/catalogue'
import type { Channel, ContactPoint } from '../terms/contact-point'
import type { NoticeId, PurposeId } from '../terms/ids'
import type { Instant } from '../terms/time'
import type { CountryProfile } from './country-profile'
import type { Reach } from './event'
import type { EvidenceFound } from './evidence-class'

export type PermissionQuestion = {
  readonly purpose: PurposeId
  readonly channel: Channel
  readonly contactPoint: ContactPoint
  /** When the contact would be made. */
  readonly on: Instant
  /** Entries of the list of "never contact" that this person or contact point hits. Absent: none was looked up. */
  readonly suppressed?: readonly Suppression[]
  /** What others of the controller have put in the way of this contact for a while. Absent: nothing. */
  readonly holds?: readonly Hold[]
}

/** "Never contact", remembered as a fingerprint: since when, and how far. */
export type Suppression = {
  readonly since: Instant
  readonly reason: 'objection' | 'erasure' | 'complaint' | 'list'
  readonly reach: Pick<Reach, 'purposes' | 'channels'>
}

/** A campaign that is locked, a quality check that is not done: a reason to wait, not a reason to stop. */
export type Hold = { readonly kind: 'campaign-lock' | 'quality-gate'; readonly until: Instant | null }

/** Everything besides the facts that an answer depends on: what was released, what the law asks, what was found. */
export type Rules = {
  readonly catalogue: Pick<Catalogue, 'purposes' | 'notices'>
  readonly profiles: readonly CountryProfile[]
  /** Notices found unfit after they were published. Absent: none. */
  readonly unsound?: ReadonlySet<NoticeId>
  /** Absent: nobody looked at the files, and the answer says so. */
  readonly evidence?: EvidenceFound
  /** Other bases the data protection officer has switched on, by id. Absent: none. */
  readonly switchedOn?: readonly string[]
  /** At most so many contacts of one person in so many days, over all their records. Absent: no cap. */
  readonly cap?: { readonly times: number; readonly days: number }
}
