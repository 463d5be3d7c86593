import { randomBytes } from 'node:crypto'
import { joined, utf8 } from '@shared/base/bytes'
import type { ConsentEvent } from '@shared/consent/event'
import { boundToLeaf } from '@shared/crypto/seal'
import type { KeptLeaf } from '@shared/ledger/body'
import { canonical } from '@shared/proof/canonical'
import {
  type Envelope,
  MAX_ENVELOPE_BYTES,
  PAYLOAD_SCHEMA,
  type Payload,
  commitmentsOf,
  outlineOf,
  payloadFrom,
} from '@shared/proof/envelope'
import type { ActId, ControllerId, EventId } from '@shared/terms/ids'
import type { Instant } from '@shared/terms/time'
import type { Device } from './device'
import type { EvidenceFiles } from './evidence-files'
import type { Journal } from './journal'
import { type ChainHead, type EventPlace, idOf } from './journal-index'
import type { Keyring } from './keyring'
import { nodeSealer } from './sealer'

/** What it takes to turn "she said so" into signed leaves. Time and chance enter here. */
export type Recorder = {
  readonly journal: Journal
  readonly keyring: Keyring
  readonly device: Device
  readonly evidence: Pick<EvidenceFiles, 'has'>
  readonly tenant: ControllerId
  readonly app: Envelope['app']
  readonly now: () => Instant
  /** Milliseconds of the monotonic clock. */
  readonly mono: () => number
  /** Throws if one of these may not be written down. Asked with nothing else being written meanwhile. */
  readonly admit?: (events: readonly ConsentEvent[]) => Promise<void>
}

/**
 * Signs the events of one act, hangs them on this device's chain and answers when they are on the disk: all or none.
 * The order is the promise: evidence, then the person's key, then the leaf. A leaf never stands on the disk without
 * what opens it.
 */
export function recordAct(
  act: ActId,
  events: readonly ConsentEvent[],
  recorder: Recorder,
): Promise<readonly EventPlace[]> {
  const { journal, device } = recorder
  return journal.record(act, { device: device.id, incarnation: device.incarnation() }, async (head) => {
    await recorder.admit?.(events)
    await requireEvidence(events, recorder)
    const leaves: KeptLeaf[] = []
    let tip = head
    for (const event of events) {
      const { id, ...kept } = await leafFrom(event, act, tip, recorder)
      leaves.push(kept)
      tip = { seq: tip.seq + 1, id }
    }
    return leaves
  })
}

async function requireEvidence(events: readonly ConsentEvent[], { evidence }: Recorder): Promise<void> {
  const ids = new Set(events.flatMap((event) => outlineOf(event).evidence.map(({ sha256 }) => sha256)))
  for (const id of ids) if (!(await evidence.has(id))) throw new Error(`evidence ${id} is not on the disk`)
}

async function leafFrom(
  event: ConsentEvent,
  act: ActId,
  head: ChainHead,
  { keyring, device, tenant, app, now, mono }: Recorder,
): Promise<KeptLeaf & { readonly id: EventId }> {
  const key = await keyring.ensure(event.subject)
  const payload = payloadFrom(event, () => randomBytes(32).toString('hex'))
  const envelope: Envelope = {
    v: 1,
    tenant,
    device: device.id,
    incarnation: device.incarnation(),
    seq: head.seq + 1,
    prev: head.id,
    anchor: null,
    claimedAt: now(),
    mono: mono(),
    act,
    schema: PAYLOAD_SCHEMA,
    ...outlineOf(event),
    commitments: commitmentsOf(payload),
    app,
  }
  const signed = canonical(envelope)
  if (signed.length > MAX_ENVELOPE_BYTES) throw new Error(`an envelope of ${signed.length} bytes is too large`)
  const leaf = joined(signed, device.sign(signed))
  const id = idOf(leaf)
  return { leaf, id, sealed: nodeSealer.seal(key, payloadBytes(payload), boundToLeaf(id)) }
}

const payloadBytes = (payload: Payload): Uint8Array<ArrayBuffer> => utf8(JSON.stringify(payload))
