import type { AnswerLine } from './content-model'
import { shownContactPoint } from './format'
import type { Answered } from './proof-context'
import type { Say } from './words'

/** A yes, or a yes said again, is a yes. */
export const wordOf = ({ event }: Answered): AnswerLine['answer'] => (event.type === 'consent-refused' ? 'no' : 'yes')

/** One answer as it is printed, on the proof and on the customer's copy alike. */
export function answerLine(row: Answered, say: Say): AnswerLine {
  const { id, event } = row
  const answer = wordOf(row)
  return {
    event: id,
    channel: say(`channel.${event.channel}`),
    contactPoint: event.contactPoint ? shownContactPoint(event.contactPoint) : say('answer.none'),
    answer,
    word: say(`answer.${answer}`),
    note: null,
  }
}
