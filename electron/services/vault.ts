import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Bytes, utf8 } from '@shared/base/bytes'
import { isMissing, makeFolder, replaceFile } from './durable'
import { nodeSealer } from './sealer'
import { type SecretKeeper, isTrustworthy } from './secret-keeper'

const VAULT = 'vault.json'
const VaultFile = z.object({ v: z.literal(1), keeper: z.enum(['file', 'os-keychain']), secret: z.base64() })

/** Seals what this machine keeps for itself: keys of people, its own signing key, drafts. */
export type Vault = {
  readonly keptBy: SecretKeeper['name']
  readonly seal: (plain: Bytes, bound: string) => Bytes
  readonly open: (sealed: Bytes, bound: string) => Bytes | null
}

/**
 * Opens the vault of a data folder, or makes one under the first keeper that keeps its word. The keeper that made it is
 * written down: another one cannot open it, and must not quietly start over.
 */
export async function openVault(folder: string, keepers: readonly SecretKeeper[]): Promise<Vault> {
  await makeFolder(folder)
  const path = join(folder, VAULT)
  const { keeper, secret } = (await readVault(path, keepers)) ?? (await newVault(folder, keepers))
  return {
    keptBy: keeper.name,
    seal: (plain, bound) => nodeSealer.seal(secret, plain, bound),
    open: (sealed, bound) => nodeSealer.open(secret, sealed, bound),
  }
}

type Guarded = { readonly keeper: SecretKeeper; readonly secret: Bytes }

async function readVault(path: string, keepers: readonly SecretKeeper[]): Promise<Guarded | null> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
  const file = VaultFile.parse(JSON.parse(text))
  const keeper = keepers.find(({ name }) => name === file.keeper)
  if (keeper === undefined) {
    throw new Error(
      `The keys of this folder are guarded by "${file.keeper}", which is not available here. Nothing was changed.`,
    )
  }
  return { keeper, secret: await keeper.reveal(new Uint8Array(Buffer.from(file.secret, 'base64'))) }
}

async function newVault(folder: string, keepers: readonly SecretKeeper[]): Promise<Guarded> {
  const left = (await readdir(folder)).filter((name) => name.endsWith('.keys'))
  if (left.length > 0) throw new Error(`vault.json is missing, but ${left.join(', ')} needs it. Nothing was changed.`)
  for (const keeper of keepers) {
    if (!(await isTrustworthy(keeper))) continue
    const secret = nodeSealer.newKey()
    const kept = Buffer.from(await keeper.protect(secret)).toString('base64')
    await replaceFile(join(folder, VAULT), utf8(`${JSON.stringify({ v: 1, keeper: keeper.name, secret: kept })}\n`))
    return { keeper, secret }
  }
  throw new Error('Nobody here can guard the keys of this folder. Nothing was written.')
}
