import type { BoxMm } from '@shared/capture/form-template'
import { type Homography, type Point, mapped } from '@shared/paper/geometry'

/** `a b c d e f` as CSS and canvas write an affine map: x' = a x + c y + e, y' = b x + d y + f. */
export type Affine = readonly [number, number, number, number, number, number]

export const grownMm = ([x, y, w, h]: BoxMm, mm: number, above = mm): BoxMm => [
  x - mm,
  y - above,
  w + 2 * mm,
  h + mm + above,
]

/** The corners of a place on the form in pixels of the scan, going round. */
export const cornersOf = (homography: Homography, [x, y, w, h]: BoxMm): readonly Point[] =>
  [[x, y], [x + w, y], [x + w, y + h], [x, y + h]].map(([left = 0, top = 0]) => mapped(homography, [left, top])) // prettier-ignore

/** Draws a place of the form upright into `width` x `height`, whatever way the page lay on the glass. */
export function uprightFrom(homography: Homography, box: BoxMm, width: number, height: number): Affine | null {
  const [p, right, , down] = cornersOf(homography, box)
  if (!p || !right || !down) return null
  const [ux, uy, vx, vy] = [right[0] - p[0], right[1] - p[1], down[0] - p[0], down[1] - p[1]]
  const area = ux * vy - uy * vx
  if (Math.abs(area) < 1e-9) return null
  const [a, c] = [(width * vy) / area, (-width * vx) / area]
  const [b, d] = [(-height * uy) / area, (height * ux) / area]
  return [a, b, c, d, -(a * p[0] + c * p[1]), -(b * p[0] + d * p[1])]
}

/** A picture turned clockwise by quarters, its top left corner at 0, 0 again. */
export function turnedBy(quarters: number, width: number, height: number): Affine {
  switch (((quarters % 4) + 4) % 4) {
    case 1:
      return [0, 1, -1, 0, height, 0]
    case 2:
      return [-1, 0, 0, -1, width, height]
    case 3:
      return [0, -1, 1, 0, 0, width]
    default:
      return [1, 0, 0, 1, 0, 0]
  }
}

export const applied = ([a, b, c, d, e, f]: Affine, [x, y]: Point): Point => [a * x + c * y + e, b * x + d * y + f]

/** The same map into a picture that is shown smaller (or larger) than the one it was made for. */
export const scaledBy = (homography: Homography, scale: number): number[] =>
  homography.map((part, at) => (at < 6 ? part * scale : part))

export type Size = { readonly width: number; readonly height: number }

/**
 * Where the page stands in its frame: as wide as the frame, or near enough to read one field, with the focus in view
 * and never beyond the edge of the page.
 */
export function placed(
  page: Size,
  frame: Size,
  focus: readonly Point[],
  isNear: boolean,
): { scale: number; x: number; y: number } {
  // prettier-ignore
  const xs = focus.map(([x]) => x)
  const ys = focus.map(([, y]) => y)
  const [left, right] = focus.length > 0 ? [Math.min(...xs), Math.max(...xs)] : [0, page.width]
  const [top, bottom] = focus.length > 0 ? [Math.min(...ys), Math.max(...ys)] : [0, 0]
  const fit = frame.width / page.width
  const near = Math.min(4 * fit, frame.width / ((right - left) * 1.25 || page.width))
  const scale = isNear ? Math.max(fit, near) : fit
  const along = (length: number, room: number, middle: number) =>
    length * scale <= room ? (room - length * scale) / 2 : clamp(room / 2 - middle * scale, room - length * scale, 0)
  return {
    scale,
    x: along(page.width, frame.width, (left + right) / 2),
    y: Math.min(0, along(page.height, frame.height, (top + bottom) / 2)),
  }
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))
