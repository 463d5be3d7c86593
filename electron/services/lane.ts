import { join } from 'node:path'
import { Calibration, uncalibrated } from '@shared/capture/calibration'
import { UndoLog, nothingDone } from '@shared/capture/undo-log'
import { makeFolder } from './durable'
import { openDocument } from './kept-document'
import type { Vault } from './vault'

/** What the lane remembers for the clerk of this workstation. Private to it: nothing of this is ever synchronised. */
export type Lane = {
  readonly read: () => { readonly undo: UndoLog; readonly calibration: Calibration }
  readonly keep: (part: {
    readonly undo?: UndoLog | undefined
    readonly calibration?: Calibration | undefined
  }) => Promise<void>
}

export async function openLane(folder: string, vault: Vault): Promise<Lane> {
  await makeFolder(folder)
  const undo = await openDocument(join(folder, 'undo'), { schema: UndoLog, fresh: nothingDone, vault, bound: 'undo' })
  const calibration = await openDocument(join(folder, 'calibration'), {
    schema: Calibration,
    fresh: uncalibrated,
    vault,
    bound: 'calibration',
  })
  return {
    read: () => ({ undo: undo.now(), calibration: calibration.now() }),
    keep: async (part) => {
      await Promise.all([
        part.undo ? undo.keep(part.undo) : undefined,
        part.calibration ? calibration.keep(part.calibration) : undefined,
      ])
    },
  }
}
