import { hashOf } from './hash'
import type { Roll } from './roll'
import { type SortedKeys, NO_KEYS, placeOfKey, sortedKeysFrom } from './sorted-keys'

/** Finds the words of names one slip of the pen away, of one sound, or with one beginning. */
export type WordFinder = {
  readonly near: (word: string, each: (id: number) => void) => void
  readonly soundingLike: (german: number, french: number, each: (id: number) => void) => void
  readonly beginningWith: (start: string, most: number, each: (id: number) => void) => void
  readonly bytes: () => number
}

export type StoredWords = {
  readonly deletions: SortedKeys
  readonly german: SortedKeys
  readonly french: SortedKeys
  /** Words in the order of the alphabet. */
  readonly alphabet: Int32Array
}

export const NO_WORDS: StoredWords = {
  deletions: NO_KEYS,
  german: NO_KEYS,
  french: NO_KEYS,
  alphabet: new Int32Array(0),
}

/** Words of one or two letters are near everything, and hostile ones have too many neighbours. */
const isFuzzy = (word: string): boolean => word.length > 2 && word.length <= 24

/** The word itself and with any one letter left out: two words one edit apart share one of these. */
function deletionHashes(word: string): number[] {
  if (!isFuzzy(word)) return []
  const found = new Set([hashOf(word, 9)])
  for (let i = 0; i < word.length; i++) found.add(hashOf(word.slice(0, i) + word.slice(i + 1), 9))
  return [...found]
}

/** Everything about the words up to `end`, in order. */
export function storeWords(roll: Roll, end: number): StoredWords {
  const [deletions, german, french] = [sortedKeysFrom(), sortedKeysFrom(), sortedKeysFrom()]
  const [ours, theirs] = [roll.german(), roll.french()]
  for (let id = 1; id < end; id++) {
    for (const hash of deletionHashes(roll.names.word(id))) deletions.add(hash, id)
    if (ours[id] !== 0) german.add(ours[id] ?? 0, id)
    if (theirs[id] !== 0) french.add(theirs[id] ?? 0, id)
  }
  const ids = Array.from({ length: Math.max(0, end - 1) }, (_, i) => i + 1)
  ids.sort((a, b) => (roll.names.word(a) < roll.names.word(b) ? -1 : 1))
  return { deletions: deletions.done(), german: german.done(), french: french.done(), alphabet: Int32Array.from(ids) }
}

/** Over the words stored in order, and those that came after them. */
export function createWordFinder(roll: Roll, stored: StoredWords): WordFinder & { readonly add: (id: number) => void } {
  const later = { deletions: new Map<number, number[]>(), german: new Map<number, number[]>(), french: new Map<number, number[]>(), words: [] as number[] } // prettier-ignore
  const under = (map: Map<number, number[]>, key: number, id: number) => {
    const list = map.get(key)
    if (list) list.push(id)
    else map.set(key, [id])
  }
  const walk = (sorted: SortedKeys, map: Map<number, number[]>, key: number, each: (id: number) => void) => {
    for (let at = placeOfKey(sorted, key); sorted.keys[at] === key; at++) each(sorted.values[at] ?? 0)
    for (const id of map.get(key) ?? []) each(id)
  }
  return {
    add: (id) => {
      for (const hash of deletionHashes(roll.names.word(id))) under(later.deletions, hash, id)
      const [ours, theirs] = [roll.german()[id] ?? 0, roll.french()[id] ?? 0]
      if (ours !== 0) under(later.german, ours, id)
      if (theirs !== 0) under(later.french, theirs, id)
      later.words.push(id)
    },
    near: (word, each) => {
      for (const hash of deletionHashes(word)) walk(stored.deletions, later.deletions, hash, each)
    },
    soundingLike: (german, french, each) => {
      if (german !== 0) walk(stored.german, later.german, german, each)
      if (french !== 0) walk(stored.french, later.french, french, each)
    },
    beginningWith: (start, most, each) => {
      const { alphabet } = stored
      let [low, high] = [0, alphabet.length]
      while (low < high) {
        const middle = (low + high) >> 1
        if (roll.names.word(alphabet[middle] ?? 0) < start) low = middle + 1
        else high = middle
      }
      let n = 0
      for (; n < most && low < alphabet.length; low++, n++) {
        const id = alphabet[low] ?? 0
        if (!roll.names.word(id).startsWith(start)) break
        each(id)
      }
      for (const id of later.words) if (roll.names.word(id).startsWith(start) && n++ < most) each(id)
    },
    bytes: () =>
      [stored.deletions, stored.german, stored.french].reduce((sum, { keys }) => sum + 8 * keys.length, 0) +
      4 * stored.alphabet.length,
  }
}
