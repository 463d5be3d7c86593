import type { PaperLayout, PointMm } from '../capture/form-template'
import { outlineNear, squaresNear } from './anchors'
import type { FoundCode } from './code'
import { cut, type Sheet } from './cut'
import { paperLightOf, type PaperLight } from './flatten'
import {
  affineFrom,
  distance,
  homographyFrom,
  inverse,
  mapped,
  scaleAt,
  similarityFrom,
  type Homography,
  type Pair,
  type Point,
} from './geometry'
import { greyAtShare, type Raster } from './raster'

export type Registration = {
  readonly sheet: Sheet
  /** Degrees clockwise by which the page is to be turned back. */
  readonly rotation: 0 | 90 | 180 | 270
  /** Farthest a printed mark lies from where the map puts it, in millimetres. */
  readonly residual: number
  /** Corner squares found, and tick boxes found where they should be. */
  readonly squares: number
  readonly outlines: number
  /** Good enough to read boxes by. If not, a person lays the corners. */
  readonly sure: boolean
}

/** Clear outlines have 0.4 and more; chance reaches 0.15. */
const CLEAR_OUTLINE = 0.22
const WORST_RESIDUAL_MM = 1
const FEWEST_OUTLINES = 0.7

/**
 * Lays the layout on the picture. The code alone says where the sheet lies to a few millimetres at its far end; from
 * there the corner squares are found, then the tick boxes themselves, each found mark making the next easier to find.
 * What is found must agree with one flat sheet, else the registration is not sure and nothing is read from it.
 */
export function registered(raster: Raster, code: FoundCode, layout: PaperLayout): Registration | undefined {
  const [x, y, w, h] = layout.qr_mm
  const corners: readonly PointMm[] = [
    [x, y],
    [x + w, y],
    [x + w, y + h],
    [x, y + h],
  ]
  const fromCode = corners.map((from, i): Pair => ({ from, to: code.corners[i] ?? [0, 0], weight: 0.2 }))
  // A scan is turned and scaled only, and a similarity bears the noise of four near corners best; a photograph leans.
  const starts = [similarityFrom(fromCode), affineFrom(fromCode), homographyFrom(fromCode)]
  if (mirrored(code)) return undefined

  let best: Registration | undefined
  const lights = new Map<number, PaperLight>()
  // A sheet photographed from one side runs away from what four near corners say of it: then further out.
  for (const farthest of [26, 48])
    for (const near of starts) {
      const tried = near && registeredFrom(near, raster, code, layout, { fromCode, lights, farthest })
      if (tried && (!best || tried.outlines > best.outlines || (tried.sure && !best.sure))) best = tried
      if (best?.sure) return best
    }
  return best
}

type Known = {
  readonly fromCode: readonly Pair[]
  /** The light of the picture by the size of its tiles, reckoned once. */
  readonly lights: Map<number, PaperLight>
  /** How far from its expected place a corner square is looked for, in millimetres. */
  readonly farthest: number
}

function registeredFrom(
  near: Homography,
  raster: Raster,
  code: FoundCode,
  layout: PaperLayout,
  { fromCode, lights, farthest }: Known,
): Registration | undefined {
  const perMm = scaleAt(near, [layout.qr_mm[0], layout.qr_mm[1]])
  const tile = Math.max(4, Math.round(4 * perMm))
  const light = lights.get(tile) ?? paperLightOf(raster, tile)
  lights.set(tile, light)
  const rough: Sheet = { raster, light, toPixels: near, black: 0 }
  const start: Sheet = { ...rough, black: blackOf(rough, layout) }

  const squares = bestSquares(start, layout, fromCode, farthest)
  const withSquares = { ...start, toPixels: mapFrom([...fromCode, ...squares]) ?? near }
  const outlines = outlinesFrom(withSquares, layout, [...fromCode, ...squares])
  const toPixels = mapFrom(withoutStrays([...fromCode, ...squares, ...outlines]))
  return toPixels && judged({ ...start, toPixels }, layout, squares, rotationOf(code))
}

function judged(
  sheet: Sheet,
  layout: PaperLayout,
  squares: readonly Pair[],
  rotation: Registration['rotation'],
): Registration {
  const found = layout.boxes
    .map((box) => outlineNear(sheet, box, 1))
    .filter(({ clarity }) => clarity > CLEAR_OUTLINE)
    .map(({ shift: [dx, dy] }) => Math.hypot(dx, dy))
  const apart = squares.map(
    ({ from, to }) => distance(mapped(sheet.toPixels, from), to) / scaleAt(sheet.toPixels, from),
  )
  const residual = Math.max(0, ...found, ...apart.filter((mm) => mm < 3))
  const enough = layout.boxes.length < 4 ? squares.length >= 3 : found.length >= FEWEST_OUTLINES * layout.boxes.length
  return {
    sheet,
    rotation,
    residual,
    squares: squares.length,
    outlines: found.length,
    sure: enough && residual <= WORST_RESIDUAL_MM,
  }
}

