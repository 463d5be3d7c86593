import { createCipheriv, createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { base64From } from '@shared/base/base64'
import { type Bytes, joined, utf8 } from '@shared/base/bytes'
import { must } from '@shared/base/never'
import type { Draft, FlyerDraft, MeetingDraft } from '@shared/capture/draft'
import { findForm, getNotice } from '@shared/capture/catalogue'
import { validateCapture } from '@shared/capture/validate'
import type { ConsentEvent } from '@shared/consent/event'
import { eventsFromCapture } from '@shared/consent/events-from-capture'
import { BOUND_EVIDENCE } from '@shared/crypto/seal'
import type { ProofRecord, ProvenLeaf } from '@shared/proof/bundle'
import { canonical, noticeHash, sha256Of } from '@shared/proof/canonical'
import type { ProofCrypto } from '@shared/proof/check'
import { confirmedReadingFrom } from '@shared/proof/confirmed-reading'
import { commitmentsOf, type Envelope, eventIdOf, outlineOf, payloadFrom } from '@shared/proof/envelope'
import { type OpenedEvidence, assembleProof } from '@shared/proof/proof-file'
import { renderedViewFrom } from '@shared/proof/rendered-view'
import type { EvidenceRef } from '@shared/terms/evidence'
import { ControllerId, type EventId, EvidenceId, OperatorId, SubjectId } from '@shared/terms/ids'
import type { Language } from '@shared/terms/language'
import { Instant } from '@shared/terms/time'
import { catalogue } from './catalogue'
import { confirmedAt } from './drafts'
import { device } from './facts'

/** Keys and chance from a counter, so that a proof made twice is made of the same bytes. */
const seeded = (label: string): Bytes => new Uint8Array(createHash('sha256').update(label).digest())
const privateKey = (label: string) =>
  createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seeded(label)]),
    format: 'der',
    type: 'pkcs8',
  })
const rawPublicKey = (label: string): Bytes =>
  new Uint8Array(createPublicKey(privateKey(label)).export({ format: 'der', type: 'spki' }).subarray(-32))

/** The algorithms as Node has them. */
export const nodeProofCrypto: ProofCrypto = {
  verify: (publicKey, signed, signature) => {
    const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey])
    return Promise.resolve(verify(null, signed, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature))
  },
  reseal: (key, nonce, plain, bound) => Promise.resolve(sealed(key, nonce, plain, bound)),
}

function sealed(key: Bytes, nonce: Bytes, plain: Bytes, bound: string): Bytes {
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(utf8(bound))
  return joined(nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag())
}

export const deviceKey = base64From(rawPublicKey('device'))
export const serverKey = base64From(rawPublicKey('server'))

/** Evidence sealed as the evidence files seal it, and opened again. */
export function keptEvidence(bytes: Bytes, kind: EvidenceRef['kind'], media: EvidenceRef['media']): OpenedEvidence {
  const key = seeded(`key of ${kind}${sha256Of(bytes)}`)
  const nonce = seeded(`nonce of ${kind}`).slice(0, 12)
  const kept = sealed(key, nonce, bytes, BOUND_EVIDENCE)
  const ref: EvidenceRef = {
    id: EvidenceId.parse(sha256Of(kept)),
    kind,
    media,
    bytes: kept.length,
    key: Buffer.from(key).toString('hex'),
  }
  return { ref, opened: { bytes, nonce: Buffer.from(nonce).toString('hex') } }
}

