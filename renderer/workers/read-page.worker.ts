import { z } from 'zod'
import { flattened, paperLightOf } from '@shared/paper/flatten'
import { type Raster, turned } from '@shared/paper/raster'
import { type ReadingPorts, readPage, unread } from '@shared/paper/read-page'
import { openPaper } from './page-pictures'
import { browserReaders } from './readers'
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
async function read({
  id,
  bytes,
  layouts,
  today,
  base,
  done,
  plain,
  free,
  most,
}: Extract<ToReader, { type: 'read' }>): Promise<void> {
  const run = { cancelled: false, inFlight: 0, taken: nothing }
  running.set(id, run)
  const stopped = (): boolean => run.cancelled
  const engine = (recogniser ??= browserRecogniser(base))
  const ports = {
    decodeCodes: (raster: Parameters<typeof decodeCodes>[0]) => decodeCodes(raster, base),
    readers: browserReaders(),
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
    say({ type: 'opened', id, pages })
    let read = 0
    try {
      for (let page = 1; page <= pages && read < most && !stopped(); page++) {
        if (done.includes(page)) continue
        read++
        while (run.inFlight >= MOST_IN_FLIGHT && !stopped()) await new Promise<void>((taken) => (run.taken = taken))
        const picture = await paper.value.page(page)
        if (stopped()) break
        if (!picture.ok) {
          const problem = picture.problems[0] ?? { key: 'paper.damaged' as const }
          if (pages === 1) {
            say({ type: 'refused', id, problem })
            return
          }
          say({ type: 'page', id, page, pages, image: null, reading: { ...unread(problem), ms: 0 }, print: null })
        } else {
          const { raster, shrunk, image } = picture.value
          if (plain.includes(page)) {
            const reading = { ...unread({ key: 'paper.reading-failed' }), ms: 0 }
            say({ type: 'page', id, page, pages, image, reading, print: null })
            run.inFlight++
            continue
          }
          const { reading } = await readPage({ raster, shrunk, layouts, today }, ports)
          const isFree = reading.problems.some(({ key }) => key === 'paper.no-code' || key === 'paper.unknown-form')
          const print = isFree ? await wholePrint(raster, free, engine.recognise) : null
          say({ type: 'page', id, page, pages, image, reading, print })
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

/** Everything on a page nobody knows the form of, evenly lit and upright; its values are offered, never taken. */
async function wholePrint(
  raster: Raster,
  { language, turns }: Extract<ToReader, { type: 'read' }>['free'],
  recognise: ReadingPorts['recognise'],
): Promise<string | null> {
  const even = flattened(raster, paperLightOf(raster, 32))
  const degrees = ([0, 90, 180, 270] as const)[((turns % 4) + 4) % 4] ?? 0
  const found = await recognise(turned(even, degrees), { alphabet: '', language, lines: 'many' })
  return found?.text.trim() ?? null
}
