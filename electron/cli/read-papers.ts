import { fork, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { PageReading } from '@shared/capture/reading'
import { unread } from '@shared/paper/read-page'
import type { FromReader, PageOrder, ReadingSetup, ToReader } from './reading-process'

/** What is said about one page. For a file of which nothing can be read there is one, for page 1. */
export type PageLine = { readonly file: string; readonly page: number } & PageReading & { readonly print?: string }

export type ReadingRun = {
  readonly files: readonly string[]
  readonly setup: ReadingSetup
  /** Processes reading side by side. */
  readonly jobs: number
  /** Called in the order of the files and of their pages, as soon as all before are done. */
  readonly onLine: (line: PageLine) => void
  /** Where the built `reading-process` lies. */
  readonly reader?: string
}

/** A page takes about a second. A reader that needs longer than this hangs. */
const PATIENCE_MS = 180_000

/** Reads files page by page. Only lines wait for their turn, never pictures: a stack of any length needs the same memory. */
export async function readPapers({ files, setup, jobs, onLine, reader = besideThis() }: ReadingRun): Promise<void> {
  const todo: (PageOrder & { readonly place: number })[] = files.map((file, place) => ({ file, place, page: 1 }))
  const pagesOf = new Map<number, number>()
  const done = new Map<string, PageLine>()
  let next = { place: 0, page: 1 }

  const say = (): void => {
    for (;;) {
      const key = `${next.place}/${next.page}`
      const line = done.get(key)
      if (!line) return
      done.delete(key)
      onLine(line)
      next =
        next.page < (pagesOf.get(next.place) ?? 1)
          ? { ...next, page: next.page + 1 }
          : { place: next.place + 1, page: 1 }
    }
  }

  // A worker without work waits while another reads a first page: it may turn out to have hundreds behind it.
  let reading = 0
  let waiting: (() => void)[] = []
  const wakeAll = (): void => {
    for (const wake of waiting) wake()
    waiting = []
  }
  const nextOrder = async (): Promise<(typeof todo)[number] | undefined> => {
    while (todo.length === 0 && reading > 0) await new Promise<void>((wake) => waiting.push(wake))
    return todo.shift()
  }

  const work = async (): Promise<void> => {
    let process: ChildProcess | undefined
    for (let order = await nextOrder(); order; order = await nextOrder()) {
      reading++
      const { place, file, page } = order
      process ??= startReader(reader, setup)
      const answer = await ask(process, { file, page })
      if (!answer) process = undefined
      if (page === 1) {
        const pages = Math.max(1, answer?.pages ?? 1)
        pagesOf.set(place, pages)
        // Before the files that follow: lines come out in order, and a reader keeps its file open.
        todo.unshift(...Array.from({ length: pages - 1 }, (_, i) => ({ file, place, page: i + 2 })))
      }
      done.set(`${place}/${page}`, lineFrom(order, answer))
      say()
      reading--
      wakeAll()
    }
    process?.disconnect()
  }
  await Promise.all(Array.from({ length: Math.max(1, Math.min(jobs, 16)) }, work))
}

function lineFrom({ file, page }: PageOrder, answer: FromReader | undefined): PageLine {
  const { reading, print } = answer?.page ?? {
    reading: { ...unread({ key: 'paper.damaged' }), ms: 0 },
    print: undefined,
  }
  return { file, page, ...reading, ...(print === undefined ? {} : { print }) }
}

/** The bundler may put this module into a folder of chunks below the programs. */
function besideThis(): string {
  const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
  return existsSync(at('./reading-process.js')) ? at('./reading-process.js') : at('../reading-process.js')
}

function startReader(reader: string, setup: ReadingSetup): ChildProcess {
  const process = fork(reader, [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  const first: ToReader = { setup }
  process.on('error', () => undefined)
  process.send(first, () => undefined)
  return process
}

/** Undefined when the reader died of this page or hung over it. It is then gone. */
function ask(process: ChildProcess, order: PageOrder): Promise<FromReader | undefined> {
  return new Promise((answer) => {
    const settle = (found: FromReader | undefined): void => {
      clearTimeout(timer)
      process.removeAllListeners('message').removeAllListeners('exit')
      if (!found) process.kill('SIGKILL')
      answer(found)
    }
    const timer = setTimeout(() => settle(undefined), PATIENCE_MS)
    process.once('message', (found) => settle(found as FromReader))
    process.once('exit', () => settle(undefined))
    const message: ToReader = { order }
    if (process.connected) process.send(message, () => undefined)
    else settle(undefined)
  })
}
