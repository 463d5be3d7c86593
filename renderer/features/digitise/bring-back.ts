import { must } from '@shared/base/never'
import { textFrom } from '@shared/base/bytes'
import type { FlyerDraft } from '@shared/capture/draft'
import { isYes } from '@shared/consent/event'
import type { ConsentEvent } from '@shared/consent/event'
import type { UndoStep } from '@shared/capture/undo-log'
import type { Workstation } from '@shared/ipc/contract'
import { ConfirmedReading } from '@shared/proof/confirmed-reading'
import type { EvidenceRef } from '@shared/terms/evidence'
import type { OperatorId } from '@shared/terms/ids'
import { statedAt } from '@shared/terms/time'
import { newAct, newDraftId, now } from '../../platform/runtime'
import type { DeskDatabase } from '../../store/database'
import type { RecordAct } from '../../store/record'

type Needs = {
  readonly db: DeskDatabase
  readonly ask: Pick<Workstation, 'evidence:open'>
  readonly recordAct: RecordAct
  readonly recordedBy: OperatorId
}

export type BroughtBack = {
  readonly draft: FlyerDraft
  /** A no was recorded from this sheet. It stands: a no is answered by a new yes of the person, never by a key. */
  readonly noStands: boolean
}

/**
 * Takes a recorded flyer up again. Its facts are not touched: each yes it gave is declared invalid from the start (a
 * typing error) before the sheet is shown, so that nobody is contacted because of it meanwhile, and the sheet is made
 * anew from the evidence in the journal. Null if the person was forgotten since: then there is nothing to bring back.
 */
export async function bringBack(
  step: Extract<UndoStep, { kind: 'recorded' }>,
  { db, ask, recordAct, recordedBy }: Needs,
): Promise<BroughtBack | null> {
  const entries = await db.entries.where('recorded.act').equals(step.act).toArray()
  const facts = entries.map(({ recorded }) => recorded)
  const evidence = facts.flatMap(({ event }) => ('evidence' in event ? event.evidence : []))
  const scan = evidence.find(({ kind, id }) => kind === 'scan' && id === step.scan)
  const reading = evidence.find(({ kind }) => kind === 'reading')
  const subject = facts[0]?.event.subject
  if (!scan || !reading || !subject) return null
  const opened = await ask['evidence:open']({ id: reading.id, key: reading.key })
  if (opened.kind !== 'opened') return null
  const confirmed = ConfirmedReading.parse(JSON.parse(textFrom(opened.bytes)))

  const at = now()
  const invalid = facts.flatMap(({ id, event }): ConsentEvent[] =>
    isYes(event)
      ? [{ type: 'consent-invalidated', consent: id, why: 'typing-error', subject, stated: statedAt(at), recordedBy }]
      : [],
  )
  if (invalid.length > 0) await recordAct(newAct(), invalid)
  const parts = new Map(evidence.map((ref) => [ref.id, ref]))
  return {
    draft: draftFrom(step, confirmed, scan, parts, { act: step.act, subject }),
    noStands: facts.some(({ event }) => event.type === 'consent-refused'),
  }
}

function draftFrom(
  { openedAt, file, page, pages }: Extract<UndoStep, { kind: 'recorded' }>,
  confirmed: ConfirmedReading,
  scan: EvidenceRef,
  evidence: ReadonlyMap<string, EvidenceRef>,
  corrects: NonNullable<FlyerDraft['corrects']>,
): FlyerDraft {
  const fields = Object.entries(confirmed.fields)
  const boxes = Object.entries(confirmed.boxes)
  const more = (confirmed.parts ?? []).map((part) => ({ page: part.page, scan: must(evidence.get(part.scan), 'a page of the sheet') })) // prettier-ignore
  return {
    kind: 'flyer',
    id: newDraftId(),
    act: newAct(),
    openedAt,
    file,
    page,
    pages,
    scan,
    reading: {
      template: { ...confirmed.template, page: 1, pages: 1 + more.length },
      rotation: confirmed.rotation,
      registered: confirmed.homography !== null,
      homography: confirmed.homography,
      fields: Object.fromEntries(
        fields.map(([name, { read, box }]) => [
          name,
          { text: read?.text ?? '', confidence: read?.confidence ?? 0, accepted: false, box },
        ]),
      ),
      boxes: Object.fromEntries(boxes.flatMap(([name, { read }]) => (read ? [[name, read] as const] : []))),
      signature: { state: confirmed.signature.read, ink: null },
      problems: [],
      ms: 0,
    },
    fields: Object.fromEntries(fields.map(([name, { confirmed: text }]) => [name, text])),
    boxes: Object.fromEntries(boxes.map(([name, { confirmed: state }]) => [name, state])),
    // The last row is open again, so that nothing is finished by coming back.
    signature: null,
    typed: { signature: confirmed.signature.confirmed },
    subject: corrects.subject,
    pairs: [],
    setAside: null,
    corrects,
    ...(more.length > 0 ? { more } : {}),
    ...(confirmed.blind ? { blind: confirmed.blind } : {}),
  }
}
