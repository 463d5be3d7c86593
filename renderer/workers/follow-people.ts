import { liveQuery } from 'dexie'
import type { KnownPerson } from '@shared/matching/person'
import type { PersonIndex } from '@shared/matching/person-index'
import type { DeskDatabase, PersonRow } from '../store/database'

/** How many rows are taken from the disk at once; between two pages a question may be answered. */
const PAGE = 2_000

export type Following = { readonly ready: Promise<void>; readonly stop: () => void }

/**
 * Fills the index with everybody known and keeps it so: whenever facts arrive, from this window or another, the people
 * they are about are read again. Tables made anew from another journal begin a new index.
 */
export function followPeople(db: DeskDatabase, begin: () => PersonIndex): Following {
  let index = begin()
  let journal: string | undefined
  /** Every entry up to here has been seen. Entries recorded here may stand above it before the gap below is read. */
  let readTo = 0

  const load = async () => {
    index = begin()
    for (let after = ''; ;) {
      const rows = await db.people.where('subject').above(after).limit(PAGE).toArray()
      rows.forEach((row) => index.put(knownFrom(row)))
      const last = rows.at(-1)
      if (!last || rows.length < PAGE) return
      after = last.subject
    }
  }

  const readOn = async () => {
    const state = await db.state.get('journal')
    if (state?.journal !== journal || (state?.next ?? 0) < readTo) {
      journal = state?.journal
      readTo = state?.next ?? 0
      await load()
    }
    const entries = await db.entries.where('position').above(readTo).toArray()
    const touched = [...new Set(entries.flatMap(({ subjects }) => subjects))]
    const rows = await db.people.bulkGet(touched)
    rows.forEach((row) => row && index.put(knownFrom(row)))
    readTo = state?.next ?? readTo
  }

  let line: Promise<void> = Promise.resolve()
  let told: () => void = () => undefined
  const ready = new Promise<void>((resolve) => (told = resolve))
  const watched = liveQuery(async () => [await db.state.get('journal'), await db.entries.orderBy('position').last()])
  const watching = watched.subscribe({
    next: () => {
      line = line.then(readOn).then(told)
    },
  })
  return { ready, stop: () => watching.unsubscribe() }
}

export const knownFrom = ({ subject, details, contactPoints }: PersonRow): KnownPerson => ({
  subject,
  givenName: details.givenName,
  familyName: details.familyName,
  birthDate: details.birthDate,
  contactPoints,
})
