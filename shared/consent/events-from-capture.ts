import { must } from '../base/never'
import type { Answer, Capture } from '../capture/capture'
import { type ContactPoint, contactPointKey } from '../terms/contact-point'
import type { EvidenceRef } from '../terms/evidence'
import type { Hash, OperatorId, SubjectId } from '../terms/ids'
import type { Notice } from '../terms/notice'
import { statedAt } from '../terms/time'
import type { ConsentEvent, EventOf } from './event'

/** Whose words these are: somebody known, with the contact points we have of them, or somebody new under a fresh id. */
export type CaptureSubject =
  | { readonly kind: 'known'; readonly id: SubjectId; readonly contactPoints: readonly ContactPoint[] }
  | { readonly kind: 'new'; readonly id: SubjectId }

export type EventNeeds = {
  readonly subject: CaptureSubject
  readonly recordedBy: OperatorId
  /** What shows that it was said. Without any, a yes cannot be written down. */
  readonly evidence: readonly EvidenceRef[]
  /** `noticeHash` of `proof/canonical`, handed in because proofs lie downstream of facts. */
  readonly hashOf: (notice: Notice) => Hash
}

/**
 * A capture becomes facts, in the order they are recorded: who it is, how they can be reached, what they answered to
 * each question that was put, and what was decided about people who resemble them.
 */
export function eventsFromCapture(capture: Capture, needs: EventNeeds): ConsentEvent[] {
  return [
    ...aboutThePerson(capture, needs),
    ...capture.answers.map((answer) => eventFromAnswer(answer, capture, needs)),
    ...aboutLookalikes(capture, needs),
  ]
}

function aboutThePerson(capture: Capture, { subject, recordedBy }: EventNeeds): ConsentEvent[] {
  const fact = { subject: subject.id, stated: capture.stated, recordedBy }
  if (subject.kind === 'new') {
    const { details, source } = capture
    return [{ ...fact, type: 'subject-registered', details, contactPoints: [...capture.contactPoints], source }]
  }
  const known = new Set(subject.contactPoints.map(contactPointKey))
  return capture.contactPoints
    .filter((point) => !known.has(contactPointKey(point)))
    .map((contactPoint) => ({ ...fact, type: 'contact-point-added', contactPoint }))
}

const chosen = {
  'in-person': 'data-subject-on-screen',
  paper: 'data-subject-on-paper',
  'web-form': 'data-subject-in-web-form',
  email: 'data-subject-by-email',
  sms: 'data-subject-by-sms',
} as const

function eventFromAnswer(answer: Answer, capture: Capture, needs: EventNeeds): ConsentEvent {
  const { purpose, purposeVersion, channel } = answer
  const { notice, stated, form, source } = capture
  const said = {
    subject: needs.subject.id,
    stated,
    recordedBy: needs.recordedBy,
    purpose,
    purposeVersion,
    channel,
    notice: { id: notice.id, sha256: needs.hashOf(notice), language: notice.language },
    chosenBy: chosen[source],
    form: form && { ...form },
    evidence: [...needs.evidence],
  }
  const spoken = capture.speaker ? { statedBy: capture.speaker.as } : {}
  if (answer.answer === 'no') return { ...said, ...spoken, type: 'consent-refused', contactPoint: answer.contactPoint }
  must(needs.evidence[0], 'the evidence of a yes')
  return {
    ...said,
    ...spoken,
    ...authorityOf(capture),
    type: 'consent-given',
    contactPoint: answer.contactPoint,
    expiresOn: null,
  }
}

/** Who spoke for them, and how it was shown that they may. */
const authorityOf = ({ speaker }: Capture): Pick<EventOf<'consent-given'>, 'authority' | 'spokenBy' | 'jointly'> =>
  speaker
    ? {
        spokenBy: speaker.name,
        ...(speaker.authority ? { authority: speaker.authority } : {}),
        ...(speaker.jointly ? { jointly: true } : {}),
      }
    : {}

const pairFacts = { same: 'subjects-found-same', different: 'subjects-found-different' } as const

/** What the operator decided while the capture was open. "Later" leaves a doubt standing, so that a no goes across. */
function aboutLookalikes({ pairs, confirmedAt }: Capture, { subject, recordedBy }: EventNeeds): ConsentEvent[] {
  const fact = { subject: subject.id, stated: statedAt(confirmedAt), recordedBy }
  return pairs
    .filter(({ other }) => other !== subject.id)
    .map(({ other, verdict, probability }) =>
      verdict === 'later'
        ? { ...fact, type: 'subjects-may-be-same', other, probability }
        : { ...fact, type: pairFacts[verdict], other },
    )
}
