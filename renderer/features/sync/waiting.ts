import type { ActId, SubjectId } from '@shared/terms/ids'
import { type Controller, fullName } from '@shared/terms/party'
import type { Instant } from '@shared/terms/time'
import type { DeskDatabase } from '../../store/database'

export type WaitingAct = {
  readonly act: ActId
  /** Null: the controller's own texts and sheets. */
  readonly subject: SubjectId | null
  readonly name: string
  readonly records: number
  readonly recordedAt: Instant
}

/** How far back is looked: more than anybody reads. */
const MOST = 1_000

/** What was recorded here and not yet confirmed by the server, newest first, by what was said at once about whom. */
export async function waitingIn(db: DeskDatabase, controller: Controller): Promise<WaitingAct[]> {
  const rows = await db.entries.where('waits').equals(1).reverse().limit(MOST).toArray()
  const acts = new Map<ActId, Omit<WaitingAct, 'name'> & { readonly subject: SubjectId }>()
  for (const { recorded } of rows) {
    const { act, recordedAt, event } = recorded
    const known = acts.get(act)
    acts.set(act, { act, subject: event.subject, recordedAt, records: (known?.records ?? 0) + 1 })
  }
  const people = await db.people.bulkGet([...acts.values()].map(({ subject }) => subject))
  return [...acts.values()].flatMap((act, at): WaitingAct[] => {
    if (act.subject === controller.record) return [{ ...act, subject: null, name: controller.name }]
    const person = people[at]
    return person ? [{ ...act, name: fullName(person.details) }] : []
  })
}
