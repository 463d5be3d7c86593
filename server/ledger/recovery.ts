import type { Pool } from 'pg'
import { openLeaf } from '@shared/proof/envelope'
import { type LogEnd, type RecoveryStore, recall, settle, takeBack } from '@shared/sync/recovery'
import { receiptText } from '@shared/sync/receipts'
import type { GiveBackAnswer, GiveBackAsk, Receipt, SessionAnswer } from '@shared/sync/protocol'
import type { EventId } from '@shared/terms/ids'
import { type Device, addDevice, findDevice } from '../devices/devices'
import { type Signer, verifies } from '../devices/ed25519'
import { Refusal } from '../problem'
import { enterEarlier, enterEvents } from '../register/register'
import type { Vault } from '../vault/vault'
import type { Blobs } from './blobs'
import { type GoodLeaf, checkLeaf, checkPayload, idOf } from './check-leaf'
import { type Db, inTenant } from './database'
import type { HighWater } from './high-water'
import { insertEvents, setAside } from './ledger'

/**
 * The server after an older backup. It sees it is too short by its own mark outside the database, or by its own signature
 * on a receipt somebody shows. From then on it takes uploads, behind the places it gave before, and lets nobody read
 * until those are filled again by whoever still has the leaves, or are known to be void.
 */
export type Recovery = {
  /** A device greets: what it knows of our log, and whether it should give back. */
  readonly greet: (device: Device, known: Omit<Receipt, 'seq'> | null) => Promise<SessionAnswer['recovery']>
  readonly takeBack: (device: Device, ask: GiveBackAsk) => Promise<GiveBackAnswer>
  /** At the start: is any log shorter than it was? */
  readonly recall: () => Promise<void>
  /** A person decides not to wait for those who were not heard. */
  readonly close: (tenant: string) => Promise<void>
  readonly openPlaces: (tenant: string) => Promise<number>
}

type Needs = {
  readonly pool: Pool
  readonly blobs: Blobs
  readonly signer: Signer
  readonly highWater: HighWater
  readonly vaultOf: (tenant: string) => Promise<Vault>
}

type EndRow = { next_pos: number; recover_above: number | null; recover_to: number | null }

async function endOf(db: Db, tenant: string, lock = false): Promise<LogEnd> {
  const { rows } = await db.query<EndRow>(
    `select next_pos, recover_above, recover_to from log_head where tenant_id = $1 ${lock ? 'for update' : ''}`,
    [tenant],
  )
  const row = rows[0]
  if (!row) return { nextPos: 1, recovering: null }
  const { next_pos: nextPos, recover_above: above, recover_to: to } = row
  return { nextPos, recovering: above === null || to === null ? null : { above, to } }
}

export const logHeadOf = async (db: Db, tenant: string): Promise<number> => (await endOf(db, tenant)).nextPos - 1

export async function refuseWhileRecovering(db: Db, tenant: string): Promise<void> {
  if ((await endOf(db, tenant)).recovering) throw new Refusal('recovering')
}

/** Void places on the way from one place to another. */
export async function voidsAfter(db: Db, tenant: string, after: number, through: number): Promise<number[]> {
  const { rows } = await db.query<{ pos: number }>(
    'select pos from log_void where tenant_id = $1 and pos > $2 and pos <= $3 order by pos limit 2000',
    [tenant, after, through],
  )
  return rows.map(({ pos }) => pos)
}

/** What a leaf given back is to SQL. */
type Returned = GoodLeaf & { readonly by: Device }

