import { z } from 'zod'
import { type Bytes, bytesFromHex, joined, textFrom } from '../base/bytes'
import { type ConsentEvent, type RecordedEvent, isYes } from '../consent/event'
import { ActId, ControllerId, DeviceId, EventId, EvidenceId, Hash, PurposeId, SubjectId } from '../terms/ids'
import { Instant } from '../terms/time'
import { canonical, sha256Of } from './canonical'

/**
 * What a device signs: form and place of a fact, and commitments to what was said, but nothing of the person.
 * Version 1 is frozen (docs/spec/envelope.md). Signed as stored: the bytes are made once and never written again.
 *
 *     envelope = RFC 8785 bytes, under 64 KiB        signature = Ed25519 of the device over the envelope
 *     leaf     = envelope ‖ signature (64 bytes)     event id  = SHA-256 of the leaf
 */
export const Envelope = z.object({
  v: z.literal(1),
  tenant: ControllerId,
  device: DeviceId,
  /** A device that was restored from a copy enrols anew and counts up. */
  incarnation: z.int().nonnegative(),
  seq: z.int().nonnegative(),
  /** Event id of the leaf before it in this device's chain; null for the first. */
  prev: EventId.nullable(),
  /** The latest checkpoint of the server's log the device knew, if any: not before this. */
  anchor: z.object({ size: z.int().nonnegative(), root: Hash }).nullable(),
  claimedAt: Instant,
  /** Milliseconds of the device's monotonic clock since its program started. */
  mono: z.number().nonnegative(),
  act: ActId,
  type: z.string().min(1).max(64),
  /** Version of the payload's shape. */
  schema: z.int().positive(),
  subject: SubjectId,
  /** Per field of the payload: SHA-256 of its salt and its canonical value. Without the salt it says nothing. */
  commitments: z.record(z.string(), Hash),
  evidence: z.array(z.object({ sha256: EvidenceId, bytes: z.int().nonnegative(), media: z.string() })),
  noticeSha256: Hash.nullable(),
  purposes: z.array(z.object({ id: PurposeId, decision: z.enum(['given', 'refused']) })),
  app: z.object({ version: z.string(), build: z.string() }),
})
export type Envelope = z.infer<typeof Envelope>

/** What was said, with the salts that tie it to the envelope. Sealed under the person's key wherever it rests. */
export const Payload = z.object({
  fields: z.record(z.string(), z.unknown()),
  salts: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
})
export type Payload = z.infer<typeof Payload>

export const SIGNATURE_BYTES = 64
export const MAX_ENVELOPE_BYTES = 65_535
export const PAYLOAD_SCHEMA = 1

/** 32 fresh random bytes in hexadecimal, from whoever has chance at hand. */
export type Salt = () => string

export function payloadFrom(event: ConsentEvent, salt: Salt): Payload {
  const fields = Object.fromEntries(Object.entries(event).filter(([, value]) => value !== undefined))
  return { fields, salts: Object.fromEntries(Object.keys(fields).map((name) => [name, salt()])) }
}

export function commitmentsOf({ fields, salts }: Payload): Record<string, Hash> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      sha256Of(joined(bytesFromHex(salts[name] ?? ''), canonical(value))),
    ]),
  )
}

/** Does this payload say what the envelope committed to, nothing more and nothing less? */
export function holds(envelope: Envelope, payload: Payload): boolean {
  const found = commitmentsOf(payload)
  const names = Object.keys(envelope.commitments)
  return names.length === Object.keys(found).length && names.every((name) => found[name] === envelope.commitments[name])
}

/** What the envelope may say in the clear about an event. */
export function outlineOf(
  event: ConsentEvent,
): Pick<Envelope, 'type' | 'subject' | 'evidence' | 'noticeSha256' | 'purposes'> {
  const { type, subject } = event
  if (!isYes(event) && type !== 'consent-refused')
    return { type, subject, evidence: [], noticeSha256: null, purposes: [] }
  return {
    type,
    subject,
    evidence: event.evidence.map(({ id, bytes, media }) => ({ sha256: id, bytes, media })),
    noticeSha256: event.notice.sha256,
    purposes: [{ id: event.purpose, decision: isYes(event) ? 'given' : 'refused' }],
  }
}

export const eventIdOf = (leaf: Uint8Array): EventId => EventId.parse(sha256Of(leaf))

/** Splits a leaf. Throws if the envelope is not of version 1. Whether the signature holds is asked of `crypto`. */
export function openLeaf(leaf: Bytes): { envelope: Envelope; signed: Bytes; signature: Bytes } {
  const signed = leaf.slice(0, leaf.length - SIGNATURE_BYTES)
  const signature = leaf.slice(leaf.length - SIGNATURE_BYTES)
  return { envelope: Envelope.parse(JSON.parse(textFrom(signed))), signed, signature }
}

/** The recorded event of a leaf and its opened payload. `event` is parsed by the caller, who may not know its type yet. */
export function recordedFrom(leaf: Bytes, event: ConsentEvent): RecordedEvent {
  const { envelope } = openLeaf(leaf)
  const { device, seq, act, claimedAt } = envelope
  return { id: eventIdOf(leaf), device, seq, act, recordedAt: claimedAt, event }
}
