import type { ConsentEvent } from '@shared/consent/event'
import type { JournalEntry, Workstation } from '@shared/ipc/contract'
import type { ActId } from '@shared/terms/ids'
import type { Projection } from './projection'

export type RecordAct = (act: ActId, events: readonly ConsentEvent[]) => Promise<readonly JournalEntry[]>

/**
 * Records one confirmation: the journal first, then the tables of this window. Only when it resolves may a screen say
 * "Saved on this device". Asked again with the same act, after a crash or a doubled tap, it changes nothing.
 */
export function actRecorder(
  ask: Pick<Workstation, 'journal:record'>,
  projection: Pick<Projection, 'apply'>,
): RecordAct {
  return async (act, events) => {
    const { entries } = await ask['journal:record']({ act, events: [...events] })
    await projection.apply(entries)
    return entries
  }
}
