import type { BoxMm, PaperLayout } from '../capture/form-template'
import { componentsOf, drawnPieces, type Component } from './components'
import { cut, type InkMap, type Sheet } from './cut'
import { scaleAt } from './geometry'
import { greyAtShare, type Raster } from './raster'

export type PaperField = PaperLayout['fields'][number]

/** The writing in a field, freed of what the form prints there: dark on white, ready for a recogniser. */
export type FieldCrop = {
  readonly picture: Raster
  /** Square millimetres of ink. */
  readonly ink: number
}

/** A speck of dust. Dots and accents are larger. */
const SPECK_MM2 = 0.05
const INK_ABOVE_PAPER = 60
/** How far writing may stand above and below its field. */
const OVERSHOOT_MM = 1.2

export function cropField(sheet: Sheet, field: PaperField, printed: PaperLayout['printed']): FieldCrop {
  const [x, y, w, h] = field.roi_mm
  const perMm = Math.max(8, Math.min(12, scaleAt(sheet.toPixels, [x, y])))
  const map = cut(sheet, [x - 1, y - OVERSHOOT_MM, w + 2, h + 2 * OVERSHOOT_MM], perMm)
  const paper = greyAtShare(map.ink, 0.5)
  const mask = map.ink.map((ink) => (ink > paper + INK_ABOVE_PAPER ? 1 : 0))
  if (field.kind === 'comb') withoutComb(mask, map, field)
  else withoutRule(mask, map)
  const { components, labels } = componentsOf(mask, map.width, map.height)
  const kept = components.filter((piece) => isWriting(piece, map, field.roi_mm, printed))
  return { picture: pictureOf(map, labels, kept, paper), ink: areaOf(kept, perMm) }
}

/**
 * The rule people write on: rows of ink over more than half the field's width. It is taken out where nothing crosses
 * it, so that a stroke through the line stays whole.
 */
function withoutRule(mask: Uint8Array, map: InkMap): void {
  const { width, height } = map
  const rows: number[] = []
  for (let row = Math.floor(height * 0.45); row < height; row++) {
    let dark = 0
    for (let column = 0; column < width; column++) dark += mask[row * width + column] ?? 0
    if (dark > 0.5 * width) rows.push(row)
  }
  const [first] = rows
  const last = rows.at(-1)
  if (first === undefined || last === undefined || last - first > map.perMm) return
  wipedBetween(mask, width, height, first - 1, last + 1)
}

/** Wipes a horizontal band, but for columns where ink goes on above or below it. */
function wipedBetween(mask: Uint8Array, width: number, height: number, first: number, last: number): void {
  for (let column = 0; column < width; column++) {
    const above = first > 0 ? (mask[(first - 1) * width + column] ?? 0) : 0
    const below = last < height - 1 ? (mask[(last + 1) * width + column] ?? 0) : 0
    if (above === 1 || below === 1) continue
    for (let row = Math.max(0, first); row <= Math.min(height - 1, last); row++) mask[row * width + column] = 0
  }
}

/** The frame of a comb and the bars between its cells, 0.5 mm wide each: digits stand between them. */
function withoutComb(mask: Uint8Array, map: InkMap, { roi_mm: [x, y, w, h], cells = 1 }: PaperField): void {
  const [left, top] = map.box
  const half = 0.4
  for (let row = 0; row < map.height; row++)
    for (let column = 0; column < map.width; column++) {
      const px = left + (column + 0.5) / map.perMm - x
      const py = top + (row + 0.5) / map.perMm - y
      const cell = w / cells
      const toBar = Math.abs(px - Math.round(px / cell) * cell)
      const outside = px < half || px > w - half || py < half || py > h - half
      if (outside || toBar < half) mask[row * map.width + column] = 0
    }
}

function isWriting(piece: Component, map: InkMap, [, y, , h]: BoxMm, printed: PaperLayout['printed']): boolean {
  const { perMm } = map
  if (piece.area < SPECK_MM2 * perMm * perMm) return false
  const [left, top] = map.box
  const box = {
    left: left + piece.left / perMm,
    top: top + piece.top / perMm,
    right: left + (piece.right + 1) / perMm,
    bottom: top + (piece.bottom + 1) / perMm,
  }
  // Of the line above or the line below: it only looks into this field.
  if (box.bottom < y + 0.4 || box.top > y + h) return false
  return !printed.some(
    ({ roi_mm: [lx, ly, lw, lh] }) =>
      box.left > lx - 0.6 && box.right < lx + lw + 0.6 && box.top > ly - 1.5 && box.bottom < ly + lh + 0.5,
  )
}

const areaOf = (pieces: readonly Component[], perMm: number): number =>
  pieces.reduce((sum, { area }) => sum + area, 0) / (perMm * perMm)

/** The kept pieces with their soft edges, on white, with a margin of 1.5 mm. */
function pictureOf(map: InkMap, labels: Int32Array, kept: readonly Component[], paper: number): Raster {
  if (kept.length === 0) return { width: 1, height: 1, pixels: new Uint8Array([255]) }
  const margin = Math.round(1.5 * map.perMm)
  const left = Math.min(...kept.map((piece) => piece.left)) - margin
  const top = Math.min(...kept.map((piece) => piece.top)) - margin
  const width = Math.max(...kept.map((piece) => piece.right)) + margin - left + 1
  const height = Math.max(...kept.map((piece) => piece.bottom)) + margin - top + 1
  const whole = drawnPieces({ labels, width: map.width, height: map.height }, kept, (at) =>
    Math.max(0, (map.ink[at] ?? 0) - paper),
  )
  const pixels = new Uint8Array(width * height).fill(255)
  const from = Math.max(0, left)
  const to = Math.min(map.width, left + width)
  for (let y = Math.max(0, top); y < Math.min(map.height, top + height); y++)
    pixels.set(whole.subarray(y * map.width + from, y * map.width + to), (y - top) * width + from - left)
  return { width, height, pixels }
}
