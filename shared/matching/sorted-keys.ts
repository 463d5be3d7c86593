import { longer } from './word-book'

/**
 * Who stands under a number: written once in order and searched by halving, eight bytes an entry, with what came later
 * beside it in a small map. Answers are runs, so that nothing is copied.
 */
export type SortedKeys = {
  readonly keys: Int32Array
  readonly values: Int32Array
}

export const NO_KEYS: SortedKeys = { keys: new Int32Array(0), values: new Int32Array(0) }

/** Collects entries and puts them in order. */
export function sortedKeysFrom(): { add: (key: number, value: number) => void; done: () => SortedKeys } {
  let keys = new Int32Array(1 << 12)
  let values = new Int32Array(1 << 12)
  let n = 0
  return {
    add: (key, value) => {
      if (n === keys.length) {
        keys = longer(keys)
        values = longer(values)
      }
      keys[n] = key
      values[n++] = value
    },
    done: () => {
      const packed = new Float64Array(n)
      for (let i = 0; i < n; i++) packed[i] = ((keys[i] ?? 0) + 2 ** 31) * 2 ** 21 + (values[i] ?? 0)
      packed.sort()
      const sorted = { keys: new Int32Array(n), values: new Int32Array(n) }
      for (let i = 0; i < n; i++) {
        const key = Math.floor((packed[i] ?? 0) / 2 ** 21)
        sorted.keys[i] = key - 2 ** 31
        sorted.values[i] = (packed[i] ?? 0) - key * 2 ** 21
      }
      return sorted
    },
  }
}

/** The first place whose key is not less. */
export function placeOfKey({ keys }: SortedKeys, key: number): number {
  let [low, high] = [0, keys.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((keys[middle] ?? 0) < key) low = middle + 1
    else high = middle
  }
  return low
}
