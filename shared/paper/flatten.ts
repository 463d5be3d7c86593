import { greyAtShare, type Raster } from './raster'

/**
 * How bright bare paper is all over a picture: lamps and windows light a photograph unevenly, and a sheet is grey where
 * a scanner's lid lifts. A coarse net of tiles, read between them.
 */
export type PaperLight = {
  readonly tile: number
  readonly columns: number
  readonly rows: number
  readonly light: Float32Array
}

/** A tile never goes below this: in a black border there is no paper to compare with, and noise would turn into ink. */
const DARKEST_PAPER = 70

/** `tile` in pixels: about 4 mm, so that a few tiles reach over any printed bar. */
export function paperLightOf(raster: Raster, tile: number): PaperLight {
  const columns = Math.max(1, Math.ceil(raster.width / tile))
  const rows = Math.max(1, Math.ceil(raster.height / tile))
  const bright = new Float32Array(columns * rows)
  // A hundred pixels tell the light of a tile as well as all of them.
  const step = Math.max(1, Math.floor(tile / 10))
  const values = new Uint8Array((Math.ceil(tile / step) + 1) ** 2)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      let n = 0
      for (let y = row * tile; y < Math.min(raster.height, (row + 1) * tile); y += step)
        for (let x = column * tile; x < Math.min(raster.width, (column + 1) * tile); x += step)
          values[n++] = raster.pixels[y * raster.width + x] ?? 255
      bright[row * columns + column] = greyAtShare(values.subarray(0, n), 0.8)
    }
  const net = { columns, rows }
  // The brightest for 12 mm around is paper even under a printed bar; then smooth away the steps this makes.
  const reached = windowed(windowed(bright, net, 3, true, 'most'), net, 3, false, 'most')
  const light = windowed(windowed(reached, net, 2, true, 'mean'), net, 2, false, 'mean')
  return { tile, columns, rows, light: light.map((value) => Math.max(DARKEST_PAPER, value)) }
}

/** The light of the paper at a pixel. */
export function lightAt({ tile, columns, rows, light }: PaperLight, x: number, y: number): number {
  const cx = Math.min(columns - 1, Math.max(0, x / tile - 0.5))
  const cy = Math.min(rows - 1, Math.max(0, y / tile - 0.5))
  const left = Math.floor(cx)
  const top = Math.floor(cy)
  const right = Math.min(columns - 1, left + 1)
  const below = Math.min(rows - 1, top + 1)
  const fx = cx - left
  const fy = cy - top
  const upper = (light[top * columns + left] ?? 255) * (1 - fx) + (light[top * columns + right] ?? 255) * fx
  const lower = (light[below * columns + left] ?? 255) * (1 - fx) + (light[below * columns + right] ?? 255) * fx
  return upper * (1 - fy) + lower * fy
}

/** The light along a row of pixels: read every few, straight lines between. It changes over millimetres, not pixels. */
export function lightAlong(
  paper: PaperLight,
  places: number,
  at: (place: number) => readonly [x: number, y: number],
  into: Float32Array,
): void {
  let [from, before] = [0, lightAt(paper, ...at(0))]
  for (let to = Math.min(LIGHT_STEP, places - 1); ; to = Math.min(to + LIGHT_STEP, places - 1)) {
    const after = lightAt(paper, ...at(to))
    const slope = to > from ? (after - before) / (to - from) : 0
    for (let place = from; place <= to; place++) into[place] = before + slope * (place - from)
    if (to >= places - 1) return
    from = to
    before = after
  }
}
const LIGHT_STEP = 8

/** The whole picture as if evenly lit, paper at 255. */
export function flattened({ width, height, pixels }: Raster, paper: PaperLight): Raster {
  const out = new Uint8Array(pixels.length)
  const light = new Float32Array(width)
  for (let y = 0; y < height; y++) {
    lightAlong(paper, width, (x) => [x, y], light)
    for (let x = 0, i = y * width; x < width; x++, i++)
      out[i] = Math.min(255, ((pixels[i] ?? 255) * 255) / (light[x] ?? 255))
  }
  return { width, height, pixels: out }
}

type Net = { readonly columns: number; readonly rows: number }

/** The brightest, or the mean, of `reach` tiles either way along rows or down columns; at the edges of those there are. */
function windowed(
  values: Float32Array,
  { columns, rows }: Net,
  reach: number,
  along: boolean,
  take: 'most' | 'mean',
): Float32Array {
  const out = new Float32Array(values.length)
  const [step, length] = along ? [1, columns] : [columns, rows]
  for (let at = 0; at < values.length; at++) {
    const column = at % columns
    const place = along ? column : (at - column) / columns
    const first = Math.max(0, place - reach)
    const last = Math.min(length - 1, place + reach)
    let [most, sum] = [-Infinity, 0]
    for (let k = first, i = at + (first - place) * step; k <= last; k++, i += step) {
      const value = values[i] ?? 0
      sum += value
      if (value > most) most = value
    }
    out[at] = take === 'most' ? most : sum / (last - first + 1)
  }
  return out
}
