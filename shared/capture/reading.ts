import { z } from 'zod'
import { FormTemplateId } from '../terms/ids'
import { BoxMm } from './form-template'

/** Doubt is a state of its own: an unclear box is never a yes. */
export const BoxState = z.enum(['marked', 'empty', 'unclear'])
export type BoxState = z.infer<typeof BoxState>

/** What can be wrong with a page or a file, each with its sentence in every language. */
export const PaperProblemKey = z.enum([
  'paper.empty-file',
  'paper.not-an-image',
  'paper.kind-not-read',
  'paper.damaged',
  'paper.encrypted',
  'paper.too-large',
  'paper.too-many-pages',
  'paper.blank-page',
  'paper.two-forms',
  'paper.no-code',
  'paper.unknown-form',
  'paper.not-registered',
  'paper.reading-failed',
  'paper.seen-before',
  'paper.page-missing',
  'paper.page-twice',
  'paper.page-foreign',
])
export type PaperProblemKey = z.infer<typeof PaperProblemKey>
export const PaperProblem = z.object({ key: PaperProblemKey, detail: z.string().optional() })
export type PaperProblem = z.infer<typeof PaperProblem>

export const FieldReading = z.object({
  text: z.string(),
  /** 0 to 1. */
  confidence: z.number().min(0).max(1),
  /** The product would not ask a person to look. */
  accepted: z.boolean(),
  box: BoxMm,
})
export type FieldReading = z.infer<typeof FieldReading>

/** What the machine believes a page says. A proposal, never a fact. */
export const PageReading = z.object({
  template: z
    .object({
      id: FormTemplateId,
      version: z.int().positive(),
      serial: z.string(),
      page: z.int().positive(),
      pages: z.int().positive(),
    })
    .nullable(),
  /** Degrees clockwise by which the page was turned back: 0, 90, 180 or 270. */
  rotation: z.int(),
  registered: z.boolean(),
  /** Millimetres to pixels of the original image, row by row, if registered. */
  homography: z.array(z.number()).length(9).nullable(),
  fields: z.record(z.string(), FieldReading),
  boxes: z.record(z.string(), BoxState),
  signature: z.object({ state: z.enum(['present', 'absent', 'unclear']), ink: BoxMm.nullable() }),
  problems: z.array(PaperProblem),
  /** Milliseconds it took. */
  ms: z.number().nonnegative(),
})
export type PageReading = z.infer<typeof PageReading>
