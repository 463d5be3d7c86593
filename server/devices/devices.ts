import { createHash, randomInt } from 'node:crypto'
import type { Pool } from 'pg'
import { utf8 } from '@shared/base/bytes'
import type { EnrolAsk } from '@shared/sync/protocol'
import type { DeviceId, EventId } from '@shared/terms/ids'
import { type Db, inTenant } from '../ledger/database'
import { putOnDoor, tenantBehind } from '../ledger/door'
import { Refusal } from '../problem'
import { REGISTER_VERSION } from '../register/version'
import { verifies } from './ed25519'

/** A workstation as the server knows it. */
export type Device = {
  readonly tenant: string
  readonly device: DeviceId
  readonly incarnation: number
  readonly publicKey: Uint8Array
  readonly revoked: boolean
  /** A hand of the server itself: nobody asks in its name. */
  readonly own?: boolean
}

type Row = { tenant_id: string; public_key: Buffer; revoked_at: Date | null }

/** Whoever it is, in whichever tenant. */
export async function findAnywhere(pool: Pool, device: string, incarnation: number): Promise<Device | undefined> {
  const tenant = await tenantBehind(pool, `device/${device}.${incarnation}`)
  return tenant === null ? undefined : inTenant(pool, tenant, (db) => findDevice(db, device, incarnation))
}

/** A device of the tenant this transaction is about. */
export async function findDevice(db: Db, device: string, incarnation: number): Promise<Device | undefined> {
  const { rows } = await db.query<Row>(
    'select tenant_id, public_key, revoked_at from device where device_id = $1 and incarnation = $2',
    [device, incarnation],
  )
  const row = rows[0]
  if (!row) return undefined
  return {
    tenant: row.tenant_id,
    device: device as DeviceId,
    incarnation,
    publicKey: row.public_key,
    revoked: row.revoked_at !== null,
  }
}

/** The last leaf of a device's chain the server holds. With `lock`, nobody else pushes for it until the commit. */
export async function headOf(
  db: Db,
  { tenant, device, incarnation }: Device,
  lock = false,
): Promise<{ seq: number; id: EventId | null }> {
  const { rows } = await db.query<{ head_seq: number; head_id: Buffer | null }>(
    `select head_seq, head_id from device where tenant_id = $1 and device_id = $2 and incarnation = $3
     ${lock ? 'for update' : ''}`,
    [tenant, device, incarnation],
  )
  const row = rows[0]
  if (!row) throw new Refusal('unknown-device')
  return { seq: row.head_seq, id: row.head_id ? (row.head_id.toString('hex') as EventId) : null }
}

// Without letters and digits that are taken for each other: codes are read aloud and typed.
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const CODE_MINUTES = 60

const codeHash = (code: string): Buffer => createHash('sha256').update(`enrolment code\n${code}`).digest()

const doorOf = (code: string) => `code/${codeHash(code).toString('hex')}` as const

/** A code that lets one device in, once, within the hour. 100 bits: there is nothing to guess. */
export async function newEnrolmentCode(pool: Pool, tenant: string): Promise<string> {
  const letters = Array.from({ length: 20 }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('')
  const code = letters.replace(/(.{5})(?=.)/g, '$1-')
  await inTenant(pool, tenant, async (db) => {
    await putOnDoor(db, doorOf(code), tenant)
    await db.query(
      `insert into enrolment_code (tenant_id, code_hash, expires_at)
       values ($1, $2, now() + make_interval(mins => $3))`,
      [tenant, codeHash(code), CODE_MINUTES],
    )
  })
  return code
}

export const enrolmentText = (code: string, device: string): Uint8Array => utf8(`enrol\n${code}\n${device}`)

/** Lets a device in for its code. Asked again by the same device after a lost answer, it says the same. */
export async function enrol(pool: Pool, ask: EnrolAsk): Promise<Device> {
  const publicKey = Buffer.from(ask.publicKey, 'base64')
  const proof = Buffer.from(ask.proofOfPossession, 'base64')
  if (publicKey.length !== 32 || !verifies(publicKey, enrolmentText(ask.code, ask.device), proof))
    throw new Refusal('bad-proof')

  const tenant = await tenantBehind(pool, doorOf(ask.code))
  // A number that another controller's device has is not given twice.
  const elsewhere = await tenantBehind(pool, `device/${ask.device}.${ask.incarnation}`)
  if (tenant === null || (elsewhere !== null && elsewhere !== tenant)) throw new Refusal('bad-code')
  return inTenant(pool, tenant, async (db) => {
    const { rows } = await db.query<{ tenant_id: string; used_device: string | null; used_incarnation: number | null }>(
      `select tenant_id, used_device, used_incarnation from enrolment_code
       where code_hash = $1 and expires_at > now() for update`,
      [codeHash(ask.code)],
    )
    const code = rows[0]
    const known = await findDevice(db, ask.device, ask.incarnation)
    const again = code?.used_device === ask.device && code.used_incarnation === ask.incarnation
    if (!code || (code.used_device !== null && !again)) throw new Refusal('bad-code')
    if (known) {
      // With a fresh code the controller lets a device in again that was sent away, under the key it had.
      const welcomeAgain = known.revoked && known.tenant === code.tenant_id
      if (!(again || welcomeAgain) || !publicKey.equals(known.publicKey)) throw new Refusal('bad-code')
      if (!again) await markUsed(db, code.tenant_id, ask)
      await db.query(
        'update device set revoked_at = null where tenant_id = $1 and device_id = $2 and incarnation = $3',
        [known.tenant, ask.device, ask.incarnation],
      )
      return { ...known, revoked: false }
    }
    await markUsed(db, code.tenant_id, ask)
    const device: Device = {
      tenant: code.tenant_id,
      device: ask.device,
      incarnation: ask.incarnation,
      publicKey,
      revoked: false,
    }
    await addDevice(db, device)
    return device
  })
}

async function markUsed(db: Db, tenant: string, { code, device, incarnation }: EnrolAsk): Promise<void> {
  await db.query(
    'update enrolment_code set used_device = $3, used_incarnation = $4 where tenant_id = $1 and code_hash = $2',
    [tenant, codeHash(code), device, incarnation],
  )
}

export async function addDevice(
  db: Db,
  { tenant, device, incarnation, publicKey, own = false }: Device,
): Promise<void> {
  await db.query('insert into log_head (tenant_id, register_version) values ($1, $2) on conflict do nothing', [
    tenant,
    REGISTER_VERSION,
  ])
  await putOnDoor(db, `device/${device}.${incarnation}`, tenant)
  await db.query(
    `insert into device (tenant_id, device_id, incarnation, public_key, enrolled_at, is_own)
     values ($1, $2, $3, $4, now(), $5)`,
    [tenant, device, incarnation, Buffer.from(publicKey), own],
  )
}

/** From now on its requests are refused, whatever key it shows. */
export async function revokeDevice(db: Db, tenant: string, device: DeviceId): Promise<void> {
  await db.query(
    'update device set revoked_at = now() where tenant_id = $1 and device_id = $2 and revoked_at is null',
    [tenant, device],
  )
}
