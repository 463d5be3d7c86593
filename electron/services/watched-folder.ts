import { readFile, readdir, stat } from 'node:fs/promises'
import { extname, isAbsolute, join } from 'node:path'
import { z } from 'zod'
import { MOST_BYTES, gated } from '@shared/paper/gate'
import type { WatchedFolder } from '@shared/ipc/contract'
import type { Intake } from './intake'
import { openDocument } from './kept-document'
import type { Vault } from './vault'

/** Takes in what a scanner writes to a folder, each file once, by its content; the folder itself is only read. */
export type FolderWatch = {
  readonly watch: (folder: string | null) => Promise<WatchedFolder>
  readonly describe: () => WatchedFolder
  readonly onArrived: (hear: (told: WatchedFolder) => void) => () => void
  readonly close: () => void
}

/** Looked at, and not listened to: network folders send no news, and a scanner is slower than this. */
const LOOK_EVERY_MS = 1_000
/** A file must have stood unchanged between two looks; one that is cut off in the middle may still be growing. */
const GIVE_UP_WAITING_MS = 60_000
const KINDS = new Set(['.png', '.jpg', '.jpeg', '.tif', '.tiff', '.webp', '.heic', '.heif', '.pdf'])

const Kept = z.object({ folder: z.string().nullable() })

type Look = { readonly size: number; readonly changed: number }
type WatchNeeds = {
  readonly path: string
  readonly vault: Vault
  readonly intake: Pick<Intake, 'take'>
  readonly clock?: () => number
  /** Milliseconds between two looks; 0 looks only when told (`look`). */
  readonly every?: number
}

export async function openFolderWatch(
  needs: WatchNeeds,
): Promise<FolderWatch & { readonly look: () => Promise<void> }> {
  const { path, vault, intake, clock = Date.now, every = LOOK_EVERY_MS } = needs
  const kept = await openDocument<z.infer<typeof Kept>>(path, { schema: Kept, fresh: { folder: null }, vault, bound: 'folder' }) // prettier-ignore
  const listeners = new Set<(told: WatchedFolder) => void>()
  let lastLook = new Map<string, Look>()
  let settled = new Map<string, Look>()
  let isMissing = false
  let looking: Promise<void> = Promise.resolve()
  let timer: ReturnType<typeof setTimeout> | undefined

  const describe = (): WatchedFolder => {
    const { folder } = kept.now()
    return { folder, state: folder === null ? 'none' : isMissing ? 'missing' : 'watching' }
  }
  const tell = (): void => listeners.forEach((hear) => hear(describe()))

  async function lookOnce(): Promise<void> {
    const { folder } = kept.now()
    if (folder === null) return
    const wasMissing = isMissing
    const names = await readdir(folder).catch(() => null)
    isMissing = names === null
    if (isMissing !== wasMissing) tell()
    const looks = new Map<string, Look>()
    for (const name of (names ?? []).filter((one) => KINDS.has(extname(one).toLowerCase()) && !one.startsWith('.'))) {
      const found = await stat(join(folder, name)).catch(() => null)
      if (!found?.isFile()) continue
      const look = { size: found.size, changed: found.mtimeMs }
      looks.set(name, look)
      if (same(settled.get(name), look) || !same(lastLook.get(name), look)) continue
      if (await takeIn(join(folder, name), name, look)) settled.set(name, look)
    }
    settled = new Map([...settled].filter(([name]) => looks.has(name)))
    lastLook = looks
  }

  /** False while the file is not whole: it is looked at again. */
  async function takeIn(path: string, name: string, { size, changed }: Look): Promise<boolean> {
    if (size === 0 || size > MOST_BYTES) return clock() - changed > GIVE_UP_WAITING_MS
    const bytes = await readFile(path).catch(() => null)
    if (bytes?.length !== size) return false
    const file = gated(bytes)
    const isCutOff = !file.ok && file.problems.some(({ key }) => key === 'paper.damaged')
    if (isCutOff && clock() - changed < GIVE_UP_WAITING_MS) return false
    const { kind } = await intake.take({ name, bytes: new Uint8Array(bytes), from: 'folder' })
    if (kind === 'taken') tell()
    return true
  }

  const look = (): Promise<void> => {
    looking = looking.then(lookOnce, lookOnce)
    return looking
  }
  const goOn = (): void => {
    if (every === 0 || kept.now().folder === null) return
    timer = setTimeout(() => void look().finally(goOn), every)
    timer.unref()
  }
  goOn()

  return {
    look,
    describe,
    watch: async (folder) => {
      clearTimeout(timer)
      await looking.catch(() => undefined)
      if (folder !== null && !isAbsolute(folder)) throw new Error('a folder to watch is named from the root')
      await kept.keep({ folder })
      lastLook = new Map()
      settled = new Map()
      isMissing = folder !== null && (await readdir(folder).catch(() => null)) === null
      goOn()
      return describe()
    },
    onArrived: (hear) => {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
    close: () => {
      clearTimeout(timer)
      listeners.clear()
    },
  }
}

const same = (a: Look | undefined, b: Look): boolean => a?.size === b.size && a.changed === b.changed
