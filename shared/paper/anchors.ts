import type { BoxMm, PointMm } from '../capture/form-template'
import { componentsOf } from './components'
import { cut, grown, type InkMap, type Sheet } from './cut'
import { mapped, type Point } from './geometry'

/** Printed black: half as dark as the code. */
const BLACK = 128

/**
 * The solid black squares near a point of the page, nearest first, in millimetres as the sheet's present (rough) map has
 * them. 4 to 8 mm wide: larger than a ticked box, smaller than a scanner's black edge.
 */
export function squaresNear(sheet: Sheet, [x, y]: PointMm, reach: number): readonly Point[] {
  const perMm = 4
  const map = cut(sheet, [x - reach - 4, y - reach - 4, 2 * reach + 8, 2 * reach + 8], perMm)
  const mask = map.ink.map((ink) => (ink > BLACK ? 1 : 0))
  return (
    componentsOf(mask, map.width, map.height)
      .components.filter(({ area, left, right, top, bottom }) => {
        const w = (right - left + 1) / perMm
        const h = (bottom - top + 1) / perMm
        return w > 4 && w < 9 && h > 4 && h < 9 && w / h > 0.75 && w / h < 1.33 && area / (w * h * perMm * perMm) > 0.75
      })
      .map((square): Point => [map.box[0] + (square.x + 0.5) / perMm, map.box[1] + (square.y + 0.5) / perMm])
      // A square cut by the edge of the picture has its middle in the wrong place.
      .filter((found) => wholly(sheet, found) && Math.hypot(found[0] - x, found[1] - y) <= reach)
      .sort((a, b) => Math.hypot(a[0] - x, a[1] - y) - Math.hypot(b[0] - x, b[1] - y))
  )
}

function wholly({ raster, toPixels }: Sheet, [x, y]: Point): boolean {
  return [-4, 4].every((dx) =>
    [-4, 4].every((dy) => {
      const [px, py] = mapped(toPixels, [x + dx, y + dy])
      return px > 0 && py > 0 && px < raster.width - 1 && py < raster.height - 1
    }),
  )
}

/** Where a printed outline was found, in millimetres from where it was looked for, and how surely it is one. */
export type FoundOutline = { readonly shift: Point; readonly clarity: number }

/**
 * Looks for the outline of a tick box (square or round) within `reach` millimetres of where it should be. `clarity` is
 * the ink on the outline less the ink just beside it, 0 to 1: a mark inside the box hardly changes it, and no other
 * print has it. It tells apart "the box is empty" from "we are not looking at the box".
 */
export function outlineNear(
  sheet: Sheet,
  { roi_mm, round }: { readonly roi_mm: BoxMm; readonly round: boolean },
  reach: number,
): FoundOutline {
  const perMm = 8
  const map = cut(sheet, grown(roi_mm, reach + 1), perMm)
  const rings = ringsOf(roi_mm, round, perMm)
  const steps = Math.round(reach * perMm)
  let best: FoundOutline = { shift: [0, 0], clarity: -1 }
  const at: number[] = []
  for (let dy = -steps; dy <= steps; dy++)
    for (let dx = -steps; dx <= steps; dx++) {
      const clarity = clarityAt(map, rings, dx, dy)
      at.push(clarity)
      if (clarity > best.clarity) best = { shift: [dx, dy], clarity }
    }
  const side = 2 * steps + 1
  const [dx, dy] = best.shift
  const around = (x: number, y: number): number => at[(y + steps) * side + x + steps] ?? -1
  return {
    shift: [
      (dx + peak(around(dx - 1, dy), best.clarity, around(dx + 1, dy), Math.abs(dx) === steps)) / perMm,
      (dy + peak(around(dx, dy - 1), best.clarity, around(dx, dy + 1), Math.abs(dy) === steps)) / perMm,
    ],
    clarity: best.clarity,
  }
}

/** Where between three equally spaced readings the top of a parabola lies: -0.5 to 0.5. */
function peak(before: number, here: number, after: number, atEdge: boolean): number {
  const bend = before - 2 * here + after
  return atEdge || bend >= 0 ? 0 : Math.max(-0.5, Math.min(0.5, (before - after) / (2 * bend)))
}

/** Offsets in pixels from the middle of the box: on its outline, 0.6 mm outside and 0.6 mm inside. */
type Rings = { readonly on: readonly Point[]; readonly beside: readonly Point[] }

function ringsOf([, , w, h]: BoxMm, round: boolean, perMm: number): Rings {
  const ring = (inset: number): Point[] => {
    const a = (w / 2 - inset) * perMm
    const b = (h / 2 - inset) * perMm
    if (round)
      return Array.from({ length: 96 }, (_, i): Point => {
        const angle = (i / 96) * 2 * Math.PI
        return [Math.cos(angle) * a, Math.sin(angle) * b]
      })
    return Array.from({ length: 24 }, (_, i) => (i + 0.5) / 12 - 1).flatMap((t): Point[] => [
      [t * a, -b],
      [t * a, b],
      [-a, t * b],
      [a, t * b],
    ])
  }
  return { on: ring(OUTLINE_INSET_MM), beside: [...ring(OUTLINE_INSET_MM - 0.6), ...ring(OUTLINE_INSET_MM + 0.6)] }
}

/** The layout names a box by its outer edge; the middle of its line lies this far inside. */
const OUTLINE_INSET_MM = 0.15

function clarityAt(map: InkMap, { on, beside }: Rings, dx: number, dy: number): number {
  const cx = map.width / 2 + dx
  const cy = map.height / 2 + dy
  const meanOf = (points: readonly Point[]): number => {
    let sum = 0
    for (const [x, y] of points) sum += map.ink[Math.floor(cy + y) * map.width + Math.floor(cx + x)] ?? 0
    return sum / points.length / 255
  }
  return meanOf(on) - meanOf(beside)
}
