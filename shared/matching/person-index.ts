import { type Prepared, prepare } from './compare'
import { resemblance } from './decide'
import { shortForms } from './nicknames'
import type { Comparable, KnownPerson, Resemblance } from './person'
import { cologne, french } from './phonetics'
import type { SubjectId } from '../terms/ids'
import type { Register } from './weigh'

/**
 * Everybody known, held so that "who may this be?" is answered while a name is being typed.
 *
 * A word leads to people through postings: whole words, their beginnings, words one slip of the pen away, words that
 * sound alike, other forms of a given name, mailboxes, the last digits of numbers, birth dates and addresses. The best
 * of those found are then compared in full. Which people are in it decides the answer; the order in which they came
 * never does.
 */
export type PersonIndex = {
  /** Adds a person, or replaces what was known of them. */
  readonly put: (person: KnownPerson) => void
  readonly remove: (subject: SubjectId) => void
  /** The strongest resemblances first, at most `limit`. */
  readonly lookUp: (asked: Comparable, limit?: number) => Resemblance[]
  readonly size: () => number
}

/** How many are compared in full for one question. */
const COMPARED = 64
/** How many postings one question may walk, rarest first; a list that would go beyond is left out if others spoke. */
const BUDGET = 150_000
/** A beginning may stand for this many words at most. */
const MOST_COMPLETIONS = 200
/** The fold of memory lost to replaced people before the index is built anew. */
const WASTE = 0.5

type Slot = { readonly subject: SubjectId; readonly prepared: Prepared }

export function createPersonIndex(): PersonIndex {
  let slots: (Slot | null)[] = []
  let postings = new Map<string, number[]>()
  let words = createWordList()
  let scores = new Float64Array(1024)
  const slotOf = new Map<SubjectId, number>()

  const register: Register = {
    get people() {
      return slotOf.size
    },
    named: (word) => postings.get(`w:${word}`)?.length ?? 0,
    reachedBy: (key) => (postings.get(`e:${key}`)?.length ?? 0) + (postings.get(`p:${key}`)?.length ?? 0),
  }

  const add = (slot: Slot) => {
    const at = slots.push(slot) - 1
    slotOf.set(slot.subject, at)
    for (const key of keysOf(slot.prepared)) {
      const list = postings.get(key)
      if (list) list.push(at)
      else {
        postings.set(key, [at])
        if (key.startsWith('w:')) words.add(key.slice(2))
      }
    }
  }

  const remove = (subject: SubjectId) => {
    const at = slotOf.get(subject)
    const slot = at === undefined ? null : slots[at]
    if (at === undefined || !slot) return
    for (const key of keysOf(slot.prepared)) {
      const rest = (postings.get(key) ?? []).filter((one) => one !== at)
      if (rest.length > 0) postings.set(key, rest)
      else postings.delete(key)
    }
    slots[at] = null
    slotOf.delete(subject)
    if (slots.length > 1000 && slotOf.size < slots.length * (1 - WASTE)) rebuild()
  }

  const rebuild = () => {
    const living = slots.filter((slot) => slot !== null)
    slots = []
    postings = new Map()
    words = createWordList()
    slotOf.clear()
    living.forEach(add)
  }

  const lookUp = (asked: Comparable, limit = 5): Resemblance[] => {
    const prepared = prepare(asked)
    if (scores.length < slots.length) scores = new Float64Array(2 * slots.length)
    const touched = candidates(cluesOf(prepared, words), postings, slotOf.size, scores)
    const found = strongest(touched, scores, slots)
    for (const at of touched) scores[at] = 0
    return found
      .map(({ subject, prepared: known }) => ({ subject, ...resemblance(prepared, known, register) }))
      .filter(({ reasons }) => reasons.some(({ field, level }) => field !== 'post' && level !== 'different'))
      .sort((a, b) => b.probability - a.probability || b.bits - a.bits || (a.subject < b.subject ? -1 : 1))
      .slice(0, limit)
  }

  return {
    put: (person) => {
      remove(person.subject)
      add({ subject: person.subject, prepared: prepare(person) })
    },
    remove,
    lookUp,
    size: () => slotOf.size,
  }
}

/** Under which keys a person is found. */
function keysOf(person: Prepared): Set<string> {
  const keys = new Set<string>()
  for (const name of [person.given, person.family]) {
    for (const word of name.words) keys.add(`w:${word}`)
    if (name.core.length > 1) keys.add(`w:${name.core.join('')}`)
    if (name.words.length > 1) keys.add(`w:${name.joined}`)
  }
  for (const { key, local } of person.emails) keys.add(`e:${key}`).add(`l:${local}`)
  for (const { tail } of person.phones) keys.add(`p:${tail}`)
  if (person.birth) for (const key of birthKeys(person.birth.key)) keys.add(key)
  for (const { postcode, number } of person.posts) if (postcode !== '') keys.add(`a:${postcode}/${number}`)
  return keys
}

const birthKeys = (date: string): string[] => [
  `b:${date}`,
  `ym:${date.slice(0, 6)}`,
  // Day and month in either order, so that 03/04 and 04/03 meet.
  `md:${[date.slice(4, 6), date.slice(6)].sort().join('')}`,
]

/** A key to look under, and how much finding somebody there is worth beside how rare the key is. */
type Clue = { readonly key: string; readonly worth: number }

