import type { Catalogue } from '@shared/capture/catalogue'
import type { PageReading, PaperProblem } from '@shared/capture/reading'
import { MOST_BYTES } from '@shared/paper/gate'
import { PlainDate } from '@shared/terms/time'
import { today } from '../platform/runtime'
import type { FromReader, PageImage, ToReader } from './reading-messages'

export type PageFound = {
  readonly page: number
  readonly pages: number
  readonly image: PageImage | null
  readonly reading: PageReading
}

/** `refused`: nothing of the file could be read; the batch goes on with the next. */
export type FileOutcome =
  | { readonly kind: 'read'; readonly pages: number }
  | { readonly kind: 'refused'; readonly problem: PaperProblem }
  | { readonly kind: 'cancelled' }

/** A page takes about a second, a large PDF some to open. A worker silent for longer hangs. */
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
  signal?: AbortSignal,
): Promise<FileOutcome> {
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
  }
  return follow((worker ??= startWorker()), ask, onPage, signal)
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
  signal?: AbortSignal,
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
    const waitOn = (): void => {
      clearTimeout(timer)
      timer = setTimeout(broken, PATIENCE_MS)
    }
    const cancel = (): void => {
      tell({ type: 'cancel', id })
      settle({ kind: 'cancelled' })
    }
    const take = async ({ page, pages, image, reading }: Extract<FromReader, { type: 'page' }>): Promise<void> => {
      if (signal?.aborted) return
      await onPage({ page, pages, image, reading })
      tell({ type: 'taken', id })
      waitOn()
    }
    const hear = ({ data }: MessageEvent<FromReader>): void => {
      if (data.id !== id) return
      clearTimeout(timer)
      if (data.type === 'page') {
        // In order, one after the other.
        taking = taking.then(() => take(data))
        // What the window does with a page is its own; if that fails, so does this.
        taking.catch((why: unknown) => {
          tell({ type: 'cancel', id })
          leave()
          fail(why instanceof Error ? why : new Error(String(why)))
        })
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
