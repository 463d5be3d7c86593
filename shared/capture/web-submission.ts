import { z } from 'zod'
import { Channel } from '../terms/contact-point'
import { ActId, FormTemplateId, Hash, NoticeId, PurposeId } from '../terms/ids'
import { Language } from '../terms/language'
import { Instant } from '../terms/time'

const typed = z.string().max(400)

/**
 * What the web form posts: `POST /v1/submissions`, JSON, version 1. The words by id and hash, who says they are who, and
 * every row that was asked. A browser we do not know made it: everything in it is a claim until `captureFromSubmission`
 * has looked, and its clock is believed only where that weakens a yes.
 */
export const WebSubmission = z.strictObject({
  v: z.literal(1),
  /** Chosen when the page opens, so that sending it twice records it once. */
  act: ActId,
  /** The form the page was made from. */
  form: z.strictObject({ template: FormTemplateId, version: z.int().positive() }),
  /** The exact words that stood on the page. */
  notice: z.strictObject({ id: NoticeId, sha256: Hash }),
  language: Language,
  person: z.strictObject({
    givenName: typed,
    familyName: typed,
    birthDate: typed,
    email: typed,
    phone: typed,
    postalAddress: typed,
    /** ISO 3166-1, one of the countries the words are for. */
    country: typed,
  }),
  /** Every row of the page once. A yes says when it was ticked; what was left alone is a no. */
  rows: z
    .array(
      z.strictObject({
        purpose: PurposeId,
        purposeVersion: z.int().positive(),
        channel: Channel,
        answer: z.enum(['yes', 'no']),
        /** When it was last touched, by the browser's clock; null if never. */
        at: Instant.nullable(),
      }),
    )
    .min(1)
    .max(40),
  /** When the page was shown and when it was sent, by the browser's clock. */
  shownAt: Instant,
  sentAt: Instant,
  /** Where the page stood, without query and fragment. Empty if the page was opened from a file. */
  page: z.string().max(400),
})
export type WebSubmission = z.infer<typeof WebSubmission>