/** The map through marks spread over the sheet: a homography if they hold one, else an affine map. */
function mapFrom(pairs: readonly Pair[]): Homography | undefined {
  return pairs.length >= 7 ? (homographyFrom(pairs) ?? affineFrom(pairs)) : affineFrom(pairs)
}

/** Every way of giving the found squares to the four corners; the one that holds most corners on a flat sheet. */
function bestSquares(sheet: Sheet, layout: PaperLayout, fromCode: readonly Pair[], farthest: number): readonly Pair[] {
  const [x, y, w, h] = layout.qr_mm
  const candidates = layout.fiducials_mm.map((corner) => {
    const reach = Math.min(farthest, 3 + (farthest / 26) * 0.11 * distance(corner, [x + w / 2, y + h / 2]))
    const found = squaresNear(sheet, corner, reach).slice(0, 3)
    return found.map((at): Pair => ({ from: corner, to: mapped(sheet.toPixels, at) }))
  })
  const ways = candidates.reduce<readonly (readonly Pair[])[]>(
    (soFar, corner) => soFar.flatMap((way) => [way, ...corner.map((pair) => [...way, pair])]),
    [[]],
  )
  let best: { readonly way: readonly Pair[]; readonly worth: number } = { way: [], worth: 0 }
  for (const way of ways) {
    if (way.length === 0) continue
    const bend = bendOf([...fromCode, ...way])
    if (bend < 1.6 && way.length - bend > best.worth) best = { way, worth: way.length - bend }
  }
  // Once more from near by: a square seen under a skewed map has its middle slightly off.
  const toPixels = mapFrom([...fromCode, ...best.way])
  const near = toPixels && { ...sheet, toPixels }
  return best.way.map((pair) => {
    const [again] = near ? squaresNear(near, pair.from as PointMm, 2.5) : []
    return near && again ? { from: pair.from, to: mapped(near.toPixels, again) } : pair
  })
}

/** The farthest a pair lies from the map through all of them, in millimetres. */
function bendOf(pairs: readonly Pair[]): number {
  const map = mapFrom(pairs)
  const back = map && inverse(map)
  if (!back) return Infinity
  return Math.max(...pairs.map(({ from, to }) => distance(from, mapped(back, to))))
}

/** Tick boxes as marks, nearest to what is known first. */
function outlinesFrom(sheet: Sheet, layout: PaperLayout, known: readonly Pair[]): readonly Pair[] {
  let found: Pair[] = []
  let toPixels = sheet.toPixels
  const far = (point: Point): number => Math.min(...[...known, ...found].map(({ from }) => distance(from, point)))
  const waiting = [...layout.boxes]
  const manySquares = known.length >= 7
  while (waiting.length > 0) {
    waiting.sort((a, b) => far(middleOf(a.roi_mm)) - far(middleOf(b.roi_mm)))
    const box = waiting.shift()
    if (!box) break
    const middle = middleOf(box.roi_mm)
    const reach = manySquares ? 1.2 : Math.min(3.4, 0.8 + 0.03 * far(middle))
    const { shift, clarity } = outlineNear({ ...sheet, toPixels }, box, reach)
    if (clarity <= CLEAR_OUTLINE) continue
    const to = mapped(toPixels, [middle[0] + shift[0], middle[1] + shift[1]])
    found = [...found, { from: middle, to }]
    if (!manySquares) toPixels = mapFrom([...known, ...found]) ?? toPixels
  }
  return found
}

/** Leaves out what does not lie on the sheet all the others agree on: a stray square, a corner folded over. */
function withoutStrays(pairs: readonly Pair[]): readonly Pair[] {
  let kept = pairs
  while (kept.length > 6) {
    const map = mapFrom(kept)
    const back = map && inverse(map)
    if (!back) return kept
    const far = kept.map(({ from, to }) => distance(from, mapped(back, to)))
    const worst = Math.max(...far)
    if (worst < 0.8) return kept
    kept = kept.filter((_, i) => far[i] !== worst)
  }
  return kept
}

const middleOf = ([x, y, w, h]: readonly [number, number, number, number]): Point => [x + w / 2, y + h / 2]

/** Printed black on this sheet: what the dark modules of its code look like under even light. */
const blackOf = (sheet: Sheet, { qr_mm }: PaperLayout): number =>
  Math.min(150, 255 - greyAtShare(cut(sheet, qr_mm, 4).ink, 0.85))

/** From the top edge of the code, to the nearest quarter turn. */
export function rotationOf({ corners: [from, to] }: FoundCode): Registration['rotation'] {
  const quarters = Math.round(Math.atan2(to[1] - from[1], to[0] - from[0]) / (Math.PI / 2))
  return ([0, 270, 180, 90] as const)[((quarters % 4) + 4) % 4] ?? 0
}

/** Seen from behind: a sheet scanned through, or a picture flipped. Its boxes would stand on the wrong side. */
function mirrored({ corners: [a, b, , d] }: FoundCode): boolean {
  return (b[0] - a[0]) * (d[1] - a[1]) - (b[1] - a[1]) * (d[0] - a[0]) <= 0
}
