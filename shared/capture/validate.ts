import { never } from '../base/never'
import { type Result, notOk, ok } from '../base/result'
import type { Capture, CaptureNeeds, Unchecked } from './capture'
import type { Draft } from './draft'
import type { CaptureProblem } from './problem'
import { readFlyer } from './validate-flyer'
import { readMeeting } from './validate-meeting'
import type { Reply } from './reply'
import { readReply } from './validate-reply'
import { readSubmission, type SubmissionNeeds } from './validate-submission'
import type { WebSubmission } from './web-submission'

/** Finds everything wrong at once, so that the person is asked back one time and not three. */
export function validateCapture(draft: Draft, needs: CaptureNeeds): Result<Capture, CaptureProblem> {
  const problems: CaptureProblem[] = []
  return marked(read(draft, needs, problems), problems)
}

/** The same for what a web form posted. */
export function captureFromSubmission(
  submission: WebSubmission,
  needs: SubmissionNeeds,
): Result<Capture, CaptureProblem> {
  const problems: CaptureProblem[] = []
  return marked(readSubmission(submission, needs, problems), problems)
}

/** The same for an answer by e-mail or text message. */
export function captureFromReply(reply: Reply, needs: CaptureNeeds): Result<Capture, CaptureProblem> {
  const problems: CaptureProblem[] = []
  return marked(readReply(reply, needs, problems), problems)
}

/** The only place where a capture earns its mark. */
const marked = (capture: Unchecked | null, problems: readonly CaptureProblem[]): Result<Capture, CaptureProblem> =>
  capture && problems.length === 0 ? ok(capture as Capture) : notOk(...problems)

function read(draft: Draft, needs: CaptureNeeds, problems: CaptureProblem[]): Unchecked | null {
  switch (draft.kind) {
    case 'meeting':
      return readMeeting(draft, needs, problems)
    case 'flyer':
      return readFlyer(draft, needs, problems)
    default:
      return never(draft)
  }
}