function recoveryStore(db: Db, tenant: string, { blobs }: Needs, vault: Vault): RecoveryStore<Returned> {
  return {
    end: () => endOf(db, tenant, true),
    moveEnd: async ({ nextPos, recovering }) => {
      await db.query('update log_head set next_pos = $2, recover_above = $3, recover_to = $4 where tenant_id = $1', [
        tenant,
        nextPos,
        recovering?.above ?? null,
        recovering?.to ?? null,
      ])
      // Whoever was heard was heard about another span.
      await db.query('delete from recovery_heard where tenant_id = $1', [tenant])
    },
    leafAt: async (pos) => {
      const { rows } = await db.query<{ event_id: Buffer }>(
        'select event_id from event where tenant_id = $1 and pos = $2',
        [tenant, pos],
      )
      return rows[0] ? (rows[0].event_id.toString('hex') as EventId) : null
    },
    holds: async (id) => {
      const { rowCount } = await db.query('select 1 from event where tenant_id = $1 and event_id = $2', [
        tenant,
        Buffer.from(id, 'hex'),
      ])
      return rowCount === 1
    },
    hasEvidence: async ({ envelope }) => {
      const ids = envelope.evidence.map(({ sha256 }) => sha256)
      return ids.length === 0 || (await blobs.missing(tenant, ids)).length === 0
    },
    isBranch: async ({ by, seq, id }) => {
      const { rowCount } = await db.query(
        `select 1 from event where tenant_id = $1 and device_id = $2 and incarnation = $3 and seq = $4
         and event_id <> $5
         union all select 1 from quarantine where tenant_id = $1 and device_id = $2 and incarnation = $3 and seq = $4
         and event_id <> $5 and why not in ('fork', 'returned')`,
        [tenant, by.device, by.incarnation, seq, Buffer.from(id, 'hex')],
      )
      return (rowCount ?? 0) > 0
    },
    setAside: (leaf, why) => setAside(db, leaf.by, leaf, why),
    put: async (pos, leaf) => {
      const { device, incarnation } = leaf.by
      // Let in after the backup: known by its key again, and welcome again once the controller gives it a code.
      if (!(await findDevice(db, device, incarnation))) {
        await addDevice(db, leaf.by)
        await db.query(
          'update device set revoked_at = now() where tenant_id = $1 and device_id = $2 and incarnation = $3',
          [tenant, device, incarnation],
        )
      }
      await insertEvents(db, leaf.by, [{ pos, checked: leaf }])
      const key = (await vault.keysOf(db, [leaf.envelope.subject])).get(leaf.envelope.subject)
      const opened = key ? checkPayload(leaf.envelope, vault.openPayload(key, leaf.sealed, leaf.id)) : null
      if (opened && 'event' in opened && opened.event)
        await enterEvents(db, tenant, vault, [{ pos, event: opened.event }])
    },
    moveHeads: async (leaves) => {
      const chains = new Map(leaves.map(({ by }) => [`${by.device}.${by.incarnation}`, by]))
      for (const { device, incarnation } of chains.values())
        await db.query(
          `with recursive reach as (
             select d.head_seq as seq, d.head_id as id from device d
             where d.tenant_id = $1 and d.device_id = $2 and d.incarnation = $3
             union all
             select n.seq, n.event_id from reach r join (
               select tenant_id, device_id, incarnation, seq, event_id from event
               union all
               select tenant_id, device_id, incarnation, seq, event_id from quarantine where why not in ('fork', 'returned')
             ) n on n.tenant_id = $1 and n.device_id = $2 and n.incarnation = $3 and n.seq = r.seq + 1
           )
           update device set head_seq = last.seq, head_id = last.id
           from (select seq, id from reach order by seq desc limit 1) as last
           where tenant_id = $1 and device_id = $2 and incarnation = $3`,
          [tenant, device, incarnation],
        )
    },
    openPlaces: async ({ above, to }) => {
      const { rows } = await db.query<{ pos: number }>(
        `select pos from event where tenant_id = $1 and pos > $2 and pos <= $3
         union select pos from log_void where tenant_id = $1 and pos > $2 and pos <= $3`,
        [tenant, above, to],
      )
      const filled = new Set(rows.map(({ pos }) => pos))
      return Array.from({ length: to - above }, (_, i) => above + 1 + i).filter((pos) => !filled.has(pos))
    },
    everybodyHeard: async () => {
      const { rowCount } = await db.query(
        `select 1 from device d where tenant_id = $1 and not is_own and revoked_at is null and not exists
           (select 1 from recovery_heard h where h.tenant_id = d.tenant_id and h.device_id = d.device_id
              and h.incarnation = d.incarnation) limit 1`,
        [tenant],
      )
      return rowCount === 0
    },
    makeVoid: async (places) => {
      await db.query(
        `insert into log_void (tenant_id, pos)
         select $1, pos from unnest($2::bigint[]) as v (pos) on conflict do nothing`,
        [tenant, places],
      )
    },
  }
}

export function openRecovery(needs: Needs): Recovery {
  const { pool, signer, highWater, vaultOf } = needs
  const within = async <T>(
    tenant: string,
    work: (store: RecoveryStore<Returned>, db: Db) => Promise<T>,
  ): Promise<T> => {
    const vault = await vaultOf(tenant)
    return inTenant(pool, tenant, (db) => work(recoveryStore(db, tenant, needs, vault), db))
  }
  return {
    recall: async () => {
      for (const tenant of highWater.tenants()) await within(tenant, (store) => recall(store, highWater.of(tenant)))
    },
    greet: async ({ tenant }, known) => {
      if (known && isOurs(signer, known)) {
        await within(tenant, (store) => recall(store, known.pos))
        await highWater.raise(tenant, known.pos)
      }
      return inTenant(pool, tenant, async (db) => (await endOf(db, tenant)).recovering)
    },
    takeBack: async ({ tenant, device, incarnation }, ask) => {
      const vault = await vaultOf(tenant)
      const entries = await believedIn(ask, tenant, signer)
      return within(tenant, async (store, db) => {
        if (!(await store.end()).recovering) return { open: 0 }
        const newKeys = await vault.keep(db, ask.keys)
        if (ask.done)
          await db.query('insert into recovery_heard values ($1, $2, $3) on conflict do nothing', [
            tenant,
            device,
            incarnation,
          ])
        const open = await takeBack(store, entries)
        await enterEarlier(db, tenant, vault, newKeys)
        return { open }
      })
    },
    close: async (tenant) => {
      await within(tenant, (store) => settle(store, true))
    },
    openPlaces: (tenant) =>
      within(tenant, async (store) => {
        const { recovering } = await store.end()
        return recovering ? (await store.openPlaces(recovering)).length : 0
      }),
  }
}

/** We signed this once: that is all that is asked of whoever shows it. */
const isOurs = ({ publicKey }: Signer, { pos, id, signature }: Omit<Receipt, 'seq'>): boolean =>
  verifies(publicKey, receiptText(pos, id), Buffer.from(signature, 'base64'))

/** The leaves we once signed for, each as its own device signed it, with the key that came along. */
async function believedIn(
  { entries, devices }: GiveBackAsk,
  tenant: string,
  signer: Signer,
): Promise<{ readonly pos: number; readonly leaf: Returned }[]> {
  const believed: { pos: number; leaf: Returned }[] = []
  for (const { pos, leaf, sealed, signature } of entries) {
    if (!isOurs(signer, { pos, id: idOf(leaf), signature })) continue
    const { device, incarnation, seq } = openLeaf(leaf).envelope
    const shown = devices.find((one) => one.device === device && one.incarnation === incarnation)
    if (!shown) continue
    const by: Device = {
      tenant,
      device,
      incarnation,
      publicKey: Buffer.from(shown.publicKey, 'base64'),
      revoked: true,
    }
    const checked = await checkLeaf({ leaf, sealed }, seq, by)
    if (checked.kind === 'good') believed.push({ pos, leaf: { ...checked, by } })
  }
  return believed
}
