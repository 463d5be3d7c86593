import type { RowAnswer } from '@shared/capture/draft'
import { rowKey } from '@shared/capture/validate-meeting'
import { type ContactPoint, kindForChannel } from '@shared/terms/contact-point'
import type { Notice } from '@shared/terms/notice'

/**
 * What there is to answer: one row for each purpose, channel and exact contact point, all of them unanswered. Rows that
 * were there before, in another language of the same text, keep what the customer answered.
 */
export function rowsFrom(
  notice: Notice,
  contactPoints: readonly ContactPoint[],
  before: readonly RowAnswer[] = [],
): RowAnswer[] {
  const answered = new Map(before.map((row) => [`${rowKey(row)}/${row.purposeVersion}`, row]))
  return notice.questions.flatMap(({ purpose, purposeVersion, channels }) =>
    channels.flatMap((channel) =>
      contactPoints
        .filter(({ kind }) => kind === kindForChannel(channel))
        .map((contactPoint): RowAnswer => {
          const fresh: RowAnswer = { purpose, purposeVersion, channel, contactPoint, answer: 'unanswered', at: null }
          return answered.get(`${rowKey(fresh)}/${purposeVersion}`) ?? fresh
        }),
    ),
  )
}
