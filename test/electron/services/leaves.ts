import { randomBytes, randomUUID } from 'node:crypto'
import { type Bytes, joined } from '@shared/base/bytes'
import type { KeptLeaf } from '@shared/ledger/body'
import { canonical } from '@shared/proof/canonical'
import { Envelope, eventIdOf } from '@shared/proof/envelope'
import { ActId, DeviceId, type EventId, SubjectId } from '@shared/terms/ids'

export const newAct = (): ActId => ActId.parse(randomUUID())
export const newDevice = (): DeviceId => DeviceId.parse(randomUUID())
export const newSubject = (): SubjectId => SubjectId.parse(randomUUID())

/** A leaf in its place of a chain, with a signature nobody made: the journal does not check it. */
export function leafAfter(
  head: { readonly seq: number; readonly id: EventId | null },
  about: { readonly device: DeviceId; readonly act: ActId; readonly incarnation?: number; readonly payload?: number },
): KeptLeaf {
  const envelope = Envelope.parse({
    v: 1,
    tenant: 'muster',
    device: about.device,
    incarnation: about.incarnation ?? 0,
    seq: head.seq + 1,
    prev: head.id,
    anchor: null,
    claimedAt: '2026-11-25T09:00:00.000Z',
    mono: 1,
    act: about.act,
    type: 'consent-withdrawn',
    schema: 1,
    subject: newSubject(),
    commitments: {},
    evidence: [],
    noticeSha256: null,
    purposes: [],
    app: { version: '0.1.0', build: 'test' },
  })
  return { leaf: joined(canonical(envelope), randomBytes(64)), sealed: randomFilled(about.payload ?? 120) }
}

/** As many leaves in a row as asked for. */
export function chainOf(
  count: number,
  about: { readonly device: DeviceId; readonly act: ActId; readonly payload?: number },
  head: { readonly seq: number; readonly id: EventId | null } = { seq: -1, id: null },
): KeptLeaf[] {
  const leaves: KeptLeaf[] = []
  for (let tip = head; leaves.length < count;) {
    const kept = leafAfter(tip, about)
    leaves.push(kept)
    tip = { seq: tip.seq + 1, id: eventIdOf(kept.leaf) }
  }
  return leaves
}

const randomFilled = (length: number): Bytes => new Uint8Array(randomBytes(length))
