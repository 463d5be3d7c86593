import type { BoxMm } from '../capture/form-template'
import type { PageReading } from '../capture/reading'
import { componentsOf, type Component } from './components'
import { cut, grown, type InkMap, type Sheet } from './cut'
import { greyAtShare } from './raster'

/** Whether somebody signed: ink is there, or is not. It says nothing about who. */
export type SignatureReading = PageReading['signature']

const PER_MM = 6
/** Share of the box under ink: a thin hand begins at 0.7 %, a pen that slipped ends at 0.3 %, empty boxes at 0.01 %. */
const SURELY_SIGNED = 0.006
const SURELY_UNSIGNED = 0.0012
/** Pale bleed from the other side is not ink. */
const INK_ABOVE_PAPER = 70
/** Names run out of the box: what is joined to it and within this belongs to it. */
const OVERHANG_MM = 5

/** Looks at the signature box without its printed frame, 1 mm inside. */
export function readSignature(sheet: Sheet, roi: BoxMm): SignatureReading {
  const map = cut(sheet, grown(roi, OVERHANG_MM), PER_MM)
  const mask = inkMask(map)
  const { components, labels } = componentsOf(mask, map.width, map.height)
  const inside = insideOf(map, roi)
  const shares = inkInside(labels, components.length, map.width, inside)
  const area = (inside.x1 - inside.x0) * (inside.y1 - inside.y0)
  const strokes = components.filter(({ label }) => (shares[label] ?? 0) > 0.05 * PER_MM * PER_MM)
  const share = strokes.reduce((sum, { label }) => sum + (shares[label] ?? 0), 0) / area
  const ink = strokes.length === 0 ? null : boxOf(map, strokes)
  if (share >= SURELY_SIGNED && ink !== null && ink[2] > 5) return { state: 'present', ink }
  return share <= SURELY_UNSIGNED ? { state: 'absent', ink: null } : { state: 'unclear', ink }
}

function inkMask(map: InkMap): Uint8Array {
  const paper = greyAtShare(map.ink, 0.5)
  return map.ink.map((ink) => (ink > paper + INK_ABOVE_PAPER ? 1 : 0))
}

type Rect = { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number }

function insideOf(map: InkMap, [x, y, w, h]: BoxMm): Rect {
  const at = (mm: number): number => Math.round(mm * map.perMm)
  const [left, top] = map.box
  return { x0: at(x - left + 1), y0: at(y - top + 1), x1: at(x - left + w - 1), y1: at(y - top + h - 1) }
}

/** Pixels of each piece of ink (by label) that lie inside. */
function inkInside(labels: Int32Array, pieces: number, width: number, { x0, y0, x1, y1 }: Rect): Uint32Array {
  const counts = new Uint32Array(pieces + 1)
  for (let y = y0; y < y1; y++)
    for (let x = x0; x < x1; x++) {
      const label = labels[y * width + x] ?? 0
      if (label !== 0) counts[label] = (counts[label] ?? 0) + 1
    }
  return counts
}

/** Around all strokes, in millimetres of the page. A stroke that crosses the frame may take the frame with it. */
function boxOf(map: InkMap, strokes: readonly Component[]): BoxMm {
  const left = Math.min(...strokes.map((stroke) => stroke.left))
  const top = Math.min(...strokes.map((stroke) => stroke.top))
  const right = Math.max(...strokes.map((stroke) => stroke.right)) + 1
  const bottom = Math.max(...strokes.map((stroke) => stroke.bottom)) + 1
  const mm = (pixels: number): number => Math.round((pixels / map.perMm) * 10) / 10
  return [map.box[0] + mm(left), map.box[1] + mm(top), mm(right - left), mm(bottom - top)]
}
