import type { Ink } from '../terms/evidence'

/** How far the pen travelled over the pad, in widths of the pad. */
export function inkLength(ink: Ink): number {
  let length = 0
  for (const stroke of ink.strokes)
    for (const [i, [x, y]] of stroke.entries()) {
      const [x0, y0] = stroke[i - 1] ?? [x, y]
      length += Math.hypot(x - x0, (y - y0) / ink.aspect)
    }
  return length
}

/** Less than this, in widths of the pad, is a slip of the hand and no signature. */
export const SHORTEST_SIGNATURE = 0.02

export const isSignature = (ink: Ink): boolean => ink.strokes.length > 0 && inkLength(ink) > SHORTEST_SIGNATURE
