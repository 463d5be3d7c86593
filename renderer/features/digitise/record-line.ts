import { type CaptureProblem } from '@shared/capture/problem'
import type { FlyerDraft } from '@shared/capture/draft'
import type { FormTemplate } from '@shared/capture/form-template'
import { learned } from '@shared/capture/calibration'
import { didStep, withoutSheet } from '@shared/capture/undo-log'
import { fullName } from '@shared/terms/party'
import type { Desk } from '../../desk'
import { now } from '../../platform/runtime'
import { tellBatch } from './batch'
import { comparableFrom, looksOf } from './flyer'
import { tellDone } from './flyers'
import { recordFlyer } from './record-flyer'
import { keepLane, laneNow } from './undo'

let line: Promise<void> = Promise.resolve()

/** Sheets being written down: they have left the glass, and their drafts are still on the disk. */
const leaving = new Set<string>()
export const isLeaving = (id: string): boolean => leaving.has(id)

/** Resolves when nothing is being written down any more. */
export const allWritten = (): Promise<void> => line

/**
 * Writes a confirmed sheet down, one after the other, while the next one is on the glass. "Saved on this device" is
 * said when the disk has it and not before; a sheet that could not be written stays on the pile and says so.
 */
export function recordInLine(sheet: FlyerDraft, form: FormTemplate, desk: Desk): void {
  const name = fullName(comparableFrom(sheet, form))
  leaving.add(sheet.id)
  tellDone({ kind: 'recording', name }, 1)
  line = line
    .then(() => record(sheet, form, name, desk))
    .catch(() => tellDone({ kind: 'not-recorded', name, sheet: sheet.id }, -1))
    .then(() => void leaving.delete(sheet.id))
}

async function record(sheet: FlyerDraft, form: FormTemplate, name: string, desk: Desk): Promise<void> {
  const { catalogue, db, recordAct, about, workstation, drafts } = desk
  const needs = { catalogue, db, recordAct, ask: workstation.ask, recordedBy: about.operator.id, confirmedAt: now() }
  const recorded = await recordFlyer(sheet, needs)
  // It was let through a moment ago; what changed since is the catalogue or the day.
  if (!recorded.ok) throw new Error(recorded.problems.map(({ key }: CaptureProblem) => key).join(', '))
  tellDone({ kind: 'recorded', name, event: recorded.value.event })

  const { id, act, openedAt, file, page, pages, scan } = sheet
  const { undo, calibration } = laneNow()
  keepLane(workstation.ask, {
    undo: didStep(withoutSheet(undo, id), {
      kind: 'recorded',
      sheet: id,
      act,
      openedAt,
      file,
      page,
      pages,
      scan: scan.id,
    }),
    calibration: learned(calibration, looksOf(sheet, form, calibration)),
  })
  // The record stands. A draft that stays behind is known by its act at the next start and tidied away.
  await drafts.discard(id).catch(() => undefined)
  await tellBatch(desk, { kind: 'finished', sheet: id, as: 'recorded' }).catch(() => undefined)
}
