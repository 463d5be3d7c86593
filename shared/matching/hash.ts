/** Numbers that stand for texts: the same on every machine and in every order, so that nothing depends on either. */

/** FNV-1a over UTF-16 units with a last stir, as a signed 32-bit number; never 0, which means "nothing". */
export function hashOf(text: string, seed = 0): number {
  let hash = 0x811c9dc5 ^ seed
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return stirred(hash) || 1
}

/** One number from two; the order of the two matters. */
export const hashWith = (a: number, b: number): number => stirred(Math.imul(a, 0x9e3779b1) ^ (b + 0x7f4a7c15)) || 1

/** One number from two, whichever comes first. */
export const hashBoth = (a: number, b: number): number => (a < b ? hashWith(a, b) : hashWith(b, a))

function stirred(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** Chance that is the same every time (mulberry32): numbers in [0, 1). */
export function steadyChance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
