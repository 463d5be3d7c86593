import { z } from 'zod'
import { EvidenceId } from './ids'

/** What shows that it was said, or, for a view and a reading, what was seen when it was said. */
export const EvidenceKind = z.enum([
  'rendered-view',
  'ink',
  'typed-name',
  'scan',
  'reading',
  'email-reply',
  'sms-reply',
  'web-form',
  'recording',
  'witness',
])
export type EvidenceKind = z.infer<typeof EvidenceKind>

/** Where sealed evidence is found and what opens it. The key dies with the key of the person. */
export const EvidenceRef = z.object({
  id: EvidenceId,
  kind: EvidenceKind,
  media: z.enum([
    'application/json',
    'application/pdf',
    'image/jpeg',
    'image/png',
    'message/rfc822',
    'text/plain',
    'audio/mpeg',
  ]),
  /** Length of the sealed bytes. */
  bytes: z.int().nonnegative(),
  /** 32 random bytes, in hexadecimal. */
  key: z.string().regex(/^[0-9a-f]{64}$/),
})
export type EvidenceRef = z.infer<typeof EvidenceRef>

/** One point of ink: fractions of the pad's width and height (0 to 1), and milliseconds since the first stroke began. */
export const InkPoint = z.tuple([z.number(), z.number(), z.number()])
export type InkPoint = z.infer<typeof InkPoint>

/**
 * A signature as drawn, with the pad's width divided by its height: strokes, so that it survives a resize, and no
 * pressure, which would be biometric data nobody asked for (Art. 9 GDPR).
 */
export const Ink = z.object({ aspect: z.number().positive(), strokes: z.array(z.array(InkPoint).min(1)) })
export type Ink = z.infer<typeof Ink>
