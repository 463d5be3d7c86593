import { z } from 'zod'
import { ContactPoint } from '../terms/contact-point'
import { OperatorId, SubjectId } from '../terms/ids'
import { Language } from '../terms/language'
import { Notice } from '../terms/notice'
import { Controller } from '../terms/party'
import { Purpose } from '../terms/purpose'

/**
 * What goes along with the device into the customer's hands: everything their screen needs, and nothing about anybody
 * else. While they hold it, their screen is made of this card and their own draft, and of nothing the desk remembers.
 */
export const MeetingCard = z.object({
  controller: Controller,
  /** The text, in every language it may be read in. */
  notices: z.array(Notice).min(1),
  /** Those the text asks for, by their names. */
  purposes: z.array(Purpose),
  recordedBy: OperatorId,
  /** The language of whoever takes the device back. */
  deskLanguage: Language,
  /** As addressed on the screen and on the receipt. */
  name: z.string(),
  /** Whose words these will be. A fresh id is chosen with the hand-over, so that a crash does not make two people. */
  subject: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('known'), id: SubjectId, contactPoints: z.array(ContactPoint) }),
    z.object({ kind: z.literal('new'), id: SubjectId }),
  ]),
})
export type MeetingCard = z.infer<typeof MeetingCard>

/** What brings the device back to the desk. May be pasted; letters are welcome. */
export const ReturnPin = z.string().min(4).max(64)
