import { useSyncExternalStore } from 'react'
import { type FileProblem, type TakeInDoors, takeIn } from './take-in'

/** How far the reading of the pile has come. It goes on while the operator confirms what is read already. */
export type Batch = {
  readonly running: boolean
  readonly files: number
  /** Files begun, the present one included. */
  readonly begun: number
  readonly file: string
  readonly page: number
  readonly pages: number
  /** Pages kept for confirming. */
  readonly kept: number
  readonly problems: readonly FileProblem[]
}

const nothing: Batch = { running: false, files: 0, begun: 0, file: '', page: 0, pages: 0, kept: 0, problems: [] }

let batch = nothing
let line: Promise<void> = Promise.resolve()
let stopper = new AbortController()
const listeners = new Set<() => void>()

const change = (part: Partial<Batch>) => {
  batch = { ...batch, ...part }
  listeners.forEach((changed) => changed())
}

/** Adds files to the pile. They are read one after the other, those of an earlier call first. */
export function readFiles(files: readonly File[], doors: TakeInDoors): Promise<void> {
  if (!batch.running) {
    batch = nothing
    stopper = new AbortController()
  }
  const { signal } = stopper
  change({ running: true, files: batch.files + files.length })
  const heard = {
    onFile: (file: string) => change({ begun: batch.begun + 1, file, page: 0, pages: 0 }),
    onPage: (page: number, pages: number) => change({ page, pages }),
    onProblem: (problem: FileProblem) => change({ problems: [...batch.problems, problem] }),
    onKept: () => change({ kept: batch.kept + 1 }),
  }
  line = line
    .then(() => takeIn(files, doors, heard, signal))
    .catch(() => undefined)
    .then(() => {
      if (signal.aborted || batch.begun >= batch.files) change({ running: false })
    })
  return line
}

/** Stops reading. What was kept stays. */
export const stopReading = (): void => stopper.abort()

const hear = (changed: () => void): (() => void) => {
  listeners.add(changed)
  return () => listeners.delete(changed)
}

export const useBatch = (): Batch => useSyncExternalStore(hear, () => batch)
