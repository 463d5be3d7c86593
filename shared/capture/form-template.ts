import { z } from 'zod'
import { Channel } from '../terms/contact-point'
import { ControllerId, FormTemplateId, NoticeId, PurposeId } from '../terms/ids'
import { Language } from '../terms/language'

/** Left, top, width and height in millimetres from the top left of the page. */
export const BoxMm = z.tuple([z.number(), z.number(), z.number(), z.number()])
export type BoxMm = z.infer<typeof BoxMm>

export const PointMm = z.tuple([z.number(), z.number()])
export type PointMm = z.infer<typeof PointMm>

/** Where things stand on one printed page. Also what `read-paper --layout` accepts; unknown keys are ignored. */
export const PaperLayout = z.object({
  template: FormTemplateId,
  version: z.int().positive(),
  lang: Language,
  qr_mm: BoxMm,
  fiducials_mm: z.array(PointMm),
  fields: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      kind: z.enum(['line', 'comb']),
      cells: z.int().positive().optional(),
      roi_mm: BoxMm,
    }),
  ),
  boxes: z.array(z.object({ name: z.string(), roi_mm: BoxMm, round: z.boolean() })),
  signature: z.object({ roi_mm: BoxMm }),
  printed: z.array(z.object({ roi_mm: BoxMm, text: z.string(), cls: z.string() })),
})
export type PaperLayout = z.infer<typeof PaperLayout>

/** What a field of a paper form means to us. */
export const FieldRole = z.enum(['familyName', 'givenName', 'birthDate', 'phone', 'email', 'postalAddress', 'statedOn'])
export type FieldRole = z.infer<typeof FieldRole>

/** A paper form as data: where things stand, and what they mean. Released once, then superseded, never edited. */
export const FormTemplate = z.object({
  id: FormTemplateId,
  version: z.int().positive(),
  controller: ControllerId,
  language: Language,
  notice: NoticeId,
  layout: PaperLayout,
  /** Field name on the page to its meaning. */
  roles: z.record(z.string(), FieldRole),
  /** Each box that is a question. A marked box says yes for one purpose over one channel. */
  questions: z.array(
    z.object({ box: z.string(), purpose: PurposeId, purposeVersion: z.int().positive(), channel: Channel }),
  ),
})
export type FormTemplate = z.infer<typeof FormTemplate>