function cluesOf(asked: Prepared, words: WordList): Clue[] {
  const clues = new Map<string, number>()
  const clue = (key: string, worth: number) => clues.set(key, Math.max(worth, clues.get(key) ?? 0))
  for (const name of [asked.given, asked.family]) {
    const whole = [...new Set([...name.core, name.core.join(''), name.joined])].filter((word) => word !== '')
    for (const word of whole) {
      for (const near of words.near(word)) clue(`w:${near}`, 0.6)
      for (const alike of words.soundingLike(word)) clue(`w:${alike}`, 0.5)
      for (const other of shortForms(word)) clue(`w:${other}`, 0.5)
      for (const longer of words.beginningWith(word)) clue(`w:${longer}`, 0.5)
    }
    for (const word of whole) clue(`w:${word}`, 1)
  }
  for (const { key, local } of asked.emails) {
    clue(`e:${key}`, 1)
    clue(`l:${local}`, 0.7)
  }
  for (const { tail } of asked.phones) clue(`p:${tail}`, 1)
  if (asked.birth) birthKeys(asked.birth.key).forEach((key, i) => clue(key, i === 0 ? 1 : 0.5))
  for (const { postcode, number } of asked.posts) if (postcode !== '') clue(`a:${postcode}/${number}`, 0.6)
  return [...clues].map(([key, worth]) => ({ key, worth }))
}

/** Adds up, for everybody under any of the keys, how telling those keys are; answers with whom it touched. */
function candidates(
  clues: readonly Clue[],
  postings: ReadonlyMap<string, readonly number[]>,
  people: number,
  scores: Float64Array,
): number[] {
  const lists = clues
    .flatMap(({ key, worth }) => {
      const list = postings.get(key)
      return list ? [{ key, list, weight: worth * Math.log2(1 + people / list.length) }] : []
    })
    .sort((a, b) => a.list.length - b.list.length || (a.key < b.key ? -1 : 1))
  const touched: number[] = []
  let walked = 0
  for (const { list, weight } of lists) {
    walked += list.length
    if (walked > BUDGET && touched.length > 0) break
    for (const at of list) {
      const score = scores[at] ?? 0
      if (score === 0) touched.push(at)
      scores[at] = score + weight
    }
  }
  return touched
}

/** The people with the highest scores; among equals, by their id, so that the order of arrival says nothing. */
function strongest(touched: readonly number[], scores: Float64Array, slots: readonly (Slot | null)[]): Slot[] {
  const floor = scoreOfRank(touched, scores, COMPARED)
  const top: { score: number; slot: Slot }[] = []
  for (const at of touched) {
    const score = scores[at] ?? 0
    const slot = slots[at]
    if (slot && score >= floor) top.push({ score, slot })
  }
  return top
    .sort((a, b) => b.score - a.score || (a.slot.subject < b.slot.subject ? -1 : 1))
    .slice(0, COMPARED)
    .map(({ slot }) => slot)
}

/** The score somebody must have to be among the first `rank`. */
function scoreOfRank(touched: readonly number[], scores: Float64Array, rank: number): number {
  if (touched.length <= rank) return 0
  const all = Float64Array.from(touched, (at) => scores[at] ?? 0).sort()
  return all[all.length - rank] ?? 0
}

type WordList = {
  readonly add: (word: string) => void
  readonly near: (word: string) => string[]
  readonly soundingLike: (word: string) => string[]
  readonly beginningWith: (start: string) => string[]
}

/** Every word of every name once, findable by its sound, its beginning, and with one letter left out. */
function createWordList(): WordList {
  const known = new Set<string>()
  const bySound = new Map<string, string[]>()
  const byDeletion = new Map<string, string[]>()
  const byStart = new Map<string, string[]>()
  const under = (map: Map<string, string[]>, key: string, word: string) => {
    const list = map.get(key)
    if (list) list.push(word)
    else map.set(key, [word])
  }
  return {
    add: (word) => {
      if (known.has(word) || word === '') return
      known.add(word)
      for (const sound of soundsOf(word)) under(bySound, sound, word)
      for (const shorter of deletions(word)) under(byDeletion, shorter, word)
      for (let length = 2; length <= Math.min(START, word.length); length++) under(byStart, word.slice(0, length), word)
    },
    near: (word) => {
      const found = new Set<string>()
      for (const shorter of deletions(word)) for (const near of byDeletion.get(shorter) ?? []) found.add(near)
      return [...found]
    },
    soundingLike: (word) => [...new Set(soundsOf(word).flatMap((sound) => bySound.get(sound) ?? []))],
    beginningWith: (start) =>
      (byStart.get(start.slice(0, START)) ?? []).filter((word) => word.startsWith(start)).sort().slice(0, MOST_COMPLETIONS), // prettier-ignore
  }
}

/** Beginnings are kept up to this length; longer ones are looked for among those. */
const START = 4
/** Words of one or two letters are near everything, and hostile ones have too many neighbours. */
const isFuzzy = (word: string): boolean => word.length > 2 && word.length <= 40

/** The word itself and with any one letter left out: two words one edit apart share one of these. */
function deletions(word: string): string[] {
  if (!isFuzzy(word)) return []
  const shorter = new Set([word])
  for (let i = 0; i < word.length; i++) shorter.add(word.slice(0, i) + word.slice(i + 1))
  return [...shorter]
}

/** Never an empty code: everybody written in another script would sound alike. */
function soundsOf(word: string): string[] {
  if (!isFuzzy(word)) return []
  const [german, frenchKey] = [cologne(word), french(word)]
  return [...(german.length > 1 ? [`k${german}`] : []), ...(frenchKey.length > 2 ? [`f${frenchKey}`] : [])]
}
