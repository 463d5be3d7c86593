import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from '../secret-file'

/**
 * The highest place ever given in each tenant's log, in a file that no backup of the database brings back. No receipt
 * leaves before its place stands here: a database put back from a backup is seen to be too short, and no place is ever
 * signed for twice.
 */
export type HighWater = {
  /** On the disk before the answer. */
  readonly raise: (tenant: string, pos: number) => Promise<void>
  readonly of: (tenant: string) => number
  readonly tenants: () => readonly string[]
}

export async function openHighWater(folder: string): Promise<HighWater> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const marks = new Map<string, Mark>()
  for (const name of await readdir(folder)) {
    if (name.endsWith('.new')) continue
    const pos = Number(await readFile(join(folder, name), 'utf8'))
    if (!Number.isSafeInteger(pos)) throw new Error(`The mark of ${name} is damaged: ${join(folder, name)}.`)
    marks.set(name, { pos, wanted: pos, writing: null })
  }

  const write = async (tenant: string, mark: Mark): Promise<void> => {
    const { wanted } = mark
    // Two servers may share the folder.
    const half = join(folder, `${tenant}.${randomUUID()}.new`)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const file = await open(half, 'w', 0o600)
    await file.writeFile(String(wanted))
    await file.datasync()
    await file.close()
    await rename(half, join(folder, tenant))
    await syncFolder(folder)
    mark.pos = wanted
  }

  return {
    of: (tenant) => marks.get(tenant)?.pos ?? 0,
    tenants: () => [...marks.keys()],
    raise: async (tenant, pos) => {
      const mark: Mark = marks.get(tenant) ?? { pos: 0, wanted: 0, writing: null }
      marks.set(tenant, mark)
      mark.wanted = Math.max(mark.wanted, pos)
      // Many who ask at once are answered by one write.
      while (mark.pos < pos) {
        mark.writing ??= write(tenant, mark).finally(() => (mark.writing = null))
        await mark.writing
      }
    },
  }
}

type Mark = { pos: number; wanted: number; writing: Promise<void> | null }
