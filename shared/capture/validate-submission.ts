import { kindForChannel } from '../terms/contact-point'
import type { Hash } from '../terms/ids'
import type { Notice } from '../terms/notice'
import { dayOf, type Instant, type Stated } from '../terms/time'
import type { Answer, CaptureNeeds, Unchecked } from './capture'
import { findForm } from './catalogue'
import type { CaptureProblem } from './problem'
import { contactPointsFrom, detailsFrom, eachOnce, refuseTheYoung } from './validate-person'
import type { WebSubmission } from './web-submission'

/** `confirmedAt` is when it arrived, by the clock of whoever took it. `hashOf` is `noticeHash` of `proof/canonical`. */
export type SubmissionNeeds = CaptureNeeds & { readonly hashOf: (notice: Notice) => Hash }

/** A web form as it arrived. Only a row the person ticked after they had the words before them is a yes. */
export function readSubmission(
  submission: WebSubmission,
  { catalogue, confirmedAt, hashOf }: SubmissionNeeds,
  problems: CaptureProblem[],
): Unchecked | null {
  const today = dayOf(confirmedAt)
  const { person, language } = submission
  const asTyped = (field: string) => field
  const details = detailsFrom(person, { language, today, name: asTyped }, problems)
  const contactPoints = eachOnce(contactPointsFrom(person, person.country, asTyped, problems))

  const form = findForm(catalogue, submission.form.template, submission.form.version)
  if (form?.notice !== submission.notice.id) problems.push({ key: 'capture.form-unknown' })
  const notice = catalogue.notices.find(({ id }) => id === submission.notice.id)
  if (!notice || hashOf(notice) !== submission.notice.sha256 || notice.language !== language) {
    problems.push({ key: 'capture.notice-missing' })
    return null
  }
  const saysYes = submission.rows.some(({ answer }) => answer === 'yes')
  // A no is taken in any words.
  if (saysYes && (notice.activeFrom > today || (notice.retiredOn !== null && notice.retiredOn <= today)))
    problems.push({ key: 'capture.notice-not-in-force' })
  if (notice.countries && details && !notice.countries.includes(details.country))
    problems.push({ key: 'capture.country-missing', field: 'country' })

  checkRows(submission, notice, problems)
  const answers = submission.rows.flatMap(({ purpose, purposeVersion, channel, answer }): Answer[] => {
    const asked = { purpose, purposeVersion, channel }
    const contactPoint = contactPoints.find(({ kind }) => kind === kindForChannel(channel)) ?? null
    if (answer === 'no') return [{ ...asked, answer, contactPoint, mark: 'untouched' }]
    if (contactPoint) return [{ ...asked, answer, contactPoint, mark: 'touched' }]
    problems.push({ key: 'capture.contact-point-missing', field: fieldFor[kindForChannel(channel)] })
    return []
  })
  if (details && saysYes) refuseTheYoung(details.birthDate, today, 'birthDate', problems)
  if (!details) return null

  return {
    act: submission.act,
    source: 'web-form',
    subject: null,
    details,
    contactPoints,
    notice,
    form: { ...submission.form, serial: null },
    answers,
    stated: statedBetween(submission.sentAt, confirmedAt),
    confirmedAt,
    pairs: [],
  }
}

const fieldFor = { email: 'email', phone: 'phone', post: 'postalAddress' } as const

const rowKey = (row: Pick<Answer, 'purpose' | 'purposeVersion' | 'channel'>): string =>
  `${row.purpose}.${row.purposeVersion}/${row.channel}`

/** Every row the words ask, once, and none besides; a yes was ticked while the page was open. */
function checkRows({ rows, shownAt }: WebSubmission, notice: Notice, problems: CaptureProblem[]): void {
  const asked = new Set(
    notice.questions.flatMap(({ purpose, purposeVersion, channels }) =>
      channels.map((channel) => rowKey({ purpose, purposeVersion, channel })),
    ),
  )
  const seen = new Set<string>()
  for (const row of rows) {
    const field = rowKey(row)
    if (!asked.has(field)) problems.push({ key: 'capture.not-asked', field })
    if (seen.has(field)) problems.push({ key: 'capture.asked-twice', field })
    seen.add(field)
    // A box that was ticked when the page opened proves nothing: CJEU C-673/17, Planet49.
    if (row.answer === 'yes' && (row.at === null || row.at < shownAt))
      problems.push({ key: 'capture.chosen-before-shown', field })
  }
  for (const field of asked) if (!seen.has(field)) problems.push({ key: 'capture.box-open', field })
}

/**
 * Between the moment the browser says it was sent and the moment it arrived. A clock that runs ahead is cut off at our
 * own: an earlier start only makes a yes yield to more.
 */
const statedBetween = (sentAt: Instant, arrivedAt: Instant): Stated => ({
  notBefore: sentAt < arrivedAt ? sentAt : arrivedAt,
  notAfter: arrivedAt,
  source: 'clock',
})
