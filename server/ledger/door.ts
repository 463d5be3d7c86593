import type { Db } from './database'

/**
 * The one table every transaction may read: which tenant a name belongs to that somebody shows before it is known who
 * they are. It holds a device's number or the hash of a code, and nothing about anybody.
 */
export type DoorName = `device/${string}.${number}` | `code/${string}`

export async function tenantBehind(db: Db, name: DoorName): Promise<string | null> {
  const { rows } = await db.query<{ tenant_id: string }>('select tenant_id from door where name = $1', [name])
  return rows[0]?.tenant_id ?? null
}

export async function putOnDoor(db: Db, name: DoorName, tenant: string): Promise<void> {
  await db.query('insert into door (name, tenant_id) values ($1, $2) on conflict do nothing', [name, tenant])
}

export async function tenantsBehind(db: Db): Promise<string[]> {
  const { rows } = await db.query<{ tenant_id: string }>('select distinct tenant_id from door')
  return rows.map((row) => row.tenant_id)
}
