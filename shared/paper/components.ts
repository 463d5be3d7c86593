/** Dark pixels that touch each other, as one piece of ink. */
export type Component = {
  readonly area: number
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  /** Mean position of its pixels. */
  readonly x: number
  readonly y: number
  readonly label: number
}

/** Pieces of ink in a mask (non-zero is ink), eight-connected. `labels` gives each pixel its piece, from 1; 0 is paper. */
export function componentsOf(
  mask: Uint8Array,
  width: number,
  height: number,
): { readonly components: readonly Component[]; readonly labels: Int32Array } {
  const labels = new Int32Array(mask.length)
  const components: Component[] = []
  const stack: number[] = []
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] === 0 || labels[start] !== 0) continue
    const label = components.length + 1
    labels[start] = label
    stack.push(start)
    let area = 0
    let [left, top, right, bottom] = [width, height, 0, 0]
    let sumX = 0
    let sumY = 0
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width
      const y = (at - x) / width
      area++
      sumX += x
      sumY += y
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++)
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const next = ny * width + nx
          if (mask[next] === 0 || labels[next] !== 0) continue
          labels[next] = label
          stack.push(next)
        }
    }
    components.push({ area, left, top, right, bottom, x: sumX / area, y: sumY / area, label })
  }
  return { components, labels }
}

/**
 * The wanted pieces dark on white, with their soft edges and nothing of their neighbours. `inkAt` says how black each place
 * of the mask is (0 to 255).
 */
export function drawnPieces(
  { labels, width, height }: { readonly labels: Int32Array; readonly width: number; readonly height: number },
  wanted: readonly Component[],
  inkAt: (at: number) => number,
): Uint8Array {
  const pixels = new Uint8Array(width * height).fill(255)
  for (const { label, left, right, top, bottom } of wanted)
    for (let y = top; y <= bottom; y++)
      for (let x = left; x <= right; x++) {
        if (labels[y * width + x] !== label) continue
        for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++)
          for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
            const at = ny * width + nx
            if (pixels[at] === 255 && (labels[at] === 0 || labels[at] === label)) pixels[at] = 255 - inkAt(at)
          }
      }
  return pixels
}
