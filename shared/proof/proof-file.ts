import { z } from 'zod'
import { must } from '../base/never'
import type { Bytes } from '../base/bytes'
import { bytesFromBase64 } from '../base/base64'
import type { Catalogue } from '../capture/catalogue'
import { ConsentEvent, type RecordedEvent } from '../consent/event'
import { EvidenceKind, EvidenceRef } from '../terms/evidence'
import { EvidenceId, Hash } from '../terms/ids'
import { Language } from '../terms/language'
import { Notice } from '../terms/notice'
import { Controller, Operator } from '../terms/party'
import { Purpose } from '../terms/purpose'
import { ProofRecord, type ProvenLeaf } from './bundle'
import { canonical, noticeHash, sha256Of } from './canonical'
import { type Envelope, openLeaf, recordedFrom } from './envelope'

/** Changes whenever the same file would be drawn as other bytes. */
export const DRAWN_BY = 1

/** The name of the machine-readable half inside the PDF. */
export const PROOF_FILE = 'proof.json'

/** Evidence that lies beside the record, in the open: sealed again it must hash to its id. */
const AttachedEvidence = z.object({
  id: EvidenceId,
  kind: EvidenceKind,
  media: EvidenceRef.shape.media,
  file: z.string(),
  /** Nonce it was sealed with, in hexadecimal. The key stands in the payload, and what it is bound to is fixed. */
  nonce: z.string().regex(/^[0-9a-f]{24}$/),
})

/**
 * Everything a proof is drawn from, and all that a stranger needs to check it (docs/spec/proof.md): the signed leaves
 * with their words, the notices they rest on, and the names needed to read them.
 */
export const ProofFile = z.object({
  format: z.literal('consent-proof'),
  v: z.literal(1),
  drawnBy: z.int().positive(),
  /** The reader's language. The words that were shown stay in theirs. */
  language: Language,
  /** IANA name of the zone in which moments are written out. */
  timeZone: z.string(),
  controller: Controller,
  operators: z.array(Operator),
  purposes: z.array(Purpose),
  notices: z.array(Notice),
  record: ProofRecord,
  evidence: z.array(AttachedEvidence),
})
export type ProofFile = z.infer<typeof ProofFile>

/** Evidence as opened for a proof; without bytes if it is missing, altered or erased. */
export type OpenedEvidence = {
  readonly ref: EvidenceRef
  readonly opened: { readonly bytes: Bytes; readonly nonce: string } | null
}

/** A proof before it is drawn: the record, and the files that lie beside it. */
export type Proof = { readonly file: ProofFile; readonly attached: ReadonlyMap<string, Bytes> }

export type ProofNeeds = {
  readonly record: ProofRecord
  readonly catalogue: Catalogue
  readonly evidence: readonly OpenedEvidence[]
  readonly operators: readonly Operator[]
  readonly language: Language
  readonly timeZone: string
}

export const bytesOfFile = (file: ProofFile): Bytes => canonical(file)
/** What stands at the foot of every page: whoever holds the record can compute it. */
export const fingerprintOf = (file: ProofFile): Hash => sha256Of(bytesOfFile(file))

/** Puts a proof together. A notice whose words no longer hash to what the event says is left out, and the checks say so. */
export function assembleProof({ record, catalogue, evidence, operators, language, timeZone }: ProofNeeds): Proof {
  const told = toldFrom(record)
  const attached = new Map<string, Bytes>()
  const listed: ProofFile['evidence'] = []
  for (const { ref, opened } of evidence) {
    if (!opened || listed.some(({ id }) => id === ref.id)) continue
    const file = freeName(ref, attached)
    attached.set(file, opened.bytes)
    listed.push({ id: ref.id, kind: ref.kind, media: ref.media, file, nonce: opened.nonce })
  }
  const shown = new Set(told.flatMap(({ envelope }) => envelope.noticeSha256 ?? []))
  const purposes = new Set(told.flatMap(({ recorded: { event } }) => purposesOf(event)))
  const recordedBy = new Set(told.map(({ recorded }) => recorded.event.recordedBy))
  const file: ProofFile = {
    format: 'consent-proof',
    v: 1,
    drawnBy: DRAWN_BY,
    language,
    timeZone,
    controller: catalogue.controller,
    operators: operators.filter(({ id }) => recordedBy.has(id)),
    purposes: catalogue.purposes.filter(({ id }) => purposes.has(id)),
    notices: catalogue.notices.filter((notice) => shown.has(noticeHash(notice))),
    record,
    evidence: listed,
  }
  // Through its own text and back, so that what is drawn is what is attached.
  return { file: ProofFile.parse(JSON.parse(JSON.stringify(file))), attached }
}

export type Told = {
  readonly proven: ProvenLeaf
  readonly leaf: Bytes
  readonly envelope: Envelope
  readonly recorded: RecordedEvent
}

/** The leaves of a record with their envelopes and events, in the order of their chain. Throws if one is not ours. */
export function toldFrom(record: ProofRecord): Told[] {
  return record.leaves
    .map((proven) => {
      const leaf = bytesFromBase64(proven.leaf)
      const recorded = recordedFrom(leaf, ConsentEvent.parse(proven.payload.fields))
      return { proven, leaf, envelope: openLeaf(leaf).envelope, recorded }
    })
    .sort((a, b) => byPlace(a.envelope, b.envelope))
}

const byPlace = (a: Envelope, b: Envelope): number =>
  a.device === b.device ? a.seq - b.seq : a.claimedAt < b.claimedAt ? -1 : 1

/** Every piece of evidence the events name, once. */
export function evidenceOf(record: ProofRecord): EvidenceRef[] {
  const refs = toldFrom(record).flatMap(({ recorded: { event } }) => ('evidence' in event ? event.evidence : []))
  return [...new Map(refs.map((ref) => [ref.id, ref])).values()]
}

function purposesOf(event: ConsentEvent): readonly string[] {
  if ('purpose' in event) return [event.purpose]
  if ('reach' in event && event.reach.purposes !== 'all') return event.reach.purposes
  return []
}

const endings = {
  'application/json': 'json',
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'message/rfc822': 'eml',
  'text/plain': 'txt',
  'audio/mpeg': 'mp3',
} as const

function freeName({ kind, media }: EvidenceRef, taken: ReadonlyMap<string, unknown>): string {
  for (let n = 1; ; n++) {
    const name = `${kind}${n === 1 ? '' : `-${n}`}.${endings[media]}`
    if (!taken.has(name)) return name
  }
}

/** The bytes of evidence listed in a proof. */
export const attachedBytes = (proof: Proof, file: string): Bytes => must(proof.attached.get(file), `the file ${file}`)
