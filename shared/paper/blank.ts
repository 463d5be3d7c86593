import { flattened, paperLightOf } from './flatten'
import { reduced, type Raster } from './raster'

/** Less than this share of ink and there is nothing to read; recognisers invent words out of the noise of bare paper. */
const LEAST_INK = 0.002
/** Grey below this, under even light, is ink and not grain. */
const INK_BELOW = 150

/** A sheet with nothing on it: the back of a form, or one fed the wrong way round. The outer 4 % is scanner edge. */
export function isBlank(raster: Raster): boolean {
  const small = reduced(raster, Math.max(1, Math.round(Math.min(raster.width, raster.height) / 500)))
  const even = flattened(small, paperLightOf(small, 10))
  const [dx, dy] = [Math.round(even.width * 0.04), Math.round(even.height * 0.04)]
  let dark = 0
  let all = 0
  for (let y = dy; y < even.height - dy; y++)
    for (let x = dx; x < even.width - dx; x++) {
      all++
      if ((even.pixels[y * even.width + x] ?? 255) < INK_BELOW) dark++
    }
  return dark < LEAST_INK * all
}
