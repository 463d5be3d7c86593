import { createHash, randomInt } from 'node:crypto'
import { join } from 'node:path'
import type { Pool } from 'pg'
import type { Bytes } from '@shared/base/bytes'
import type { ConsentEvent } from '@shared/consent/event'
import { type ActId, ControllerId, DeviceId, EvidenceId, type SubjectId } from '@shared/terms/ids'
import { type Device, addDevice, headOf } from '../devices/devices'
import { type Signer, newPrivateKey, signerFrom } from '../devices/ed25519'
import type { Blobs } from '../ledger/blobs'
import { idOf } from '../ledger/check-leaf'
import { type Db, inTenant } from '../ledger/database'
import type { Ledger } from '../ledger/ledger'
import { secretFile } from '../secret-file'
import type { Vault } from '../vault/vault'
import { newPen } from './pen'

/** Facts about people, and what is kept in the same breath. */
export type OwnRecord = {
  readonly act: ActId
  readonly events: readonly ConsentEvent[]
  /** Evidence the events name, sealed. */
  readonly sealed?: readonly Bytes[]
  /** Happens in the same transaction, or none of it does. */
  readonly along?: (db: Db) => Promise<void>
}

/**
 * The server's own hand: what reaches it before any workstation becomes signed leaves in a chain of its own, through the
 * same ledger as everything else, and workstations pull them as they pull each other's.
 *
 * The device keeps its name and key for good; each run of the program begins a chain under an incarnation drawn by lot.
 * So two servers on one database never write into the same chain, and a database put back from a backup never gives a
 * second leaf to a place the first one had.
 */
export type OwnHand = { readonly record: (tenant: string, record: OwnRecord) => Promise<void> }

type Needs = {
  readonly pool: Pool
  readonly ledger: Ledger
  readonly blobs: Blobs
  readonly vaultOf: (tenant: string) => Promise<Vault>
  readonly clock: () => number
  /** The folder of keys. */
  readonly keys: string
}

/** Somebody whose key was destroyed: nothing can be written about them any more. */
export class Forgotten extends Error {}

export function openOwnHand(needs: Needs): OwnHand {
  const chains = new Map<string, Promise<Chain>>()
  const chainOf = (tenant: string): Promise<Chain> => {
    const chain = chains.get(tenant) ?? beginChain(needs, tenant)
    chains.set(tenant, chain)
    chain.catch(() => chains.delete(tenant))
    return chain
  }
  return {
    record: async (tenant, record) => {
      const chain = await chainOf(tenant)
      const turn = chain.last.then(
        () => write(needs, chain, record),
        () => write(needs, chain, record),
      )
      chain.last = turn
      await turn
    },
  }
}

type Chain = { readonly device: Device; readonly signer: Signer; last: Promise<void> }

async function beginChain({ pool, keys }: Needs, tenant: string): Promise<Chain> {
  const signer = signerFrom(await secretFile(join(keys, `own-${tenant}.key`), newPrivateKey))
  const device: Device = {
    tenant,
    device: deviceIdFrom(signer.publicKey),
    incarnation: randomInt(1, 2 ** 31 - 1),
    publicKey: signer.publicKey,
    revoked: false,
    own: true,
  }
  await inTenant(pool, tenant, (db) => addDevice(db, device))
  return { device, signer, last: Promise.resolve() }
}

/** The name follows from the key (RFC 9562, version 8), so that there is nothing more to keep. */
function deviceIdFrom(publicKey: Uint8Array): DeviceId {
  const hash = createHash('sha256').update('own device\n').update(publicKey).digest()
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  const hex = hash.toString('hex')
  return DeviceId.parse(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5'))
}

async function write(needs: Needs, { device, signer }: Chain, { act, events, sealed = [], along }: OwnRecord) {
  const { pool, ledger, blobs, vaultOf, clock } = needs
  const subjects = [...new Set(events.map(({ subject }) => subject))]
  const { after, keys } = await inTenant(pool, device.tenant, async (db) => {
    await refuseForgotten(db, device.tenant, subjects)
    const vault = await vaultOf(device.tenant)
    // Asked each time: whether the leaves before reached the log is for the log to say.
    return { after: await headOf(db, device), keys: await vault.keysOf(db, subjects) }
  })
  if (sealed.length > 0)
    await blobs.keep(
      device.tenant,
      sealed.map((bytes) => ({ id: EvidenceId.parse(idOf(bytes)), total: bytes.length, offset: 0, bytes })),
    )
  const { tenant, incarnation } = device
  const pen = newPen({
    tenant: ControllerId.parse(tenant),
    device: { device: device.device, incarnation },
    signer,
    clock,
    keys,
    after,
  })
  const leaves = pen.write(events, act)
  const ask = { incarnation, from: after.seq + 1, leaves, keys: subjects.map(pen.keyOf), lost: [] }
  const { quarantined } = await ledger.push(device, ask, along)
  if (quarantined.length > 0) throw new Error('the ledger does not believe the server itself')
}

async function refuseForgotten(db: Db, tenant: string, subjects: readonly SubjectId[]): Promise<void> {
  const { rowCount } = await db.query(
    `select 1 from subject_key
     where tenant_id = $1 and subject_id = any($2::uuid[]) and destroyed_at is not null limit 1`,
    [tenant, subjects],
  )
  if (rowCount) throw new Forgotten('the key of this person was destroyed')
}
