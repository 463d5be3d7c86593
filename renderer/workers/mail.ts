import PostalMime, { type Address } from 'postal-mime'
import { type Result, notOk, ok } from '@shared/base/result'
import type { Bytes } from '@shared/base/bytes'
import { Instant, instantFrom } from '@shared/terms/time'

/** What an e-mail says about itself. All of it is text somebody else wrote: shown as text, never as a page. */
export type Mail = {
  readonly from: string | null
  readonly sentAt: Instant | null
  readonly subject: string
  readonly text: string
  readonly attachments: number
}
export type MailProblem = 'too-large' | 'not-a-mail'

/** An answer is short. What is larger carries pictures nobody needs as evidence, and would be kept for years. */
export const LARGEST_MAIL = 2 * 1024 * 1024
const LONGEST_TEXT = 20_000

/** Reads an e-mail as it was saved (.eml). Nothing in it is run, fetched or opened. */
export async function mailFrom(bytes: Bytes): Promise<Result<Mail, MailProblem>> {
  if (bytes.length > LARGEST_MAIL) return notOk<MailProblem>('too-large')
  try {
    const limits = { maxNestingDepth: 20, maxHeadersSize: 262_144, maxRfc822NestingDepth: 0 }
    const mail = await PostalMime.parse(bytes, limits)
    // Any bytes can be read as the body of something; a message has a sender or a date.
    if (!mail.from && !mail.date) return notOk<MailProblem>('not-a-mail')
    return ok({
      from: addressIn(mail.from),
      sentAt: momentFrom(mail.date),
      subject: oneLine(mail.subject ?? ''),
      text: (mail.text?.trim() ?? wordsOf(mail.html ?? '')).slice(0, LONGEST_TEXT),
      attachments: mail.attachments.length,
    })
  } catch {
    return notOk<MailProblem>('not-a-mail')
  }
}

const addressIn = (from: Address | undefined): string | null => from?.address?.trim().toLowerCase() || null

function momentFrom(date: string | undefined): Instant | null {
  const at = date === undefined ? NaN : Date.parse(date)
  return Number.isNaN(at) ? null : instantFrom(at)
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 400)

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** The words of a message that has a page only. It is never shown as one. */
const wordsOf = (html: string): string =>
  html
    .replace(/<(script|style|head)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<(br|\/p|\/div|\/tr|\/li|\/h\d)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(#\d{1,6}|[a-z]+);/gi, (whole, name: string) =>
      name.startsWith('#')
        ? String.fromCodePoint(Math.min(Number(name.slice(1)), 0x10ffff))
        : (entities[name.toLowerCase()] ?? whole),
    )
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
