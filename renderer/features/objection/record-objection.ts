import { type Gravity, gravityOf } from '@shared/matching/gravity'
import type { Comparable, Resemblance } from '@shared/matching/person'
import { isPairFact } from '@shared/consent/subject-link'
import type { ActId, OperatorId, SubjectId } from '@shared/terms/ids'
import type { Language } from '@shared/terms/language'
import type { Instant } from '@shared/terms/time'
import type { DeskDatabase, PersonRow } from '../../store/database'
import type { RecordAct } from '../../store/record'
import { type By, type Wanted, eventsFromObjection } from './objection-events'

/** Everybody a no may be about, with what is known of them. */
export type Reached = {
  readonly gravity: Gravity
  readonly people: ReadonlyMap<SubjectId, PersonRow>
}

/** More than this many are a name half the country bears: then one more thing has to be asked. */
export const MOST = 40

/** Sorts the candidates with what people have already found about them. */
export async function reachedBy(db: DeskDatabase, candidates: readonly Resemblance[]): Promise<Reached> {
  const rows = await db.people.bulkGet(candidates.map(({ subject }) => subject))
  const people = new Map(rows.flatMap((row) => (row ? [[row.subject, row] as const] : [])))
  const known = candidates.filter(({ subject }) => people.has(subject))
  const areOne = (a: Resemblance, b: Resemblance) => people.get(a.subject)?.same.includes(b.subject) ?? false
  return { gravity: gravityOf(known, areOne), people }
}

type Needs = {
  readonly db: DeskDatabase
  readonly recordAct: RecordAct
  readonly act: ActId
  readonly recordedBy: OperatorId
  readonly at: Instant
  readonly newSubject: SubjectId
  readonly language: Language
  readonly country: string
}

/** When it resolves, the no is in the journal and holds on every record it may be about. */
export async function recordObjection(
  said: Comparable,
  { gravity }: Reached,
  how: { readonly wanted: Wanted; readonly by: By },
  { db, recordAct, act, ...needs }: Needs,
): Promise<SubjectId> {
  const looked = gravity.attached ? await decidedAbout(db, gravity.attached.subject) : new Set<SubjectId>()
  const events = eventsFromObjection(said, gravity, { ...how, ...needs, decided: (_, other) => looked.has(other) })
  await recordAct(act, events)
  return gravity.attached?.subject ?? needs.newSubject
}

/** Whom people have compared with this record before, whatever they found. */
async function decidedAbout(db: DeskDatabase, subject: SubjectId): Promise<ReadonlySet<SubjectId>> {
  const rows = await db.entries.where('subjects').equals(subject).toArray()
  return new Set(
    rows.flatMap(({ recorded: { event } }) =>
      isPairFact(event) && event.type !== 'pair-decision-taken-back'
        ? [event.subject === subject ? event.other : event.subject]
        : [],
    ),
  )
}
