import type { BoxMm } from '../capture/form-template'
import { lightAlong, type PaperLight } from './flatten'
import type { Homography } from './geometry'
import type { Raster } from './raster'

/** A picture of a page together with what is known about it: where the page lies, how it is lit, how black its ink is. */
export type Sheet = {
  readonly raster: Raster
  readonly light: PaperLight
  /** Millimetres to pixels. */
  readonly toPixels: Homography
  /** Grey of printed black (0 to 255) where bare paper is 255. */
  readonly black: number
}

/** How black each pixel of a cut is: 0 bare paper, 255 as black as the code on the same sheet. */
export type InkMap = {
  readonly width: number
  readonly height: number
  readonly ink: Uint8Array
  readonly perMm: number
  readonly box: BoxMm
}

/**
 * A rectangle of the page laid upright, at `perMm` pixels a millimetre. Light and contrast are taken out, so that one
 * threshold fits a pale photocopy and a sharp scan. Off the picture there is no ink.
 */
export function cut({ raster, light, toPixels, black }: Sheet, box: BoxMm, perMm: number): InkMap {
  const [left, top, w, h] = box
  const width = Math.max(1, Math.round(w * perMm))
  const height = Math.max(1, Math.round(h * perMm))
  const ink = new Uint8Array(width * height)
  const gain = 255 / Math.max(40, 255 - black)
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, i = 0, j = 1] = toPixels
  const { width: across, height: down, pixels } = raster
  const lit = new Float32Array(width)
  const [lastX, lastY] = [across - 1, down - 1]
  for (let row = 0; row < height; row++) {
    const v = top + (row + 0.5) / perMm
    // `mapped` and `greyAt`, written out: this is the innermost loop of all reading.
    const [rowX, rowY, rowW] = [b * v + c, e * v + f, i * v + j]
    lightAlong(
      light,
      width,
      (column) => {
        const u = left + (column + 0.5) / perMm
        return [(a * u + rowX) / (g * u + rowW), (d * u + rowY) / (g * u + rowW)]
      },
      lit,
    )
    for (let column = 0; column < width; column++) {
      const u = left + (column + 0.5) / perMm
      const depth = g * u + rowW
      const x = (a * u + rowX) / depth
      const y = (d * u + rowY) / depth
      // Off the picture there is white paper.
      if (!(x >= 0 && y >= 0 && x < lastX && y < lastY)) continue
      const x0 = x | 0
      const y0 = y | 0
      const at = y0 * across + x0
      const fx = x - x0
      const upper = (pixels[at] ?? 0) + ((pixels[at + 1] ?? 0) - (pixels[at] ?? 0)) * fx
      const lower = (pixels[at + across] ?? 0) + ((pixels[at + across + 1] ?? 0) - (pixels[at + across] ?? 0)) * fx
      const even = ((upper + (lower - upper) * (y - y0)) * 255) / (lit[column] ?? 255)
      const value = (255 - even) * gain
      ink[row * width + column] = value <= 0 ? 0 : value >= 255 ? 255 : value
    }
  }
  return { width, height, ink, perMm, box }
}

/** The box with `mm` more on every side; less, if negative. */
export const grown = ([x, y, w, h]: BoxMm, mm: number): BoxMm => [x - mm, y - mm, w + 2 * mm, h + 2 * mm]

export const moved = ([x, y, w, h]: BoxMm, [dx, dy]: readonly [number, number]): BoxMm => [x + dx, y + dy, w, h]

/** Mean ink (0 to 1) inside a box given in millimetres of the page. */
export function inkShare(map: InkMap, box: BoxMm, darkerThan: number): number {
  const { x0, y0, x1, y1 } = pixelsOf(map, box)
  let dark = 0
  let all = 0
  for (let y = y0; y < y1; y++)
    for (let x = x0; x < x1; x++) {
      all++
      if ((map.ink[y * map.width + x] ?? 0) > darkerThan) dark++
    }
  return all === 0 ? 0 : dark / all
}

/** The part of a map that a box of the page covers, in its pixels. */
export function pixelsOf(map: InkMap, [x, y, w, h]: BoxMm): { x0: number; y0: number; x1: number; y1: number } {
  const [left, top] = map.box
  const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, Math.round(value)))
  return {
    x0: clamp((x - left) * map.perMm, map.width),
    y0: clamp((y - top) * map.perMm, map.height),
    x1: clamp((x + w - left) * map.perMm, map.width),
    y1: clamp((y + h - top) * map.perMm, map.height),
  }
}
