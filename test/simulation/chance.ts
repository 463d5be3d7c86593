/** Everything by lot, and the same again from the same seed (mulberry32). */
export type Chance = {
  readonly next: () => number
  readonly below: (n: number) => number
  readonly odds: (probability: number) => boolean
  readonly pick: <T>(things: readonly T[]) => T
  readonly bytes: (n: number) => Uint8Array<ArrayBuffer>
  readonly uuid: () => string
}

export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (n: number): number => Math.floor(next() * n)
  const bytes = (n: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length: n }, () => below(256))
  return {
    next,
    below,
    odds: (probability) => next() < probability,
    pick: (things) => things[below(things.length)] as (typeof things)[number],
    bytes,
    uuid: () => {
      const hex = Buffer.from(bytes(16)).toString('hex')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
    },
  }
}
