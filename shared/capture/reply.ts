import { z } from 'zod'
import type { Channel, ContactPoint } from '../terms/contact-point'
import type { ActId, NoticeId, PurposeId, SubjectId } from '../terms/ids'
import type { SubjectDetails } from '../terms/party'
import { Instant } from '../terms/time'

/** One question of the words they answered, and what an operator reads in the answer. */
export type ReplyRow = {
  readonly purpose: PurposeId
  readonly purposeVersion: number
  readonly channel: Channel
  /** `open`: the answer does not speak of it. It becomes no fact, neither a yes nor a no. */
  readonly answer: 'yes' | 'no' | 'open'
}

/** An answer that came as an e-mail or a text message, as an operator understood it. Its bytes are the evidence. */
export type Reply = {
  readonly source: 'email' | 'sms'
  readonly act: ActId
  readonly subject: SubjectId
  readonly details: SubjectDetails
  /** The mailbox or number it came from: a yes is about this one and no other. */
  readonly from: ContactPoint
  /** The words they were asked with. */
  readonly notice: NoticeId | null
  readonly rows: readonly ReplyRow[]
  /** When it was sent, as the message says. */
  readonly sentAt: Instant | null
}

/** What was written to and fro on one number, as kept as evidence: canonical JSON of this. */
export const SmsExchange = z.strictObject({
  v: z.literal(1),
  /** E.164. */
  number: z.string().min(1),
  outgoing: z.strictObject({ text: z.string().min(1).max(2_000), at: Instant }),
  incoming: z.strictObject({ text: z.string().min(1).max(2_000), at: Instant }),
})
export type SmsExchange = z.infer<typeof SmsExchange>
