import { z } from 'zod'
import type { FlyerDraft } from '../capture/draft'
import { BoxMm, FieldRole, type FormTemplate } from '../capture/form-template'
import { BoxState } from '../capture/reading'
import { Channel } from '../terms/contact-point'
import { ActId, EvidenceId, FormTemplateId, PurposeId } from '../terms/ids'
import { Instant } from '../terms/time'

/**
 * What the machine read on a sheet and what a person made of it: the content of `reading` evidence
 * (`application/json`, RFC 8785).
 */
export const ConfirmedReading = z.object({
  v: z.literal(1),
  /** The scan it was read from. */
  scan: EvidenceId,
  page: z.int().positive(),
  pages: z.int().positive(),
  template: z.object({ id: FormTemplateId, version: z.int().positive(), serial: z.string() }),
  /** Degrees clockwise by which the page was turned back: 0, 90, 180 or 270. */
  rotation: z.int(),
  /** Millimetres to pixels of the scan, row by row, if the corners were found. */
  homography: z.array(z.number()).length(9).nullable(),
  fields: z.record(
    z.string(),
    z.object({
      role: FieldRole.nullable(),
      /** What the machine proposed, with its confidence (0 to 1); null if it proposed nothing. */
      read: z.object({ text: z.string(), confidence: z.number() }).nullable(),
      confirmed: z.string(),
      box: BoxMm,
    }),
  ),
  boxes: z.record(
    z.string(),
    z.object({
      /** What a mark in it says yes to; null for a box that is no question. */
      question: z.object({ purpose: PurposeId, channel: Channel }).nullable(),
      read: BoxState.nullable(),
      confirmed: BoxState,
      box: BoxMm,
    }),
  ),
  signature: z.object({
    read: z.enum(['present', 'absent', 'unclear']),
    confirmed: z.enum(['present', 'absent']),
    box: BoxMm,
  }),
  /** Further pages of the same form, each with its scan. */
  parts: z.array(z.object({ page: z.int().positive(), scan: EvidenceId })).optional(),
  /** One value was asked with what was read hidden: what the person typed, and whether the two agreed. */
  blind: z.object({ field: z.string(), typed: z.string(), agreed: z.boolean() }).optional(),
  /** It was recorded before and is put right by this. */
  corrects: ActId.optional(),
  confirmedAt: Instant,
})
export type ConfirmedReading = z.infer<typeof ConfirmedReading>

/** Writes down a sheet that `validateCapture` has let through. */
export function confirmedReadingFrom(draft: FlyerDraft, form: FormTemplate, confirmedAt: Instant): ConfirmedReading {
  const { reading, scan, page, pages } = draft
  const fields = form.layout.fields.filter(({ name }) => draft.fields[name] !== undefined)
  const boxes = form.layout.boxes.flatMap(({ name, roi_mm: box }) => {
    const confirmed = draft.boxes[name]
    const asked = form.questions.find((question) => question.box === name)
    const question = asked ? { purpose: asked.purpose, channel: asked.channel } : null
    return confirmed ? [[name, { question, read: reading.boxes[name] ?? null, confirmed, box }] as const] : []
  })
  return {
    v: 1,
    scan: scan.id,
    page,
    pages,
    template: { id: form.id, version: form.version, serial: reading.template?.serial ?? '' },
    rotation: reading.rotation,
    homography: reading.homography,
    fields: Object.fromEntries(
      fields.map(({ name, roi_mm: box }) => {
        const { text, confidence } = reading.fields[name] ?? {}
        const read = text === undefined || confidence === undefined ? null : { text, confidence }
        return [name, { role: form.roles[name] ?? null, read, confirmed: draft.fields[name] ?? '', box }]
      }),
    ),
    boxes: Object.fromEntries(boxes),
    signature: {
      read: reading.signature.state,
      confirmed: draft.signature ?? 'absent',
      box: form.layout.signature.roi_mm,
    },
    ...(draft.more && draft.more.length > 0
      ? { parts: draft.more.map((part) => ({ page: part.page, scan: part.scan.id })) }
      : {}),
    ...(draft.blind ? { blind: draft.blind } : {}),
    ...(draft.corrects ? { corrects: draft.corrects.act } : {}),
    confirmedAt,
  }
}
