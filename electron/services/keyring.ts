import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Bytes, bytesFromHex, hexFrom, joined } from '@shared/base/bytes'
import { SubjectId } from '@shared/terms/ids'
import { isMissing, makeFolder, oneAtATime, replaceFile } from './durable'
import { nodeSealer } from './sealer'
import type { Vault } from './vault'

/**
 * One key per person: destroy it, and everything sealed under it is noise. A file of records of 76 bytes, each a
 * subject id and their key sealed under the vault; a destroyed key leaves its record with zeros, so that it does not
 * come back from elsewhere. New keys are appended; destroying one writes the file anew.
 */
export type Keyring = {
  readonly find: (subject: SubjectId) => Bytes | undefined
  /** The key of a person, made if there is none. On the disk before the answer. Throws if it was destroyed. */
  readonly ensure: (subject: SubjectId) => Promise<Bytes>
  /** Keeps keys from elsewhere. Known ones stay as they are, destroyed ones stay destroyed. */
  readonly keep: (keys: readonly { readonly subject: SubjectId; readonly key: Bytes }[]) => Promise<void>
  readonly destroy: (subject: SubjectId) => Promise<void>
  readonly isDestroyed: (subject: SubjectId) => boolean
}

const ID_BYTES = 16
const SEALED_BYTES = 60
const RECORD_BYTES = ID_BYTES + SEALED_BYTES
const NO_KEY = new Uint8Array(SEALED_BYTES)

export async function openKeyring(folder: string, vault: Vault): Promise<Keyring> {
  await makeFolder(folder)
  const path = join(folder, 'subjects.keys')
  const keys = await readRecords(path, vault)
  let size = keys.size * RECORD_BYTES
  const inTurn = oneAtATime()
  // Written anew at every start: cuts off what a power cut left unfinished, and the file has its name on the disk.
  await rewrite()

  async function rewrite(): Promise<void> {
    await replaceFile(path, joined(...[...keys].map(([subject, key]) => recordFrom(vault, subject, key))))
    size = keys.size * RECORD_BYTES
  }

  async function append(added: readonly (readonly [SubjectId, Bytes])[]): Promise<void> {
    if (added.length === 0) return
    const bytes = joined(...added.map(([subject, key]) => recordFrom(vault, subject, key)))
    const handle = await open(path, 'r+')
    try {
      // At a fixed place: what an earlier failed write left there is written over.
      await handle.writev([bytes], size)
      await handle.truncate(size + bytes.length)
      await handle.datasync()
    } finally {
      await handle.close()
    }
    size += bytes.length
    for (const [subject, key] of added) keys.set(subject, key)
  }

  return {
    find: (subject) => keys.get(subject) ?? undefined,
    ensure: (subject) =>
      inTurn(async () => {
        const known = keys.get(subject)
        if (known === null) throw new Error(`the key of subject ${subject} was destroyed`)
        if (known !== undefined) return known
        const key = nodeSealer.newKey()
        await append([[subject, key]])
        return key
      }),
    keep: (given) =>
      inTurn(() =>
        append([...new Map(given.map(({ subject, key }) => [subject, key]))].filter(([id]) => !keys.has(id))),
      ),
    destroy: (subject) =>
      inTurn(async () => {
        if (keys.get(subject) === null) return
        keys.set(subject, null)
        await rewrite()
      }),
    isDestroyed: (subject) => keys.get(subject) === null,
  }
}

const boundTo = (subject: SubjectId): string => `subject-key:${subject}`

function recordFrom(vault: Vault, subject: SubjectId, key: Bytes | null): Bytes {
  return joined(bytesFromHex(subject.replaceAll('-', '')), key === null ? NO_KEY : vault.seal(key, boundTo(subject)))
}

/** Every record; null for a destroyed key. What a write cut short left at the end was never acknowledged. */
async function readRecords(path: string, vault: Vault): Promise<Map<SubjectId, Bytes | null>> {
  const keys = new Map<SubjectId, Bytes | null>()
  const bytes = await readFile(path).catch((error: unknown) => {
    if (isMissing(error)) return new Uint8Array()
    throw error
  })
  for (let at = 0; at + RECORD_BYTES <= bytes.length; at += RECORD_BYTES) {
    if (isEmpty(bytes.subarray(at))) break
    const subject = subjectFrom(bytes.subarray(at, at + ID_BYTES))
    const sealed = new Uint8Array(bytes.subarray(at + ID_BYTES, at + RECORD_BYTES))
    const key = isEmpty(sealed) ? null : vault.open(sealed, boundTo(subject))
    if (key === null && !isEmpty(sealed)) {
      throw new Error(`The key file is damaged: record ${at / RECORD_BYTES} does not open. Nothing was changed.`)
    }
    keys.set(subject, key)
  }
  return keys
}

const isEmpty = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0)

const subjectFrom = (bytes: Uint8Array): SubjectId =>
  SubjectId.parse(hexFrom(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'))
