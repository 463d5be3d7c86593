import type { Pool } from 'pg'
import {
  type ChainStore,
  type JudgedLeaf,
  type KeptAt,
  NotTaken,
  lostForGood,
  type TakenIn,
  takeBranch,
  takeIn,
} from '@shared/sync/take-in'
import type { Head, PullAnswer, PushAnswer, PushAsk } from '@shared/sync/protocol'
import type { DeviceId, EventId, EvidenceId, SubjectId } from '@shared/terms/ids'
import { type Device, headOf } from '../devices/devices'
import type { Signer } from '../devices/ed25519'
import { Refusal } from '../problem'
import { type OpenedEvent, enterEarlier, enterEvents } from '../register/register'
import type { Vault } from '../vault/vault'
import type { Blobs } from './blobs'
import { type CheckedLeaf, checkLeaf, checkPayload } from './check-leaf'
import { type Db, inTenant } from './database'
import type { HighWater } from './high-water'
import { receiptFor, voidFor } from './receipts'
import { logHeadOf, refuseWhileRecovering, voidsAfter } from './recovery'

/**
 * The append-only log of a tenant. What holds, whatever arrives in whatever order and however often:
 *
 *  - one copy of each leaf, its bytes as they were signed;
 *  - a device's leaves in the order of its chain, each following the one before it;
 *  - places are dense and become visible in order, so that whoever reads on from a place misses nothing;
 *  - an event is here only if its evidence is on the disk;
 *  - what cannot be believed is kept in quarantine and holds nothing up.
 */
export type Ledger = {
  /** `along` happens in the same transaction, or neither does. */
  readonly push: (device: Device, ask: PushAsk, along?: (db: Db) => Promise<void>) => Promise<PushAnswer>
  readonly pull: (tenant: string, after: number, maxBytes: number) => Promise<PullAnswer>
  readonly headOf: (device: Device) => Promise<Head>
  /** Highest place in use. */
  readonly logHead: (tenant: string) => Promise<number>
}

type Parts = {
  readonly pool: Pool
  readonly blobs: Blobs
  readonly signer: Signer
  readonly highWater: HighWater
  readonly vaultOf: (tenant: string) => Promise<Vault>
  /** Hears, once it is in the log, of people about whom a desk wished something only the server can do. */
  readonly onWish?: (tenant: string, subject: SubjectId) => void
}

export function openLedger({ pool, blobs, signer, highWater, vaultOf, onWish }: Parts): Ledger {
  const logHead: Ledger['logHead'] = (tenant) => inTenant(pool, tenant, (db) => logHeadOf(db, tenant))

  return {
    headOf: (device) => inTenant(pool, device.tenant, (db) => headOf(db, device)),
    logHead,

    push: async (device, ask, along) => {
      const { tenant } = device
      const vault = await vaultOf(tenant)
      const checked = await Promise.all(ask.leaves.map((leaf, i) => checkLeaf(leaf, ask.from + i, device)))
      const lost = await evidenceLost(blobs, tenant, checked, ask).catch((problem: unknown) => {
        throw asRefusal(problem)
      })
      const keys = await inTenant(pool, tenant, (db) => keysFor(vault, db, checked, ask))
      const leaves = readPayloads(checked, lost, keys, vault)
      const branch = (): Promise<TakenIn> =>
        inTenant(pool, tenant, (db) => takeBranch(chainStore(db, device, vault), leaves))
      const grow = (): Promise<TakenIn> =>
        inTenant(pool, tenant, async (db) => {
          const newKeys = await vault.keep(db, ask.keys)
          const taken = await takeIn(chainStore(db, device, vault), ask.from, leaves, device.revoked)
          await enterEarlier(db, tenant, vault, newKeys)
          await along?.(db)
          return taken
        })
      const taken = await (ask.fork ? branch() : grow()).catch(async (problem: unknown) => {
        // Both branches may hold what people said: the one that came second is kept too.
        if (problem instanceof NotTaken && problem.type === 'fork') await branch()
        throw asRefusal(problem)
      })
      await highWater.raise(tenant, Math.max(0, ...taken.receipts.map(({ pos }) => pos)))
      for (const { event } of leaves) if (event?.type === 'consent-confirmation-wanted') onWish?.(tenant, event.subject)
      return {
        through: taken.through,
        quarantined: [...taken.quarantined],
        receipts: await Promise.all(taken.receipts.map((receipt) => receiptFor(signer, receipt))),
      }
    },

    pull: async (tenant, after, maxBytes) => {
      const vault = await vaultOf(tenant)
      const { head, entries, voids, keys, devices } = await inTenant(pool, tenant, async (db) => {
        await refuseWhileRecovering(db, tenant)
        const head = await logHeadOf(db, tenant)
        const entries = await entriesAfter(db, tenant, after, maxBytes)
        const voids = await voidsAfter(db, tenant, after, entries.at(-1)?.pos ?? head)
        const keys = await vault.keysOf(db, [...new Set(entries.map(({ subject }) => subject))])
        return { head, entries, voids, keys, devices: await devicesOf(db, tenant, entries) }
      })
      // A crash may have come between the commit and the mark: whoever hands out the receipt sees to the mark.
      await highWater.raise(tenant, entries.at(-1)?.pos ?? 0)
      return {
        entries: await Promise.all(
          entries.map(async ({ pos, seq, id, leaf, sealed }) => ({
            pos,
            leaf,
            sealed,
            receipt: await receiptFor(signer, { seq, pos, id }),
          })),
        ),
        keys: [...keys].map(([subject, key]) => ({ subject, key })),
        devices,
        logHead: Math.max(head, entries.at(-1)?.pos ?? 0),
        voids: await Promise.all(voids.map((pos) => voidFor(signer, pos))),
      }
    },
  }
}

