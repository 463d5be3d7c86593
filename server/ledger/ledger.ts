import type { Pool } from 'pg'
import type { Head, PullAnswer, PushAnswer, PushAsk } from '@shared/sync/protocol'
import type { DeviceId, EventId, EvidenceId, SubjectId } from '@shared/terms/ids'
import { type Device, headOf } from '../devices/devices'
import type { Signer } from '../devices/ed25519'
import { Refusal } from '../problem'
import { type OpenedEvent, enterEarlier, enterEvents } from '../register/register'
import type { Vault } from '../vault/vault'
import type { Blobs } from './blobs'
import { type CheckedLeaf, type GoodLeaf, checkLeaf, checkPayload } from './check-leaf'
import { type Db, inTenant } from './database'
import { receiptFor } from './receipts'

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
  readonly vaultOf: (tenant: string) => Promise<Vault>
}

export function openLedger({ pool, blobs, signer, vaultOf }: Parts): Ledger {
  const logHead: Ledger['logHead'] = async (tenant) => {
    const { rows } = await pool.query<{ next_pos: number }>('select next_pos from log_head where tenant_id = $1', [
      tenant,
    ])
    return (rows[0]?.next_pos ?? 1) - 1
  }

  return {
    headOf: (device) => headOf(pool, device),
    logHead,

    push: async (device, ask, along) => {
      const vault = await vaultOf(device.tenant)
      const checked = await Promise.all(ask.leaves.map((leaf, i) => checkLeaf(leaf, ask.from + i, device)))
      const lost = await evidenceLost(blobs, device.tenant, checked, ask)
      const read = readPayloads(checked, lost, await keysFor(vault, pool, checked, ask), vault)
      const grow = async (db: Db): Promise<Appended> => {
        const appended = await append(db, device, read, ask, vault)
        await along?.(db)
        return appended
      }
      const done = await inTenant(pool, device.tenant, grow).catch(async (problem: unknown) => {
        if (problem instanceof Refusal && problem.type === 'fork') await keepFork(pool, device, read)
        throw problem
      })
      return { ...done, receipts: await Promise.all(done.receipts.map((receipt) => receiptFor(signer, receipt))) }
    },

    pull: async (tenant, after, maxBytes) => {
      const head = await logHead(tenant)
      const entries = await entriesAfter(pool, tenant, after, maxBytes)
      const keys = await (await vaultOf(tenant)).keysOf(pool, [...new Set(entries.map(({ subject }) => subject))])
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
        devices: await devicesOf(pool, tenant, entries),
        logHead: Math.max(head, entries.at(-1)?.pos ?? 0),
      }
    },
  }
}

/** A checked leaf, and what its words turned out to be if they could be read. */
type ReadLeaf = { readonly leaf: CheckedLeaf; readonly event: OpenedEvent['event'] | null }

/** Evidence first: asks for what is missing. What the device has lost for good is answered with instead. */
async function evidenceLost(
  blobs: Blobs,
  tenant: string,
  checked: readonly CheckedLeaf[],
  ask: PushAsk,
): Promise<ReadonlySet<EvidenceId>> {
  const named = checked.flatMap((leaf) => (leaf.kind === 'good' ? leaf.envelope.evidence.map((one) => one.sha256) : []))
  const missing = named.length === 0 ? [] : await blobs.missing(tenant, named)
  const lost = new Set(ask.lost)
  const wanted = missing.filter((id) => !lost.has(id))
  if (wanted.length > 0) throw new Refusal('evidence-missing', { missing: wanted.slice(0, 1000) })
  return new Set(missing)
}

/** The keys that open this batch: those in the vault before those it brings. */
async function keysFor(vault: Vault, db: Db, checked: readonly CheckedLeaf[], ask: PushAsk) {
  const subjects = checked.flatMap((leaf) => (leaf.kind === 'good' ? [leaf.envelope.subject] : []))
  const brought = ask.keys.map(({ subject, key }) => [subject, key] as const)
  return new Map([...brought, ...(await vault.keysOf(db, [...new Set(subjects)]))])
}

function readPayloads(
  checked: readonly CheckedLeaf[],
  lost: ReadonlySet<EvidenceId>,
  keys: Awaited<ReturnType<typeof keysFor>>,
  vault: Vault,
): ReadLeaf[] {
  return checked.map((leaf) => {
    if (leaf.kind === 'bad') return { leaf, event: null }
    const bad = (why: string): ReadLeaf => ({ leaf: { ...leaf, kind: 'bad', why }, event: null })
    if (leaf.envelope.evidence.some(({ sha256 }) => lost.has(sha256))) return bad('evidence-lost')
    const key = keys.get(leaf.envelope.subject)
    if (!key) return { leaf, event: null }
    const opened = checkPayload(leaf.envelope, vault.openPayload(key, leaf.sealed, leaf.id))
    return 'why' in opened ? bad(opened.why) : { leaf, event: opened.event }
  })
}

type Appended = Omit<PushAnswer, 'receipts'> & { receipts: { seq: number; pos: number; id: EventId }[] }

