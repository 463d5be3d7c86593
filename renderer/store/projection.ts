import type { Connected } from '../platform/workstation'
import type { JournalEntry } from '@shared/ipc/contract'
import type { EventId, SubjectId } from '@shared/terms/ids'
import type { DeskDatabase, EntryRow, PersonRow } from './database'
import { personFrom, rowFrom } from './fold'

/** How many entries one transaction takes in. */
const PAGE = 2_000

export type Projection = {
  /** Takes in entries of the journal, all or none; resolves when they are on the disk. Known ones change nothing. */
  readonly apply: (entries: readonly JournalEntry[]) => Promise<void>
  /** Reads on from where it stopped. Calls while it reads are one more reading after it. */
  readonly catchUp: () => Promise<void>
  readonly close: () => void
}

type Receipts = readonly { readonly id: EventId; readonly receivedAt: number }[]

/**
 * Brings the tables up to the journal and keeps them there. If they were made from another journal, or are gone, they
 * are made anew, page by page; `progress` hears how many entries have been read.
 */
export async function openProjection(
  db: DeskDatabase,
  { ask, listen }: Connected,
  journal: string,
  progress: (read: number) => void = () => undefined,
): Promise<Projection> {
  const known = await db.state.get('journal')
  if (known?.journal !== journal || !(await stillThere(db, ask))) await forget(db, journal)

  const readOn = async (tell: (read: number) => void): Promise<void> => {
    let read = 0
    for (;;) {
      const after = (await db.state.get('journal'))?.next ?? 0
      const page = await ask['journal:read']({ after, limit: PAGE })
      if (page.entries.length > 0 || page.receipts.length > 0 || page.next > after)
        await takeIn(db, page.entries, page.receipts, { key: 'journal', journal, next: page.next })
      read += page.entries.length
      if (page.entries.length > 0) tell(read)
      if (page.done) return
    }
  }

  let reading = Promise.resolve()
  const catchUp = (): Promise<void> => {
    reading = reading.catch(() => undefined).then(() => readOn(() => undefined))
    return reading
  }

  await readOn(progress)
  // Whoever grew the journal, this window or a sync, the tables follow. If the host is gone, the next news will do.
  const follow = () => void catchUp().catch(() => undefined)
  const stops = [listen('journal:grew', follow), listen('sync:changed', follow)]
  return { apply: (entries) => takeIn(db, entries, []), catchUp, close: () => stops.forEach((stop) => stop()) }
}

/**
 * Does the journal still say what it said last? One that was put back to an earlier day does not, nor one in which the
 * last person was forgotten: what this window remembers beyond that is worthless.
 */
async function stillThere(db: DeskDatabase, ask: Connected['ask']): Promise<boolean> {
  const last = await db.entries.orderBy('position').last()
  if (!last) return true
  const { entries } = await ask['journal:read']({ after: last.position - 1, limit: 1 })
  return entries[0]?.recorded.id === last.id
}

const forget = (db: DeskDatabase, journal: string): Promise<void> =>
  db.transaction('rw', db.entries, db.people, db.state, async () => {
    await Promise.all([db.entries.clear(), db.people.clear()])
    await db.state.put({ key: 'journal', journal, next: 0 })
  })

/** Facts, people and place in one transaction. Nothing in it waits for anything but the database, or it would close. */
async function takeIn(
  db: DeskDatabase,
  entries: readonly JournalEntry[],
  receipts: Receipts,
  readSoFar?: { key: 'journal'; journal: string; next: number },
): Promise<void> {
  const rows = entries.map(rowFrom)
  const touched = [...new Set(rows.flatMap(({ subjects }) => subjects))]
  await db.transaction('rw', db.entries, db.people, db.state, async () => {
    await db.entries.bulkPut(await withReceipts(db, rows))
    for (const { id, receivedAt } of receipts)
      await db.entries
        .where('id')
        .equals(id)
        .modify((row: { receivedAt: number | null; waits?: 1 }) => {
          row.receivedAt = receivedAt
          delete row.waits
        })
    await db.people.bulkPut(await foldPeople(db, touched))
    if (readSoFar) await db.state.put(readSoFar)
  })
}

/** An answer may have been on its way while its receipt came: what is known to be received stays received. */
async function withReceipts(db: DeskDatabase, rows: readonly EntryRow[]): Promise<EntryRow[]> {
  const known = await db.entries.bulkGet(rows.map(({ position }) => position))
  return rows.map((row, at) => {
    const receivedAt = row.receivedAt ?? known[at]?.receivedAt ?? null
    if (receivedAt === row.receivedAt) return row
    const { waits: _, ...rest } = row
    return { ...rest, receivedAt }
  })
}

async function foldPeople(db: DeskDatabase, subjects: readonly SubjectId[]): Promise<PersonRow[]> {
  if (subjects.length === 0) return []
  const about = new Map<SubjectId, EntryFacts>()
  for (const row of await db.entries.where('subjects').anyOf(subjects).distinct().toArray())
    for (const subject of row.subjects) about.set(subject, [...(about.get(subject) ?? []), row.recorded])
  return subjects.flatMap((subject) => personFrom(subject, about.get(subject) ?? []) ?? [])
}

type EntryFacts = readonly JournalEntry['recorded'][]
