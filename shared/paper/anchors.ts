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
  const at = (dx: number, dy: number): number => clarityAt(map, rings, dx, dy)
  // Lines are three pixels wide at this scale: looking at every second place misses none of them.
  const coarse = clearest(at, [0, 0], steps - (steps % 2), 2)
  const [dx, dy] = clearest(at, coarse, 1, 1)
  const clarity = at(dx, dy)
  const atEdge = Math.abs(dx) >= steps || Math.abs(dy) >= steps
  return {
    shift: [
      (dx + peak(at(dx - 1, dy), clarity, at(dx + 1, dy), atEdge)) / perMm,
      (dy + peak(at(dx, dy - 1), clarity, at(dx, dy + 1), atEdge)) / perMm,
    ],
    clarity,
  }
}

/** The clearest place on a grid of `step` pixels around a middle. */
function clearest(at: (dx: number, dy: number) => number, [mx, my]: Point, reach: number, step: number): Point {
  let best: Point = [mx, my]
  let most = -Infinity
  for (let dy = my - reach; dy <= my + reach; dy += step)
    for (let dx = mx - reach; dx <= mx + reach; dx += step) {
      const clarity = at(dx, dy)
      if (clarity <= most) continue
      most = clarity
      best = [dx, dy]
    }
  return best
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
  const [x, y] = [map.width / 2 + dx, map.height / 2 + dy]
  return meanAround(map, on, x, y) - meanAround(map, beside, x, y)
}

function meanAround({ width, ink }: InkMap, points: readonly Point[], cx: number, cy: number): number {
  let sum = 0
  for (const point of points) sum += ink[Math.floor(cy + point[1]) * width + Math.floor(cx + point[0])] ?? 0
  return sum / points.length / 255
}
