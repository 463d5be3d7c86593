import type { Fields } from './fields'
import { hashWith } from './hash'
import { SIZES, createComparer } from './levels'
import { type Model, logsOf, shippedModel } from './model'
import { shortForms } from './nicknames'
import { type Open, newOpen, openRun } from './open-run'
import type { Reason } from './person'
import { MOBILE, type Roll, type StoredRoll, contentHash, createRoll } from './roll'
import { householdOf, probabilityOf, reasonsFrom, scorer } from './score'
import { type SortedKeys, NO_KEYS, placeOfKey, sortedKeysFrom } from './sorted-keys'
import { localHash } from './blocks'
import { longer } from './word-book'
import { type StoredWords, NO_WORDS, createWordFinder, storeWords } from './word-finder'

/**
 * Everybody known, by number, held so that "who may this be?" is answered while a name is being typed. A clue (a word, a
 * word near it, a mailbox, the digits of a number, a date, an address) leads to people; the clues add up by how telling
 * they are; the best found are compared in full. Which people are in it decides the answer, the order in which they
 * came never does.
 */
export type LiveIndex = {
  readonly roll: Roll
  /** Adds a person and answers with their number. */
  readonly add: (person: Fields) => number
  readonly remove: (at: number) => void
  readonly isLiving: (at: number) => boolean
  readonly lookUp: (asked: Fields, limit?: number) => Hit[]
  readonly living: () => number
  /** How many people came after the index was put in order, and how many left it: when it is time to do it again. */
  readonly loose: () => number
  /** Puts everything in order. Numbers stay as they are. */
  readonly settle: () => void
  readonly learnt: (model: Model) => void
  readonly bytes: () => number
  readonly stored: () => StoredIndex
}

export type Hit = {
  readonly at: number
  readonly probability: number
  readonly household: number
  readonly bits: number
  readonly reasons: readonly Reason[]
}

export type StoredIndex = {
  readonly roll: StoredRoll
  readonly words: StoredWords
  readonly names: { readonly starts: Int32Array; readonly people: Int32Array }
  readonly keys: readonly SortedKeys[]
  readonly dead: Uint8Array
}

const KINDS = { email: 0, local: 1, phone: 2, birth: 3, house: 4, company: 5, nationalId: 6 } as const
const KIND_COUNT = 7

/** How many are compared in full for one question. */
const COMPARED = 96
/** How many people the clues of one question may lead past, the most telling first. */
const BUDGET = 150_000
/** A beginning may stand for this many words at most. */
const MOST_COMPLETIONS = 200
const FEW_COMPLETIONS = 40
/** After so many questions the words of the questions are forgotten. */
const FORGET_AFTER = 4_000

