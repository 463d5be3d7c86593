import { z } from 'zod'
import { DeviceId, EventId, EvidenceId, SubjectId } from '../terms/ids'
import { Instant } from '../terms/time'

/**
 * The messages on the wire, version 1 (docs/spec/sync.md). Control is JSON; what carries bytes is MessagePack
 * (`application/msgpack`). Every request but `hello` and `enrol` bears a device proof in its header.
 */
export const PROTOCOL = 1
/** 1 MiB: larger packs cost more when a connection drops than they save when it does not. */
export const MAX_BATCH_BYTES = 1_048_576
export const MAX_EVENT_BYTES = 65_535
/** Evidence travels in chunks of at most this many bytes. */
export const CHUNK_BYTES = 1_048_576

const WireBytes = z.instanceof(Uint8Array).transform((bytes) => new Uint8Array(bytes))

export const Hello = z.object({
  protocols: z.array(z.int()),
  maxBatchBytes: z.int(),
  maxEventBytes: z.int(),
  serverTime: Instant,
  /** The server's Ed25519 key for receipts (raw, base64). */
  receiptKey: z.string(),
})
export type Hello = z.infer<typeof Hello>

/** The last leaf of a device's chain that one side holds; seq -1 and null before the first. */
export const Head = z.object({ seq: z.int().min(-1), id: EventId.nullable() })
export type Head = z.infer<typeof Head>

export const EnrolAsk = z.object({
  /** One-time, given out by the controller. */
  code: z.string().min(6),
  device: DeviceId,
  incarnation: z.int().nonnegative(),
  publicKey: z.string(),
  /** Signature of the device over `enrol\n<code>\n<device>`, base64: it holds the key it shows. */
  proofOfPossession: z.string(),
})
export type EnrolAsk = z.infer<typeof EnrolAsk>
export const EnrolAnswer = z.object({ device: DeviceId, tenant: z.string() })

/** "The server has it": its place in the log, signed by the server over `receipt\n<pos>\n<id>`. */
export const Receipt = z.object({
  seq: z.int().nonnegative(),
  pos: z.int().positive(),
  id: EventId,
  signature: z.string(),
})
export type Receipt = z.infer<typeof Receipt>

export const SessionAsk = z.object({
  incarnation: z.int().nonnegative(),
  head: Head,
  /**
   * The receipt with the highest place this device holds. A server put back from a backup learns from it that its log
   * once was longer: it believes its own signature.
   */
  known: Receipt.omit({ seq: true }).nullable().optional(),
})
export type SessionAsk = z.infer<typeof SessionAsk>
export const SessionAnswer = z.object({
  /** What the server holds of this device: it states what it lacks, the device keeps no mark of its own. */
  serverHead: Head,
  /** Highest position in the tenant's log. */
  logHead: z.int().nonnegative(),
  /** This device is no longer welcome: what it still holds is kept apart, and it learns nothing. */
  revoked: z.boolean().optional(),
  /** The log was put back from a backup: give back every leaf with a receipt for a place in this span. */
  recovery: z.object({ above: z.int().nonnegative(), to: z.int().positive() }).nullable().optional(),
})
export type SessionAnswer = z.infer<typeof SessionAnswer>

/** A person's key, so that the controller's server can open what it understands. Never in the log; it can be destroyed. */
export const SubjectKey = z.object({ subject: SubjectId, key: WireBytes })
export type SubjectKey = z.infer<typeof SubjectKey>

/** A leaf and its payload sealed under the person's key. */
export const WireLeaf = z.object({ leaf: WireBytes, sealed: WireBytes })
export type WireLeaf = z.infer<typeof WireLeaf>

export const BlobsHaveAsk = z.object({ ids: z.array(EvidenceId).max(1000) })
export const BlobsHaveAnswer = z.object({ missing: z.array(EvidenceId) })

