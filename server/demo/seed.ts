import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Catalogue } from '@shared/capture/catalogue'
import type { WireLeaf } from '@shared/sync/protocol'
import { DeviceId, EvidenceId, type SubjectId } from '@shared/terms/ids'
import { type Device, addDevice, findDevice, headOf } from '../devices/devices'
import { newPrivateKey, signerFrom } from '../devices/ed25519'
import { inTenant } from '../ledger/database'
import type { Parts } from '../parts'
import { secretFile } from '../secret-file'
import { seededChance } from './chance'
import { inventPeople } from './people'
import { newPen } from '../own/pen'
import { type Saying, answers, registration, withdrawal } from './sayings'

/** The device imports are written by; it has a chain like any other. */
export const IMPORT_DEVICE = DeviceId.parse('1b0a7a51-0000-4000-8000-00000000da7a')

/**
 * Fills an empty log with invented people, once: through the same ledger, with the same evidence and signatures as
 * everything else. Started again after a cut, it begins anew, because the log took all of it or nothing.
 */
export async function seedDemo(parts: Parts, catalogue: Catalogue, keys: string): Promise<number> {
  const { pool, ledger, blobs, clock } = parts
  const tenant = catalogue.controller.id
  const signer = signerFrom(await secretFile(join(keys, `import-${tenant}.key`), newPrivateKey))
  const device: Device = {
    tenant,
    device: IMPORT_DEVICE,
    incarnation: 0,
    publicKey: signer.publicKey,
    revoked: false,
    own: true,
  }
  const { seq } = await inTenant(pool, tenant, async (db) => {
    if (!(await findDevice(db, device.device, device.incarnation))) await addDevice(db, device)
    return headOf(db, device)
  })
  if (seq >= 0) return 0

  const pen = newPen({ tenant, device: { device: device.device, incarnation: 0 }, signer, clock })
  const chance = seededChance(7)
  const { people } = inventPeople()
  const sayings = people.flatMap((person): Saying[] => {
    const said = [registration(person)]
    if (chance.next() < 0.5) {
      said.push(answers(person, catalogue, pen, chance))
      if (chance.next() < 0.2) said.push(withdrawal(person, chance))
    }
    return said
  })

  const sealed = sayings.flatMap((one) => one.sealed)
  await blobs.keep(
    tenant,
    sealed.map((bytes) => ({ id: idOf(bytes), total: bytes.length, offset: 0, bytes })),
  )
  const leaves: WireLeaf[] = sayings.flatMap(({ events }) => pen.write(events))
  const subjects: readonly SubjectId[] = people.map(({ subject }) => subject)
  await ledger.push(device, { incarnation: 0, from: 0, leaves, keys: subjects.map(pen.keyOf), lost: [] })
  return leaves.length
}

const idOf = (bytes: Uint8Array): EvidenceId => EvidenceId.parse(createHash('sha256').update(bytes).digest('hex'))
