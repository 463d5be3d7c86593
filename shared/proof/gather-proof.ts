import type { Catalogue } from '../capture/catalogue'
import type { RecordedEvent } from '../consent/event'
import type { Bytes } from '../base/bytes'
import type { EvidenceRef } from '../terms/evidence'
import type { EventId } from '../terms/ids'
import type { Language } from '../terms/language'
import type { Operator } from '../terms/party'
import type { ProofRecord } from './bundle'
import { type OpenedEvidence, type Proof, assembleProof, evidenceOf } from './proof-file'

/** Facts a proof of one confirmation shows. Decisions about other people are theirs and stay out of it. */
const shown = new Set<RecordedEvent['event']['type']>([
  'consent-given',
  'consent-refused',
  'consent-withdrawn',
  'objection-raised',
  'contact-point-added',
  'contact-point-ended',
])

/**
 * What a proof of this event is made of, out of all facts about its subject: everything said in the same confirmation,
 * and the latest entry that says who the person is.
 */
export function eventsToProve(asked: RecordedEvent, aboutSubject: readonly RecordedEvent[]): EventId[] {
  const theirs = aboutSubject.filter(({ event }) => event.subject === asked.event.subject)
  const said = theirs.filter(({ act, event }) => act === asked.act && shown.has(event.type))
  const registered = theirs.filter(({ event }) => event.type === 'subject-registered').at(-1)
  return [...new Set([...(registered ? [registered.id] : []), ...said.map(({ id }) => id), asked.id])]
}

/** Where a proof's parts come from: the journal, the evidence files, the catalogue. */
export type ProofSource = {
  readonly gather: (ids: EventId[]) => Promise<ProofRecord>
  /** Null if it is missing, altered or erased. */
  readonly open: (ref: EvidenceRef) => Promise<{ readonly bytes: Bytes; readonly nonce: string } | null>
  readonly catalogue: Catalogue
  readonly operators: readonly Operator[]
  readonly language: Language
  readonly timeZone: string
}

export async function gatherProof(ids: EventId[], { gather, open, ...needs }: ProofSource): Promise<Proof> {
  const record = await gather(ids)
  const opening = evidenceOf(record).map(async (ref): Promise<OpenedEvidence> => ({ ref, opened: await open(ref) }))
  return assembleProof({ record, evidence: await Promise.all(opening), ...needs })
}
