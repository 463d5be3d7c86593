import { hashOf } from './hash'

/** Words by number, each once, with how many people have it. Number 0 is no word. */
export type WordBook = {
  /** The number of a word, which becomes known by asking. */
  readonly idOf: (word: string) => number
  /** The number of a word that is known already, or 0. */
  readonly find: (word: string) => number
  readonly word: (id: number) => string
  readonly hash: (id: number) => number
  readonly count: (id: number) => number
  readonly add: (id: number, people: number) => void
  readonly size: () => number
}

/** An open table over typed arrays: a word costs its letters and about twenty bytes. */
export function createWordBook(known: readonly string[] = [], counts?: Int32Array): WordBook {
  const words: string[] = ['']
  let hashes = new Int32Array(1024)
  let people = new Int32Array(1024)
  let slots = new Int32Array(2048)

  const place = (hash: number, word: string): number => {
    let at = hash & (slots.length - 1)
    for (let id = slots[at] ?? 0; id !== 0; id = slots[at] ?? 0) {
      if (hashes[id] === hash && words[id] === word) return at
      at = (at + 1) & (slots.length - 1)
    }
    return at
  }
  const grow = () => {
    hashes = longer(hashes)
    people = longer(people)
    slots = new Int32Array(slots.length * 2)
    for (let id = 1; id < words.length; id++) slots[place(hashes[id] ?? 0, words[id] ?? '')] = id
  }
  const idOf = (word: string): number => {
    if (word === '') return 0
    const hash = hashOf(word)
    const at = place(hash, word)
    const id = slots[at] ?? 0
    if (id !== 0) return id
    const made = words.push(word) - 1
    hashes[made] = hash
    slots[at] = made
    if (words.length >= hashes.length) grow()
    return made
  }
  known.forEach((word, at) => {
    people[idOf(word)] = counts?.[at + 1] ?? 0
  })
  return {
    idOf,
    find: (word) => (word === '' ? 0 : (slots[place(hashOf(word), word)] ?? 0)),
    word: (id) => words[id] ?? '',
    hash: (id) => hashes[id] ?? 0,
    count: (id) => people[id] ?? 0,
    add: (id, more) => {
      people[id] = (people[id] ?? 0) + more
    },
    size: () => words.length,
  }
}

export function longer(array: Int32Array, least = array.length * 2): Int32Array<ArrayBuffer> {
  const next = new Int32Array(Math.max(least, array.length * 2))
  next.set(array)
  return next
}