/** A checked leaf, what the log asks of it, and what its words turned out to be if they could be read. */
type ReadLeaf = JudgedLeaf & {
  readonly checked: CheckedLeaf
  readonly event: OpenedEvent['event'] | null
}

/** Evidence first: asks for what is missing. What the device has lost for good is answered with instead. */
async function evidenceLost(
  blobs: Blobs,
  tenant: string,
  checked: readonly CheckedLeaf[],
  ask: PushAsk,
): Promise<ReadonlySet<EvidenceId>> {
  const named = checked.flatMap((leaf) => (leaf.kind === 'good' ? leaf.envelope.evidence.map((one) => one.sha256) : []))
  return lostForGood(named.length === 0 ? [] : await blobs.missing(tenant, named), ask.lost)
}

/** The keys that open this batch: those in the vault before those it brings. */
async function keysFor(vault: Vault, db: Db, checked: readonly CheckedLeaf[], ask: Pick<PushAsk, 'keys'>) {
  const subjects = checked.flatMap((leaf) => (leaf.kind === 'good' ? [leaf.envelope.subject] : []))
  const brought = ask.keys.map(({ subject, key }) => [subject, key] as const)
  return new Map([...brought, ...(await vault.keysOf(db, [...new Set(subjects)]))])
}

function readPayloads(
  leaves: readonly CheckedLeaf[],
  lost: ReadonlySet<EvidenceId>,
  keys: Awaited<ReturnType<typeof keysFor>>,
  vault: Vault,
): ReadLeaf[] {
  return leaves.map((checked): ReadLeaf => {
    const { id, seq } = checked
    const bad = (why: string): ReadLeaf => ({ kind: 'bad', why, id, seq, checked, event: null })
    if (checked.kind === 'bad') return bad(checked.why)
    if (checked.envelope.evidence.some(({ sha256 }) => lost.has(sha256))) return bad('evidence-lost')
    const good = { kind: 'good', prev: checked.envelope.prev, id, seq, checked } as const
    const key = keys.get(checked.envelope.subject)
    if (!key) return { ...good, event: null }
    const opened = checkPayload(checked.envelope, vault.openPayload(key, checked.sealed, checked.id))
    return 'why' in opened ? bad(opened.why) : { ...good, event: opened.event }
  })
}

/** One chain of the log in SQL. Locks the device first and the tenant's counter second, always. */
function chainStore(db: Db, device: Device, vault: Vault): ChainStore<ReadLeaf> {
  const chain = [device.tenant, device.device, device.incarnation]
  const where = 'tenant_id = $1 and device_id = $2 and incarnation = $3'
  return {
    head: () => headOf(db, device, true),
    keptAt: async (seqs) => {
      const events = await db.query<{ seq: number; pos: number; event_id: Buffer }>(
        `select seq, pos, event_id from event where ${where} and seq = any($4::bigint[])`,
        [...chain, seqs],
      )
      const held = await db.query<{ seq: number; event_id: Buffer }>(
        `select seq, event_id from quarantine where ${where} and seq = any($4::bigint[]) and why not in ('fork', 'returned')`,
        [...chain, seqs],
      )
      const kept = new Map<number, KeptAt>()
      for (const { seq, event_id } of held.rows) kept.set(seq, { id: idFrom(event_id), pos: null })
      for (const { seq, pos, event_id } of events.rows) kept.set(seq, { id: idFrom(event_id), pos })
      return kept
    },
    append: async (leaves) => {
      const first = await takePlaces(db, device.tenant, leaves.length)
      const placed = leaves.map((leaf, i) => ({ ...leaf, pos: first + i }))
      await insertEvents(db, device, placed)
      await enterEvents(
        db,
        device.tenant,
        vault,
        placed.flatMap(({ pos, event }) => (event ? [{ pos, event }] : [])),
      )
      return first
    },
    setAside: async (leaves, why) => {
      for (const leaf of leaves) await setAside(db, device, leaf.checked, why(leaf))
    },
    moveHead: async ({ seq, id }) => {
      await db.query(`update device set head_seq = $4, head_id = $5 where ${where}`, [
        ...chain,
        seq,
        id ? Buffer.from(id, 'hex') : null,
      ])
    },
  }
}

