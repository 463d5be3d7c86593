import { z } from 'zod'
import { FormTemplate } from '../capture/form-template'
import { EventId, FormTemplateId, Hash, NoticeId, SubjectId } from '../terms/ids'
import { Notice } from '../terms/notice'
import { Purpose } from '../terms/purpose'
import { PlainDate } from '../terms/time'
import { Fact } from './fact'

/**
 * Facts about the controller's own words and sheets. Their subject is the controller's record (`Controller.record`),
 * never a person's. What they add up to is `documents/fold-documents`.
 */

/** One thing the controller puts before people, whole. */
export const Document = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('notice'), notice: Notice }),
  z.object({ kind: z.literal('purpose'), purpose: Purpose }),
  z.object({ kind: z.literal('form'), form: FormTemplate }),
])
export type Document = z.infer<typeof Document>

/**
 * Somebody would like these to be used from the day they name: a text in its languages, with the purposes and sheets
 * that belong to it, as one. Nothing is in use because of this.
 */
export const DocumentsProposed = Fact.extend({
  type: z.literal('documents-proposed'),
  documents: z.array(Document).min(1).max(12),
})
/** Another operator looked at exactly these bytes and lets them be used. */
export const DocumentsReleased = Fact.extend({
  type: z.literal('documents-released'),
  proposal: EventId,
  /** `documentsHash` of what was proposed. */
  sha256: Hash,
  /** Version of the table of rules it was judged by (`notice/rules`). */
  linter: z.int().positive(),
})
/** Not to be used, and why. Its proposer may say so too. */
export const DocumentsRejected = Fact.extend({
  type: z.literal('documents-rejected'),
  proposal: EventId,
  reason: z.string().min(1).max(400),
})
/** No longer put before anybody from this day on. A no to words: one operator is enough. */
export const NoticesRetired = Fact.extend({
  type: z.literal('notices-retired'),
  notices: z.array(NoticeId).min(1).max(12),
  on: PlainDate,
  reason: z.string().min(1).max(400),
})

/** As it stands under the code of a sheet. */
export const Serial = z.string().regex(/^CNS[A-Z0-9]{1,20}$/)
const Serials = z.array(Serial).min(1).max(1000)

/** These sheets were printed. Written down before there is anything to print. */
export const SheetsIssued = Fact.extend({
  type: z.literal('sheets-issued'),
  template: FormTemplateId,
  version: z.int().positive(),
  serials: Serials,
  /** Whose name is already on it, if it was printed for somebody. */
  recipient: SubjectId.nullable(),
})
/** These sheets will not come back: torn, spoiled, never handed out. */
export const SheetsVoided = Fact.extend({
  type: z.literal('sheets-voided'),
  serials: Serials,
  reason: z.string().min(1).max(400),
})
