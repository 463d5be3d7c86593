import type { Bytes } from '../base/bytes'
import type { Language } from '../terms/language'
import { joined } from '../base/bytes'
import type { Raster } from './raster'
import type { Recognised, RecogniseAsk, ReadingPorts } from './read-page'

/** One running recogniser for one language. It may hang, crash or grow: nothing here is trusted to come back. */
export type Engine = {
  readonly read: (picture: Bytes, ask: RecogniseAsk) => Promise<Recognised>
  readonly stop: () => Promise<void>
}

/** An alarm that can be called off. */
export type Alarm = { readonly rings: Promise<void>; readonly off: () => void }

export type RecogniserNeeds = {
  readonly start: (language: Language) => Promise<Engine>
  readonly alarm: (milliseconds: number) => Alarm
}

const PATIENCE_MS = 30_000
/** About a hundred pages: engines adapt to what they have seen and their memory only grows. */
const READINGS_OF_AN_ENGINE = 900

/**
 * A recogniser that always answers: with a reading, or with undefined when its engine hung or failed. A bad engine is
 * stopped and the next reading starts a new one; a worn one is replaced. One reading at a time.
 */
export function watchedRecogniser({ start, alarm }: RecogniserNeeds): {
  readonly recognise: ReadingPorts['recognise']
  readonly stop: () => Promise<void>
} {
  const engines = new Map<Language, { readonly engine: Promise<Engine>; readings: number }>()
  let turn: Promise<unknown> = Promise.resolve()

  const retire = async (language: Language): Promise<void> => {
    const running = engines.get(language)
    engines.delete(language)
    await running?.engine.then((engine) => engine.stop()).catch(() => undefined)
  }

  const read = async (crop: Raster, ask: RecogniseAsk): Promise<Recognised | undefined> => {
    const running = engines.get(ask.language) ?? { engine: start(ask.language), readings: 0 }
    engines.set(ask.language, running)
    running.readings++
    const { rings, off } = alarm(PATIENCE_MS)
    const answer = running.engine.then((engine) => engine.read(pgmFrom(crop), ask)).catch(() => undefined)
    const found = await Promise.race([answer, rings.then(() => undefined)])
    off()
    // Not awaited when it failed: an engine that hangs may hang in stopping, too.
    if (!found) void retire(ask.language)
    else if (running.readings >= READINGS_OF_AN_ENGINE) await retire(ask.language)
    return found
  }

  return {
    recognise: (crop, ask) => {
      const mine = turn.then(() => read(crop, ask))
      turn = mine
      return mine
    },
    stop: async () => {
      await turn
      await Promise.all([...engines.keys()].map(retire))
    },
  }
}

/** The plainest picture file there is (Netpbm P5, 8 bit grey): no encoder needed. */
export function pgmFrom({ width, height, pixels }: Raster): Bytes {
  return joined(new TextEncoder().encode(`P5\n${width} ${height}\n255\n`), pixels)
}
