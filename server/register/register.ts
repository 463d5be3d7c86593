import type { Pool } from 'pg'
import type { ConsentEvent, RecordedEvent } from '@shared/consent/event'
import { pointsNamedAgainst } from '@shared/consent/named-points'
import type { FactSource } from '@shared/consent/record'
import { isPairFact } from '@shared/consent/subject-link'
import { openLeaf, recordedFrom } from '@shared/proof/envelope'
import type { EventId, SubjectId } from '@shared/terms/ids'
import { checkPayload } from '../ledger/check-leaf'
import { type Db, inTenant } from '../ledger/database'
import { tenantsBehind } from '../ledger/door'
import type { Vault } from '../vault/vault'
import { enterReach } from './reach'
import { REGISTER_VERSION } from './version'

/** An event that was opened, and its place in the log. */
export type OpenedEvent = { readonly pos: number; readonly event: ConsentEvent }

/**
 * Finds events by the people and the contact points they bear on, in the same transaction that stores them. It holds
 * no word of anybody's: people by their pseudonym, contact points by their blind name. What the server does not
 * understand is in the log and not here.
 */
export async function enterEvents(db: Db, tenant: string, vault: Vault, opened: readonly OpenedEvent[]): Promise<void> {
  const subjects = opened.flatMap(({ pos, event }) => subjectsOf(event).map((subject) => ({ subject, pos })))
  const points = opened.flatMap(({ pos, event }) => pointsNamedAgainst(event).map((point) => ({ point, pos })))
  if (subjects.length > 0)
    await db.query(
      `insert into register_subject (tenant_id, subject_id, pos)
       select $1, subject, pos from unnest($2::uuid[], $3::bigint[]) as r (subject, pos) on conflict do nothing`,
      [tenant, subjects.map(({ subject }) => subject), subjects.map(({ pos }) => pos)],
    )
  if (points.length > 0)
    await db.query(
      `insert into register_point (tenant_id, blind_name, pos)
       select $1, name, pos from unnest($2::bytea[], $3::bigint[]) as r (name, pos) on conflict do nothing`,
      [tenant, points.map(({ point }) => vault.blindName(point)), points.map(({ pos }) => pos)],
    )
  await enterReach(
    db,
    tenant,
    vault,
    opened.map(({ event }) => event),
  )
}

const subjectsOf = (event: ConsentEvent): SubjectId[] =>
  isPairFact(event) ? [event.subject, event.other] : [event.subject]

type Row = { pos: number; event_id: Buffer; subject_id: SubjectId; leaf: Buffer; sealed: Buffer; wrapped: Buffer }

/** Opens earlier events of people whose keys have only now come. */
export async function enterEarlier(db: Db, tenant: string, vault: Vault, people: readonly SubjectId[]): Promise<void> {
  if (people.length === 0) return
  await enterRows(db, tenant, vault, await rowsOf(db, tenant, 'e.subject_id = any($2::uuid[])', [people]))
}

async function enterRows(db: Db, tenant: string, vault: Vault, rows: readonly Row[]): Promise<void> {
  const opened = rows.flatMap((row) => {
    const event = eventIn(vault, row)
    return event ? [{ pos: row.pos, event }] : []
  })
  await enterEvents(db, tenant, vault, opened)
}

/** Facts for `gatherRecord`, the same function the workstations use. */
export function factSource(db: Db, tenant: string, vault: Vault): FactSource {
  const recorded = (rows: readonly Row[]): RecordedEvent[] =>
    rows.flatMap((row) => {
      const event = eventIn(vault, row)
      return event ? [recordedFrom(new Uint8Array(row.leaf), event)] : []
    })
  return {
    aboutSubject: async (subject) =>
      recorded(
        await rowsOf(
          db,
          tenant,
          'e.pos in (select pos from register_subject where tenant_id = $1 and subject_id = $2)',
          [subject],
        ),
      ),
    noesNaming: async (point) =>
      recorded(
        await rowsOf(db, tenant, 'e.pos in (select pos from register_point where tenant_id = $1 and blind_name = $2)', [
          vault.blindName(point),
        ]),
      ),
  }
}

/** Everything in the log again, for tenants whose register is of another version. */
export async function rebuildRegisters(pool: Pool, vaultOf: (tenant: string) => Promise<Vault>): Promise<void> {
  for (const tenant of await tenantsBehind(pool)) {
    const { rowCount } = await inTenant(pool, tenant, (db) =>
      db.query('select 1 from log_head where tenant_id = $1 and register_version <> $2', [tenant, REGISTER_VERSION]),
    )
    if (rowCount === 0) continue
    const vault = await vaultOf(tenant)
    await inTenant(pool, tenant, async (db) => {
      // Nobody pushes meanwhile: the register must not miss what arrives during the walk.
      const { rows } = await db.query<{ next_pos: number }>(
        'select next_pos from log_head where tenant_id = $1 for update',
        [tenant],
      )
      await db.query('delete from register_subject where tenant_id = $1', [tenant])
      await db.query('delete from register_point where tenant_id = $1', [tenant])
      await db.query('delete from register_reach where tenant_id = $1', [tenant])
      for (let after = 0; after < (rows[0]?.next_pos ?? 1); after += 1000)
        await enterRows(db, tenant, vault, await rowsOf(db, tenant, 'e.pos > $2 and e.pos <= $2 + 1000', [after]))
      await db.query('update log_head set register_version = $2 where tenant_id = $1', [tenant, REGISTER_VERSION])
    })
  }
}

async function rowsOf(db: Db, tenant: string, where: string, values: readonly unknown[]): Promise<Row[]> {
  const { rows } = await db.query<Row>(
    `select e.pos, e.event_id, e.subject_id, e.leaf, e.sealed, k.wrapped
     from event e join subject_key k on k.tenant_id = e.tenant_id and k.subject_id = e.subject_id
     where e.tenant_id = $1 and k.destroyed_at is null and ${where} order by e.pos`,
    [tenant, ...values],
  )
  return rows
}

/** The event of a row, or null if its words cannot be read or understood here. */
function eventIn(vault: Vault, row: Row): ConsentEvent | null {
  const id = row.event_id.toString('hex') as EventId
  const plain = vault.openPayload(vault.unwrap(row.subject_id, row.wrapped), new Uint8Array(row.sealed), id)
  const opened = checkPayload(openLeaf(new Uint8Array(row.leaf)).envelope, plain)
  return 'event' in opened ? opened.event : null
}
