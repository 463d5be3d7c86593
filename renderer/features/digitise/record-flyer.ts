import { must } from '@shared/base/never'
import { type Result, ok } from '@shared/base/result'
import type { Capture } from '@shared/capture/capture'
import { type Catalogue, findForm } from '@shared/capture/catalogue'
import type { FlyerDraft } from '@shared/capture/draft'
import type { CaptureProblem } from '@shared/capture/problem'
import { validateCapture } from '@shared/capture/validate'
import { type CaptureSubject, eventsFromCapture } from '@shared/consent/events-from-capture'
import { type ConsentEvent, isAnswer } from '@shared/consent/event'
import type { Workstation } from '@shared/ipc/contract'
import { canonical, noticeHash } from '@shared/proof/canonical'
import { confirmedReadingFrom } from '@shared/proof/confirmed-reading'
import type { EventId, OperatorId } from '@shared/terms/ids'
import type { Instant } from '@shared/terms/time'
import { newSubject } from '../../platform/runtime'
import type { DeskDatabase } from '../../store/database'
import type { RecordAct } from '../../store/record'
import { correctionsFrom } from './corrections'

type Needs = {
  readonly catalogue: Catalogue
  readonly db: DeskDatabase
  readonly ask: Pick<Workstation, 'evidence:keep'>
  readonly recordAct: RecordAct
  readonly recordedBy: OperatorId
  readonly confirmedAt: Instant
}

/** The first answer of the recorded sheet: where its proof is found. */
export type Recorded = { readonly event: EventId }

/**
 * The spine of the house for paper: validate, keep what shows it, record. The scan was kept when the page was read;
 * beside it stands what the machine proposed and what the person made of it. When it resolves, journal and tables have
 * it. A crash on the way leaves the draft; asked again, the sheet is recorded once.
 */
export async function recordFlyer(draft: FlyerDraft, needs: Needs): Promise<Result<Recorded, CaptureProblem>> {
  const { catalogue, confirmedAt, recordAct, recordedBy } = needs
  const capture = validateCapture(draft, { catalogue, confirmedAt })
  if (!capture.ok) return capture

  const read = must(draft.reading.template, 'the form of a sheet that was let through')
  const form = must(findForm(catalogue, read.id, read.version), 'the form of a sheet that was let through')
  const reading = await needs.ask['evidence:keep']({
    bytes: canonical(confirmedReadingFrom(draft, form, confirmedAt)),
    kind: 'reading',
    media: 'application/json',
  })
  const events = eventsFromCapture(capture.value, {
    subject: await subjectOf(draft, needs.db),
    recordedBy,
    evidence: [draft.scan, ...(draft.more ?? []).map(({ scan }) => scan), reading],
    hashOf: noticeHash,
  })
  const entries = await recordAct(draft.act, [...(await corrections(draft, capture.value, needs)), ...events])
  const answer = entries.find(({ recorded }) => isAnswer(recorded.event))
  return ok({ event: must(answer, 'an answer').recorded.id })
}

/** Of a sheet brought back: what its first recording said and this one does not. */
async function corrections(
  { corrects }: FlyerDraft,
  capture: Capture,
  { db, recordedBy }: Needs,
): Promise<ConsentEvent[]> {
  if (!corrects) return []
  const before = await db.entries.where('recorded.act').equals(corrects.act).toArray()
  return correctionsFrom(
    capture,
    before.map(({ recorded }) => recorded),
    recordedBy,
  )
}

async function subjectOf({ subject }: FlyerDraft, db: DeskDatabase): Promise<CaptureSubject> {
  const known = subject ? await db.people.get(subject) : undefined
  return known
    ? { kind: 'known', id: known.subject, contactPoints: known.contactPoints }
    : { kind: 'new', id: newSubject() }
}