/** The one place where the log grows. Locks the device first and the tenant's counter second, always. */
async function append(
  db: Db,
  device: Device,
  read: readonly ReadLeaf[],
  ask: PushAsk,
  vault: Vault,
): Promise<Appended> {
  const head = await headOf(db, device, true)
  if (ask.from > head.seq + 1) throw new Refusal('gap', { expected: head.seq + 1 })
  const known = await knownAgain(
    db,
    device,
    read.filter(({ leaf }) => leaf.seq <= head.seq),
  )
  const fresh = read.filter(({ leaf }) => leaf.seq > head.seq)
  if (fresh.length === 0) return { through: head, ...known }

  let tip: Head = head
  for (const { leaf } of fresh) {
    if (leaf.kind === 'good' && leaf.envelope.prev !== tip.id) throw new Refusal('fork')
    tip = { seq: leaf.seq, id: leaf.id }
  }
  const newKeys = await vault.keep(db, ask.keys)
  const good = fresh.flatMap(({ leaf, event }) => (leaf.kind === 'good' ? [{ leaf, event }] : []))
  const bad = fresh.flatMap(({ leaf }) => (leaf.kind === 'bad' ? [leaf] : []))
  const first = await takePlaces(db, device.tenant, good.length)
  await insertEvents(
    db,
    device,
    good.map(({ leaf }) => leaf),
    first,
  )
  await enterEvents(
    db,
    device.tenant,
    vault,
    good.flatMap(({ event }, i) => (event ? [{ pos: first + i, event }] : [])),
  )
  await enterEarlier(db, device.tenant, vault, newKeys)
  await quarantine(db, device, bad)
  await db.query(
    'update device set head_seq = $4, head_id = $5 where tenant_id = $1 and device_id = $2 and incarnation = $3',
    [device.tenant, device.device, device.incarnation, tip.seq, tip.id ? Buffer.from(tip.id, 'hex') : null],
  )
  return {
    through: tip,
    receipts: [...known.receipts, ...good.map(({ leaf }, i) => ({ seq: leaf.seq, pos: first + i, id: leaf.id }))],
    quarantined: [...known.quarantined, ...bad.map(({ seq }) => seq)],
  }
}

/** Leaves that were here before: their receipts again. Another leaf at the same place is a fork. */
async function knownAgain(db: Db, device: Device, read: readonly ReadLeaf[]): Promise<Omit<Appended, 'through'>> {
  if (read.length === 0) return { receipts: [], quarantined: [] }
  const values = [device.tenant, device.device, device.incarnation, read.map(({ leaf }) => leaf.seq)]
  const where = 'tenant_id = $1 and device_id = $2 and incarnation = $3 and seq = any($4::bigint[])'
  const events = await db.query<{ seq: number; pos: number; event_id: Buffer }>(
    `select seq, pos, event_id from event where ${where}`,
    values,
  )
  const held = await db.query<{ seq: number; event_id: Buffer }>(
    `select seq, event_id from quarantine where ${where} and why <> 'fork'`,
    values,
  )
  const bySeq = new Map(events.rows.map((row) => [row.seq, { pos: row.pos, id: row.event_id.toString('hex') }]))
  const quarantined = new Map(held.rows.map((row) => [row.seq, row.event_id.toString('hex')]))
  const answer: Omit<Appended, 'through'> = { receipts: [], quarantined: [] }
  for (const { leaf } of read) {
    const event = bySeq.get(leaf.seq)
    if (event?.id === leaf.id) answer.receipts.push({ seq: leaf.seq, pos: event.pos, id: leaf.id })
    else if (quarantined.get(leaf.seq) === leaf.id) answer.quarantined.push(leaf.seq)
    else throw new Refusal('fork')
  }
  return answer
}

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

async function insertEvents(db: Db, device: Device, leaves: readonly GoodLeaf[], first: number): Promise<void> {
  if (leaves.length === 0) return
  await db.query(
    `insert into event
       (tenant_id, device_id, incarnation, received_at, pos, event_id, seq, subject_id, leaf, sealed)
     select $1, $2, $3, now(), e.*
     from unnest($4::bigint[], $5::bytea[], $6::bigint[], $7::uuid[], $8::bytea[], $9::bytea[]) as e`,
    [
      device.tenant,
      device.device,
      device.incarnation,
      leaves.map((_, i) => first + i),
      leaves.map(({ id }) => Buffer.from(id, 'hex')),
      leaves.map(({ seq }) => seq),
      leaves.map(({ envelope }) => envelope.subject),
      leaves.map(({ leaf }) => Buffer.from(leaf)),
      leaves.map(({ sealed }) => Buffer.from(sealed)),
    ],
  )
}

async function quarantine(
  db: Db,
  device: Device,
  leaves: readonly Extract<CheckedLeaf, { kind: 'bad' }>[],
): Promise<void> {
  for (const { seq, id, why, leaf, sealed } of leaves)
    await db.query(
      `insert into quarantine
         (tenant_id, device_id, incarnation, seq, event_id, why, leaf, sealed, received_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, now()) on conflict do nothing`,
      [
        device.tenant,
        device.device,
        device.incarnation,
        seq,
        Buffer.from(id, 'hex'),
        why,
        Buffer.from(leaf),
        Buffer.from(sealed),
      ],
    )
}

/** Both branches may hold what people said: the one that came second is kept too. */
async function keepFork(pool: Pool, device: Device, read: readonly ReadLeaf[]): Promise<void> {
  await inTenant(pool, device.tenant, async (db) => {
    const { rows } = await db.query<{ event_id: Buffer }>(
      'select event_id from event where tenant_id = $1 and event_id = any($2::bytea[])',
      [device.tenant, read.map(({ leaf }) => Buffer.from(leaf.id, 'hex'))],
    )
    const held = new Set<string>(rows.map((row) => row.event_id.toString('hex')))
    const others = read.filter(({ leaf }) => !held.has(leaf.id))
    await quarantine(
      db,
      device,
      others.map(({ leaf: { leaf, sealed, id, seq } }) => ({ leaf, sealed, id, seq, kind: 'bad', why: 'fork' })),
    )
  })
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
