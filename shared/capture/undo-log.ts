import { z } from 'zod'
import { EvidenceRef } from '../terms/evidence'
import { ActId, DraftId } from '../terms/ids'
import { Instant } from '../terms/time'
import { FlyerDraft } from './draft'

/** As much of a sheet as a person changes. The reading and the scan stand in the draft and never change. */
export const SheetWork = FlyerDraft.pick({
  fields: true,
  boxes: true,
  signature: true,
  typed: true,
  subject: true,
  pairs: true,
  setAside: true,
  blind: true,
})
export type SheetWork = z.infer<typeof SheetWork>

export const workOf = (sheet: FlyerDraft): SheetWork => SheetWork.parse(sheet)

/** The sheet with its work as it was or will be: what was not there then is not there now. */
export function withWork(sheet: FlyerDraft, work: SheetWork): FlyerDraft {
  const { typed: _typed, blind: _blind, ...rest } = sheet
  return { ...rest, ...work }
}

/**
 * One thing the clerk did. A change of a sheet can be taken back as it was. A recorded flyer is never edited: the step
 * says where its act stands in the journal, so that it can be brought back and put right by further facts. It holds no
 * words of the person: those are in the journal, under the key of the person.
 */
export const UndoStep = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('work'), sheet: DraftId, before: SheetWork, after: SheetWork }),
  z.object({
    kind: z.literal('recorded'),
    sheet: DraftId,
    act: ActId,
    openedAt: Instant,
    file: z.string(),
    page: z.int().positive(),
    pages: z.int().positive(),
    scan: EvidenceRef.shape.id,
  }),
])
export type UndoStep = z.infer<typeof UndoStep>

/** The last steps, newest last; and those taken back, newest last, until something new is done. */
export const UndoLog = z.object({ done: z.array(UndoStep), undone: z.array(UndoStep) })
export type UndoLog = z.infer<typeof UndoLog>

export const STEPS = 50
export const nothingDone: UndoLog = { done: [], undone: [] }

export const didStep = ({ done }: UndoLog, step: UndoStep): UndoLog => ({
  done: [...done, step].slice(-STEPS),
  undone: [],
})

/** A sheet is finished or gone: what was done to it on the way is not kept any longer than the sheet. */
export const withoutSheet = ({ done, undone }: UndoLog, sheet: DraftId): UndoLog => ({
  done: done.filter((step) => step.sheet !== sheet || step.kind === 'recorded'),
  undone: undone.filter((step) => step.sheet !== sheet),
})

/** The step to take back, and the log without it. A recorded flyer brought back cannot be done again by a key. */
export function takeBack({ done, undone }: UndoLog): { readonly step: UndoStep; readonly log: UndoLog } | null {
  const step = done.at(-1)
  if (!step) return null
  const rest = done.slice(0, -1)
  return { step, log: { done: rest, undone: step.kind === 'recorded' ? [] : [...undone, step] } }
}

export function doAgain({ done, undone }: UndoLog): { readonly step: UndoStep; readonly log: UndoLog } | null {
  const step = undone.at(-1)
  return step ? { step, log: { done: [...done, step].slice(-STEPS), undone: undone.slice(0, -1) } } : null
}
