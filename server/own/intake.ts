import type { ActId } from '@shared/terms/ids'
import type { Db } from '../ledger/database'

/** This act was taken in before: asked again, it is not recorded again. */
export class KnownAct extends Error {}

/** Marks an act as taken in, in the transaction that records it. Throws `KnownAct` if it was before. */
export async function takeInOnce(db: Db, tenant: string, act: ActId, kind: string, at: Date): Promise<void> {
  const { rowCount } = await db.query(
    'insert into intake (tenant_id, act, kind, received_at) values ($1, $2, $3, $4) on conflict do nothing',
    [tenant, act, kind, at],
  )
  if (rowCount !== 1) throw new KnownAct()
}

/** Records unless it was recorded before; says which. */
export async function unlessKnown(record: () => Promise<void>): Promise<'recorded' | 'known'> {
  try {
    await record()
    return 'recorded'
  } catch (problem) {
    if (problem instanceof KnownAct) return 'known'
    throw problem
  }
}
