import type { Catalogue } from '@shared/capture/catalogue'
import type { RecordedEvent } from '@shared/consent/event'
import type { Workstation } from '@shared/ipc/contract'
import { type OpenedEvidence, type Proof, assembleProof, evidenceOf } from '@shared/proof/proof-file'
import type { EventId } from '@shared/terms/ids'
import type { Language } from '@shared/terms/language'
import type { Operator } from '@shared/terms/party'
import type { DeskDatabase, EntryRow } from '../../store/database'

type Needs = {
  readonly db: DeskDatabase
  readonly ask: Pick<Workstation, 'proof:gather' | 'evidence:open'>
  readonly catalogue: Catalogue
  readonly operators: readonly Operator[]
  readonly language: Language
}

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
 * The entries a proof of this event is made of: everything said in the same confirmation, and the entry that says who
 * the person is. Empty if this device does not know the event.
 */
export async function entriesFor(db: DeskDatabase, event: string): Promise<EntryRow[]> {
  const asked = await db.entries
    .where('id')
    .equals(event as EventId)
    .first()
  if (!asked) return []
  const { act } = asked.recorded
  const { subject } = asked.recorded.event
  const said = (await db.entries.where('recorded.act').equals(act).toArray()).filter(
    ({ recorded }) => recorded.event.subject === subject && shown.has(recorded.event.type),
  )
  const about = await db.entries.where('subjects').equals(subject).toArray()
  const registered = about.filter(({ recorded }) => recorded.event.type === 'subject-registered').at(-1)
  const entries = [registered, ...said, asked].filter((entry) => entry !== undefined)
  return [...new Map(entries.map((entry) => [entry.id, entry])).values()]
}

/** Puts the proof of these entries together: record from the journal, evidence opened, words from the catalogue. */
export async function gatherProof(entries: readonly EntryRow[], needs: Needs): Promise<Proof> {
  const { ask, catalogue, operators, language } = needs
  const record = await ask['proof:gather']({ ids: entries.map(({ id }) => id) })
  const evidence = await Promise.all(
    evidenceOf(record).map(async (ref): Promise<OpenedEvidence> => {
      const opened = await ask['evidence:open']({ id: ref.id, key: ref.key })
      return { ref, opened: opened.kind === 'opened' ? opened : null }
    }),
  )
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return assembleProof({ record, catalogue, evidence, operators, language, timeZone })
}
