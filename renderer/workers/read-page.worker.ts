import { z } from 'zod'
import { readPage, unread } from '@shared/paper/read-page'
import { openPaper } from './page-pictures'
import { browserRecogniser, decodeCodes } from './reading-engines'
import type { FromReader, ToReader } from './reading-messages'

// The policy of the window forbids making code from text; the schemas would try to.
z.config({ jitless: true })

/** Pages read but not yet taken by the window: more would only fill the memory. */
const MOST_IN_FLIGHT = 2

let recogniser: ReturnType<typeof browserRecogniser> | undefined
const running = new Map<number, { cancelled: boolean; inFlight: number; taken: () => void }>()

const nothing = (): void => undefined

/** A picture is handed over, not copied. */
const say = (message: FromReader): void =>
  self.postMessage(message, message.type === 'page' && message.image ? { transfer: [message.image.bytes.buffer] } : {})

self.addEventListener('message', ({ data }: MessageEvent<ToReader>) => {
  if (data.type === 'read') {
    void read(data)
    return
  }
  const run = running.get(data.id)
  if (!run) return
  if (data.type === 'cancel') run.cancelled = true
  else run.inFlight--
  run.taken()
})

/** Finds the page in the image, reads boxes, print and codes, offline; page after page, until told to stop. */
async function read({ id, bytes, layouts, today, base }: Extract<ToReader, { type: 'read' }>): Promise<void> {
  const run = { cancelled: false, inFlight: 0, taken: nothing }
  running.set(id, run)
  const stopped = (): boolean => run.cancelled
  const engine = (recogniser ??= browserRecogniser(base))
  const ports = {
    decodeCodes: (raster: Parameters<typeof decodeCodes>[0]) => decodeCodes(raster, base),
    recognise: engine.recognise,
    clock: () => performance.now(),
  }
  try {
    const paper = await openPaper(bytes, base)
    if (!paper.ok) {
      say({ type: 'refused', id, problem: paper.problems[0] ?? { key: 'paper.damaged' } })
      return
    }
    const { pages } = paper.value
    try {
      for (let page = 1; page <= pages && !stopped(); page++) {
        while (run.inFlight >= MOST_IN_FLIGHT && !stopped()) await new Promise<void>((taken) => (run.taken = taken))
        const picture = await paper.value.page(page)
        if (stopped()) break
        if (!picture.ok) {
          const problem = picture.problems[0] ?? { key: 'paper.damaged' as const }
          if (pages === 1) {
            say({ type: 'refused', id, problem })
            return
          }
          say({ type: 'page', id, page, pages, image: null, reading: { ...unread(problem), ms: 0 } })
        } else {
          const { raster, shrunk, image } = picture.value
          const { reading } = await readPage({ raster, shrunk, layouts, today }, ports)
          say({ type: 'page', id, page, pages, image, reading })
        }
        run.inFlight++
      }
    } finally {
      await paper.value.close()
    }
    say({ type: 'done', id, pages })
  } catch {
    // Whatever broke, the window hears of it and the next file can be read.
    say({ type: 'refused', id, problem: { key: 'paper.reading-failed' } })
  } finally {
    running.delete(id)
  }
}
