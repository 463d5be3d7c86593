import { z } from 'zod'

/** Everything that can be wrong with a capture, each with its sentence in every language (`problems.json`). */
export const CaptureProblemKey = z.enum([
  'capture.name-missing',
  'capture.name-too-long',
  'capture.birth-date-invalid',
  'capture.birth-date-in-future',
  'capture.too-young',
  'capture.speaker-missing',
  'capture.authority-missing',
  'capture.country-missing',
  'capture.notice-missing',
  'capture.notice-not-in-force',
  'capture.nothing-asked',
  'capture.not-asked',
  'capture.asked-twice',
  'capture.contact-point-mismatch',
  'capture.contact-point-missing',
  'capture.not-handed-over',
  'capture.chosen-before-hand-over',
  'capture.chosen-before-shown',
  'capture.signature-missing',
  'capture.signature-too-small',
  'capture.signature-open',
  'capture.field-open',
  'capture.box-open',
  'capture.form-unknown',
  'capture.date-missing',
  'capture.date-invalid',
  'capture.date-in-future',
  'capture.set-aside',
  'contact-point.email-invalid',
  'contact-point.phone-invalid',
  'contact-point.phone-with-extension',
  'contact-point.post-invalid',
  'contact-point.too-long',
])
export type CaptureProblemKey = z.infer<typeof CaptureProblemKey>

/** Why a capture cannot be recorded yet. The key is a locale key; the operator reads the sentence beside the field. */
export type CaptureProblem = {
  readonly key: CaptureProblemKey
  /** Where to mend it: a field of the person, or a field or box of the form by its name on the page. */
  readonly field?: string
}
