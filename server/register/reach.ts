import type { ConsentEvent, RecordedEvent } from '@shared/consent/event'
import { type Prepared, prepare } from '@shared/matching/compare'
import { type Register, isWorthAsking, resemblance } from '@shared/matching/decide'
import type { Comparable } from '@shared/matching/person'
import { type ContactPoint, contactPointKey, sameContactPoint } from '@shared/terms/contact-point'
import type { SubjectId } from '@shared/terms/ids'
import type { Db } from '../ledger/database'
import type { Vault } from '../vault/vault'

/** What this fact adds to the ways its person can be found: contact points, and the words of their name. */
export function reachOf(event: ConsentEvent): { readonly subject: SubjectId; readonly words: readonly string[] } {
  const { subject } = event
  switch (event.type) {
    case 'subject-registered':
      return { subject, words: wordsOf({ ...event.details, contactPoints: event.contactPoints }) }
    case 'contact-point-added':
      return { subject, words: wordsOf({ ...NOBODY, contactPoints: [event.contactPoint] }) }
    case 'moved-in-country':
    case 'moved-abroad':
      return { subject, words: event.to ? wordsOf({ ...NOBODY, contactPoints: [event.to] }) : [] }
    case 'name-changed':
    case 'details-corrected':
      return { subject, words: wordsOf({ ...NOBODY, ...withoutUndefined(event.after) }) }
    default:
      return { subject, words: [] }
  }
}

const NOBODY: Comparable = { givenName: '', familyName: '', birthDate: null, contactPoints: [] }

const wordsOf = (person: Comparable): string[] => {
  const { names, lines } = keysOf(prepare(person))
  return [...new Set([...person.contactPoints.map(exact), ...names, ...lines])]
}

const exact = (point: ContactPoint): string => `reach/exact/${contactPointKey(point)}`

/** The words of a name, and mailboxes and numbers in the spelling in which they are compared. */
const keysOf = ({ given, family, emails, phones }: Prepared) => ({
  names: [...new Set([...given.core, ...family.core])].map((word) => `reach/name/${word}`),
  lines: [...emails.map(({ key }) => `reach/email/${key}`), ...phones.map(({ tail }) => `reach/phone/${tail}`)],
})

export async function enterReach(db: Db, tenant: string, vault: Vault, events: readonly ConsentEvent[]): Promise<void> {
  const rows = events.map(reachOf).flatMap(({ subject, words }) => words.map((word) => ({ subject, word })))
  if (rows.length === 0) return
  await db.query(
    `insert into register_reach (tenant_id, blind_name, subject_id)
     select $1, name, subject from unnest($2::bytea[], $3::uuid[]) as r (name, subject) on conflict do nothing`,
    [tenant, rows.map(({ word }) => vault.blindWord(word)), rows.map(({ subject }) => subject)],
  )
}

/** Everybody who was ever said to be reached by exactly this contact point. */
export async function reachedBy(db: Db, tenant: string, vault: Vault, point: ContactPoint): Promise<SubjectId[]> {
  const { rows } = await db.query<{ subject_id: SubjectId }>(
    `select r.subject_id from register_reach r
     join subject_key k on k.tenant_id = r.tenant_id and k.subject_id = r.subject_id
     where r.tenant_id = $1 and r.blind_name = $2 and k.destroyed_at is null order by r.subject_id limit $3`,
    [tenant, vault.blindWord(exact(point)), MOST_REACHED],
  )
  return rows.map((row) => row.subject_id)
}

/** A switchboard of thousands is nobody in particular. */
const MOST_REACHED = 500
const MOST_COMPARED = 100
const MOST_ALIKE = 20

export type Lookalike = { readonly subject: SubjectId; readonly probability: number }

/**
 * Known people this may be: everybody with the same mailbox or number, and of those with the same name whoever is worth
 * asking about. Nobody is joined by it: a doubt lets a "no" go across and a "yes" stay where it is.
 */
