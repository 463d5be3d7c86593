import { contactPointKey, kindForChannel } from '../terms/contact-point'
import type { Notice } from '../terms/notice'
import { dayOf, statedAt } from '../terms/time'
import type { Answer, CaptureNeeds, Unchecked } from './capture'
import type { MeetingDraft, RowAnswer } from './draft'
import { isSignature } from './ink'
import type { CaptureProblem } from './problem'
import { contactPointsFrom, detailsFrom, eachOnce, refuseTheYoung, speakerFrom } from './validate-person'

/** A meeting as the customer left it. What they did not touch before confirming, they refused. */
export function readMeeting(
  draft: MeetingDraft,
  { catalogue, confirmedAt }: CaptureNeeds,
  problems: CaptureProblem[],
): Unchecked | null {
  const today = dayOf(confirmedAt)
  const { country } = draft.person
  const asTyped = (field: string) => field
  const details = detailsFrom(draft.person, { language: draft.language, today, name: asTyped }, problems)
  const typed = contactPointsFrom(draft.person, country, asTyped, problems)

  const notice = catalogue.notices.find(({ id }) => id === draft.notice)
  if (!notice) problems.push({ key: 'capture.notice-missing' })
  else checkRows(draft.rows, notice, problems)
  if (notice && (notice.activeFrom > today || (notice.retiredOn !== null && notice.retiredOn <= today)))
    problems.push({ key: 'capture.notice-not-in-force' })

  checkHand(draft, problems)
  const saysYes = draft.rows.some(isYes)
  const speaker = speakerFrom(draft.speaker, saysYes, problems)
  if (details && saysYes && !speaker) refuseTheYoung(details.birthDate, today, 'birthDate', problems)
  if (!details || !notice) return null

  return {
    act: draft.act,
    source: 'in-person',
    subject: draft.subject,
    details,
    contactPoints: eachOnce([...typed, ...draft.rows.map(({ contactPoint }) => contactPoint)]),
    notice,
    form: null,
    answers: draft.rows.map(answerFrom),
    stated: statedAt(confirmedAt),
    confirmedAt,
    pairs: draft.pairs,
    ...(speaker ? { speaker } : {}),
  }
}

const isYes = (row: RowAnswer): boolean => row.answer === 'yes'

/** Every row must be a question of these very words, over a contact point that can carry it, and stand there once. */
function checkRows(rows: readonly RowAnswer[], notice: Notice, problems: CaptureProblem[]): void {
  if (rows.length === 0) problems.push({ key: 'capture.nothing-asked' })
  const seen = new Set<string>()
  for (const row of rows) {
    const field = rowKey(row)
    const asked = notice.questions.some(
      ({ purpose, purposeVersion, channels }) =>
        purpose === row.purpose && purposeVersion === row.purposeVersion && channels.includes(row.channel),
    )
    if (!asked) problems.push({ key: 'capture.not-asked', field })
    if (kindForChannel(row.channel) !== row.contactPoint.kind)
      problems.push({ key: 'capture.contact-point-mismatch', field })
    if (seen.has(field)) problems.push({ key: 'capture.asked-twice', field })
    seen.add(field)
  }
}

/** A row by what it asks: one purpose over one channel to one contact point. */
export const rowKey = (row: Pick<RowAnswer, 'purpose' | 'channel' | 'contactPoint'>): string =>
  `${row.purpose}/${row.channel}/${contactPointKey(row.contactPoint)}`

/** The customer chose, alone, with the device in hand, and signed a yes. A no needs no signature. */
function checkHand(draft: MeetingDraft, problems: CaptureProblem[]): void {
  const handedOverAt = draft.handedOverAt
  if (handedOverAt === null) problems.push({ key: 'capture.not-handed-over' })
  const yes = draft.rows.filter(isYes)
  // A box ticked before the hand-over proves nothing: CJEU C-61/19, Orange Romania.
  for (const row of yes)
    if (handedOverAt !== null && (row.at === null || row.at < handedOverAt))
      problems.push({ key: 'capture.chosen-before-hand-over', field: rowKey(row) })

  if (yes.length === 0 || (draft.typedName ?? '').trim() !== '') return
  if (draft.ink === null || draft.ink.strokes.length === 0)
    problems.push({ key: 'capture.signature-missing', field: 'signature' })
  else if (!isSignature(draft.ink)) problems.push({ key: 'capture.signature-too-small', field: 'signature' })
}

function answerFrom({ purpose, purposeVersion, channel, contactPoint, answer }: RowAnswer): Answer {
  const asked = { purpose, purposeVersion, channel, contactPoint }
  return answer === 'yes' ? { ...asked, answer, mark: 'touched' } : { ...asked, answer: 'no', mark: 'untouched' }
}
