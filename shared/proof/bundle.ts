import { z } from 'zod'
import { DeviceId, EventId } from '../terms/ids'
import { Payload } from './envelope'

/** A signed leaf with the words it commits to, both checkable by a stranger. */
export const ProvenLeaf = z.object({
  id: EventId,
  /** Envelope and signature, in base64, byte for byte as signed. */
  leaf: z.string(),
  payload: Payload,
  /** Place in the server's log, if its receipt is known. */
  receivedAt: z.int().positive().nullable(),
})
export type ProvenLeaf = z.infer<typeof ProvenLeaf>

/** The machine-readable half of a proof (docs/spec/proof.md). */
export const ProofRecord = z.object({
  v: z.literal(1),
  leaves: z.array(ProvenLeaf).min(1),
  /** The devices that signed, with their Ed25519 public keys (raw, base64). */
  devices: z.array(z.object({ device: DeviceId, publicKey: z.string() })),
  /**
   * The leaf before and the leaf after each of them in its device's chain, where there is one, byte for byte. Without
   * its words: they may be somebody else's.
   */
  neighbours: z.array(z.object({ id: EventId, leaf: z.string() })),
  /** The server's receipts known here (`sync/protocol`), with the Ed25519 key they are signed with (raw, base64). */
  receipts: z.array(z.object({ id: EventId, pos: z.int().positive(), signature: z.string(), publicKey: z.string() })),
})
export type ProofRecord = z.infer<typeof ProofRecord>
