import { isAnswer } from '@shared/consent/event'
import { must } from '@shared/base/never'
import type { Bytes } from '@shared/base/bytes'
import { type Result, ok } from '@shared/base/result'
import type { Catalogue } from '@shared/capture/catalogue'
import type { CaptureProblem } from '@shared/capture/problem'
import { type Reply, type ReplyRow, SmsExchange } from '@shared/capture/reply'
import { captureFromReply } from '@shared/capture/validate'
import { eventsFromCapture } from '@shared/consent/events-from-capture'
import type { Workstation } from '@shared/ipc/contract'
import { canonical, noticeHash } from '@shared/proof/canonical'
import { type ContactPoint, kindForChannel } from '@shared/terms/contact-point'
import type { EventId, OperatorId } from '@shared/terms/ids'
import type { Notice } from '@shared/terms/notice'
import type { Instant } from '@shared/terms/time'
import type { RecordAct } from '../../store/record'

/** What shows the answer: the message byte for byte, or what was written to and fro on a number. */
export type ReplyEvidence =
  { readonly kind: 'mail'; readonly bytes: Bytes } | { readonly kind: 'sms'; readonly exchange: SmsExchange }

type Needs = {
  readonly catalogue: Catalogue
  readonly ask: Pick<Workstation, 'evidence:keep'>
  readonly recordAct: RecordAct
  readonly recordedBy: OperatorId
  readonly known: readonly ContactPoint[]
  readonly confirmedAt: Instant
}

/** The spine of the house for an answer by e-mail or text message: validate, keep the message, record. */
export async function recordReply(
  reply: Reply,
  evidence: ReplyEvidence,
  { catalogue, ask, recordAct, recordedBy, known, confirmedAt }: Needs,
): Promise<Result<{ readonly event: EventId }, CaptureProblem>> {
  const capture = captureFromReply(reply, { catalogue, confirmedAt })
  if (!capture.ok) return capture
  const kept =
    evidence.kind === 'mail'
      ? await ask['evidence:keep']({ bytes: evidence.bytes, kind: 'email-reply', media: 'message/rfc822' })
      : await ask['evidence:keep']({
          bytes: canonical(SmsExchange.parse(evidence.exchange)),
          kind: 'sms-reply',
          media: 'application/json',
        })
  const events = eventsFromCapture(capture.value, {
    subject: { kind: 'known', id: reply.subject, contactPoints: known },
    recordedBy,
    evidence: [kept],
    hashOf: noticeHash,
  })
  const entries = await recordAct(reply.act, events)
  const answer = entries.find(({ recorded }) => isAnswer(recorded.event))
  return ok({ event: must(answer, 'an answer').recorded.id })
}

/** The questions of the words that this mailbox or number can say yes to, all of them open. */
export const rowsFor = (notice: Notice, from: ContactPoint): ReplyRow[] =>
  notice.questions.flatMap(({ purpose, purposeVersion, channels }) =>
    channels
      .filter((channel) => kindForChannel(channel) === from.kind)
      .map((channel): ReplyRow => ({ purpose, purposeVersion, channel, answer: 'open' })),
  )
