import { type KeyObject, createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { type Bytes, utf8 } from '@shared/base/bytes'
import { must } from '@shared/base/never'
import { DeviceId } from '@shared/terms/ids'
import { isMissing, replaceFile } from './durable'
import type { Vault } from './vault'

const DeviceFile = z.object({
  v: z.literal(1),
  device: DeviceId,
  incarnation: z.int().nonnegative(),
  /** Ed25519, raw, base64. */
  publicKey: z.string(),
  /** PKCS #8, sealed under the vault, base64. */
  privateKey: z.string(),
})
type DeviceFile = z.infer<typeof DeviceFile>

/** This workstation as others know it: a name, and a key that signs in it. */
export type Device = {
  readonly id: DeviceId
  /** Counts up when the folder turns out to be a copy: each copy then has a chain of its own. */
  readonly incarnation: () => number
  /** Ed25519, raw, base64. */
  readonly publicKey: string
  readonly sign: (bytes: Uint8Array) => Bytes
  /** Begins a new chain. On the disk before the answer. */
  readonly renew: () => Promise<number>
}

const BOUND = 'device-key'

export async function openDevice(path: string, vault: Vault): Promise<Device> {
  let file = (await readDevice(path)) ?? (await newDevice(path, vault))
  const opened = vault.open(new Uint8Array(Buffer.from(file.privateKey, 'base64')), BOUND)
  if (opened === null)
    throw new Error('The key of this device does not open: device.json and keys/ do not belong together.')
  const key = createPrivateKey({ key: Buffer.from(opened), format: 'der', type: 'pkcs8' })
  return {
    id: file.device,
    incarnation: () => file.incarnation,
    publicKey: file.publicKey,
    sign: (bytes) => new Uint8Array(sign(null, bytes, key)),
    renew: async () => {
      const renewed = { ...file, incarnation: file.incarnation + 1 }
      await writeDevice(path, renewed)
      file = renewed
      return renewed.incarnation
    },
  }
}

async function readDevice(path: string): Promise<DeviceFile | null> {
  try {
    return DeviceFile.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

async function newDevice(path: string, vault: Vault): Promise<DeviceFile> {
  const { privateKey } = generateKeyPairSync('ed25519')
  const sealed = vault.seal(new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' })), BOUND)
  const file: DeviceFile = {
    v: 1,
    device: DeviceId.parse(randomUUID()),
    incarnation: 0,
    publicKey: rawPublicKey(privateKey).toString('base64'),
    privateKey: Buffer.from(sealed).toString('base64'),
  }
  await writeDevice(path, file)
  return file
}

const writeDevice = (path: string, file: DeviceFile): Promise<void> =>
  replaceFile(path, utf8(`${JSON.stringify(file, null, 2)}\n`))

const rawPublicKey = (privateKey: KeyObject): Buffer =>
  Buffer.from(must(createPublicKey(privateKey).export({ format: 'jwk' }).x, 'the public key'), 'base64url')
