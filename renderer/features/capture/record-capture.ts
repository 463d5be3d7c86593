import { isAnswer } from '@shared/consent/event'
import { must } from '@shared/base/never'
import { type Result, ok } from '@shared/base/result'
import type { Catalogue } from '@shared/capture/catalogue'
import type { MeetingDraft, RowAnswer } from '@shared/capture/draft'
import type { CaptureProblem } from '@shared/capture/problem'
import { validateCapture } from '@shared/capture/validate'
import { type CaptureSubject, eventsFromCapture } from '@shared/consent/events-from-capture'
import type { JournalEntry, Workstation } from '@shared/ipc/contract'
import { canonical, noticeHash } from '@shared/proof/canonical'
import { TypedName, renderedViewFrom } from '@shared/proof/rendered-view'
import type { EvidenceKind, EvidenceRef } from '@shared/terms/evidence'
import type { EventId, OperatorId } from '@shared/terms/ids'
import type { Notice } from '@shared/terms/notice'
import type { Instant } from '@shared/terms/time'
import type { RecordAct } from '../../store/record'

type Needs = {
  readonly catalogue: Catalogue
  readonly ask: Pick<Workstation, 'evidence:keep'>
  readonly recordAct: RecordAct
  readonly recordedBy: OperatorId
  readonly subject: CaptureSubject
  readonly confirmedAt: Instant
  /** The words that stood beside a row. */
  readonly labelOf: (row: RowAnswer) => string
}

/** The answers as recorded, and the first of them: where their proof is found. */
export type Recorded = { readonly event: EventId; readonly answers: readonly JournalEntry[] }

/**
 * The spine of the house: validate, keep what shows it, record. When it resolves, journal and tables have it. A crash
 * on the way leaves the draft; asked again, the act is recorded once.
 */
export async function recordCapture(draft: MeetingDraft, needs: Needs): Promise<Result<Recorded, CaptureProblem>> {
  const { catalogue, confirmedAt, recordAct, recordedBy, subject } = needs
  const capture = validateCapture(draft, { catalogue, confirmedAt })
  if (!capture.ok) return capture

  const evidence = await keepEvidence(draft, capture.value.notice, needs)
  const events = eventsFromCapture(capture.value, { subject, recordedBy, evidence, hashOf: noticeHash })
  const entries = await recordAct(draft.act, events)
  const answers = entries.filter(({ recorded }) => isAnswer(recorded.event))
  return ok({ event: must(answers[0], 'an answer').recorded.id, answers })
}

/** What stood on the screen, and, for a yes, the signature. A refusal keeps no signature: none was needed. */
async function keepEvidence(draft: MeetingDraft, notice: Notice, needs: Needs): Promise<EvidenceRef[]> {
  const { confirmedAt, labelOf } = needs
  const keep = (kind: EvidenceKind, value: unknown) =>
    needs.ask['evidence:keep']({ bytes: canonical(value), kind, media: 'application/json' })

  const signed = draft.rows.some(({ answer }) => answer === 'yes')
  const shown = signed ? draft : { ...draft, ink: null, typedName: null }
  const view = await keep('rendered-view', renderedViewFrom(shown, notice, { confirmedAt, labelOf }))
  if (shown.ink) return [view, await keep('ink', shown.ink)]
  const name = shown.typedName?.trim()
  if (!name) return [view]
  return [view, await keep('typed-name', TypedName.parse({ v: 1, name, at: confirmedAt }))]
}