export function createLiveIndex(
  from?: StoredIndex,
  initial: Model = shippedModel,
  /** Whose record it is, as a number: decides among people who say the very same. */
  idHash: (at: number) => number = () => 0,
): LiveIndex {
  const roll = createRoll(from?.roll)
  let model = initial
  let words = createWordFinder(roll, from?.words ?? NO_WORDS)
  let storedWords = from?.words ?? NO_WORDS
  let names = from?.names ?? { starts: new Int32Array(1), people: new Int32Array(0) }
  let keys: readonly SortedKeys[] = from?.keys ?? Array.from({ length: KIND_COUNT }, () => NO_KEYS)
  let dead = from?.dead ?? new Uint8Array(128)
  let settledWords = from ? roll.names.size() : 1
  let seenWords = settledWords
  let [later, removed, deadCount] = [0, 0, 0]
  if (from) for (let at = 0; at < roll.size(); at++) deadCount += isDead(dead, at) ? 1 : 0
  let laterNames = new Map<number, number[]>()
  let laterKeys = Array.from({ length: KIND_COUNT }, () => new Map<number, number[]>())
  let scores = new Float32Array(1024)
  const open = newOpen()

  let questions = createRoll()
  let comparer = createComparer(questions, roll)
  const asked = newOpen()
  const levels = new Int32Array(SIZES.length)

  const living = (): number => roll.size() - deadCount
  const sharing = (key: number): number => countUnder(KINDS.email, key) + countUnder(KINDS.phone, key)
  const countUnder = (kind: number, key: number): number => {
    const sorted = keys[kind] as SortedKeys
    const at = placeOfKey(sorted, key)
    let n = 0
    while (sorted.keys[at + n] === key) n++
    return n + (laterKeys[kind]?.get(key)?.length ?? 0)
  }

  const add = (person: Fields): number => {
    const at = roll.add(person)
    if (at >> 3 >= dead.length) dead = longerBytes(dead)
    for (; seenWords < roll.names.size(); seenWords++) words.add(seenWords)
    openRun(roll, at, open)
    eachWord(open, (word) => under(laterNames, word, at))
    eachKey(roll, open, (kind, key) => under(laterKeys[kind] as Map<number, number[]>, key, at))
    later++
    return at
  }

  const settle = () => {
    const size = roll.names.size()
    const counts = new Int32Array(size + 1)
    const people = roll.size()
    const sorted = Array.from({ length: KIND_COUNT }, () => sortedKeysFrom())
    for (let at = 0; at < people; at++) {
      if (isDead(dead, at)) continue
      openRun(roll, at, open)
      eachWord(open, (word) => {
        counts[word + 1] = (counts[word + 1] ?? 0) + 1
      })
      eachKey(roll, open, (kind, key) => sorted[kind]?.add(key, at))
    }
    for (let word = 1; word <= size; word++) counts[word] = (counts[word] ?? 0) + (counts[word - 1] ?? 0)
    const list = new Int32Array(counts[size] ?? 0)
    const next = counts.slice()
    for (let at = 0; at < people; at++) {
      if (isDead(dead, at)) continue
      openRun(roll, at, open)
      eachWord(open, (word) => {
        list[next[word] ?? 0] = at
        next[word] = (next[word] ?? 0) + 1
      })
    }
    names = { starts: counts, people: list }
    keys = sorted.map((one) => one.done())
    storedWords = storeWords(roll, size)
    words = createWordFinder(roll, storedWords)
    settledWords = size
    seenWords = size
    laterNames = new Map()
    laterKeys = Array.from({ length: KIND_COUNT }, () => new Map<number, number[]>())
    later = removed = 0
  }

  const lookUp = (person: Fields, limit = 5): Hit[] => {
    if (questions.size() > FORGET_AFTER) {
      questions = createRoll()
      comparer = createComparer(questions, roll)
    }
    openRun(questions, questions.add(person), asked)
    if (scores.length < roll.size()) scores = new Float32Array(2 * roll.size())
    const touched = gather(cluesOf(asked))
    const best = strongest(touched, initialsAsked(asked))
    for (const at of touched) scores[at] = 0
    const { score, fields } = scorer(model, logsOf(model, Math.max(2, living())), { people: living(), sharing })
    const hits: (Hit & { readonly tie: number })[] = []
    openRun(questions, questions.size() - 1, asked)
    for (const at of best) {
      comparer.compareOpen(asked, openRun(roll, at, open), levels)
      if (!saysSomething(levels)) continue
      const sums = score(levels, comparer.rare)
      const { reasons, bits } = reasonsFrom(levels, fields, sums)
      hits.push({ at, probability: probabilityOf(sums), household: householdOf(sums), bits, reasons, tie: hashAt(at) }) // prettier-ignore
    }
    return hits
      .sort((a, b) => b.probability - a.probability || b.bits - a.bits || a.tie - b.tie || a.at - b.at)
      .slice(0, limit)
      .map(({ tie: _, ...hit }) => hit)
  }

  type Clue = { kind: number; key: number; worth: number; count: number; token: number; weight: number }

  const cluesOf = (who: Open): Clue[] => {
    const clues: Clue[] = []
    const people = Math.max(2, living())
    const push = (kind: number, key: number, worth: number, count: number, token: number) => {
      if (count > 0) clues.push({ kind, key, worth, count, token, weight: worth * Math.log2(1 + people / count) })
    }
    const placed = new Map<number, Clue>()
    let token = 0
    const word = (id: number, worth: number) => {
      if (id === 0) return
      const known = placed.get(id)
      if (known === undefined) {
        push(-1, id, worth, countNamed(id), token)
        const made = clues.at(-1)
        if (made?.key === id && made.kind < 0) placed.set(id, made)
      } else if (worth > known.worth) {
        known.weight *= worth / known.worth
        known.worth = worth
      }
    }
    const clue = (id: number) => {
      token++
      const text = questions.names.word(id)
      word(roll.names.find(text), 1)
      words.near(text, (near) => word(near, 0.6))
      words.soundingLike(questions.german()[id] ?? 0, questions.french()[id] ?? 0, (alike) => word(alike, 0.5))
      for (const other of shortForms(text)) word(roll.names.find(other), 0.5)
      words.beginningWith(text, text.length > 4 ? FEW_COMPLETIONS : MOST_COMPLETIONS, (longer) =>
        word(longer, text.length > 2 ? 0.5 : 0.4),
      )
    }
    for (let i = 0; i < who.nGiven; i++) clue(who.given[i] ?? 0)
    for (let i = 0; i < who.nFamily; i++) clue(who.family[i] ?? 0)
    if (who.givenJoined !== 0) clue(who.givenJoined)
    if (who.familyJoined !== 0) clue(who.familyJoined)
    if (who.nGiven > 1) word(roll.names.find(joined(who.given, who.nGiven)), 1)
    if (who.nFamily > 1) word(roll.names.find(joined(who.family, who.nFamily)), 1)

    eachKey(questions, who, (kind, key) =>
      push(kind, key, kind === KINDS.local || kind === KINDS.house ? 0.7 : 1, countUnder(kind, key), 100 + kind),
    )
    if (who.birth !== 0)
      datesNear(who.birth, (date, worth) =>
        push(KINDS.birth, date, worth, countUnder(KINDS.birth, date), 100 + KINDS.birth),
      )
    return clues.sort((a, b) => b.weight - a.weight || a.count - b.count || hashOfClue(a) - hashOfClue(b))
  }
  const joined = (ids: Int32Array, n: number): string => {
    let text = ''
    for (let i = 0; i < n; i++) text += questions.names.word(ids[i] ?? 0)
    return text
  }
  const hashOfClue = ({ kind, key }: Clue): number => (kind < 0 ? roll.names.hash(key) : hashWith(kind, key))
  const countNamed = (word: number): number =>
    (word < settledWords ? (names.starts[word + 1] ?? 0) - (names.starts[word] ?? 0) : 0) +
    (laterNames.get(word)?.length ?? 0)

  /**
   * Adds up, for everybody under any of the clues, how telling those are; answers with whom it touched. Once as many as
   * will be compared have more than all clues still to come could give anybody, nobody new is taken in.
   */
  const gather = (clues: readonly Clue[]): number[] => {
    const touched: number[] = []
    const potential = potentials(clues)
    let walked = 0
    let closed = false
    let lookedAt = 0
    let lookedWith = Infinity
    for (let n = 0; n < clues.length; n++) {
      const { kind, key, count, weight } = clues[n] as Clue
      walked += count
      if (walked > BUDGET && touched.length > 0) break
      if (
        !closed &&
        touched.length >= COMPARED &&
        (potential[n] ?? 0) < 0.9 * (potential[0] ?? 0) &&
        (touched.length > 1.3 * lookedAt || (potential[n] ?? 0) < 0.9 * lookedWith)
      ) {
        lookedWith = potential[n] ?? 0
        lookedAt = touched.length
        closed =
          kthLargest(
            Float32Array.from(touched, (at) => scores[at] ?? 0),
            COMPARED,
          ) > (potential[n] ?? 0)
      }
      const isClosed = closed
      const give = (at: number) => {
        const score = scores[at] ?? 0
        if (score === 0) {
          if (isClosed || isDead(dead, at)) return
          touched.push(at)
        }
        scores[at] = score + weight
      }
      if (kind < 0) {
        if (key < settledWords) {
          const { starts, people } = names
          for (let i = starts[key] ?? 0, end = starts[key + 1] ?? 0; i < end; i++) give(people[i] ?? 0)
        }
        for (const at of laterNames.get(key) ?? []) give(at)
      } else {
        const sorted = keys[kind] as SortedKeys
        for (let i = placeOfKey(sorted, key); sorted.keys[i] === key; i++) give(sorted.values[i] ?? 0)
        for (const at of laterKeys[kind]?.get(key) ?? []) give(at)
      }
    }
    return touched
  }

  /** The most that the clues from each on can still add: the best of each thing that was asked. */
  const potentials = (clues: readonly Clue[]): Float64Array => {
    const left = new Float64Array(clues.length + 1)
    const best = new Map<number, number>()
    for (let n = clues.length - 1, sum = 0; n >= 0; n--) {
      const { token, weight } = clues[n] as Clue
      const known = best.get(token) ?? 0
      if (weight > known) {
        best.set(token, weight)
        sum += weight - known
      }
      left[n] = sum
    }
    return left
  }

  /** The people with the highest scores; among equals by what they say, so that the order of arrival says nothing. */
  const strongest = (touched: readonly number[], initials: readonly number[]): number[] => {
    if (touched.length <= COMPARED) return [...touched]
    const floor = kthLargest(
      Float32Array.from(touched, (at) => scores[at] ?? 0),
      COMPARED,
    )
    const above: number[] = []
    const level: number[] = []
    for (const at of touched) {
      const score = scores[at] ?? 0
      if (score > floor) above.push(at)
      else if (score === floor) level.push(at)
    }
    const room = COMPARED - above.length
    if (initials.length > 0 && level.length > room) {
      const fitting = level.filter((at) => beginsWith(at, initials))
      if (fitting.length >= Math.min(room, 5)) return [...above, ...inSteadyOrder(fitting).slice(0, 2 * COMPARED)]
    }
    if (level.length > 2 * room + 64) {
      return [...above, ...inSteadyOrder(level).slice(0, room)]
    }
    return [...above, ...level]
  }
  const inSteadyOrder = (people: readonly number[]): number[] =>
    Array.from(Float64Array.from(people, (at) => (hashAt(at) + 2 ** 31) * 2 ** 21 + at).sort(), (key) => key % 2 ** 21)
  /** Single letters that were asked for: they lead to too many words to look under, and decide among namesakes. */
  const initialsAsked = (who: Open): number[] => {
    const letters: number[] = []
    const look = (ids: Int32Array, n: number) => {
      for (let i = 0; i < n; i++) {
        const word = questions.names.word(ids[i] ?? 0)
        if (word.length <= 2) letters.push(word.charCodeAt(0))
      }
    }
    look(who.given, who.nGiven)
    look(who.family, who.nFamily)
    return letters
  }
  const beginsWith = (at: number, letters: readonly number[]): boolean => {
    openRun(roll, at, open)
    for (let i = 0; i < open.nGiven; i++)
      if (letters.includes(roll.names.word(open.given[i] ?? 0).charCodeAt(0))) return true
    for (let i = 0; i < open.nFamily; i++)
      if (letters.includes(roll.names.word(open.family[i] ?? 0).charCodeAt(0))) return true
    return false
  }
  /** What a person says, as one number, worked out once. */
  let tie = new Int32Array(1024)
  const hashAt = (at: number): number => {
    if (at >= tie.length) tie = longer(tie, roll.size())
    const known = tie[at] ?? 0
    if (known !== 0) return known
    const made = hashWith(contentHash(roll, at), idHash(at))
    tie[at] = made
    return made
  }

  return {
    roll,
    add,
    remove: (at) => {
      if (isDead(dead, at) || at >= roll.size()) return
      dead[at >> 3] = (dead[at >> 3] ?? 0) | (1 << (at & 7))
      roll.forget(at)
      deadCount++
      removed++
    },
    isLiving: (at) => at < roll.size() && !isDead(dead, at),
    lookUp,
    living,
    loose: () => later + removed,
    settle,
    learnt: (next) => {
      model = next
    },
    bytes: () =>
      4 * ((roll.starts()[roll.size()] ?? 0) + roll.size()) +
      4 * (names.starts.length + names.people.length) +
      keys.reduce((sum, one) => sum + 8 * one.keys.length, 0) +
      words.bytes() +
      [roll.names, roll.streets, roll.places, roll.companies].reduce((sum, book) => sum + bookBytes(book), 0) +
      8 * roll.names.size() +
      dead.length,
    stored: () => {
      settle()
      const books = [roll.names, roll.streets, roll.places, roll.companies].map((book) => ({
        words: Array.from({ length: book.size() - 1 }, (_, i) => book.word(i + 1)),
        counts: Int32Array.from({ length: book.size() }, (_, id) => book.count(id)),
      }))
      const end = roll.starts()[roll.size()] ?? 0
      return {
        roll: {
          data: roll.data().slice(0, end),
          starts: roll.starts().slice(0, roll.size() + 1),
          books,
          german: roll.german().slice(0, roll.names.size()),
          french: roll.french().slice(0, roll.names.size()),
        },
        words: storedWords,
        names,
        keys,
        dead: dead.slice(),
      }
    },
  }
}

