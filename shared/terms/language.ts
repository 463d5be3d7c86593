import { z } from 'zod'

/** The languages of the interface and of every customer text. */
export const Language = z.enum(['fr', 'de', 'en'])
export type Language = z.infer<typeof Language>

export const languages = Language.options

/** The same words in every language. */
export const Worded = z.object({ fr: z.string().min(1), de: z.string().min(1), en: z.string().min(1) })
export type Worded = z.infer<typeof Worded>
