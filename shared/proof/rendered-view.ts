import { z } from 'zod'
import { type MeetingDraft, type RowAnswer, Speaker } from '../capture/draft'
import { NoticeShown } from '../consent/event'
import { Channel, ContactPoint } from '../terms/contact-point'
import { PurposeId } from '../terms/ids'
import type { Notice } from '../terms/notice'
import { Instant } from '../terms/time'
import { noticeHash } from './canonical'

/** One row as it stood on the screen, and where the customer left it. */
export const RenderedRow = z.object({
  purpose: PurposeId,
  purposeVersion: z.int().positive(),
  channel: Channel,
  contactPoint: ContactPoint,
  /** The words beside the box, for example "E-mail: anna.keller@example.org". */
  label: z.string(),
  answer: z.enum(['unanswered', 'yes']),
  /** When the customer last touched it. */
  at: Instant.nullable(),
})

/**
 * What was put before a person on the screen, in the order it stood there: the content of `rendered-view` evidence
 * (`application/json`, RFC 8785).
 */
export const RenderedView = z.object({
  v: z.literal(1),
  notice: NoticeShown,
  handedOverAt: Instant,
  confirmedAt: Instant,
  /** The person as addressed on the screen. */
  name: z.string(),
  /** Who spoke for them, as named on the screen. Absent: they spoke for themselves. */
  speaker: Speaker.pick({ as: true, name: true }).optional(),
  title: z.string(),
  paragraphs: z.array(z.string()),
  withdrawal: z.string(),
  questions: z.array(z.object({ text: z.string(), separate: z.boolean(), rows: z.array(RenderedRow) })),
  /** How it was signed, if it was. */
  signed: z.enum(['ink', 'typed-name']).nullable(),
})
export type RenderedView = z.infer<typeof RenderedView>

/** A name typed in place of a signature: the content of `typed-name` evidence. */
export const TypedName = z.object({ v: z.literal(1), name: z.string().min(1), at: Instant })
export type TypedName = z.infer<typeof TypedName>

/** Writes down the choice screen as it was confirmed. `labelOf` gives a row the words that stood beside its box. */
export function renderedViewFrom(
  draft: MeetingDraft,
  notice: Notice,
  { confirmedAt, labelOf }: { readonly confirmedAt: Instant; readonly labelOf: (row: RowAnswer) => string },
): RenderedView {
  const { givenName, familyName } = draft.person
  const { speaker } = draft
  return {
    v: 1,
    notice: { id: notice.id, sha256: noticeHash(notice), language: notice.language },
    handedOverAt: draft.handedOverAt ?? confirmedAt,
    confirmedAt,
    name: `${givenName} ${familyName}`.trim(),
    ...(speaker ? { speaker: { as: speaker.as, name: speaker.name } } : {}),
    title: notice.title,
    paragraphs: notice.paragraphs,
    withdrawal: notice.withdrawal,
    questions: notice.questions.map(({ purpose, text, separate }) => ({
      text,
      separate,
      rows: draft.rows.filter((row) => row.purpose === purpose).map((row) => ({ ...row, label: labelOf(row) })),
    })),
    signed: draft.ink ? 'ink' : draft.typedName ? 'typed-name' : null,
  }
}
