import { randomUUID } from 'node:crypto'
import { readFile, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Bytes } from '@shared/base/bytes'
import {
  Batch,
  type BatchChange,
  type PaperFile,
  type PaperSource,
  changedBatch,
  newBatch,
} from '@shared/capture/batch'
import { Hash } from '@shared/terms/ids'
import { Instant } from '@shared/terms/time'
import { sha256Hex } from './digest'
import { isMissing, isUnfinished, makeFolder, replaceFile, syncFolder } from './durable'
import { openDocument } from './kept-document'
import type { Vault } from './vault'

/**
 * The tray the paper lies in: files not yet read through, sealed, and the batch they belong to. Killed at any moment, it
 * says on the next start which page comes next; a file goes out of the tray with its last page.
 */
export type Intake = {
  readonly take: (paper: { readonly name: string; readonly bytes: Bytes; readonly from: PaperSource }) => Promise<Taken>
  readonly open: (id: Hash) => Promise<Bytes | null>
  readonly seen: (content: Hash) => Instant | null
  readonly batch: () => Batch
  readonly change: (change: BatchChange) => Promise<Batch>
  readonly close: () => Promise<Batch>
}

export type Taken = { readonly kind: 'taken' | 'twice' | 'seen'; readonly id: Hash; readonly seenAt: Instant | null }

/** When a page with this content became a sheet. A hash says nothing of the page to whoever does not have the page. */
const Seen = z.record(Hash, Instant)
const SUFFIX = '.paper'
const boundTo = (id: Hash): string => `paper:${id}`

export async function openIntake(folder: string, vault: Vault, now: () => Instant): Promise<Intake> {
  await makeFolder(folder)
  const pathOf = (id: Hash): string => join(folder, `${id}${SUFFIX}`)
  const fresh = newBatch(randomUUID(), now())
  const kept = await openDocument(join(folder, 'batch'), { schema: Batch, fresh, vault, bound: 'batch' })
  const seen = await openDocument(join(folder, 'seen'), { schema: Seen, fresh: {}, vault, bound: 'seen' })
  await sweep(folder, kept.now())

  const hashOf = (bytes: Bytes): Hash => Hash.parse(sha256Hex(bytes))
  const inTray = (file: PaperFile): boolean => file.state === 'waiting'

  async function remove(files: readonly PaperFile[]): Promise<void> {
    for (const { id } of files) await rm(pathOf(id), { force: true })
    if (files.length > 0) await syncFolder(folder)
  }

  return {
    take: async ({ name, bytes, from }) => {
      const id = hashOf(bytes)
      const known = kept.now().files.find((file) => file.id === id)
      if (known && known.state !== 'forgotten') return { kind: 'twice', id, seenAt: null }
      const seenAt = seen.now()[id] ?? null
      if (seenAt) return { kind: 'seen', id, seenAt }
      // The bytes first: a batch that names a file has it.
      await replaceFile(pathOf(id), vault.seal(bytes, boundTo(id)))
      const file: PaperFile = {
        id,
        name,
        bytes: bytes.length,
        takenAt: now(),
        from,
        state: 'waiting',
        pages: null,
        outcomes: [],
        problem: null,
      }
      const batch = kept.now()
      await kept.keep({ ...batch, files: [...batch.files.filter((one) => one.id !== id), file] })
      return { kind: 'taken', id, seenAt: null }
    },
    open: async (id) => {
      try {
        return vault.open(new Uint8Array(await readFile(pathOf(id))), boundTo(id))
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    },
    seen: (content) => seen.now()[content] ?? null,
    batch: kept.now,
    change: async (change) => {
      const before = kept.now()
      const after = changedBatch(before, change)
      // Said to the document before anything is waited for: changes may come at the same time.
      const written = kept.keep(after)
      if (change.kind === 'page' && change.outcome.became === 'sheet') await remember(change.outcome.content)
      if (change.kind === 'finished' && change.as === 'removed') await forget(change.sheet)
      for (const [at, { id, state, outcomes }] of after.files.entries())
        if (state === 'read' && before.files[at]?.state === 'waiting')
          if (outcomes.some(({ became }) => became === 'sheet')) await remember(id)
      await written
      await remove(before.files.filter((file, at) => inTray(file) && after.files[at]?.state !== 'waiting'))
      return after
    },
    close: async () => {
      const old = kept.now()
      const next = newBatch(randomUUID(), now())
      await kept.keep(next)
      await remove(old.files.filter(inTray))
      return next
    },
  }

  async function remember(content: Hash | null): Promise<void> {
    if (content && !seen.now()[content]) await seen.keep({ ...seen.now(), [content]: now() })
  }

  /** A page thrown out may be brought again: nothing was made of it. */
  async function forget(sheet: string): Promise<void> {
    const gone = kept
      .now()
      .files.flatMap(({ id, outcomes }) =>
        outcomes
          .filter((outcome) => outcome.sheet === sheet)
          .flatMap(({ content }) => (content ? [content, id] : [id])),
      )
    await seen.keep(Object.fromEntries(Object.entries(seen.now()).filter(([hash]) => !gone.includes(hash as Hash))))
  }
}

/** What a stopped program left: half-written files, and files whose last page was settled just before it stopped. */
async function sweep(folder: string, { files }: Batch): Promise<void> {
  const waiting = new Set(files.filter(({ state }) => state === 'waiting').map(({ id }) => `${id}${SUFFIX}`))
  for (const name of await readdir(folder))
    if (isUnfinished(name) || (name.endsWith(SUFFIX) && !waiting.has(name)))
      await rm(join(folder, name), { force: true })
}
