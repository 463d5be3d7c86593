import { useLiveQuery } from 'dexie-react-hooks'
import type { SubjectId } from '@shared/terms/ids'
import { useDesk } from '../../desk'
import type { DeskDatabase, PersonRow } from '../../store/database'
import { type Settled, standingDecisions } from './settle-duplicate'

/** Two records nobody has decided about. */
export type OpenPair = { readonly left: PersonRow; readonly right: PersonRow }

/** Every pair left open, the one whose newer record is oldest first: whoever has waited longest. */
export async function openPairs(db: DeskDatabase): Promise<OpenPair[]> {
  const people = await db.people.filter(({ possible }) => possible.length > 0).toArray()
  const bySubject = new Map(people.map((person) => [person.subject, person]))
  const pairs = people.flatMap((person) =>
    person.possible.flatMap((other): OpenPair[] => {
      const known = bySubject.get(other)
      return known && comesFirst(person, known) ? [{ left: known, right: person }] : []
    }),
  )
  return pairs.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

/** The newer record stands left: it is the one in question. */
const comesFirst = (a: PersonRow, b: PersonRow): boolean =>
  a.registeredAt < b.registeredAt || (a.registeredAt === b.registeredAt && a.subject < b.subject)

const keyOf = ({ left, right }: OpenPair): string => `${left.registeredAt} ${left.subject} ${right.subject}`

/** How far back decisions are listed for being taken back. */
const RECENT = 1_000

/** A decision that still stands, with the names it is about. */
export type Decided = Settled & { readonly names: readonly [PersonRow, PersonRow] }

/** The last decisions that still stand, newest first. */
export async function recentDecisions(db: DeskDatabase, most = 5): Promise<Decided[]> {
  const rows = await db.entries.orderBy('position').reverse().limit(RECENT).toArray()
  const decided: Decided[] = []
  for (const { id, event } of standingDecisions(rows.map(({ recorded }) => recorded))) {
    if (event.type !== 'subjects-found-same' && event.type !== 'subjects-found-different') continue
    const names = await namesOf(db, event.subject, event.other)
    if (names)
      decided.push({
        pair: { subject: event.subject, other: event.other },
        verdict: event.type === 'subjects-found-same' ? 'same' : 'different',
        decisions: [id],
        names,
      })
    if (decided.length === most) break
  }
  return decided
}

async function namesOf(db: DeskDatabase, a: SubjectId, b: SubjectId): Promise<readonly [PersonRow, PersonRow] | null> {
  const [one, other] = await db.people.bulkGet([a, b])
  return one && other ? [one, other] : null
}

/** Follows the open pairs and the last decisions. Null while the first answer is on its way. */
export function useOpenPairs(): { readonly pairs: OpenPair[]; readonly decided: Decided[] } | null {
  const { db } = useDesk()
  return useLiveQuery(async () => ({ pairs: await openPairs(db), decided: await recentDecisions(db) }), [db], null)
}