export async function lookalikes(
  db: Db,
  tenant: string,
  vault: Vault,
  asked: Comparable,
  factsAbout: (subject: SubjectId) => Promise<readonly RecordedEvent[]>,
): Promise<Lookalike[]> {
  const prepared = prepare(asked)
  const { names, lines } = keysOf(prepared)
  const counts = await countsOf(db, tenant, vault, [...names, ...lines])
  const candidates = new Set([
    ...(await subjectsWith(db, tenant, vault, lines, 1)),
    ...(names.length < 2 ? [] : await subjectsWith(db, tenant, vault, names, names.length)),
  ])
  const register: Register = {
    people: counts.get('') ?? 0,
    named: (word) => counts.get(`reach/name/${word}`) ?? 0,
    reachedBy: (key) => (counts.get(`reach/email/${key}`) ?? 0) + (counts.get(`reach/phone/${key}`) ?? 0),
  }
  const found: Lookalike[] = []
  for (const subject of candidates) {
    const known = personFrom(await factsAbout(subject))
    const alike = { subject, ...resemblance(asked, known, register) }
    if (shareLine(asked, known) || isWorthAsking(alike)) found.push({ subject, probability: alike.probability })
  }
  return found.sort((a, b) => b.probability - a.probability || (a.subject < b.subject ? -1 : 1)).slice(0, MOST_ALIKE)
}

const shareLine = (a: Comparable, b: Comparable): boolean =>
  a.contactPoints.some(
    (point) => point.kind !== 'post' && b.contactPoints.some((other) => sameContactPoint(point, other)),
  )

/** How many people each word leads to; under the empty word, how many there are. */
async function countsOf(db: Db, tenant: string, vault: Vault, words: readonly string[]): Promise<Map<string, number>> {
  const byName = new Map(words.map((word) => [vault.blindWord(word).toString('hex'), word]))
  const { rows } = await db.query<{ blind_name: Buffer; people: number }>(
    `select blind_name, count(*) as people from register_reach
     where tenant_id = $1 and blind_name = any($2::bytea[]) group by blind_name`,
    [tenant, words.map((word) => vault.blindWord(word))],
  )
  const { rows: all } = await db.query<{ people: number }>(
    'select count(*) as people from subject_key where tenant_id = $1',
    [tenant],
  )
  const counts = new Map(rows.map((row) => [byName.get(row.blind_name.toString('hex')) ?? '', row.people]))
  return counts.set('', all[0]?.people ?? 0)
}

async function subjectsWith(
  db: Db,
  tenant: string,
  vault: Vault,
  words: readonly string[],
  atLeast: number,
): Promise<SubjectId[]> {
  if (words.length === 0) return []
  const { rows } = await db.query<{ subject_id: SubjectId }>(
    `select subject_id from register_reach where tenant_id = $1 and blind_name = any($2::bytea[])
     group by subject_id having count(*) >= $3 order by subject_id limit $4`,
    [tenant, words.map((word) => vault.blindWord(word)), atLeast, MOST_COMPARED],
  )
  return rows.map((row) => row.subject_id)
}

/** What is known of somebody, later words before earlier ones; contact points they gave up still tell who they are. */
function personFrom(facts: readonly RecordedEvent[]): Comparable {
  let person = NOBODY
  for (const { event } of facts) {
    const contactPoints =
      event.type === 'subject-registered'
        ? event.contactPoints
        : event.type === 'contact-point-added'
          ? [event.contactPoint]
          : []
    const details =
      event.type === 'subject-registered'
        ? event.details
        : event.type === 'name-changed' || event.type === 'details-corrected'
          ? event.after
          : {}
    person = { ...person, ...withoutUndefined(details), contactPoints: [...person.contactPoints, ...contactPoints] }
  }
  return person
}

const withoutUndefined = (details: object): Partial<Comparable> =>
  Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined))
