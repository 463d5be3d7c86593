import type { Catalogue } from '@shared/capture/catalogue'
import type { Workstation } from '@shared/ipc/contract'
import { eventsToProve, gatherProof as gather } from '@shared/proof/gather-proof'
import type { Proof } from '@shared/proof/proof-file'
import type { EventId } from '@shared/terms/ids'
import type { Language } from '@shared/terms/language'
import type { Operator } from '@shared/terms/party'
import type { DeskDatabase, EntryRow } from '../../store/database'

type Needs = {
  readonly ask: Pick<Workstation, 'proof:gather' | 'evidence:open'>
  readonly catalogue: Catalogue
  readonly operators: readonly Operator[]
  readonly language: Language
}

/** The entries a proof of this event is made of. Empty if this device does not know the event. */
export async function entriesFor(db: DeskDatabase, event: string): Promise<EntryRow[]> {
  const asked = await db.entries
    .where('id')
    .equals(event as EventId)
    .first()
  if (!asked) return []
  const { subject } = asked.recorded.event
  const about = await db.entries.where('subjects').equals(subject).sortBy('position')
  const wanted = eventsToProve(
    asked.recorded,
    about.map(({ recorded }) => recorded),
  )
  return about.filter(({ id }) => wanted.includes(id))
}

/** Puts the proof of these entries together: record from the journal, evidence opened, words from the catalogue. */
export function gatherProof(entries: readonly EntryRow[], { ask, ...needs }: Needs): Promise<Proof> {
  return gather(
    entries.map(({ id }) => id),
    {
      ...needs,
      gather: (ids) => ask['proof:gather']({ ids }),
      open: async ({ id, key }) => {
        const opened = await ask['evidence:open']({ id, key })
        return opened.kind === 'opened' ? opened : null
      },
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
  )
}