/** What the journal would sign: one leaf per event, hanging on one that says something about somebody else. */
export function recordOf(events: readonly ConsentEvent[], draft: Draft, keyLabel = 'device'): ProofRecord {
  const key = privateKey(keyLabel)
  let prev: EventId | null = null
  let seq = 6
  let salts = 0
  const hang = (event: ConsentEvent): { proven: ProvenLeaf; leaf: Bytes } => {
    const payload = payloadFrom(event, () => sha256Of(utf8(`salt ${++salts}`)))
    const envelope: Envelope = {
      v: 1,
      tenant: ControllerId.parse('muster'),
      device,
      incarnation: 0,
      seq: ++seq,
      prev: prev ?? eventIdOf(utf8('the leaf before')),
      anchor: null,
      claimedAt: Instant.parse('2026-11-25T10:00:00.420Z'),
      mono: 1000 + seq,
      act: draft.act,
      schema: 1,
      commitments: commitmentsOf(payload),
      app: { version: '0.1.0', build: 'test' },
      ...outlineOf(event),
    }
    const signed = canonical(envelope)
    const leaf = joined(signed, sign(null, signed, key))
    prev = eventIdOf(leaf)
    return { proven: { id: prev, leaf: base64From(leaf), payload, receivedAt: null }, leaf }
  }
  const neighbour = (subject: string): ConsentEvent => ({
    type: 'contact-point-added',
    subject: SubjectId.parse(subject),
    stated: { notBefore: confirmedAt, notAfter: confirmedAt, source: 'clock' },
    recordedBy: OperatorId.parse('mara'),
    contactPoint: { kind: 'email', value: 'nobody@example.org' },
  })
  const before = hang(neighbour('00000000-0000-4000-8000-000000000009')).proven
  const leaves = events.map((event) => hang(event).proven)
  const after = hang(neighbour('00000000-0000-4000-8000-000000000009')).proven
  const received = leaves.map((proven, i) => ({ ...proven, receivedAt: 41 + i }))
  return {
    v: 1,
    leaves: received,
    devices: [{ device, publicKey: base64From(rawPublicKey(keyLabel)) }],
    neighbours: [before, after].map(({ id, leaf }) => ({ id, leaf })),
    receipts: received.map(({ id, receivedAt: pos }) => ({
      id,
      pos,
      signature: base64From(new Uint8Array(sign(null, utf8(`receipt\n${pos}\n${id}`), privateKey('server')))),
      publicKey: serverKey,
    })),
  }
}

const operators = [{ id: OperatorId.parse('mara'), name: 'Mara Muster' }]
const subject = { kind: 'new', id: SubjectId.parse('00000000-0000-4000-8000-000000000001') } as const

function eventsOf(draft: Draft, evidence: readonly OpenedEvidence[]): ConsentEvent[] {
  const capture = validateCapture(draft, { catalogue, confirmedAt })
  if (!capture.ok) throw new Error(capture.problems.map(({ key }) => key).join(', '))
  return eventsFromCapture(capture.value, {
    subject,
    recordedBy: must(operators[0], 'the operator').id,
    evidence: evidence.map(({ ref }) => ref),
    hashOf: noticeHash,
  })
}

/** A meeting as it would be proven: screen and ink kept, events signed. */
export function meetingProof(draft: MeetingDraft, language: Language = 'de') {
  const notice = getNotice(catalogue, must(draft.notice, 'the notice'))
  const labelOf = ({ contactPoint }: { contactPoint: { value: string } }) => contactPoint.value
  const view = renderedViewFrom(draft, notice, { confirmedAt, labelOf })
  const evidence = [keptEvidence(canonical(view), 'rendered-view', 'application/json')]
  if (draft.ink) evidence.push(keptEvidence(canonical(draft.ink), 'ink', 'application/json'))
  else if (draft.typedName)
    evidence.push(
      keptEvidence(canonical({ v: 1, name: draft.typedName, at: confirmedAt }), 'typed-name', 'application/json'),
    )
  const record = recordOf(eventsOf(draft, evidence), draft)
  return assembleProof({ record, catalogue, evidence, operators, language, timeZone: 'Europe/Berlin' })
}

/** A sheet as it would be proven: scan and confirmed reading kept, events signed. */
export function flyerProof(draft: FlyerDraft, scan: Bytes, media: EvidenceRef['media'], language: Language = 'de') {
  const read = must(draft.reading.template, 'the form')
  const form = must(findForm(catalogue, read.id, read.version), 'the form')
  const page = keptEvidence(scan, 'scan', media)
  const reading = confirmedReadingFrom({ ...draft, scan: page.ref }, form, confirmedAt)
  const evidence = [page, keptEvidence(canonical(reading), 'reading', 'application/json')]
  const record = recordOf(eventsOf(draft, evidence), draft)
  return assembleProof({ record, catalogue, evidence, operators, language, timeZone: 'Europe/Berlin' })
}
