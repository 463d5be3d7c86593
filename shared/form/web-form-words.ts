import { z } from 'zod'

const text = z.string().min(1)

/** What the house says around the controller's words on a web page (`resources/locales/<language>/webform.json`). */
export const WebFormWords = z.object({
  who: text,
  optional: text,
  country: text,
  choice: text,
  /** That nothing is ticked, and that what is left alone is a no. */
  untickedIsNo: text,
  full: text,
  send: text,
  sending: text,
  thanks: text,
  thanksYes: text,
  thanksNo: text,
  notSent: text,
  noScript: text,
  missing: z.object({ name: text, contact: text }),
})
export type WebFormWords = z.infer<typeof WebFormWords>
