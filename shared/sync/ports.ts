import type { Bytes } from '../base/bytes'
import type { DeviceId, EventId, EvidenceId, SubjectId } from '../terms/ids'
import type { ServerLine } from './line'
import type { Head, SubjectKey, WireDevice, WireLeaf } from './protocol'

export type ChainName = { readonly device: DeviceId; readonly incarnation: number }

/** A leaf in hand, with what sync has to know of it. */
export type LeafInHand = WireLeaf & {
  readonly id: EventId
  readonly seq: number
  readonly subject: SubjectId
  readonly evidence: readonly EvidenceId[]
}

/** The server has this event at this place, and signed that. */
export type HeldReceipt = { readonly pos: number; readonly id: EventId; readonly signature: string }

/** What a session brought; see `Learned` of the journal. */
export type Learning = {
  readonly serverKey?: string
  readonly devices?: readonly WireDevice[]
  readonly arrivals?: readonly (WireLeaf & { readonly pos: number; readonly signature: string })[]
  readonly receipts?: readonly HeldReceipt[]
  readonly through?: number
}

/** What sync asks of the journal of a workstation. */
export type SyncJournal = {
  readonly headOf: (device: DeviceId, incarnation: number) => Head
  readonly chainAfter: (chain: ChainName, seq: number, maxBytes: number) => Promise<readonly LeafInHand[]>
  readonly findInChain: (device: DeviceId, incarnation: number, seq: number) => { readonly id: EventId } | undefined
  readonly logCursor: () => number
  readonly learn: (learned: Learning) => Promise<void>
  /** The receipt with the highest place this server key signed. */
  readonly highestReceipt: (serverKey: string) => HeldReceipt | null
  /** Leaves with a receipt of this server key for a place after `above` and up to `to`, by place. */
  readonly receiptedBetween: (
    span: { readonly above: number; readonly to: number },
    serverKey: string,
  ) => readonly HeldReceipt[]
  readonly leafOf: (id: EventId) => Promise<LeafInHand>
  readonly deviceOf: (id: EventId) => WireDevice | undefined
}

/** A workstation as sync sees it: disk, keys, the line to the server, and no clock, chance or network besides. */
export type SyncPorts = {
  readonly journal: SyncJournal
  readonly keyring: {
    readonly find: (subject: SubjectId) => Bytes | undefined
    readonly keep: (keys: readonly SubjectKey[]) => Promise<void>
  }
  readonly evidence: { readonly readSealed: (id: EvidenceId) => Promise<Bytes | null> }
  readonly device: { readonly id: DeviceId; readonly incarnation: () => number; readonly publicKey: string }
  readonly line: ServerLine
  /** The key receipts must be signed with (raw, base64). */
  readonly receiptKey: string
  readonly idOf: (leaf: Bytes) => EventId
  /** Ed25519; `publicKey` is raw, in base64. */
  readonly verifies: (publicKey: string, signed: Uint8Array, signature: Uint8Array) => boolean
}