/** Kept, and in nobody's way. */
export async function setAside(
  db: Db,
  { tenant, device, incarnation }: Pick<Device, 'tenant' | 'device' | 'incarnation'>,
  { seq, id, leaf, sealed }: CheckedLeaf,
  why: string,
): Promise<void> {
  await db.query(
    `insert into quarantine
       (tenant_id, device_id, incarnation, seq, event_id, why, leaf, sealed, received_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, now())
     on conflict (tenant_id, device_id, incarnation, seq, event_id) do update set why = excluded.why
     where quarantine.why in ('fork', 'returned')`,
    [tenant, device, incarnation, seq, Buffer.from(id, 'hex'), why, Buffer.from(leaf), Buffer.from(sealed)],
  )
}

const idFrom = (bytes: Buffer): EventId => bytes.toString('hex') as EventId

/**
 * The next `count` places. The counter's row stays locked until the commit: nobody takes a later place and shows it
 * earlier. A database sequence would hand out places before the commit, and readers would walk past the gaps.
 */
async function takePlaces(db: Db, tenant: string, count: number): Promise<number> {
  const { rows } = await db.query<{ first: number }>(
    'update log_head set next_pos = next_pos + $2 where tenant_id = $1 returning next_pos - $2 as first',
    [tenant, count],
  )
  const row = rows[0]
  if (!row) throw new Error('the tenant has no log')
  return row.first
}

export type PlacedLeaf = { readonly pos: number; readonly checked: CheckedLeaf }

export async function insertEvents(
  db: Db,
  { tenant, device, incarnation }: Pick<Device, 'tenant' | 'device' | 'incarnation'>,
  placed: readonly PlacedLeaf[],
): Promise<void> {
  const good = placed.flatMap(({ pos, checked }) => (checked.kind === 'good' ? [{ pos, ...checked }] : []))
  if (good.length === 0) return
  await db.query(
    `insert into event
       (tenant_id, device_id, incarnation, received_at, pos, event_id, seq, subject_id, leaf, sealed)
     select $1, $2, $3, now(), e.*
     from unnest($4::bigint[], $5::bytea[], $6::bigint[], $7::uuid[], $8::bytea[], $9::bytea[]) as e`,
    [
      tenant,
      device,
      incarnation,
      good.map(({ pos }) => pos),
      good.map(({ id }) => Buffer.from(id, 'hex')),
      good.map(({ seq }) => seq),
      good.map(({ envelope }) => envelope.subject),
      good.map(({ leaf }) => Buffer.from(leaf)),
      good.map(({ sealed }) => Buffer.from(sealed)),
    ],
  )
}

/** What the log says no to, in the words of the wire. */
function asRefusal(problem: unknown): unknown {
  if (!(problem instanceof NotTaken)) return problem
  return new Refusal(problem.type, problem.details)
}

type Entry = {
  readonly pos: number
  readonly seq: number
  readonly id: EventId
  readonly device: DeviceId
  readonly incarnation: number
  readonly subject: SubjectId
  readonly leaf: Uint8Array<ArrayBuffer>
  readonly sealed: Uint8Array<ArrayBuffer>
}

/** Entries after a place, in order, until they are larger than `maxBytes` together (at least one). */
async function entriesAfter(db: Db, tenant: string, after: number, maxBytes: number): Promise<Entry[]> {
  const { rows } = await db.query<{
    pos: number
    seq: number
    event_id: Buffer
    device_id: DeviceId
    incarnation: number
    subject_id: SubjectId
    leaf: Buffer
    sealed: Buffer
  }>(
    `select pos, seq, event_id, device_id, incarnation, subject_id, leaf, sealed from (
       select *, sum(length(leaf) + length(sealed)) over (order by pos) - length(leaf) - length(sealed) as before
       from (select * from event where tenant_id = $1 and pos > $2 order by pos limit 1000) as page
     ) as running where before < $3 order by pos`,
    [tenant, after, maxBytes],
  )
  return rows.map((row) => ({
    pos: row.pos,
    seq: row.seq,
    id: row.event_id.toString('hex') as EventId,
    device: row.device_id,
    incarnation: row.incarnation,
    subject: row.subject_id,
    leaf: new Uint8Array(row.leaf),
    sealed: new Uint8Array(row.sealed),
  }))
}

async function devicesOf(db: Db, tenant: string, entries: readonly Entry[]): Promise<PullAnswer['devices']> {
  const devices = [...new Set(entries.map(({ device }) => device))]
  const { rows } = await db.query<{ device_id: DeviceId; incarnation: number; public_key: Buffer }>(
    'select device_id, incarnation, public_key from device where tenant_id = $1 and device_id = any($2::uuid[])',
    [tenant, devices],
  )
  return rows.map((row) => ({
    device: row.device_id,
    incarnation: row.incarnation,
    publicKey: row.public_key.toString('base64'),
  }))
}
