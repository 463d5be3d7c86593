import { never } from '../base/never'
import { type Result, notOk, ok } from '../base/result'
import type { Capture, CaptureNeeds, Unchecked } from './capture'
import type { Draft } from './draft'
import type { CaptureProblem } from './problem'
import { readFlyer } from './validate-flyer'
import { readMeeting } from './validate-meeting'

/** Finds everything wrong at once, so that the person is asked back one time and not three. */
export function validateCapture(draft: Draft, needs: CaptureNeeds): Result<Capture, CaptureProblem> {
  const problems: CaptureProblem[] = []
  const capture = read(draft, needs, problems)
  // The only place where a capture earns its mark.
  return capture && problems.length === 0 ? ok(capture as Capture) : notOk(...problems)
}

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
