import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Pool } from 'pg'
import type { BlobChunk } from '@shared/sync/protocol'
import type { EvidenceId } from '@shared/terms/ids'
import { Refusal } from '../problem'
import { inTenant } from './database'
import { syncFolder } from '../secret-file'

/** The largest sealed evidence taken: an uncompressed A4 scan with room to spare. */
export const MAX_BLOB_BYTES = 64 * 1_048_576

/**
 * Sealed evidence as files named by the hash of their bytes, per tenant: no tenant learns from a blob what another one
 * has. A row says "durable" and is written after the file and its folder are on the disk.
 */
export type Blobs = {
  readonly missing: (tenant: string, ids: readonly EvidenceId[]) => Promise<EvidenceId[]>
  /** Keeps chunks and answers with the evidence that is whole now. */
  readonly keep: (tenant: string, chunks: readonly BlobChunk[]) => Promise<EvidenceId[]>
  /** The sealed bytes. Throws if there are none. */
  readonly read: (tenant: string, id: EvidenceId) => Promise<Uint8Array>
}

export function openBlobs(folder: string, pool: Pool): Blobs {
  const inTurn = oneAtATimePer()
  const place = (tenant: string, id: EvidenceId): string => join(folder, tenant, id.slice(0, 2), id)
  const waiting = (tenant: string, id: EvidenceId): string => join(folder, tenant, 'incoming', id)

  const missing: Blobs['missing'] = async (tenant, ids) => {
    const { rows } = await inTenant(pool, tenant, (db) =>
      db.query<{ sha: Buffer }>('select sha from blob where tenant_id = $1 and sha = any($2::bytea[])', [
        tenant,
        ids.map((id) => Buffer.from(id, 'hex')),
      ]),
    )
    const held = new Set<string>(rows.map(({ sha }) => sha.toString('hex')))
    const unknown = [...new Set(ids)].filter((id) => !held.has(id))
    return (await Promise.all(unknown.map(async (id) => ((await adopt(tenant, id)) ? [] : [id])))).flat()
  }

  /** A file outlives a database put back from a backup: if it is whole, it is known again. */
  async function adopt(tenant: string, id: EvidenceId): Promise<boolean> {
    const bytes = await readFile(place(tenant, id)).catch(() => null)
    if (!bytes || createHash('sha256').update(bytes).digest('hex') !== id) return false
    await note(tenant, [{ id, bytes: bytes.length }])
    return true
  }

  const note = (tenant: string, kept: readonly { readonly id: EvidenceId; readonly bytes: number | null }[]) =>
    inTenant(pool, tenant, (db) =>
      db.query(
        `insert into blob (tenant_id, sha, bytes, stored_at)
       select $1, sha, bytes, now() from unnest($2::bytea[], $3::bigint[]) as b (sha, bytes) on conflict do nothing`,
        [tenant, kept.map(({ id }) => Buffer.from(id, 'hex')), kept.map(({ bytes }) => bytes)],
      ),
    )

  /** Puts the chunks of one blob away; its whole bytes if that made it complete. */
  async function assemble(tenant: string, id: EvidenceId, chunks: readonly BlobChunk[]): Promise<Uint8Array | null> {
    const [first] = chunks
    if (first && first.offset === 0 && first.bytes.length === first.total) return first.bytes
    const incoming = waiting(tenant, id)
    await mkdir(incoming, { recursive: true })
    for (const { offset, total, bytes } of chunks) {
      if (offset + bytes.length > total) throw new Refusal('not-understood')
      const half = join(incoming, `.${randomUUID()}`)
      await writeFile(half, bytes)
      await rename(half, join(incoming, String(offset)))
    }
    return wholeIn(incoming, first?.total ?? 0)
  }

  async function store(tenant: string, id: EvidenceId, bytes: Uint8Array): Promise<number> {
    if (createHash('sha256').update(bytes).digest('hex') !== id) {
      // Nothing of it can be trusted: which chunk was wrong is not known.
      await rm(waiting(tenant, id), { recursive: true, force: true })
      throw new Refusal('not-understood')
    }
    const path = place(tenant, id)
    await mkdir(dirname(path), { recursive: true })
    const half = `${path}.${randomUUID()}`
    const file = await open(half, 'w', 0o600)
    await file.writeFile(bytes)
    await file.sync()
    await file.close()
    await rename(half, path)
    await syncFolder(dirname(path))
    await syncFolder(dirname(dirname(path)))
    return bytes.length
  }

  const keepOne = (tenant: string, id: EvidenceId, chunks: readonly BlobChunk[]): Promise<number | null> =>
    inTurn(`${tenant}/${id}`, async () => {
      const bytes = await assemble(tenant, id, chunks)
      if (bytes === null) return null
      const length = await store(tenant, id, bytes)
      await rm(waiting(tenant, id), { recursive: true, force: true })
      return length
    })

  return {
    missing,
    keep: async (tenant, chunks) => {
      if (chunks.some(({ total }) => total > MAX_BLOB_BYTES)) throw new Refusal('too-large')
      const byBlob = chunksById(chunks)
      const wanted = await missing(tenant, [...byBlob.keys()])
      const kept = await inWaves(wanted, 8, async (id) => ({
        id,
        bytes: await keepOne(tenant, id, byBlob.get(id) ?? []),
      }))
      const whole = kept.filter(({ bytes }) => bytes !== null)
      await note(tenant, whole)
      const incomplete = new Set(kept.filter(({ bytes }) => bytes === null).map(({ id }) => id))
      return [...byBlob.keys()].filter((id) => !incomplete.has(id))
    },
    read: async (tenant, id) => readFile(place(tenant, id)),
  }
}

function chunksById(chunks: readonly BlobChunk[]): Map<EvidenceId, BlobChunk[]> {
  const byId = new Map<EvidenceId, BlobChunk[]>()
  for (const chunk of chunks) byId.set(chunk.id, [...(byId.get(chunk.id) ?? []), chunk])
  return byId
}

/** The chunks side by side, or null while some are still to come. */
async function wholeIn(incoming: string, total: number): Promise<Uint8Array | null> {
  const offsets = (await readdir(incoming))
    .filter((name) => !name.startsWith('.'))
    .map(Number)
    .sort((a, b) => a - b)
  let end = 0
  for (const offset of offsets) {
    if (offset > end) return null
    end = Math.max(end, offset + (await stat(join(incoming, String(offset)))).size)
  }
  if (end < total) return null
  const bytes = new Uint8Array(end)
  for (const offset of offsets) bytes.set(await readFile(join(incoming, String(offset))), offset)
  return bytes
}

async function inWaves<T, R>(items: readonly T[], size: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (let at = 0; at < items.length; at += size)
    results.push(...(await Promise.all(items.slice(at, at + size).map(work))))
  return results
}

/** Work on one name waits for the work on it before; other names do not. */
function oneAtATimePer(): <T>(name: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>()
  return async (name, work) => {
    const turn = (last.get(name) ?? Promise.resolve()).then(work, work)
    last.set(name, turn)
    try {
      return await turn
    } finally {
      if (last.get(name) === turn) last.delete(name)
    }
  }
}
