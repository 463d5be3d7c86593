import { describe, expect, test } from 'vitest'
import { pgmFrom, watchedRecogniser, type Engine } from '@shared/paper/recogniser'
import type { Raster } from '@shared/paper/raster'

const crop: Raster = { width: 2, height: 1, pixels: new Uint8Array([0, 255]) }
const ask = { alphabet: '', language: 'fr', lines: 'one' } as const

/** Engines made by a script; alarms that ring when told to. */
function stage(read: (turn: number) => Promise<{ text: string; confidence: number }>) {
  const seen = { started: 0, stopped: 0, atOnce: 0, most: 0 }
  let turn = 0
  let ring: () => void = () => undefined
  const start = async (): Promise<Engine> => {
    seen.started++
    return {
      read: async () => {
        seen.most = Math.max(seen.most, ++seen.atOnce)
        try {
          return await read(turn++)
        } finally {
          seen.atOnce--
        }
      },
      stop: async () => {
        seen.stopped++
      },
    }
  }
  const alarm = () => ({ rings: new Promise<void>((rings) => (ring = rings)), off: () => undefined })
  return { seen, ringNow: () => ring(), ...watchedRecogniser({ start, alarm }) }
}

describe('a recogniser that always answers', () => {
  test('one reading at a time, by one engine', async () => {
    const { recognise, seen } = stage(async (turn) => ({ text: `${turn}`, confidence: 1 }))
    const found = await Promise.all([1, 2, 3].map(() => recognise(crop, ask)))
    expect(found.map((one) => one?.text)).toEqual(['0', '1', '2'])
    expect(seen).toMatchObject({ started: 1, most: 1 })
  })

  test('an engine that hangs is given up, and the next reading has a new one', async () => {
    const { recognise, seen, ringNow } = stage((turn) =>
      turn === 0 ? new Promise(() => undefined) : Promise.resolve({ text: 'again', confidence: 1 }),
    )
    const first = recognise(crop, ask)
    await new Promise((soon) => setTimeout(soon, 5))
    ringNow()
    expect(await first).toBeUndefined()
    expect(await recognise(crop, ask)).toEqual({ text: 'again', confidence: 1 })
    expect(seen).toMatchObject({ started: 2, stopped: 1 })
  })

  test('an engine that fails costs one reading, not the page', async () => {
    const { recognise, seen } = stage((turn) =>
      turn === 0 ? Promise.reject(new Error('out of memory')) : Promise.resolve({ text: 'on', confidence: 1 }),
    )
    expect(await recognise(crop, ask)).toBeUndefined()
    expect((await recognise(crop, ask))?.text).toBe('on')
    expect(seen.started).toBe(2)
  })

  test('a worn engine is replaced', async () => {
    const { recognise, seen } = stage(async () => ({ text: '', confidence: 0 }))
    for (let i = 0; i < 901; i++) await recognise(crop, ask)
    expect(seen).toMatchObject({ started: 2, stopped: 1 })
  })

  test('at the end every engine is stopped', async () => {
    const { recognise, stop, seen } = stage(async () => ({ text: '', confidence: 0 }))
    await recognise(crop, ask)
    await recognise(crop, { ...ask, language: 'de' })
    await stop()
    expect(seen).toMatchObject({ started: 2, stopped: 2 })
  })
})

test('a picture for the recogniser is a Netpbm file', () => {
  expect([...pgmFrom(crop)]).toEqual([...new TextEncoder().encode('P5\n2 1\n255\n'), 0, 255])
})
