import { useSyncExternalStore } from 'react'
import { uncalibrated, type Calibration } from '@shared/capture/calibration'
import { type UndoLog, nothingDone } from '@shared/capture/undo-log'
import type { Workstation } from '@shared/ipc/contract'

/** What the lane remembers: the last fifty steps and its experience. Read once, kept with every change. */
export type Lane = { readonly undo: UndoLog; readonly calibration: Calibration }

let lane: Lane = { undo: nothingDone, calibration: uncalibrated }
let loading: Promise<void> | undefined
const listeners = new Set<() => void>()
type Ask = Pick<Workstation, 'lane:read' | 'lane:keep'>

export const laneNow = (): Lane => lane

export function loadLane(ask: Ask): Promise<void> {
  loading ??= ask['lane:read']({}).then(
    (kept) => show(kept),
    () => {
      loading = undefined
    },
  )
  return loading
}

let writing = false
let unwritten: Partial<Lane> = {}

/**
 * Changes it at once and keeps it in the background, one write for all that came while the last one was on its way. A
 * step that could not be kept is a step fewer to take back.
 */
export function keepLane(ask: Ask, part: Partial<Lane>): void {
  show({ ...lane, ...part })
  unwritten = { ...unwritten, ...part }
  void write(ask)
}

async function write(ask: Ask): Promise<void> {
  if (writing) return
  writing = true
  while (Object.keys(unwritten).length > 0) {
    const part = unwritten
    unwritten = {}
    await ask['lane:keep'](part).catch(() => undefined)
  }
  writing = false
}

function show(next: Lane): void {
  lane = next
  listeners.forEach((changed) => changed())
}

const hear = (changed: () => void): (() => void) => {
  listeners.add(changed)
  return () => listeners.delete(changed)
}

export const useLane = (): Lane => useSyncExternalStore(hear, laneNow)
