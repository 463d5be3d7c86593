import type { Pool } from 'pg'

/** Tables with rows of one tenant each, and what the program may do to them besides reading and adding. */
const tables: Readonly<Record<string, readonly ('update' | 'delete')[]>> = {
  log_head: ['update'],
  device: ['update'],
  enrolment_code: ['update', 'delete'],
  event: [],
  // Only why something waits there: it may turn from a branch into a place of the chain.
  quarantine: ['update'],
  blob: [],
  subject_key: ['update'],
  register_subject: ['delete'],
  register_point: ['delete'],
  register_reach: ['delete'],
  intake: [],
  confirmation: ['update'],
  letter: ['update', 'delete'],
  recovery_heard: ['delete'],
  log_void: [],
}

export const tenantTables = Object.keys(tables)

/**
 * Every statement sees one tenant, the one its transaction named, and without one it sees nothing. The owner is held to
 * it too (`force`). Brought up to date at every start: what stands here is what holds.
 */
export async function guardRows(owner: Pool): Promise<void> {
  const { rows } = await owner.query<{ relname: string }>(
    `select c.relname from pg_class c join pg_policy p on p.polrelid = c.oid and p.polname = 'own_tenant'
     where c.relrowsecurity and c.relforcerowsecurity`,
  )
  const guarded = new Set(rows.map(({ relname }) => relname))
  for (const table of tenantTables.filter((one) => !guarded.has(one))) {
    await owner.query(`alter table ${table} enable row level security`)
    await owner.query(`alter table ${table} force row level security`)
    await owner.query(`drop policy if exists own_tenant on ${table}`)
    await owner.query(
      `create policy own_tenant on ${table} using (tenant_id = current_setting('app.tenant', true))
       with check (tenant_id = current_setting('app.tenant', true))`,
    )
  }
}

/** Gives the program's own role what it needs and nothing more: it owns no table and can loosen no guard. */
export async function grantTo(owner: Pool, role: string): Promise<void> {
  await owner.query(`grant usage on schema public to ${role}`)
  for (const [table, more] of Object.entries(tables)) {
    await owner.query(`revoke all on ${table} from ${role}`)
    await owner.query(`grant ${['select', 'insert', ...more].join(', ')} on ${table} to ${role}`)
  }
  await owner.query(`grant select, insert on door to ${role}`)
}

/** Whether the role of these connections could see past the guards. */
export async function seesEverything(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ sees: boolean }>(
    'select rolsuper or rolbypassrls as sees from pg_roles where rolname = current_user',
  )
  return rows[0]?.sees ?? true
}
