import { readFile, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { textFrom, utf8 } from '@shared/base/bytes'
import { KeptDraft } from '@shared/capture/draft'
import { DraftId, type EvidenceId } from '@shared/terms/ids'
import { isMissing, isUnfinished, makeFolder, replaceFile, syncFolder } from './durable'
import type { Vault } from './vault'

/**
 * Captures in progress, one small sealed file each, so that a flat battery loses nothing and a cancelled draft leaves
 * nothing: neither a row in a log nor a readable byte.
 */
export type Drafts = {
  /** Answers when this state, or a later one of the same draft, is on the disk. Throws if it was discarded. */
  readonly keep: (draft: KeptDraft) => Promise<void>
  readonly list: () => Promise<readonly KeptDraft[]>
  /** How many there are, those of a newer version that `list` cannot read included. */
  readonly count: () => Promise<number>
  readonly discard: (id: DraftId) => Promise<void>
  /** The scans each draft rests on. Read from the disk once: a pile has hundreds, and each leaves one at a time. */
  readonly evidence: () => Promise<ReadonlyMap<DraftId, readonly EvidenceId[]>>
}

const SUFFIX = '.draft'
const boundTo = (id: DraftId): string => `draft:${id}`

/** One draft's place in the queue: what is being written, and the latest state waiting behind it. */
type Pending = { latest: KeptDraft; readonly written: Promise<void> }

export async function openDrafts(folder: string, vault: Vault): Promise<Drafts> {
  await makeFolder(folder)
  for (const name of await readdir(folder)) if (isUnfinished(name)) await rm(join(folder, name), { force: true })
  const pathOf = (id: DraftId): string => join(folder, `${id}${SUFFIX}`)
  const writing = new Map<DraftId, Promise<void>>()
  const waiting = new Map<DraftId, Pending>()
  const discarded = new Set<DraftId>()
  let scans: Promise<Map<DraftId, readonly EvidenceId[]>> | undefined
  const list = async (): Promise<readonly KeptDraft[]> => {
    const drafts = await Promise.all((await names()).map((name) => read(folder, name, vault)))
    return drafts.filter((draft) => draft !== null).sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1))
  }

  async function names(): Promise<string[]> {
    await Promise.all(writing.values())
    return (await readdir(folder)).filter((name) => name.endsWith(SUFFIX) && !isUnfinished(name))
  }

  const write = (draft: KeptDraft): Promise<void> =>
    replaceFile(pathOf(draft.id), vault.seal(utf8(JSON.stringify(draft)), boundTo(draft.id)))

  /** Runs after whatever is going on with this draft. */
  function afterwards(id: DraftId, work: () => Promise<void>): Promise<void> {
    const before = writing.get(id) ?? Promise.resolve()
    const now = before.then(work, work)
    const settled = now
      .catch(() => undefined)
      .then(() => {
        if (writing.get(id) === settled) writing.delete(id)
      })
    writing.set(id, settled)
    return now
  }

  function keep(draft: KeptDraft): Promise<void> {
    if (discarded.has(draft.id)) return Promise.reject(new Error(`draft ${draft.id} was discarded`))
    void scans?.then((known) => known.set(draft.id, evidenceOf(draft)))
    // Strokes come faster than the disk flushes: a state still waiting for its turn is overtaken by the next one.
    const queued = waiting.get(draft.id)
    if (queued !== undefined) {
      queued.latest = draft
      return queued.written
    }
    const pending: Pending = {
      latest: draft,
      written: afterwards(draft.id, () => {
        waiting.delete(draft.id)
        return write(pending.latest)
      }),
    }
    waiting.set(draft.id, pending)
    return pending.written
  }

  return {
    keep,
    list,
    evidence: async () => {
      scans ??= list().then((drafts) => new Map(drafts.map((draft) => [draft.id, evidenceOf(draft)])))
      return new Map(await scans)
    },
    count: async () => (await names()).length,
    discard: (id) => {
      discarded.add(id)
      return afterwards(id, async () => {
        await rm(pathOf(id), { force: true })
        await syncFolder(folder)
        ;(await scans)?.delete(id)
      })
    },
  }
}

const evidenceOf = (draft: KeptDraft): EvidenceId[] =>
  draft.kind === 'flyer' ? [draft.scan, ...(draft.more ?? []).map(({ scan }) => scan)].map(({ id }) => id) : []

/** Null if it was discarded meanwhile, or was kept by a version whose drafts we do not understand. */
async function read(folder: string, name: string, vault: Vault): Promise<KeptDraft | null> {
  let sealed: Uint8Array
  try {
    sealed = await readFile(join(folder, name))
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
  const id = DraftId.safeParse(name.slice(0, -SUFFIX.length))
  const plain = id.success ? vault.open(new Uint8Array(sealed), boundTo(id.data)) : null
  if (plain === null) return null
  const draft = KeptDraft.safeParse(JSON.parse(textFrom(plain)))
  return draft.success ? draft.data : null
}
