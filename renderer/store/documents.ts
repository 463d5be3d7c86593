import { liveQuery } from 'dexie'
import type { Catalogue } from '@shared/capture/catalogue'
import type { RecordedEvent } from '@shared/consent/event'
import { type Documents, foldDocuments, isDocumentFact } from '@shared/documents/fold-documents'
import { foldSheets, serialIn, type Sheets } from '@shared/documents/sheets'
import type { DeskDatabase } from './database'

/** The documents in use, as this window knows them. They change when a fact about them arrives, and only then. */
export type DocumentsInUse = {
  readonly now: () => Documents
  readonly subscribe: (hear: () => void) => () => void
  readonly close: () => void
}

const factsAbout = async (db: DeskDatabase, { controller }: Catalogue): Promise<RecordedEvent[]> =>
  controller.record === undefined
    ? []
    : (await db.entries.where('subjects').equals(controller.record).toArray()).map(({ recorded }) => recorded)

/** Reads what is known, and follows it from then on. */
export async function followDocuments(db: DeskDatabase, builtIn: Catalogue): Promise<DocumentsInUse> {
  const hearing = new Set<() => void>()
  let known = ''
  let documents = foldDocuments([], builtIn)
  const takeIn = (facts: readonly RecordedEvent[]): void => {
    const about = facts.filter(isDocumentFact)
    const ids = about.map(({ id }) => id).join()
    if (ids === known) return
    known = ids
    documents = foldDocuments(about, builtIn)
    for (const hear of hearing) hear()
  }
  takeIn(await factsAbout(db, builtIn))
  const following = liveQuery(() => factsAbout(db, builtIn)).subscribe({
    next: takeIn,
    // The database is going away with its window; what was known stays known until then.
    error: () => undefined,
  })
  return {
    now: () => documents,
    subscribe: (hear) => {
      hearing.add(hear)
      return () => hearing.delete(hear)
    },
    close: () => following.unsubscribe(),
  }
}

/** Every sheet that was printed, and whether it came back. Walks the answers given on paper once. */
export async function sheetsKnown(db: DeskDatabase, builtIn: Catalogue): Promise<Sheets> {
  const returned = new Set<string>()
  await db.entries.each(({ recorded }) => {
    const serial = serialIn(recorded)
    if (serial !== null) returned.add(serial)
  })
  return foldSheets(await factsAbout(db, builtIn), returned)
}
