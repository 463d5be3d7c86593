import { componentsOf, drawnPieces, type Component } from './components'
import { cut, type InkMap, type Sheet } from './cut'
import type { PaperField } from './crop'
import { scaleAt } from './geometry'
import type { DigitReader } from './network/digit-reader'
import { greyAtShare, type Raster } from './raster'

/** One cell of a comb: what is in it, if anything. */
export type CellReading = {
  /** How likely each digit is; undefined when nothing is written there. */
  readonly shares: readonly number[] | undefined
}

/** The frame may stand this far from where the layout has it. */
const REACH_MM = 1.1
/** Half the width of a printed bar, and what a scanner smears of it. */
const HALF_BAR_MM = 0.32
const INK_ABOVE_PAPER = 60
const SPECK_MM2 = 0.05
const LEAST_DIGIT_MM2 = 0.3

/** Reads a comb cell by cell: the frame is found, taken out, and what is left of each cell is shown to the reader. */
export function readCells(sheet: Sheet, field: PaperField, readDigit: DigitReader): readonly CellReading[] {
  return cellPictures(sheet, field).map((picture) => ({ shares: picture && readDigit(picture) }))
}

/** Each cell dark on white without its frame; undefined where nobody wrote. */
export function cellPictures(sheet: Sheet, field: PaperField): readonly (Raster | undefined)[] {
  const [x, y, w, h] = field.roi_mm
  const cells = field.cells ?? 1
  const perMm = Math.max(8, Math.min(12, scaleAt(sheet.toPixels, [x, y])))
  const map = cut(sheet, [x - 1.5, y - 1.5, w + 3, h + 3], perMm)
  const paper = greyAtShare(map.ink, 0.5)
  const [dx, dy] = frameShift(map, field)
  const [left, top] = [(x + dx - map.box[0]) * perMm, (y + dy - map.box[1]) * perMm]
  const cell = (w / cells) * perMm
  const inset = HALF_BAR_MM * perMm
  return Array.from({ length: cells }, (_, i) =>
    cellPicture(map, paper, {
      x0: Math.round(left + i * cell + inset),
      x1: Math.round(left + (i + 1) * cell - inset),
      y0: Math.round(top + inset),
      y1: Math.round(top + h * perMm - inset),
    }),
  )
}

/** Where the frame really stands: the shift at which its bars and edges cover the most ink, in millimetres. */
function frameShift(map: InkMap, { roi_mm: [x, y, w, h], cells = 1 }: PaperField): readonly [number, number] {
  const { width, height, ink, perMm } = map
  const [left, top] = [(x - map.box[0]) * perMm, (y - map.box[1]) * perMm]
  const columns = new Float64Array(width)
  const rows = new Float64Array(height)
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const value = ink[row * width + column] ?? 0
      if (row > top && row < top + h * perMm) columns[column] = (columns[column] ?? 0) + value
      if (column > left && column < left + w * perMm) rows[row] = (rows[row] ?? 0) + value
    }
  const bars = Array.from({ length: cells + 1 }, (_, i) => left + (i * w * perMm) / cells)
  const best = (sums: Float64Array, lines: readonly number[]): number => {
    const reach = Math.round(REACH_MM * perMm)
    let [most, at] = [-1, 0]
    for (let step = -reach; step <= reach; step++) {
      const sum = lines.reduce((all, line) => all + (sums[Math.round(line + step)] ?? 0), 0) - Math.abs(step)
      if (sum > most) [most, at] = [sum, step]
    }
    return at / perMm
  }
  return [best(columns, bars), best(rows, [top, top + h * perMm])]
}

type Rect = { readonly x0: number; readonly x1: number; readonly y0: number; readonly y1: number }

function cellPicture(map: InkMap, paper: number, { x0, x1, y0, y1 }: Rect): Raster | undefined {
  const [width, height] = [Math.max(1, x1 - x0), Math.max(1, y1 - y0)]
  const inkAt = (at: number): number => {
    const column = at % width
    return map.ink[((at - column) / width + y0) * map.width + column + x0] ?? 0
  }
  const mask = new Uint8Array(width * height)
  for (let at = 0; at < mask.length; at++) mask[at] = inkAt(at) > paper + INK_ABOVE_PAPER ? 1 : 0
  const { components, labels } = componentsOf(mask, width, height)
  const kept = components.filter((piece) => isDigit(piece, width, height, map.perMm))
  const area = kept.reduce((sum, piece) => sum + piece.area, 0)
  if (area < LEAST_DIGIT_MM2 * map.perMm * map.perMm) return undefined
  const pixels = drawnPieces({ labels, width, height }, kept, (at) => Math.max(0, inkAt(at) - paper))
  return { width, height, pixels }
}

/** Not a speck, and not what is left of a bar: thin, and along an edge of the cell. */
function isDigit({ area, left, right, top, bottom }: Component, width: number, height: number, perMm: number): boolean {
  if (area < SPECK_MM2 * perMm * perMm) return false
  const thin = 0.45 * perMm
  const beside = (left <= 1 || right >= width - 2) && right - left + 1 < thin
  const above = (top <= 1 || bottom >= height - 2) && bottom - top + 1 < thin
  return !beside && !above
}
