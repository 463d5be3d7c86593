/** Chance that comes out the same for the same seed, so that the demo is the same house of people everywhere. */
export type Chance = {
  /** From 0 up to 1. */
  readonly next: () => number
  readonly below: (count: number) => number
  readonly pick: <T>(list: readonly T[]) => T
  readonly uuid: () => string
}

/** Mulberry32: small, and good enough to draw names from a hat. */
export function seededChance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (count: number): number => Math.floor(next() * count)
  return {
    next,
    below,
    pick: (list) => {
      const one = list[below(list.length)]
      if (one === undefined) throw new Error('nothing to draw from')
      return one
    },
    uuid: () => {
      const bytes = Array.from({ length: 16 }, () => below(256))
      // Version 4, as random ids are.
      bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
      bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
      const hex = Buffer.from(bytes).toString('hex')
      return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    },
  }
}
