import { useEffect, useSyncExternalStore } from 'react'
import type { Batch, PaperSource } from '@shared/capture/batch'
import { countBatch } from '@shared/capture/batch'
import type { BatchChange } from '@shared/capture/batch'
import { type Desk, useDesk } from '../../desk'
import { readFile, stopReading } from '../../workers/read-paper'
import { pileOf } from './pile'
import { type NotTaken, type TakeInDoors, bringFiles, readBatch } from './take-in'

/** The batch as the disk has it, and how far this window is with reading it. */
export type BatchState = {
  readonly batch: Batch | null
  readonly running: boolean
  /** The page read last: its file, its number, and how many pages the file has. */
  readonly at: { readonly file: string; readonly page: number; readonly pages: number } | null
  /** Milliseconds each of the last pages took. */
  readonly paces: readonly number[]
  /** Files brought that were known already. */
  readonly notTaken: readonly NotTaken[]
  /** The host did not answer: nothing is lost, and nothing goes on. */
  readonly isStuck: boolean
}

let state: BatchState = { batch: null, running: false, at: null, paces: [], notTaken: [], isStuck: false }
let stopper = new AbortController()
let again = false
const moreCame = (): boolean => again
const listeners = new Set<() => void>()

function change(part: Partial<BatchState>): void {
  state = { ...state, ...part }
  listeners.forEach((changed) => changed())
}

const hear = (changed: () => void): (() => void) => {
  listeners.add(changed)
  return () => listeners.delete(changed)
}

/** One worker reads for this window; it is replaced before its memory shows. */
const worn = { pages: 0 }

const doorsOf = ({ catalogue, workstation, drafts, db }: Desk): TakeInDoors => ({
  catalogue,
  readFile,
  ask: workstation.ask,
  drafts,
  pile: pileOf(drafts),
  rest: stopReading,
  worn,
  isRecorded: async (template, serial) => {
    const rows = await db.entries.where('recorded.event.form.serial').equals(serial).toArray()
    return rows.some(({ recorded: { event } }) => 'form' in event && event.form?.template === template)
  },
})

/** Reads what waits, if nobody told it not to. Called while it reads, it looks once more at the end. */
export async function readOn(desk: Desk): Promise<void> {
  if (state.running) {
    again = true
    return
  }
  stopper = new AbortController()
  change({ running: true, isStuck: false })
  const heard = {
    onBatch: (batch: Batch) => change({ batch }),
    onPage: ({ file, page, pages, ms }: { file: string; page: number; pages: number; ms: number }) =>
      change({ at: { file, page, pages }, paces: [...state.paces, ms].slice(-20) }),
  }
  do {
    again = false
    await readBatch(doorsOf(desk), heard, stopper.signal).catch(() => change({ isStuck: true }))
  } while (moreCame() && !stopper.signal.aborted)
  change({ running: false, at: null })
}

/** Puts files on the pile and reads on. */
export async function bring(desk: Desk, files: readonly File[], from: PaperSource): Promise<void> {
  if (files.length === 0) return
  // Whoever brings paper wants it read.
  if (state.batch && state.batch.hold !== 'reading') await tellBatch(desk, { kind: 'hold', hold: 'reading' })
  try {
    for (const file of files) {
      const notTaken = await bringFiles([file], from, doorsOf(desk))
      if (notTaken.length > 0) change({ notTaken: [...state.notTaken, ...notTaken] })
      // The first is read while the others are still being put down.
      void readOn(desk)
    }
  } catch {
    change({ isStuck: true })
  }
}

export async function tellBatch({ workstation }: Desk, said: BatchChange): Promise<void> {
  change({ batch: (await workstation.ask['batch:change']({ change: said })).batch })
}

/** `paused`: the engines stay, so that it goes on at once. `stopped`: they end. Either way it goes on at the same page. */
export async function holdReading(desk: Desk, hold: 'paused' | 'stopped'): Promise<void> {
  stopper.abort()
  await tellBatch(desk, { kind: 'hold', hold })
  if (hold === 'stopped') stopReading()
}

export async function goOnReading(desk: Desk): Promise<void> {
  await tellBatch(desk, { kind: 'hold', hold: 'reading' })
  await readOn(desk)
}

export async function closeBatch(desk: Desk): Promise<void> {
  stopper.abort()
  const { batch } = await desk.workstation.ask['batch:close']({})
  change({ batch, notTaken: [], at: null, paces: [] })
}

/** Seconds until the last page is read, as the last pages went. Null before two of them are known. */
export function secondsLeft({ batch, paces }: BatchState): number | null {
  if (!batch || paces.length < 2) return null
  const pace = paces.reduce((sum, ms) => sum + ms, 0) / paces.length
  return Math.round((countBatch(batch).toRead * pace) / 1000)
}

/** Follows the batch, and takes it up where it was left: after a start, and whenever the watched folder brings paper. */
export function useBatch(): BatchState {
  const desk = useDesk()
  useEffect(() => {
    void readOn(desk)
    return desk.workstation.listen('paper:arrived', () => void readOn(desk))
  }, [desk])
  return useSyncExternalStore(hear, () => state)
}
