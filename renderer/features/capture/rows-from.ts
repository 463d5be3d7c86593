import type { MeetingAsk, RowAnswer } from '@shared/capture/draft'
import { rowKey } from '@shared/capture/validate-meeting'
import { type ContactPoint, kindForChannel, sameContactPoint } from '@shared/terms/contact-point'
import type { Notice } from '@shared/terms/notice'

/**
 * What there is to answer: one row for each purpose, channel and exact contact point, all of them unanswered. Rows that
 * were there before, in another language of the same text, keep what the customer answered. Where `asks` names
 * questions, those only.
 */
export function rowsFrom(
  notice: Notice,
  contactPoints: readonly ContactPoint[],
  before: readonly RowAnswer[] = [],
  asks?: readonly MeetingAsk[],
): RowAnswer[] {
  const answered = new Map(before.map((row) => [`${rowKey(row)}/${row.purposeVersion}`, row]))
  return notice.questions.flatMap(({ purpose, purposeVersion, channels }) =>
    channels.flatMap((channel) =>
      contactPoints
        .filter((point) => point.kind === kindForChannel(channel) && isAsked({ purpose, channel, point }, asks))
        .map((contactPoint): RowAnswer => {
          const fresh: RowAnswer = { purpose, purposeVersion, channel, contactPoint, answer: 'unanswered', at: null }
          return answered.get(`${rowKey(fresh)}/${purposeVersion}`) ?? fresh
        }),
    ),
  )
}

const isAsked = (
  { purpose, channel, point }: Pick<MeetingAsk, 'purpose' | 'channel'> & { readonly point: ContactPoint },
  asks: readonly MeetingAsk[] | undefined,
): boolean =>
  asks === undefined ||
  asks.some(
    (ask) =>
      ask.purpose === purpose &&
      ask.channel === channel &&
      (ask.contactPoint === null || sameContactPoint(ask.contactPoint, point)),
  )
