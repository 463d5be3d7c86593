import { kindForChannel } from '../terms/contact-point'
import type { Notice } from '../terms/notice'
import { dayOf } from '../terms/time'
import type { Answer, CaptureNeeds, Unchecked } from './capture'
import type { CaptureProblem } from './problem'
import type { Reply, ReplyRow } from './reply'
import { refuseTheYoung } from './validate-person'

const kindOfSource = { email: 'email', sms: 'phone' } as const

/**
 * An answer by e-mail or text message. A yes in it is bound to the mailbox or number it came from: it says nothing of
 * another, however many are known. A no is taken as it was said, for any channel.
 *
 * When it was said is between what the message claims and the moment it was taken in: a claim nobody checked may make a
 * yes yield to more, never outrank more.
 */
export function readReply(
  reply: Reply,
  { catalogue, confirmedAt }: CaptureNeeds,
  problems: CaptureProblem[],
): Unchecked | null {
  const { from, sentAt, source, details } = reply
  if (from.kind !== kindOfSource[source]) problems.push({ key: 'capture.contact-point-mismatch', field: 'from' })
  if (sentAt === null) problems.push({ key: 'capture.date-missing', field: 'sentAt' })
  else if (sentAt > confirmedAt) problems.push({ key: 'capture.date-in-future', field: 'sentAt' })
  const notice = catalogue.notices.find(({ id }) => id === reply.notice)
  if (!notice) problems.push({ key: 'capture.notice-missing', field: 'notice' })
  if (!notice || sentAt === null) return null

  const said = reply.rows.filter(({ answer }) => answer !== 'open')
  if (said.length === 0) problems.push({ key: 'capture.nothing-asked', field: 'rows' })
  const yes = said.filter(({ answer }) => answer === 'yes')
  const day = dayOf(sentAt)
  if (yes.length > 0 && (notice.activeFrom > day || (notice.retiredOn !== null && notice.retiredOn <= day)))
    problems.push({ key: 'capture.notice-not-in-force', field: 'notice' })
  if (yes.length > 0) refuseTheYoung(details.birthDate, day, 'birthDate', problems)
  checkRows(reply, said, notice, problems)

  return {
    act: reply.act,
    source,
    subject: reply.subject,
    details,
    contactPoints: [from],
    notice,
    form: null,
    answers: said.map((row) => answerFrom(row, reply)),
    stated: { notBefore: sentAt, notAfter: confirmedAt, source: 'clock' },
    confirmedAt,
    pairs: [],
  }
}

function checkRows({ from }: Reply, rows: readonly ReplyRow[], notice: Notice, problems: CaptureProblem[]): void {
  const seen = new Set<string>()
  for (const { purpose, purposeVersion, channel, answer } of rows) {
    const field = `${purpose}/${channel}`
    const asked = notice.questions.some(
      (one) => one.purpose === purpose && one.purposeVersion === purposeVersion && one.channels.includes(channel),
    )
    if (!asked) problems.push({ key: 'capture.not-asked', field })
    if (seen.has(field)) problems.push({ key: 'capture.asked-twice', field })
    seen.add(field)
    // Who writes from a mailbox shows that the mailbox is theirs, and nothing about a number.
    if (answer === 'yes' && kindForChannel(channel) !== from.kind)
      problems.push({ key: 'capture.contact-point-mismatch', field })
  }
}

function answerFrom({ purpose, purposeVersion, channel, answer }: ReplyRow, { from }: Reply): Answer {
  const asked = { purpose, purposeVersion, channel }
  if (answer === 'yes') return { ...asked, answer, contactPoint: from, mark: 'marked' }
  return { ...asked, answer: 'no', contactPoint: kindForChannel(channel) === from.kind ? from : null, mark: 'empty' }
}
