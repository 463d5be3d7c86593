import { must } from '@shared/base/never'
import type { BoxMm, FormTemplate } from '@shared/capture/form-template'
import type { Raster } from '@shared/paper/raster'
import { openPaper } from '../../electron/cli/open-paper'

/** A printed page as an office scanner gives it, 200 dots an inch. */
export async function scanned(pdf: Uint8Array, number = 1): Promise<Raster> {
  const paper = await openPaper(pdf)
  const page = paper.ok ? await paper.value.page(number) : paper
  if (!page.ok) throw new Error(page.problems[0]?.key ?? '')
  return page.value.raster
}

const DOTS_A_MM = 200 / 25.4
type Line = readonly [fromX: number, fromY: number, toX: number, toY: number]

/** A ball pen: dark, half a millimetre wide. Coordinates in millimetres of the page. */
export function drawn(raster: Raster, lines: readonly Line[]): Raster {
  const pixels = Uint8Array.from(raster.pixels)
  for (const [x1, y1, x2, y2] of lines) {
    const steps = Math.ceil(Math.hypot(x2 - x1, y2 - y1) * DOTS_A_MM * 2)
    for (let step = 0; step <= steps; step++) {
      const t = step / Math.max(1, steps)
      const [cx, cy] = [(x1 + (x2 - x1) * t) * DOTS_A_MM, (y1 + (y2 - y1) * t) * DOTS_A_MM]
      for (let dy = -2; dy <= 2; dy++)
        for (let dx = -2; dx <= 2; dx++)
          if (Math.hypot(dx, dy) <= 2) {
            const [x, y] = [Math.round(cx + dx), Math.round(cy + dy)]
            if (x >= 0 && y >= 0 && x < raster.width && y < raster.height) pixels[y * raster.width + x] = 40
          }
    }
  }
  return { ...raster, pixels }
}

export const cross = ([x, y, w, h]: BoxMm): Line[] => [
  [x + 0.6, y + 0.5, x + w - 0.5, y + h - 0.6],
  [x + w - 0.4, y + 0.7, x + 0.5, y + h - 0.4],
]
export const tick = ([x, y, w, h]: BoxMm): Line[] => [
  [x + 0.7, y + h * 0.55, x + w * 0.4, y + h - 0.5],
  [x + w * 0.4, y + h - 0.5, x + w + 0.4, y - 0.4],
]
/** Filled until nothing of it is left: a mark taken back. */
export const blackened = ([x, y, w, h]: BoxMm): Line[] =>
  Array.from({ length: Math.floor(h / 0.3) - 1 }, (_, i): Line => [
    x + 0.2,
    y + 0.3 + i * 0.3,
    x + w - 0.2,
    y + 0.3 + i * 0.3,
  ])
export const scrawl = ([x, y, w, h]: BoxMm): Line[] =>
  Array.from({ length: 9 }, (_, i): Line => [
    x + w * (0.15 + 0.07 * i),
    y + h * (i % 2 === 0 ? 0.75 : 0.3),
    x + w * (0.22 + 0.07 * i),
    y + h * (i % 2 === 0 ? 0.3 : 0.75),
  ])

/** Turned a little, as a feeder does, and pale grain all over, the same every time. */
export function fedAskew(raster: Raster, degrees: number): Raster {
  const { width, height, pixels } = raster
  const turned = new Uint8Array(width * height).fill(255)
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)]
  let grain = 12345
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [x - width / 2, y - height / 2]
      const sx = Math.round(dx * cos + dy * sin + width / 2)
      const sy = Math.round(dy * cos - dx * sin + height / 2)
      const inside = sx >= 0 && sy >= 0 && sx < width && sy < height
      grain = (grain * 1103515245 + 12345) & 0x7fffffff
      turned[y * width + x] = Math.max(
        0,
        (inside ? must(pixels[sy * width + sx], 'a pixel') : 255) - ((grain >> 16) % 12),
      )
    }
  return { width, height, pixels: turned }
}

export const boxOf = (form: FormTemplate, channel: string, purpose?: string): BoxMm => {
  const { box } = must(
    form.questions.find((one) => one.channel === channel && (purpose === undefined || one.purpose === purpose)),
    channel,
  )
  return must(
    form.layout.boxes.find(({ name }) => name === box),
    box,
  ).roi_mm
}
