/** A grey picture: one byte a pixel, row by row, 0 black to 255 white. */
export type Raster = { readonly width: number; readonly height: number; readonly pixels: Uint8Array }

/** Grey of RGBA bytes as a canvas gives them (Rec. 601 weights). What is transparent counts as white paper. */
export function rasterFromRgba(width: number, height: number, rgba: Uint8Array | Uint8ClampedArray): Raster {
  const pixels = new Uint8Array(width * height)
  // Four bytes at once: this runs over every pixel of every page. (All our machines keep the low byte first.)
  const aligned = rgba.byteOffset % 4 === 0 ? rgba : rgba.slice()
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, pixels.length)
  for (let i = 0; i < pixels.length; i++) {
    const word = words[i] ?? 0
    const grey = (77 * (word & 255) + 150 * ((word >>> 8) & 255) + 29 * ((word >>> 16) & 255)) >> 8
    const alpha = word >>> 24
    pixels[i] = alpha === 255 ? grey : 255 - (((255 - grey) * alpha) >> 8)
  }
  return { width, height, pixels }
}

/** The same picture for readers that want four bytes a pixel. */
export function rgbaFromRaster({ width, height, pixels }: Raster): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(width * height * 4)
  for (let i = 0, j = 0; i < pixels.length; i++, j += 4) {
    rgba[j] = rgba[j + 1] = rgba[j + 2] = pixels[i] ?? 255
    rgba[j + 3] = 255
  }
  return rgba
}

/** Every `factor` x `factor` block becomes its mean: noise falls, thin strokes pale. */
export function reduced(raster: Raster, factor: number): Raster {
  if (factor <= 1) return raster
  const width = Math.max(1, Math.floor(raster.width / factor))
  const height = Math.max(1, Math.floor(raster.height / factor))
  const pixels = new Uint8Array(width * height)
  if (factor === 2) return { width, height, pixels: halved(raster, width, height, pixels) }
  const area = factor * factor
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let sum = 0
      for (let dy = 0; dy < factor; dy++) {
        const row = (y * factor + dy) * raster.width + x * factor
        for (let dx = 0; dx < factor; dx++) sum += raster.pixels[row + dx] ?? 255
      }
      pixels[y * width + x] = sum / area
    }
  return { width, height, pixels }
}

function halved({ width: across, pixels }: Raster, width: number, height: number, out: Uint8Array): Uint8Array {
  for (let y = 0; y < height; y++) {
    const from = 2 * y * across
    for (let x = 0, at = from; x < width; x++, at += 2)
      out[y * width + x] =
        ((pixels[at] ?? 0) + (pixels[at + 1] ?? 0) + (pixels[at + across] ?? 0) + (pixels[at + across + 1] ?? 0)) >> 2
  }
  return out
}

/** Grey between pixels; outside the picture it is white, as if the paper went on. Pixel centres stand at whole numbers. */
export function greyAt({ width, height, pixels }: Raster, x: number, y: number): number {
  const left = Math.floor(x)
  const top = Math.floor(y)
  if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return 255
  const fx = x - left
  const fy = y - top
  const at = top * width + left
  const above = (pixels[at] ?? 0) * (1 - fx) + (pixels[at + 1] ?? 0) * fx
  const below = (pixels[at + width] ?? 0) * (1 - fx) + (pixels[at + width + 1] ?? 0) * fx
  return above * (1 - fy) + below * fy
}

/** The picture as it lies after turning it by quarter turns clockwise. */
export function turned(raster: Raster, degrees: 0 | 90 | 180 | 270): Raster {
  const { width, height, pixels } = raster
  if (degrees === 0) return raster
  const out = new Uint8Array(pixels.length)
  const [w, h] = degrees === 180 ? [width, height] : [height, width]
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const from =
        degrees === 180
          ? (height - 1 - y) * width + (width - 1 - x)
          : degrees === 90
            ? (height - 1 - x) * width + y
            : x * width + (width - 1 - y)
      out[y * w + x] = pixels[from] ?? 255
    }
  return { width: w, height: h, pixels: out }
}

/** The grey below which a share of these values lies. `values` may be in any order. */
export function greyAtShare(values: ArrayLike<number>, share: number): number {
  const counts = new Uint32Array(256)
  for (let i = 0; i < values.length; i++) {
    const grey = values[i] ?? 0
    counts[grey] = (counts[grey] ?? 0) + 1
  }
  let seen = 0
  for (let grey = 0; grey < 256; grey++) {
    seen += counts[grey] ?? 0
    if (seen > share * values.length) return grey
  }
  return 255
}
