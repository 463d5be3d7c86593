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

/** Each cell dark on white without its frame; undefined where nobody wrote. A digit that runs over a bar stays whole. */
export function cellPictures(sheet: Sheet, field: PaperField): readonly (Raster | undefined)[] {
  const [x, y, w, h] = field.roi_mm
  const cells = field.cells ?? 1
  const perMm = Math.max(8, Math.min(12, scaleAt(sheet.toPixels, [x, y])))
  const map = cut(sheet, [x - 1.5, y - 1.5, w + 3, h + 3], perMm)
  const paper = greyAtShare(map.ink, 0.5)
  const [dx, dy] = frameShift(map, field)
  const frame: Frame = {
    left: (x + dx - map.box[0]) * perMm,
    top: (y + dy - map.box[1]) * perMm,
    bottom: (y + dy + h - map.box[1]) * perMm,
    cell: (w / cells) * perMm,
    cells,
    half: HALF_BAR_MM * perMm,
  }
  const mask = map.ink.map((ink) => (ink > paper + INK_ABOVE_PAPER ? 1 : 0))
  withoutFrame(mask, map, frame)
  const { components, labels } = parted(mask, map, frame)
  const owner = ownersOf(components, labels, map, frame)
  return Array.from({ length: cells }, (_, cell) => {
    const kept = components.filter((piece) => owner[piece.label] === cell)
    const area = kept.reduce((sum, piece) => sum + piece.area, 0)
    if (area < LEAST_DIGIT_MM2 * perMm * perMm) return undefined
    const pixels = drawnPieces({ labels, width: map.width, height: map.height }, kept, (at) =>
      Math.max(0, (map.ink[at] ?? 0) - paper),
    )
    return { width: map.width, height: map.height, pixels }
  })
}

/** Where the frame stands in the map, in its pixels; `half` is half a bar. */
type Frame = {
  readonly left: number
  readonly top: number
  readonly bottom: number
  readonly cell: number
  readonly cells: number
  readonly half: number
}

/** Takes out edges and bars, but where a stroke goes over a bar from one side to the other. */
function withoutFrame(
  mask: Uint8Array,
  { width, height }: InkMap,
  { left, top, bottom, cell, cells, half }: Frame,
): void {
  const [first, last] = [Math.round(top + half), Math.round(bottom - half)]
  for (let row = 0; row < height; row++)
    if (row < first || row >= last || isEdge(mask, width, row, left, cell * cells))
      mask.fill(0, row * width, (row + 1) * width)
  const outer = [Math.round(left + half), Math.round(left + cells * cell - half)] as const
  for (let row = first; row < last; row++) {
    mask.fill(0, row * width, row * width + outer[0])
    mask.fill(0, row * width + outer[1], (row + 1) * width)
  }
  for (let bar = 1; bar < cells; bar++) {
    const [from, to] = [Math.round(left + bar * cell - half), Math.round(left + bar * cell + half)]
    const inkNear = (row: number, column: number): boolean =>
      [-2, -1, 0, 1, 2].some((d) => row + d >= first && row + d < last && mask[(row + d) * width + column] === 1)
    const crossed: boolean[] = []
    for (let row = first; row < last; row++) crossed.push(inkNear(row, from - 1) && inkNear(row, to))
    crossed.forEach((stays, i) => {
      if (!stays) mask.fill(0, (first + i) * width + from, (first + i) * width + to)
    })
  }
}

/** A row dark along most of the comb is its edge, wherever a crooked scan has put it. */
function isEdge(mask: Uint8Array, width: number, row: number, left: number, length: number): boolean {
  let dark = 0
  for (let column = Math.max(0, Math.round(left)); column < Math.min(width, left + length); column++)
    dark += mask[row * width + column] ?? 0
  return dark > 0.55 * length
}

/** Pieces of ink; two digits that touch over a bar are parted there, at the bar. */
function parted(mask: Uint8Array, map: InkMap, frame: Frame): ReturnType<typeof componentsOf> {
  const found = componentsOf(mask, map.width, map.height)
  const pieces = found.components.map((piece) => ({ piece, counts: cellsOf(piece, found.labels, map, frame) }))
  const owned = Array.from({ length: frame.cells }, () => 0)
  for (const { counts } of pieces) {
    const most = Math.max(...counts)
    const cell = counts.indexOf(most)
    owned[cell] = (owned[cell] ?? 0) + most
  }
  const digit = LEAST_DIGIT_MM2 * map.perMm * map.perMm
  // Either both cells hold much of it, or one of them would be left empty though a digit's worth of ink is in it.
  const isTwo = (piece: Component, counts: readonly number[], cell: number, next: number): boolean => {
    const [a, b] = [counts[cell] ?? 0, counts[next] ?? 0]
    if (Math.min(a, b) > MUCH_OF_A_PIECE * piece.area) return true
    const line = frame.left + next * frame.cell
    const reaches = (owned[cell] ?? 0) < digit ? line - piece.left : (owned[next] ?? 0) < digit ? piece.right - line : 0
    return a > digit && b > digit && reaches > FAR_INTO_A_CELL * frame.cell
  }
  let touching = false
  for (const { piece, counts } of pieces)
    for (let bar = 1; bar < frame.cells; bar++) {
      if (!isTwo(piece, counts, bar - 1, bar)) continue
      touching = true
      const from = Math.round(frame.left + bar * frame.cell - frame.half)
      const to = Math.round(frame.left + bar * frame.cell + frame.half)
      for (let row = piece.top; row <= piece.bottom; row++) mask.fill(0, row * map.width + from, row * map.width + to)
    }
  return touching ? componentsOf(mask, map.width, map.height) : found
}
/** A digit that runs over leaves less than this next door. */
const MUCH_OF_A_PIECE = 0.22
const FAR_INTO_A_CELL = 0.3

/** How many pixels of a piece lie in each cell. */
function cellsOf(
  { label, left, right, top, bottom }: Component,
  labels: Int32Array,
  { width }: InkMap,
  frame: Frame,
): number[] {
  const counts = Array.from({ length: frame.cells }, () => 0)
  for (let y = top; y <= bottom; y++)
    for (let x = left; x <= right; x++) {
      const at = Math.floor((x + 0.5 - frame.left) / frame.cell)
      if (labels[y * width + x] === label && at >= 0 && at < frame.cells) counts[at] = (counts[at] ?? 0) + 1
    }
  return counts
}

/** Which cell each piece of ink belongs to (by label): the one most of it lies in, or none for what is no writing. */
function ownersOf(
  components: readonly Component[],
  labels: Int32Array,
  map: InkMap,
  frame: Frame,
): readonly (number | undefined)[] {
  const owner: (number | undefined)[] = []
  const thin = 0.45 * map.perMm
  for (const piece of components) {
    if (piece.area < SPECK_MM2 * map.perMm * map.perMm) continue
    const [wide, high] = [piece.right - piece.left + 1, piece.bottom - piece.top + 1]
    // What is left of the frame: thin, and at a bar or an edge.
    const bar = frame.left + Math.round((piece.x - frame.left) / frame.cell) * frame.cell
    const gap = Math.max(piece.left - bar, bar - piece.right)
    if (wide < thin && gap < frame.half + 2) continue
    if (high < thin && (piece.top < frame.top + frame.half + 2 || piece.bottom > frame.bottom - frame.half - 3))
      continue
    const counts = cellsOf(piece, labels, map, frame)
    owner[piece.label] = counts.indexOf(Math.max(...counts))
  }
  return owner
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
