import type { Channel, ContactPoint } from '../terms/contact-point'
import type { ActId, FormTemplateId, PurposeId, SubjectId } from '../terms/ids'
import type { Notice } from '../terms/notice'
import type { SubjectDetails } from '../terms/party'
import type { Instant, Stated } from '../terms/time'
import type { Catalogue } from './catalogue'
import type { PairDecision, Speaker } from './draft'

/** What a draft is held against: the released words and forms, and the moment of confirmation. */
export type CaptureNeeds = { readonly catalogue: Catalogue; readonly confirmedAt: Instant }

/** The ways a statement comes in. Each ends in the same events, with its own evidence. */
export type CaptureSource = 'in-person' | 'paper' | 'web-form' | 'email' | 'sms'

declare const validated: unique symbol

/** One question that was put, and what we may take it for. */
export type Answer = {
  readonly purpose: PurposeId
  readonly purposeVersion: number
  readonly channel: Channel
} & (
  | { readonly answer: 'yes'; readonly contactPoint: ContactPoint; readonly mark: 'touched' | 'marked' }
  | {
      readonly answer: 'no'
      readonly contactPoint: ContactPoint | null
      /**
       * What was there. `marked` without a contact point and `unclear` are not a yes; whoever shows the answer says why.
       */
      readonly mark: 'untouched' | 'empty' | 'unclear' | 'marked'
    }
)

/** A complete statement of one person. Only `validateCapture` makes one, so nothing downstream asks again. */
export type Capture = {
  readonly [validated]: true
  readonly act: ActId
  readonly source: CaptureSource
  /** A known person, or null for somebody new. */
  readonly subject: SubjectId | null
  readonly details: SubjectDetails
  /** Those on the sheet or the screen, each once. */
  readonly contactPoints: readonly ContactPoint[]
  readonly notice: Notice
  readonly form: { readonly template: FormTemplateId; readonly version: number; readonly serial: string | null } | null
  readonly answers: readonly Answer[]
  readonly stated: Stated
  readonly confirmedAt: Instant
  readonly pairs: readonly PairDecision[]
  /** Absent: they spoke for themselves. */
  readonly speaker?: Speaker
}

/** A capture before it earns its mark. */
export type Unchecked = Omit<Capture, typeof validated>
