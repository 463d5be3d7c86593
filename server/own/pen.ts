import { randomBytes, randomUUID } from 'node:crypto'
import { type Bytes, joined } from '@shared/base/bytes'
import type { ConsentEvent } from '@shared/consent/event'
import { BOUND_EVIDENCE, boundToLeaf } from '@shared/crypto/seal'
import { canonical } from '@shared/proof/canonical'
import { type Envelope, PAYLOAD_SCHEMA, commitmentsOf, outlineOf, payloadFrom } from '@shared/proof/envelope'
import type { Head, SubjectKey, WireLeaf } from '@shared/sync/protocol'
import type { EvidenceRef } from '@shared/terms/evidence'
import { ActId, type ControllerId, EvidenceId, type SubjectId } from '@shared/terms/ids'
import { instantFrom } from '@shared/terms/time'
import type { Device } from '../devices/devices'
import type { Signer } from '../devices/ed25519'
import { idOf } from '../ledger/check-leaf'
import { nodeSealer } from '../vault/sealer'

/**
 * Writes events as a device does: signed leaves, one after the other in one chain, payloads sealed under a key per
 * person. For what begins on the server, which is made the way everything else is.
 */
export type Pen = {
  readonly device: Pick<Device, 'device' | 'incarnation'>
  readonly write: (events: readonly ConsentEvent[], act?: ActId) => WireLeaf[]
  /** Seals evidence; the bytes are kept by whoever asked. */
  readonly sealEvidence: (
    plain: Bytes,
    kind: EvidenceRef['kind'],
    media: EvidenceRef['media'],
  ) => { readonly ref: EvidenceRef; readonly sealed: Bytes }
  readonly keyOf: (subject: SubjectId) => SubjectKey
}

type Needs = {
  readonly tenant: ControllerId
  readonly device: Pick<Device, 'device' | 'incarnation'>
  readonly signer: Signer
  readonly clock: () => number
  /** People whose keys are known already; new ones are added. */
  readonly keys?: Map<SubjectId, Bytes>
  /** The leaf to go on from; absent for a chain that begins here. */
  readonly after?: Head
}

export function newPen({ tenant, device, signer, clock, keys = new Map(), after }: Needs): Pen {
  const startedAt = clock()
  let tip: Head = after ?? { seq: -1, id: null }

  const keyOf = (subject: SubjectId): SubjectKey => {
    const key = keys.get(subject) ?? nodeSealer.newKey()
    keys.set(subject, key)
    return { subject, key }
  }

  const writeOne = (event: ConsentEvent, act: ActId): WireLeaf => {
    const payload = payloadFrom(event, () => randomBytes(32).toString('hex'))
    const envelope: Envelope = {
      v: 1,
      tenant,
      ...device,
      seq: tip.seq + 1,
      prev: tip.id,
      anchor: null,
      claimedAt: instantFrom(clock()),
      mono: clock() - startedAt,
      act,
      schema: PAYLOAD_SCHEMA,
      commitments: commitmentsOf(payload),
      app: { version: '0.1.0', build: 'server' },
      ...outlineOf(event),
    }
    const signed = canonical(envelope)
    const leaf = joined(signed, signer.sign(signed))
    tip = { seq: envelope.seq, id: idOf(leaf) }
    const { key } = keyOf(event.subject)
    return { leaf, sealed: nodeSealer.seal(key, canonical(payload), boundToLeaf(idOf(leaf))) }
  }

  return {
    device,
    keyOf,
    write: (events, act = ActId.parse(randomUUID())) => events.map((event) => writeOne(event, act)),
    sealEvidence: (plain, kind, media) => {
      const key = nodeSealer.newKey()
      const sealed = nodeSealer.seal(key, plain, BOUND_EVIDENCE)
      const id = EvidenceId.parse(idOf(sealed))
      return { sealed, ref: { id, kind, media, bytes: sealed.length, key: Buffer.from(key).toString('hex') } }
    },
  }
}
