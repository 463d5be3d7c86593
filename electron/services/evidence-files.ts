import { randomUUID } from 'node:crypto'
import { open, readFile, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Bytes, bytesFromHex, hexFrom } from '@shared/base/bytes'
import { BOUND_EVIDENCE } from '@shared/crypto/seal'
import type { EvidenceRef } from '@shared/terms/evidence'
import { EvidenceId } from '@shared/terms/ids'
import { sha256Hex } from './digest'
import { isMissing, isUnfinished, makeFolder, syncFolder } from './durable'
import { NONCE_BYTES, nodeSealer } from './sealer'

export type OpenedEvidence =
  /** With the nonce the bytes were sealed with, in hexadecimal: sealed again, they hash to the id. */
  | { readonly kind: 'opened'; readonly bytes: Bytes; readonly nonce: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'altered' }

/**
 * Sealed scans and signatures, each a file named by the SHA-256 of its sealed bytes: `ab/cd/abcd….sealed`. A name can
 * only mean one content, so a file is written once and never again. No path leaves this door.
 */
export type EvidenceFiles = {
  readonly keep: (bytes: Bytes, about: Pick<EvidenceRef, 'kind' | 'media'>) => Promise<EvidenceRef>
  readonly open: (id: EvidenceId, key: string) => Promise<OpenedEvidence>
  readonly has: (id: EvidenceId) => Promise<boolean>
  /** The sealed bytes as they are on the disk, or null. Whoever receives them checks them by their name. */
  readonly readSealed: (id: EvidenceId) => Promise<Bytes | null>
  /** Keeps sealed bytes that came from elsewhere. Throws if they are not what the name says. */
  readonly keepSealed: (id: EvidenceId, sealed: Bytes) => Promise<void>
  readonly remove: (id: EvidenceId) => Promise<void>
  /** Everything kept here and not written after `before` (milliseconds). */
  readonly listOlder: (before: number) => Promise<readonly EvidenceId[]>
}

export async function openEvidenceFiles(folder: string): Promise<EvidenceFiles> {
  await makeFolder(folder)
  const pathOf = (id: EvidenceId): string => join(folder, id.slice(0, 2), id.slice(2, 4), `${id}.sealed`)

  async function write(id: EvidenceId, sealed: Bytes): Promise<void> {
    const path = pathOf(id)
    await makeFolder(dirname(path))
    const unfinished = join(dirname(path), `.${randomUUID()}.tmp`)
    const handle = await open(unfinished, 'wx', 0o600)
    try {
      await handle.writeFile(sealed)
      await handle.datasync()
    } finally {
      await handle.close()
    }
    await rename(unfinished, path)
    await syncFolder(dirname(path))
  }

  const readSealed: EvidenceFiles['readSealed'] = async (id) => {
    try {
      return new Uint8Array(await readFile(pathOf(id)))
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }

  return {
    readSealed,
    keep: async (bytes, { kind, media }) => {
      const key = nodeSealer.newKey()
      const sealed = nodeSealer.seal(key, bytes, BOUND_EVIDENCE)
      const id = EvidenceId.parse(sha256Hex(sealed))
      await write(id, sealed)
      return { id, kind, media, bytes: sealed.length, key: hexFrom(key) }
    },
    open: async (id, key) => {
      const sealed = await readSealed(id)
      if (sealed === null) return { kind: 'missing' }
      if (sha256Hex(sealed) !== id) return { kind: 'altered' }
      const bytes = nodeSealer.open(bytesFromHex(key), sealed, BOUND_EVIDENCE)
      return bytes === null
        ? { kind: 'altered' }
        : { kind: 'opened', bytes, nonce: hexFrom(sealed.subarray(0, NONCE_BYTES)) }
    },
    has: async (id) => {
      try {
        return (await stat(pathOf(id))).isFile()
      } catch (error) {
        if (isMissing(error)) return false
        throw error
      }
    },
    keepSealed: async (id, sealed) => {
      if (sha256Hex(sealed) !== id) throw new Error(`evidence ${id} is not what its name says`)
      await write(id, sealed)
    },
    remove: (id) => rm(pathOf(id), { force: true }),
    listOlder: async (before) => {
      const found: EvidenceId[] = []
      for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue
        const path = join(entry.parentPath, entry.name)
        if ((await stat(path)).mtimeMs >= before) continue
        if (isUnfinished(entry.name)) await rm(path, { force: true })
        else if (entry.name.endsWith('.sealed')) found.push(EvidenceId.parse(entry.name.slice(0, -'.sealed'.length)))
      }
      return found
    },
  }
}
