import { z } from 'zod'
import { Language } from './language'
import { ControllerId, NoticeId, PurposeId } from './ids'
import { Channel } from './contact-point'
import { PlainDate } from './time'

/**
 * One row a person can say yes or no to: one purpose over some channels, in its exact words. There is no attribute that
 * ticks it beforehand, and an attribute not named here is refused (rec. 32 GDPR, CJEU C-673/17).
 */
export const NoticeQuestion = z.strictObject({
  purpose: PurposeId,
  purposeVersion: z.int().positive(),
  channels: z.array(Channel).min(1),
  /** The sentence the rows complete, for example "I agree that Muster GmbH contacts me by". */
  text: z.string().min(1),
  /** Asked in a box of its own, apart from the other questions. */
  separate: z.boolean(),
})
export type NoticeQuestion = z.infer<typeof NoticeQuestion>

/**
 * The exact words put before the person, in one language and version. Never edited: a change of a comma is a new
 * version. Its hash (see `proof/canonical`) is in every event that rests on it.
 */
export const Notice = z.strictObject({
  id: NoticeId,
  controller: ControllerId,
  language: Language,
  version: z.int().positive(),
  activeFrom: PlainDate,
  retiredOn: PlainDate.nullable(),
  /** ISO 3166-1: where it is put before people. Absent in notices released before this was asked. */
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .min(1)
    .optional(),
  /** It says something that matters to a yes and that the version before did not. Absent: it does not. */
  material: z.boolean().optional(),
  title: z.string().min(1),
  /** Layer 1, in the order it is read: who, why, that one may say no, how to take it back. */
  paragraphs: z.array(z.string().min(1)).min(1),
  /** Stated before the choice (Art. 7(3) GDPR). */
  withdrawal: z.string().min(1),
  questions: z.array(NoticeQuestion).min(1),
  /** Layer 2: the full privacy information (Art. 13 GDPR). */
  fullText: z.array(z.string().min(1)).min(1),
})
export type Notice = z.infer<typeof Notice>
