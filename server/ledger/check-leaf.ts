import { createHash } from 'node:crypto'
import type { Bytes } from '@shared/base/bytes'
import { ConsentEvent } from '@shared/consent/event'
import { canonical } from '@shared/proof/canonical'
import {
  type Envelope,
  MAX_ENVELOPE_BYTES,
  Payload,
  SIGNATURE_BYTES,
  holds,
  openLeaf,
  outlineOf,
} from '@shared/proof/envelope'
import type { WireLeaf } from '@shared/sync/protocol'
import { EventId } from '@shared/terms/ids'
import type { Device } from '../devices/devices'
import { verifiesAside } from '../devices/ed25519'

/** A leaf as far as its bytes tell. */
export type CheckedLeaf = WireLeaf & {
  readonly id: EventId
  readonly seq: number
} & ({ readonly kind: 'good'; readonly envelope: Envelope } | { readonly kind: 'bad'; readonly why: string })

export type GoodLeaf = Extract<CheckedLeaf, { kind: 'good' }>

export const idOf = (leaf: Uint8Array): EventId => createHash('sha256').update(leaf).digest('hex') as EventId

/** Form, signature and place. Whether it follows the leaf before it is asked later, under the lock. */
export async function checkLeaf(
  { leaf, sealed }: WireLeaf,
  seq: number,
  by: Device,
  verifies: typeof verifiesAside = verifiesAside,
): Promise<CheckedLeaf> {
  const common = { leaf, sealed, id: idOf(leaf), seq }
  const bad = (why: string): CheckedLeaf => ({ ...common, kind: 'bad', why })
  if (leaf.length > MAX_ENVELOPE_BYTES + SIGNATURE_BYTES) return bad('too-large')
  const opened = attempt(() => openLeaf(leaf))
  if (!opened) return bad('envelope')
  const { envelope, signed, signature } = opened
  if (!(await verifies(by.publicKey, signed, signature))) return bad('signature')
  if (envelope.tenant !== by.tenant) return bad('tenant')
  if (envelope.device !== by.device || envelope.incarnation !== by.incarnation) return bad('device')
  if (envelope.seq !== seq) return bad('seq')
  return { ...common, kind: 'good', envelope }
}

/** What an opened payload says, or why it cannot be what the envelope promised. `event` is null for an unknown type. */
export type Opened = { readonly event: ConsentEvent | null } | { readonly why: string }

/** `plain` is the opened payload; null if the person's key did not open it. */
export function checkPayload(envelope: Envelope, plain: Bytes | null): Opened {
  if (plain === null) return { why: 'payload-does-not-open' }
  const payload = attempt(() => Payload.parse(JSON.parse(Buffer.from(plain).toString('utf8'))))
  if (!payload || !attempt(() => holds(envelope, payload))) return { why: 'payload-mismatch' }
  const event = ConsentEvent.safeParse(payload.fields)
  if (!event.success) return { event: null }
  return sameOutline(envelope, event.data) ? { event: event.data } : { why: 'outline-mismatch' }
}

/** What the envelope says in the clear must be what the payload says, or evidence could go missing unseen. */
function sameOutline(envelope: Envelope, event: ConsentEvent): boolean {
  const { type, subject, evidence, noticeSha256, purposes } = envelope
  const said = canonical({ type, subject, evidence, noticeSha256, purposes })
  return Buffer.from(said).equals(canonical(outlineOf(event)))
}

function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}