/** One chunk of sealed evidence. The server keeps it until all are there, checks the hash, and only then has it. */
export const BlobChunk = z.object({
  id: EvidenceId,
  total: z.int().positive(),
  offset: z.int().nonnegative(),
  bytes: WireBytes,
})
export type BlobChunk = z.infer<typeof BlobChunk>
/** As many chunks as fit one batch: most evidence is small, and a round trip each would cost more than the bytes. */
export const BlobPack = z.object({ chunks: z.array(BlobChunk).min(1).max(512) })
/** The evidence the server now has whole and on its disk. */
export const BlobAnswer = z.object({ complete: z.array(EvidenceId) })

export const PushAsk = z.object({
  incarnation: z.int().nonnegative(),
  from: z.int().nonnegative(),
  leaves: z.array(WireLeaf).min(1),
  keys: z.array(SubjectKey),
  /** Evidence this device can no longer find. Leaves that name it go to quarantine instead of holding up the others. */
  lost: z.array(EvidenceId),
  /** The server holds another branch of this chain: these are to be kept beside it, not in it. */
  fork: z.boolean().optional(),
})
export type PushAsk = z.infer<typeof PushAsk>

export const PushAnswer = z.object({ through: Head, receipts: z.array(Receipt), quarantined: z.array(z.int()) })
export type PushAnswer = z.infer<typeof PushAnswer>

/** A device with its public key (Ed25519, raw, base64). */
export const WireDevice = z.object({ device: DeviceId, incarnation: z.int(), publicKey: z.string() })
export type WireDevice = z.infer<typeof WireDevice>

/** Everything after a place in the tenant's log. A device's own leaves come back too: that is how a lost receipt is learned. */
export const PullAnswer = z.object({
  entries: z.array(z.object({ pos: z.int().positive(), leaf: WireBytes, sealed: WireBytes, receipt: Receipt })),
  keys: z.array(SubjectKey),
  /** Devices whose leaves are in `entries`, with their public keys (raw, base64). */
  devices: z.array(WireDevice),
  logHead: z.int().nonnegative(),
  /** Places that were given before a backup was put back and that nobody could fill again, each signed as `void\n<pos>`. */
  voids: z.array(z.object({ pos: z.int().positive(), signature: z.string() })).optional(),
})
export type PullAnswer = z.infer<typeof PullAnswer>

/** Leaves given back to a server that lost them, each with the receipt it once signed. */
export const GiveBackAsk = z.object({
  entries: z.array(WireLeaf.extend({ pos: z.int().positive(), signature: z.string() })),
  keys: z.array(SubjectKey),
  devices: z.array(WireDevice),
  /** This device has nothing more. */
  done: z.boolean(),
})
export type GiveBackAsk = z.infer<typeof GiveBackAsk>
/** How many places are still open. */
export const GiveBackAnswer = z.object({ open: z.int().nonnegative() })
export type GiveBackAnswer = z.infer<typeof GiveBackAnswer>

/** Every refusal, as problem+json: what it is, whether to try again, and how much of the work it concerns. */
export const WireProblem = z.object({
  type: z.enum([
    'unknown-device',
    'device-revoked',
    'bad-proof',
    'replayed',
    'bad-code',
    'gap',
    'fork',
    'evidence-missing',
    'too-large',
    'not-understood',
    'upgrade-required',
    'recovering',
    'too-many',
    'busy',
  ]),
  status: z.int(),
  title: z.string(),
  retry: z.enum(['never', 'now', 'after']),
  scope: z.enum(['event', 'batch', 'device', 'tenant']),
  /** For `gap`: resend from here. */
  expected: z.int().optional(),
  /** For `evidence-missing`: send these first. */
  missing: z.array(EvidenceId).optional(),
})
export type WireProblem = z.infer<typeof WireProblem>

/**
 * Header that proves which device speaks: `device-proof: <device>.<incarnation>.<time>.<nonce>.<signature base64url>`.
 * `time` is in milliseconds since 1970 by the *server's* clock, as `hello` told it: a laptop's clock decides nothing.
 */
export const DEVICE_PROOF = 'device-proof'

/** What is signed: one request, once, by one device. `bodyHash` is SHA-256 in hexadecimal. */
export const proofText = (ask: {
  readonly method: string
  readonly path: string
  readonly bodyHash: string
  readonly time: string
  readonly nonce: string
}): string => ['device-proof', ask.method, ask.path, ask.bodyHash, ask.time, ask.nonce].join('\n')
