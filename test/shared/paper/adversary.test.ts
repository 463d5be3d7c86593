import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { must } from '@shared/base/never'
import type { PageReading } from '@shared/capture/reading'
import { mapped } from '@shared/paper/geometry'
import { greyAt, turned, type Raster } from '@shared/paper/raster'
import { readPage } from '@shared/paper/read-page'
import { PlainDate } from '@shared/terms/time'
import { decodeCodes } from '../../../electron/cli/decode-codes'
import { inventive } from '../../fakes/readers'
import { fixturePages, pictureOf, truthsIn, type Truth } from '../../builders/paper'

vi.setConfig({ testTimeout: 300_000 })

/** Attempts to talk the reader into a yes that nobody gave, or into overlooking a mark. */
const truths = truthsIn(fixturePages)
const pictures = new Map(
  await Promise.all(truths.map(async (t) => [t.id, (await pictureOf(join(fixturePages, t.file))).raster] as const)),
)
const rasterOf = (truth: Truth): Raster => must(pictures.get(truth.id), truth.id)

async function read(raster: Raster, truth: Truth, layout = truth as Parameters<typeof readPage>[0]['layouts'][number]) {
  const page = { raster, shrunk: 1, layouts: [layout], today: PlainDate.parse('2026-11-25') }
  return (await readPage(page, { decodeCodes, ...inventive, clock: () => 0 })).reading
}

function failsClosed(reading: PageReading, truth: Truth): void {
  if (!reading.registered) expect([reading.boxes, reading.fields]).toEqual([{}, {}])
  for (const { name, state } of truth.boxes) {
    if (state !== 'ticked') expect(reading.boxes[name], name).not.toBe('marked')
    if (state !== 'empty') expect(reading.boxes[name], name).not.toBe('empty')
  }
  if (truth.signature.present) expect(reading.signature.state).not.toBe('absent')
  else expect(reading.signature.state).not.toBe('present')
}

/** The picture as if every pixel came from somewhere else. */
function bent({ width, height, ...raster }: Raster, from: (x: number, y: number) => readonly [number, number]): Raster {
  const pixels = new Uint8Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) pixels[y * width + x] = greyAt({ width, height, ...raster }, ...from(x, y))
  return { width, height, pixels }
}

const retoned = (raster: Raster, tone: (grey: number, x: number, y: number) => number): Raster => ({
  ...raster,
  pixels: raster.pixels.map((grey, i) => tone(grey, i % raster.width, Math.floor(i / raster.width))),
})

const some = truths.filter(({ id }) => ['dev-016', 'dev-028'].includes(id))

describe.each(some)('$id', (truth) => {
  test.each([1, 3, 6, 12])('bent in waves of %d mm', async (mm) => {
    const raster = rasterOf(truth)
    const reach = (mm * raster.width) / 210
    const wave = (y: number): number => Math.sin((y / raster.height) * 9) * reach
    failsClosed(
      await read(
        bent(raster, (x, y) => [x + wave(y), y + wave(x) / 2]),
        truth,
      ),
      truth,
    )
  })

  test.each([90, 180, 270] as const)('turned by %d degrees', async (degrees) => {
    const reading = await read(turned(rasterOf(truth), degrees), truth)
    expect([reading.registered, reading.rotation]).toEqual([true, (360 - degrees) % 360])
    failsClosed(reading, truth)
  })

  test('seen from behind', async () => {
    const raster = rasterOf(truth)
    const reading = await read(
      bent(raster, (x, y) => [raster.width - 1 - x, y]),
      truth,
    )
    expect(reading.registered).toBe(false)
  })

  test.each([0.3, 0.55, 0.75])('cut off below %d of its height', async (share) => {
    const raster = rasterOf(truth)
    const cutOff = await read(
      retoned(raster, (grey, _, y) => (y > share * raster.height ? 255 : grey)),
      truth,
    )
    if (share < 0.7) expect(cutOff.registered).toBe(false)
    for (const [name, state] of Object.entries(cutOff.boxes))
      expect([
        ...(truth.boxes.find((box) => box.name === name)?.state === 'ticked' ? ['marked'] : ['empty']),
        'unclear',
      ]).toContain(state)
  })

  test('faded to a tenth of its contrast', async () => {
    failsClosed(
      await read(
        retoned(rasterOf(truth), (grey) => 225 + grey / 10),
        truth,
      ),
      truth,
    )
  })

  test('under coarse noise', async () => {
    let seed = 7
    const chance = (): number => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff
    failsClosed(
      await read(
        retoned(rasterOf(truth), (grey) => Math.max(0, Math.min(255, grey + (chance() - 0.5) * 160))),
        truth,
      ),
      truth,
    )
  })

  test('with a stain or a blot over a box', async () => {
    for (const { name, roi_mm } of truth.boxes.filter(({ name }) => name.startsWith('ch'))) {
      const [cx, cy] = mapped(truth.H_mm2px, [roi_mm[0] + 2.1, roi_mm[1] + 2.1])
      const [edge] = mapped(truth.H_mm2px, [roi_mm[0] + 5.1, roi_mm[1] + 2.1])
      const reach = Math.abs(edge - cx)
      const over = (dark: number) => (grey: number, x: number, y: number) =>
        Math.hypot(x - cx, y - cy) < reach ? Math.min(grey, dark) : grey
      for (const dark of [0, 120])
        expect((await read(retoned(rasterOf(truth), over(dark)), truth)).boxes[name] ?? 'unclear', name).toBe('unclear')
    }
  })

  test('under a layout whose boxes stand elsewhere', async () => {
    const shifted = {
      ...truth,
      boxes: truth.boxes.map((box) => ({
        ...box,
        roi_mm: [box.roi_mm[0] + 7, box.roi_mm[1] + 3.5, 4.2, 4.2] as typeof box.roi_mm,
      })),
    }
    const reading = await read(rasterOf(truth), truth, shifted)
    expect([reading.registered, reading.boxes]).toEqual([false, {}])
  })
})

test('a fresh form has no mark anywhere: every box erased reads empty, none is imagined', async () => {
  const truth = must(
    truths.find(({ id }) => id === 'dev-005'),
    'dev-005',
  )
  const wiped = truth.boxes.reduce((raster, { roi_mm: [x, y, w, h] }) => {
    const [left, top] = mapped(truth.H_mm2px, [x + 0.7, y + 0.7])
    const [right, bottom] = mapped(truth.H_mm2px, [x + w - 0.7, y + h - 0.7])
    return retoned(raster, (grey, px, py) => (px > left && px < right && py > top && py < bottom ? 250 : grey))
  }, rasterOf(truth))
  const { boxes } = await read(wiped, truth)
  expect(Object.values(boxes)).not.toContain('marked')
})
