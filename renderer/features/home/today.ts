import { isYes } from '@shared/consent/event'
import { fullName } from '@shared/terms/party'
import type { EventId, SubjectId } from '@shared/terms/ids'
import type { Instant } from '@shared/terms/time'
import type { DeskDatabase } from '../../store/database'

export type Today = {
  readonly given: number
  readonly refused: number
  readonly withdrawn: number
  readonly people: number
}

const midnight = (): string => new Date(new Date().setHours(0, 0, 0, 0)).toISOString()

/** What was recorded here since midnight, and how many people this desk knows. */
export async function todayOf(db: DeskDatabase): Promise<Today> {
  const counts = { given: 0, refused: 0, withdrawn: 0 }
  await db.entries
    .where('recorded.recordedAt')
    .aboveOrEqual(midnight())
    .each(({ origin, recorded: { event } }) => {
      if (origin !== 'here') return
      if (isYes(event)) counts.given++
      if (event.type === 'consent-refused') counts.refused++
      if (event.type === 'consent-withdrawn' || event.type === 'objection-raised') counts.withdrawn++
    })
  return { ...counts, people: await db.people.count() }
}

export type Latest = {
  readonly subject: SubjectId
  readonly name: string
  /** The fact recorded last: where its proof is found. */
  readonly event: EventId
  readonly at: Instant
  readonly received: boolean
}

/** How far back is looked: a desk that has recorded nothing for so long starts with an empty list. */
const LOOKED_AT = 2_000

/** The people something was recorded about last, newest first. */
export async function latestOf(db: DeskDatabase, many = 5): Promise<Latest[]> {
  const found = new Map<SubjectId, { event: EventId; at: Instant; received: boolean }>()
  await db.entries
    .orderBy('recorded.recordedAt')
    .reverse()
    .limit(LOOKED_AT)
    .until(() => found.size >= many)
    .each(({ origin, recorded, receivedAt }) => {
      const { subject } = recorded.event
      if (origin === 'here' && !found.has(subject))
        found.set(subject, { event: recorded.id, at: recorded.recordedAt, received: receivedAt !== null })
    })
  const people = await db.people.bulkGet([...found.keys()])
  return people.flatMap((person) => {
    const one = person && found.get(person.subject)
    return one ? [{ ...one, subject: person.subject, name: fullName(person.details) }] : []
  })
}
