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
  // A few hundred pixels tell the light of a tile as well as all of them.
  const step = Math.max(1, Math.floor(tile / 16))
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
  const reached = windowed(windowed(bright, net, 3, true, Math.max), net, 3, false, Math.max)
  const light = windowed(windowed(reached, net, 2, true, mean), net, 2, false, mean)
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

/** The whole picture as if evenly lit, paper at 255. For small pictures; see `cut` for parts of large ones. */
export function flattened(raster: Raster, paper: PaperLight): Raster {
  const pixels = new Uint8Array(raster.pixels.length)
  for (let y = 0; y < raster.height; y++)
    for (let x = 0; x < raster.width; x++) {
      const at = y * raster.width + x
      pixels[at] = Math.min(255, ((raster.pixels[at] ?? 255) * 255) / lightAt(paper, x, y))
    }
  return { width: raster.width, height: raster.height, pixels }
}

const mean = (...values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

function windowed(
  values: Float32Array,
  { columns, rows }: { readonly columns: number; readonly rows: number },
  reach: number,
  along: boolean,
  fold: (...values: number[]) => number,
): Float32Array {
  return values.map((_, at) => {
    const column = at % columns
    const row = (at - column) / columns
    const seen: number[] = []
    for (let step = -reach; step <= reach; step++) {
      const c = along ? column + step : column
      const r = along ? row : row + step
      if (c >= 0 && r >= 0 && c < columns && r < rows) seen.push(values[r * columns + c] ?? 0)
    }
    return fold(...seen)
  })
}