const isDead = (dead: Uint8Array, at: number): boolean => ((dead[at >> 3] ?? 0) & (1 << (at & 7))) !== 0

/** A word costs its letters (one byte each, and what a string takes), a hash, a count and a place in the table. */
const bookBytes = (book: Roll['names']): number => {
  let bytes = 0
  for (let id = 1; id < book.size(); id++) bytes += 24 + book.word(id).length
  return bytes + 16 * book.size()
}

function longerBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array(bytes.length * 2)
  next.set(bytes)
  return next
}

function under(map: Map<number, number[]>, key: number, at: number): void {
  const list = map.get(key)
  if (list) list.push(at)
  else map.set(key, [at])
}

/** Every word a person is found under, each once. */
function eachWord(open: Open, each: (word: number) => void): void {
  const { given, family, nGiven, nFamily, givenJoined, familyJoined } = open
  for (let i = 0; i < nGiven; i++) if (given.indexOf(given[i] ?? 0) === i) each(given[i] ?? 0)
  const inGiven = (word: number): boolean => {
    for (let i = 0; i < nGiven; i++) if (given[i] === word) return true
    return false
  }
  for (let i = 0; i < nFamily; i++)
    if (family.indexOf(family[i] ?? 0) === i && !inGiven(family[i] ?? 0)) each(family[i] ?? 0)
  if (givenJoined !== 0) each(givenJoined)
  if (familyJoined !== 0 && familyJoined !== givenJoined) each(familyJoined)
}

