import type { Catalogue } from '@shared/capture/catalogue'
import type { PageReading, PaperProblem } from '@shared/capture/reading'
import { MOST_BYTES } from '@shared/paper/gate'
import { Language } from '@shared/terms/language'
import { PlainDate } from '@shared/terms/time'
import { today } from '../platform/runtime'
import type { FromReader, PageImage, ToReader } from './reading-messages'

export type PageFound = {
  readonly page: number
  readonly pages: number
  readonly image: PageImage | null
  readonly reading: PageReading
  /** Of a page of no known form: what is written on it. */
  readonly print: string | null
}

/**
 * `read`: as many pages as were asked for. `refused`: nothing of the file could be read; the batch goes on with the
 * next. `hung`: the machine did not come back from the page after those that came; it was ended.
 */
export type FileOutcome =
  | { readonly kind: 'read'; readonly pages: number }
  | { readonly kind: 'hung' }
  | { readonly kind: 'refused'; readonly problem: PaperProblem }
  | { readonly kind: 'cancelled' }

/** Which pages of the file are wanted, and who hears of it. */
export type ReadWishes = {
  /** Settled before: passed over. */
  readonly done?: readonly number[]
  /** Shown and not read: the machine hung on them once. */
  readonly plain?: readonly number[]
  readonly most?: number
  /** Quarter turns clockwise that make a page without a code upright. */
  readonly turns?: number
  readonly onOpened?: (pages: number) => Promise<void> | void
  readonly signal?: AbortSignal
  /** Milliseconds of silence after which a worker is taken to hang. */
  readonly patience?: number
}

/**
 * A page takes about a second, a large PDF some to open, and a field on which the recogniser hangs is given up after
 * half a minute. A worker silent for longer than this hangs itself.
 */
const PATIENCE_MS = 120_000

let worker: Worker | undefined
let lastId = 0

/**
 * Reads a file page by page. `onPage` is awaited before more than two further pages are read, so it may keep each page
 * on the disk before the next arrives. Never throws for what is in the file.
 */
export async function readFile(
  file: Blob,
  catalogue: Pick<Catalogue, 'forms'>,
  onPage: (found: PageFound) => Promise<void> | void,
  wishes: ReadWishes = {},
): Promise<FileOutcome> {
  const { signal } = wishes
  if (file.size > MOST_BYTES)
    return { kind: 'refused', problem: { key: 'paper.too-large', detail: `${Math.round(file.size / 1e6)} MB` } }
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (signal?.aborted) return { kind: 'cancelled' }
  const ask: ToReader = {
    type: 'read',
    id: ++lastId,
    bytes,
    layouts: catalogue.forms.map(({ layout }) => layout),
    today: PlainDate.parse(today()),
    base: document.baseURI,
    done: wishes.done ?? [],
    plain: wishes.plain ?? [],
    free: { language: Language.catch('en').parse(document.documentElement.lang), turns: wishes.turns ?? 0 },
    most: wishes.most ?? Number.MAX_SAFE_INTEGER,
  }
  return follow((worker ??= startWorker()), ask, onPage, wishes)
}

/** Ends the worker and its engines; the next file starts new ones. */
export function stopReading(): void {
  worker?.terminate()
  worker = undefined
}

const startWorker = (): Worker => new Worker(new URL('./read-page.worker.ts', import.meta.url), { type: 'module' })

function follow(
  reader: Worker,
  ask: Extract<ToReader, { type: 'read' }>,
  onPage: (found: PageFound) => Promise<void> | void,
  { onOpened, signal, patience = PATIENCE_MS }: ReadWishes,
): Promise<FileOutcome> {
  const { id } = ask
  const tell = (message: ToReader, transfer: Transferable[] = []): void => reader.postMessage(message, transfer)
  return new Promise((answer, fail) => {
    let taking: Promise<void> = Promise.resolve()
    let timer: ReturnType<typeof setTimeout> | undefined

    const settle = (outcome: FileOutcome): void => {
      leave()
      answer(outcome)
    }
    const leave = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
      reader.removeEventListener('message', hear)
      reader.removeEventListener('error', broken)
    }
    const broken = (): void => {
      if (worker === reader) stopReading()
      settle({ kind: 'refused', problem: { key: 'paper.reading-failed' } })
    }
    // What it sent before it fell silent is kept first.
    const hung = (): void => {
      if (worker === reader) stopReading()
      void taking.then(() => settle({ kind: 'hung' }))
    }
    const waitOn = (): void => {
      clearTimeout(timer)
      timer = setTimeout(hung, patience)
    }
    const cancel = (): void => {
      tell({ type: 'cancel', id })
      settle({ kind: 'cancelled' })
    }
    const lost = (why: unknown): void => {
      tell({ type: 'cancel', id })
      leave()
      fail(why instanceof Error ? why : new Error(String(why)))
    }
    const take = async ({
      page,
      pages,
      image,
      reading,
      print,
    }: Extract<FromReader, { type: 'page' }>): Promise<void> => {
      if (signal?.aborted) return
      await onPage({ page, pages, image, reading, print })
      tell({ type: 'taken', id })
      waitOn()
    }
    const hear = ({ data }: MessageEvent<FromReader>): void => {
      if (data.id !== id) return
      clearTimeout(timer)
      if (data.type === 'opened') {
        taking = taking.then(() => onOpened?.(data.pages))
        taking.catch(lost)
        waitOn()
      } else if (data.type === 'page') {
        // In order, one after the other.
        taking = taking.then(() => take(data))
        // What the window does with a page is its own; if that fails, so does this.
        taking.catch(lost)
      } else if (data.type === 'done') void taking.then(() => settle({ kind: 'read', pages: data.pages }))
      else void taking.then(() => settle({ kind: 'refused', problem: data.problem }))
    }

    signal?.addEventListener('abort', cancel)
    reader.addEventListener('message', hear)
    reader.addEventListener('error', broken)
    waitOn()
    tell(ask, [ask.bytes.buffer])
  })
}
