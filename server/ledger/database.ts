import { Pool, type PoolClient, types } from 'pg'

/** Whatever can be asked: the pool, or one connection inside a transaction. */
export type Db = Pick<PoolClient, 'query'>

// Positions and sequence numbers stay far below 2^53.
types.setTypeParser(types.builtins.INT8, Number)

export function openPool(databaseUrl: string): Pool {
  const pool = new Pool({ connectionString: databaseUrl, max: 16, connectionTimeoutMillis: 10_000 })
  // A connection lost while idle: whoever asks next gets a new one, or an error of their own.
  pool.on('error', () => undefined)
  return pool
}

/** The same within one tenant: the database shows this transaction nobody else's rows. */
export const inTenant = <T>(pool: Pool, tenant: string, work: (db: Db) => Promise<T>): Promise<T> =>
  inTransaction(pool, async (db) => {
    await db.query("select set_config('app.tenant', $1, true)", [tenant])
    return work(db)
  })

/** All of it or none of it; the answer comes after the commit. */
export async function inTransaction<T>(pool: Pool, work: (db: Db) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (problem) {
    await client.query('rollback').catch((lost: unknown) => {
      broken = lost instanceof Error ? lost : new Error('connection lost')
    })
    throw problem
  } finally {
    client.release(broken)
  }
}
