/**
 * A bucket per name that fills by itself: `perMinute` drops a minute, at most `burst` at once. Names nobody used for a
 * while are forgotten, so that a stranger with many addresses costs a bounded amount of memory.
 */
export type Limit = { readonly take: (name: string, drops?: number) => boolean }

const MOST_NAMES = 100_000

export function limitTo({ perMinute, burst }: { perMinute: number; burst: number }, clock: () => number): Limit {
  const buckets = new Map<string, { drops: number; at: number }>()
  return {
    take: (name, drops = 1) => {
      const now = clock()
      const before = buckets.get(name) ?? { drops: burst, at: now }
      const full = Math.min(burst, before.drops + (Math.max(0, now - before.at) * perMinute) / 60_000)
      const taken = full >= drops
      // Last used, last forgotten.
      buckets.delete(name)
      buckets.set(name, { drops: taken ? full - drops : full, at: now })
      for (const oldest of buckets.keys()) {
        if (buckets.size <= MOST_NAMES) break
        buckets.delete(oldest)
      }
      return taken
    },
  }
}
