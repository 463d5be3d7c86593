import type { Raster } from '../raster'

/** Ink paler than this is grain. The training data was cut at the same place. */
const INK = 60

/** The box around all ink of a picture that is dark on white, or undefined if there is none. */
export function inkBox({
  width,
  height,
  pixels,
}: Raster):
  { readonly left: number; readonly top: number; readonly width: number; readonly height: number } | undefined {
  let [left, top, right, bottom] = [width, height, -1, -1]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (255 - (pixels[y * width + x] ?? 255) > INK) {
        if (x < left) left = x
        if (x > right) right = x
        if (y < top) top = y
        bottom = y
      }
  return right < 0 ? undefined : { left, top, width: right - left + 1, height: bottom - top + 1 }
}

/**
 * Writes a part of a picture into floats (ink 0 to 1) at another size: each place the mean of the pixels it covers when it
 * shrinks, between neighbours when it grows. As PIL's BILINEAR does in training.
 */
export function laid(
  { width: across, pixels }: Raster,
  part: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
  size: { readonly width: number; readonly height: number },
  into: { readonly floats: Float32Array; readonly at: number; readonly stride: number },
): void {
  const columns = reaches(part.width, size.width)
  const rows = reaches(part.height, size.height)
  const between = new Float32Array(part.height * size.width)
  for (let y = 0; y < part.height; y++) {
    const row = (part.top + y) * across + part.left
    for (let x = 0; x < size.width; x++) {
      const from = row + (columns.from[x] ?? 0)
      let sum = 0
      for (let k = 0, at = x * columns.most; k < columns.most; k++, at++)
        sum += (columns.weights[at] ?? 0) * (255 - (pixels[from + k] ?? 255))
      between[y * size.width + x] = sum / 255
    }
  }
  for (let y = 0; y < size.height; y++) {
    const from = rows.from[y] ?? 0
    for (let x = 0; x < size.width; x++) {
      let sum = 0
      for (let k = 0, at = y * rows.most; k < rows.most; k++, at++)
        sum += (rows.weights[at] ?? 0) * (between[(from + k) * size.width + x] ?? 0)
      into.floats[into.at + y * into.stride + x] = sum
    }
  }
}

/** Which places each of `to` places looks at among `from`, and how much (a triangle as wide as two of the larger steps). */
type Reaches = { readonly from: Int32Array; readonly weights: Float32Array; readonly most: number }

function reaches(from: number, to: number): Reaches {
  const step = from / to
  const reach = Math.max(1, step)
  const most = Math.ceil(2 * reach) + 1
  const firsts = new Int32Array(to)
  const weights = new Float32Array(to * most)
  for (let i = 0; i < to; i++) {
    const middle = (i + 0.5) * step
    const first = Math.max(0, Math.floor(middle - reach + 0.5))
    const last = Math.min(from, Math.floor(middle + reach + 0.5))
    firsts[i] = first
    let all = 0
    for (let k = first; k < last; k++) all += Math.max(0, 1 - Math.abs(k + 0.5 - middle) / reach)
    for (let k = first; k < last; k++)
      weights[i * most + k - first] = Math.max(0, 1 - Math.abs(k + 0.5 - middle) / reach) / (all || 1)
  }
  return { from: firsts, weights, most }
}