function eachKey(roll: Roll, open: Open, each: (kind: number, key: number) => void): void {
  for (let i = 0; i < open.nEmails; i++) {
    const at = open.emails[i] ?? 0
    each(KINDS.email, roll.data()[at] ?? 0)
    const local = localHash(roll.data(), at)
    if (local !== 0) each(KINDS.local, local)
  }
  for (let i = 0; i < open.nPhones; i++) each(KINDS.phone, (open.phones[i] ?? 0) & ~MOBILE)
  if (open.birth !== 0) each(KINDS.birth, open.birth)
  for (let i = 0; i < 4 * open.nPosts; i += 4) {
    const [street, number, postcode] = [open.posts[i] ?? 0, open.posts[i + 1] ?? 0, open.posts[i + 2] ?? 0]
    if (postcode !== 0 && (number !== 0 || street !== 0))
      each(KINDS.house, hashWith(roll.places.hash(postcode), number !== 0 ? number : roll.streets.hash(street)))
  }
  if (open.company !== 0) each(KINDS.company, roll.companies.hash(open.company))
  if (open.nationalId !== 0) each(KINDS.nationalId, open.nationalId)
}

/** Dates a slip away: day and month changed places, another day of the month, another month, a year nearby. */
function datesNear(birth: number, each: (date: number, worth: number) => void): void {
  const [year, month, day] = [Math.floor(birth / 10_000), Math.floor(birth / 100) % 100, birth % 100]
  if (month === 0) return
  if (day <= 12 && day !== month) each(year * 10_000 + day * 100 + month, 0.8)
  for (let other = 1; other <= 31; other++) if (other !== day) each(year * 10_000 + month * 100 + other, 0.45)
  for (let other = 1; other <= 12; other++) if (other !== month) each(year * 10_000 + other * 100 + day, 0.45)
  for (let at = 0; at < 4; at++) {
    const place = [1, 10, 100, 1000][at] ?? 1
    const digit = Math.floor(birth / place) % 10
    for (let other = 0; other <= 9; other++) if (other !== digit) each(birth + (other - digit) * place, 0.45)
  }
  for (const by of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
    for (const other of [year - by, year + by]) each(other * 10_000 + month * 100 + day, 0.45)
}

/** The k-th largest, by putting larger ones first until the place is found (Hoare). Changes the order of `values`. */
function kthLargest(values: Float32Array, k: number): number {
  let [low, high] = [0, values.length - 1]
  while (low < high) {
    const pivot = values[(low + high) >> 1] ?? 0
    let [i, j] = [low, high]
    while (i <= j) {
      while ((values[i] ?? 0) > pivot) i++
      while ((values[j] ?? 0) < pivot) j--
      if (i <= j) {
        const kept = values[i] ?? 0
        values[i++] = values[j] ?? 0
        values[j--] = kept
      }
    }
    if (k - 1 <= j) high = j
    else if (k - 1 >= i) low = i
    else break
  }
  return values[k - 1] ?? 0
}

/** A neighbour of the same town is no answer to "who is this?". */
const saysSomething = (levels: Int32Array): boolean => {
  for (let f = 0; f < SIZES.length; f++) {
    if (f === 5 || (levels[f] ?? 0) === 0) continue
    const different = f <= 1 ? 7 : f === 2 ? 7 : f === 3 ? 5 : f === 4 ? 4 : 3
    if (levels[f] !== different) return true
  }
  return false
}
