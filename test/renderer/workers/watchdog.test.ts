import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { FromReader, ToReader } from '../../../renderer/workers/reading-messages'

/** A worker that reads pages at once and falls silent on some; what hangs is only ever ended from outside. */
class StandIn extends EventTarget {
  static readonly started: StandIn[] = []
  static silentOn: readonly number[] = []
  isEnded = false
  constructor() {
    super()
    StandIn.started.push(this)
  }
  postMessage(message: ToReader): void {
    if (message.type !== 'read') return
    const { id, done, plain } = message
    const say = (data: FromReader) => this.dispatchEvent(new MessageEvent('message', { data }))
    queueMicrotask(() => {
      say({ type: 'opened', id, pages: 3 })
      for (const page of [1, 2, 3].filter((one) => !done.includes(one))) {
        if (StandIn.silentOn.includes(page) && !plain.includes(page)) return
        say({ type: 'page', id, page, pages: 3, image: null, reading: {} as never, print: null })
      }
      say({ type: 'done', id, pages: 3 })
    })
  }
  terminate(): void {
    this.isEnded = true
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('Worker', StandIn)
  vi.stubGlobal('document', { baseURI: 'http://127.0.0.1/', documentElement: { lang: 'de' } })
  StandIn.started.length = 0
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('a reading that hangs is ended; what came before it is kept, and the next goes on with a new worker', async () => {
  const { readFile } = await import('../../../renderer/workers/read-paper')
  StandIn.silentOn = [2]
  const pages: number[] = []
  const take = ({ page }: { page: number }) => void pages.push(page)
  const hung = readFile(new Blob(['x']), { forms: [] }, take)
  await vi.advanceTimersByTimeAsync(119_000)
  expect(StandIn.started.map(({ isEnded }) => isEnded)).toEqual([false])
  await vi.advanceTimersByTimeAsync(2_000)
  expect(await hung).toEqual({ kind: 'hung' })
  expect([pages, StandIn.started.map(({ isEnded }) => isEnded)]).toEqual([[1], [true]])

  const again = readFile(new Blob(['x']), { forms: [] }, take, { done: [1], plain: [2] })
  await vi.advanceTimersByTimeAsync(10)
  expect(await again).toEqual({ kind: 'read', pages: 3 })
  expect([pages, StandIn.started.length]).toEqual([[1, 2, 3], 2])
})
