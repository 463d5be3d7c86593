import { z } from 'zod'
import { Channel } from '../terms/contact-point'
import { FieldRole } from '../capture/form-template'

const text = z.string().min(1)

/** What the house prints beside the controller's words, in one language (`resources/locales/<language>/sheet.json`). */
export const SheetWords = z.object({
  channel: z.record(Channel, text),
  field: z.record(FieldRole, text),
  /** Under a comb of eight: day, month, year. */
  dayMonthYear: text,
  /** How to write, and how to take a mark back. */
  how: text,
  emptyIsNo: text,
  apart: text,
  fullText: text,
  signature: text,
  sheet: text,
})
export type SheetWords = z.infer<typeof SheetWords>
