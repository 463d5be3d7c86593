/** A colour picture, four bytes a pixel, as decoders without a canvas give it. */
export type Picture = { readonly width: number; readonly height: number; readonly rgba: Uint8Array }

/** The picture as EXIF (or the TIFF tag of the same numbers) asks it to be shown: 1 as it lies, 3, 6, 8 turned, even mirrored. */
export function turnedAsShown(picture: Picture, orientation: number): Picture {
  if (orientation === 1) return picture
  const { width, height, rgba } = picture
  const lying = orientation >= 5
  const [w, h] = lying ? [height, width] : [width, height]
  const from = new Uint32Array(rgba.buffer, rgba.byteOffset, width * height)
  const to = new Uint32Array(w * h)
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const [a, b] = lying ? [y, x] : [x, y]
      // Which side of the sensor the top left of the picture lies on.
      const column = [2, 3, 7, 8].includes(orientation) ? width - 1 - a : a
      const row = [3, 4, 6, 7].includes(orientation) ? height - 1 - b : b
      to[y * w + x] = from[row * width + column] ?? 0
    }
  return { width: w, height: h, rgba: new Uint8Array(to.buffer) }
}

/** A smaller copy: each of its pixels the mean of those it covers. */
export function shrunkTo(
  { width, height, rgba }: Picture,
  size: { readonly width: number; readonly height: number },
): Picture {
  if (size.width === width && size.height === height) return { width, height, rgba }
  const out = new Uint8Array(size.width * size.height * 4)
  const edges = (from: number, to: number): Uint32Array =>
    Uint32Array.from({ length: to + 1 }, (_, i) => Math.round((i * from) / to))
  const [columns, rows] = [edges(width, size.width), edges(height, size.height)]
  for (let y = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++) {
      const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = [columns[x], columns[x + 1], rows[y], rows[y + 1]]
      let [r, g, b, a] = [0, 0, 0, 0]
      for (let sy = y0; sy < y1; sy++)
        for (let at = (sy * width + x0) * 4; at < (sy * width + x1) * 4; at += 4) {
          r += rgba[at] ?? 0
          g += rgba[at + 1] ?? 0
          b += rgba[at + 2] ?? 0
          a += rgba[at + 3] ?? 0
        }
      const count = Math.max(1, (x1 - x0) * (y1 - y0))
      out.set([r / count, g / count, b / count, a / count], (y * size.width + x) * 4)
    }
  return { width: size.width, height: size.height, rgba: out }
}
