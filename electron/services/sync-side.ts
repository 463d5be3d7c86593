import type { Bytes } from '@shared/base/bytes'
import type { SyncStatus } from '@shared/ipc/contract'
import type { EvidenceId } from '@shared/terms/ids'
import type { Journal } from './journal'

/** What the workstation asks of whoever keeps it in step with the server. */
export type SyncSide = {
  /** Tries now; answers with where things stand afterwards. Never throws: "unreachable" is an answer. */
  readonly now: () => Promise<SyncStatus>
  readonly describe: () => SyncStatus
  readonly onChanged: (hear: (status: SyncStatus) => void) => () => void
  /** Sealed evidence another device brought, or null if the server has none or cannot be reached. */
  readonly fetchEvidence: (id: EvidenceId) => Promise<Bytes | null>
  readonly close: () => Promise<void>
}

/** A workstation nobody has connected: everything waits, nothing is lost. */
export function noSync(journal: Journal): SyncSide {
  const describe = (): SyncStatus => ({ state: 'never', waiting: journal.waiting(), lastContactAt: null, why: null })
  return {
    now: async () => describe(),
    describe,
    onChanged: () => () => undefined,
    fetchEvidence: async () => null,
    close: async () => undefined,
  }
}
