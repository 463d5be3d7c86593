import { wordLevel } from './compare'
import type { Level } from './person'
import { type Open, newOpen, openRun } from './open-run'
import { MOBILE, type Roll, isOffice, letterAt, textLength } from './roll'
import { areShortForms } from './nicknames'
import { editDistance, jaroWinkler, lettersOf, mostAlike } from './similarity'
import { longer } from './word-book'

/**
 * How two people compare, field by field, each as one small number; 0 is "one of them lacks it", which is never evidence.
 * Smaller is closer. All numbers together make one pattern, so that a million pairs become a few thousand patterns.
 */
export const FIELDS = [
  'givenName',
  'familyName',
  'birthDate',
  'email',
  'phone',
  'post',
  'company',
  'nationalId',
] as const
export type Field = (typeof FIELDS)[number]

export const NAME = { equal: 1, similar: 2, shortForm: 3, soundsAlike: 4, contains: 5, initial: 6, different: 7, swapped: 8 } as const // prettier-ignore
export const BIRTH = { equal: 1, vague: 2, swapped: 3, digit: 4, twoParts: 5, year: 6, different: 7 } as const
export const EMAIL = { personal: 1, equal: 2, office: 3, near: 4, different: 5 } as const
export const PHONE = { mobile: 1, line: 2, near: 3, different: 4 } as const
export const TEXT = { equal: 1, similar: 2, different: 3 } as const
export const STREET = { same: 1, near: 2, otherNumber: 3, different: 4 } as const
export const PLACE = { same: 1, likely: 2, near: 3, different: 4 } as const
/** Street and place are one field, because they move together. */
export const postOf = (street: number, place: number): number => 5 * street + place
export const streetOf = (post: number): number => Math.floor(post / 5)
export const placeOf = (post: number): number => post % 5

/** How many numbers each field may have. */
export const SIZES = [9, 9, 8, 6, 5, 25, 4, 4] as const

export type Levels = Int32Array

export const patternFrom = (levels: Levels): number => {
  let pattern = 0
  for (let f = 0; f < SIZES.length; f++) pattern = pattern * (SIZES[f] ?? 1) + (levels[f] ?? 0)
  return pattern
}

export function levelsFrom(pattern: number, into: Levels): Levels {
  let rest = pattern
  for (let f = SIZES.length - 1; f >= 0; f--) {
    const size = SIZES[f] ?? 1
    into[f] = rest % size
    rest = Math.floor(rest / size)
  }
  return into
}

const NAME_WORDS: readonly Level[] = ['different', 'equal', 'similar', 'short-form', 'sounds-alike', 'partly', 'partly', 'different', 'swapped'] // prettier-ignore
const BIRTH_WORDS: readonly Level[] = ['different', 'equal', 'equal', 'swapped', 'similar', 'partly', 'partly', 'different'] // prettier-ignore
const EMAIL_WORDS: readonly Level[] = ['different', 'equal', 'equal', 'equal', 'similar', 'different']
const PHONE_WORDS: readonly Level[] = ['different', 'equal', 'equal', 'similar', 'different']
const TEXT_WORDS: readonly Level[] = ['different', 'equal', 'similar', 'different']

/** The word a level has on the screen. */
export function levelWord(field: Field, level: number): Level {
  if (field === 'givenName' || field === 'familyName') return NAME_WORDS[level] ?? 'different'
  if (field === 'birthDate') return BIRTH_WORDS[level] ?? 'different'
  if (field === 'email') return EMAIL_WORDS[level] ?? 'different'
  if (field === 'phone') return PHONE_WORDS[level] ?? 'different'
  if (field === 'post') return postWord(streetOf(level), placeOf(level))
  return TEXT_WORDS[level] ?? 'different'
}

function postWord(street: number, place: number): Level {
  if (street === STREET.same && place <= PLACE.likely) return 'equal'
  if (street === 0 && place === PLACE.same) return 'equal'
  if (street > 0 && street <= STREET.near && place <= PLACE.near) return 'similar'
  if (street <= STREET.near && street > 0) return 'partly'
  return place > 0 && place < PLACE.different ? 'partly' : street === STREET.otherNumber ? 'partly' : 'different'
}

/** Compares people of two rolls (or of one); remembers how words compare, because they repeat. */
export type Comparer = {
  /** Fills `levels` and answers with the pattern. Afterwards `rare` holds the rarest word both given and family names share. */
  readonly compare: (a: number, b: number, levels: Levels) => number
  /** The same for people opened already. */
  readonly compareOpen: (a: Open, b: Open, levels: Levels) => number
  readonly rare: { given: number; family: number; email: number; phone: number; place: number; company: number }
}

export function createComparer(left: Roll, right: Roll = left): Comparer {
  const [a, b] = [newOpen(), newOpen()]
  const rare = { given: 0, family: 0, email: 0, phone: 0, place: 0, company: 0 }
  const [ourLetters, theirLetters] = [letterMasks(left), left === right ? letterMasks(left) : letterMasks(right)]
  // Most words that meet are nothing alike: their letters say so before their order is looked at.
  const namesAlike = (i: number, j: number): number => {
    const [a, b] = [left.names.word(i), right.names.word(j)]
    if (mostAlike(a.length, ourLetters(i), b.length, theirLetters(j)) >= LEAST_ALIKE) return wordNumber(a, b)
    const [sa, sb] = [left.german()[i] ?? 0, right.german()[j] ?? 0]
    const [fa, fb] = [left.french()[i] ?? 0, right.french()[j] ?? 0]
    if ((sa !== 0 && sa === sb) || (fa !== 0 && fa === fb) || a.charCodeAt(0) === b.charCodeAt(0))
      return wordNumber(a, b)
    return areShortForms(a, b) ? NAME.shortForm : NAME.different
  }
  const names = pairCache(18, namesAlike)
  const streets = pairCache(15, (i, j) => streetNumber(left.streets.word(i), right.streets.word(j)))
  const places = pairCache(15, (i, j) => placeNumber(left.places.word(i), right.places.word(j)))
  const companies = pairCache(12, (i, j) => companyNumber(left.companies.word(i), right.companies.word(j)))
  const isOne = left === right
  const sameWord = (i: number, j: number): boolean => (isOne ? i === j : left.names.word(i) === right.names.word(j))
  const word = (i: number, j: number): number => (isOne && i === j ? NAME.equal : names(i, j))

  const compareOpen = (x: Open, y: Open, levels: Levels): number => {
    rare.given = rare.family = rare.email = rare.phone = rare.place = rare.company = 0
    nameLevels(x, y, levels)
    levels[2] = birthLevel(x.birth, y.birth)
    levels[3] = emailsLevel(x, y)
    levels[4] = phonesLevel(x, y)
    levels[5] = postsLevel(x, y)
    levels[6] = x.company === 0 || y.company === 0 ? 0 : companies(x.company, y.company)
    if (levels[6] === TEXT.equal) rare.company = right.companies.count(y.company)
    levels[7] =
      x.nationalId === 0 || y.nationalId === 0 ? 0 : x.nationalId === y.nationalId ? TEXT.equal : TEXT.different
    return patternFrom(levels)
  }

  const nameLevels = (x: Open, y: Open, levels: Levels) => {
    if (x.roleless || y.roleless) {
      anywhere(x, y, levels)
      return
    }
    let given = nameLevel(x.given, x.nGiven, x.givenJoined, y.given, y.nGiven, y.givenJoined)
    let family = nameLevel(x.family, x.nFamily, x.familyJoined, y.family, y.nFamily, y.familyJoined)
    if (given >= NAME.shortForm && family >= NAME.shortForm && (given >= NAME.initial || family >= NAME.initial)) {
      const one = nameLevel(x.given, x.nGiven, x.givenJoined, y.family, y.nFamily, y.familyJoined)
      if (one > 0 && one <= NAME.initial) {
        const other = nameLevel(x.family, x.nFamily, x.familyJoined, y.given, y.nGiven, y.givenJoined)
        if (areCrossed(one, other)) given = family = NAME.swapped
      }
    }
    if (given === NAME.equal) rare.given = rarest(x.given, x.nGiven, y.given, y.nGiven)
    if (family === NAME.equal) rare.family = rarest(x.family, x.nFamily, y.family, y.nFamily)
    levels[0] = given
    levels[1] = family
  }

  /** How common the rarest word is that both share; of a name written as one and as two, the words of the second. */
  const rarest = (x: Int32Array, nx: number, y: Int32Array, ny: number): number => {
    let least = 0
    for (let j = 0; j < ny; j++) {
      const count = right.names.count(y[j] ?? 0)
      let shared = nx !== ny
      for (let i = 0; i < nx; i++) if (sameWord(x[i] ?? 0, y[j] ?? 0)) shared = true
      if (shared && (least === 0 || count < least)) least = Math.max(1, count)
    }
    return least
  }

  const nameLevel = (
    x: Int32Array,
    nx: number,
    xJoined: number,
    y: Int32Array,
    ny: number,
    yJoined: number,
  ): number => {
    if (nx === 0 || ny === 0) return 0
    if (nx === 1 && ny === 1) {
      const level = word(x[0] ?? 0, y[0] ?? 0)
      if (level <= NAME.similar || (xJoined === 0 && yJoined === 0)) return level
      const joined = word(xJoined || (x[0] ?? 0), yJoined || (y[0] ?? 0))
      return Math.min(level, joined)
    }
    const joined = word(xJoined || (x[0] ?? 0), yJoined || (y[0] ?? 0))
    if ((xJoined !== 0 || nx === 1) && (yJoined !== 0 || ny === 1) && joined <= NAME.similar) return joined
    return aligned(x, nx, y, ny)
  }

  /** Each word of the shorter name is looked for in the longer one. */
  const aligned = (x: Int32Array, nx: number, y: Int32Array, ny: number): number => {
    const [few, nFew, many, nMany, turned] = nx <= ny ? [x, nx, y, ny, false] : [y, ny, x, nx, true]
    let worst = 0
    let best: number = NAME.different
    for (let i = 0; i < nFew; i++) {
      let closest: number = NAME.different
      for (let j = 0; j < nMany; j++) {
        const level = turned ? word(many[j] ?? 0, few[i] ?? 0) : word(few[i] ?? 0, many[j] ?? 0)
        if (level < closest) closest = level
      }
      if (closest > worst) worst = closest
      if (closest < best) best = closest
    }
    if (nFew === nMany && worst <= NAME.soundsAlike) return worst
    if (best <= NAME.similar) return NAME.contains
    if (nFew === 1 && best === NAME.initial) return NAME.initial
    if (nFew === 1 && areInitials(turned ? right.names.word(few[0] ?? 0) : left.names.word(few[0] ?? 0), many, nMany, turned ? left : right)) return NAME.initial // prettier-ignore
    return best <= NAME.soundsAlike ? NAME.contains : best
  }

  /** Both names of one stand in one field: each name of the other is looked for anywhere in it. */
  const pool = new Int32Array(2 * 4)
  const pool2 = new Int32Array(2 * 4)
  const anywhere = (x: Open, y: Open, levels: Levels) => {
    const nx = pooled(x, pool)
    const ny = pooled(y, pool2)
    levels[0] = levels[1] = 0
    if (nx === 0 || ny === 0) return
    if (x.roleless && y.roleless) {
      let [worst, best, least]: [number, number, number] = [0, NAME.different, Infinity]
      let [second, matched] = [0, 0]
      for (let i = 0; i < nx; i++) {
        const level = within(pool[i] ?? 0, pool2, ny, false)
        if (level <= NAME.soundsAlike) matched++
        if (level < best) best = level
        if (level > worst) {
          second = worst
          worst = level
        } else if (level > second) second = level
        if (level === NAME.equal) least = Math.min(least, left.names.count(pool[i] ?? 0))
      }
      const lacking = Math.max(nx, ny) - matched
      levels[0] = best
      levels[1] = lacking === 0 ? worst : matched >= 2 && matched >= Math.min(nx, ny) ? NAME.contains : worst
      if (best === NAME.equal) rare.given = least === Infinity ? 0 : least
      if (levels[1] === NAME.equal) rare.family = rare.given
      return
    }
    const turned = y.roleless
    const [whole, nWhole, parts] = turned ? [pool2, ny, x] : [pool, nx, y]
    const of = (words: Int32Array, n: number): number => {
      let worst = 0
      for (let i = 0; i < n; i++) worst = Math.max(worst, within(words[i] ?? 0, whole, nWhole, !turned))
      return worst
    }
    levels[0] = of(parts.given, parts.nGiven)
    levels[1] = of(parts.family, parts.nFamily)
    const counts = turned ? left.names : right.names
    if (levels[0] === NAME.equal) rare.given = Math.max(1, counts.count(parts.given[0] ?? 0))
    if (levels[1] === NAME.equal) rare.family = Math.max(1, counts.count(parts.family[0] ?? 0))
  }
  const within = (one: number, all: Int32Array, n: number, turned: boolean): number => {
    let best: number = NAME.different
    for (let j = 0; j < n; j++) best = Math.min(best, turned ? word(all[j] ?? 0, one) : word(one, all[j] ?? 0))
    return best
  }
  const pooled = (x: Open, into: Int32Array): number => {
    let n = 0
    for (let i = 0; i < x.nGiven; i++) into[n++] = x.given[i] ?? 0
    for (let i = 0; i < x.nFamily; i++) into[n++] = x.family[i] ?? 0
    return n
  }

  const emailsLevel = (x: Open, y: Open): number => {
    let best = 0
    for (let i = 0; i < x.nEmails; i++)
      for (let j = 0; j < y.nEmails; j++) {
        const level = emailLevel(left.data(), x.emails[i] ?? 0, right.data(), y.emails[j] ?? 0, x, y)
        if (best === 0 || level < best) {
          best = level
          rare.email = level <= EMAIL.office ? (left.data()[x.emails[i] ?? 0] ?? 0) : 0
        }
      }
    return best
  }

  const emailLevel = (da: Int32Array, ia: number, db: Int32Array, ib: number, x: Open, y: Open): number => {
    if (da[ia] === db[ib] && da[ia + 1] === db[ib + 1]) {
      if (isOffice(da[ia + 1] ?? 0)) return EMAIL.office
      return fitsGiven(da, ia, x, left) && fitsGiven(da, ia, y, right) ? EMAIL.personal : EMAIL.equal
    }
    return areNearTexts(da, ia, db, ib) ? EMAIL.near : EMAIL.different
  }

  const phonesLevel = (x: Open, y: Open): number => {
    let best = 0
    for (let i = 0; i < x.nPhones; i++)
      for (let j = 0; j < y.nPhones; j++) {
        const [p, q] = [x.phones[i] ?? 0, y.phones[j] ?? 0]
        const [one, other] = [p & ~MOBILE, q & ~MOBILE]
        const level =
          one === other
            ? ((p | q) & MOBILE) !== 0
              ? PHONE.mobile
              : PHONE.line
            : areNearDigits(one - 1, other - 1, 8)
              ? PHONE.near
              : PHONE.different
        if (best === 0 || level < best) {
          best = level
          rare.phone = level <= PHONE.line ? one : 0
        }
      }
    return best
  }

  const postsLevel = (x: Open, y: Open): number => {
    let [best, rank] = [0, Infinity]
    for (let i = 0; i < 4 * x.nPosts; i += 4)
      for (let j = 0; j < 4 * y.nPosts; j += 4) {
        const street = streetPart(x.posts, i, y.posts, j)
        const place = placePart(x.posts, i, y.posts, j)
        const here = (street || 2.5) + (place || 2.5)
        if (here < rank && street + place > 0) {
          rank = here
          best = postOf(street, place)
          const [postcode, city] = [y.posts[j + 2] ?? 0, y.posts[j + 3] ?? 0]
          rare.place = place === 0 || place > PLACE.likely ? 0 : Math.max(1, leastOf(right.places.count(postcode), right.places.count(city))) // prettier-ignore
        }
      }
    return best
  }

  const streetPart = (x: Int32Array, i: number, y: Int32Array, j: number): number => {
    const [s, t, n, m] = [x[i] ?? 0, y[j] ?? 0, x[i + 1] ?? 0, y[j + 1] ?? 0]
    if (s === 0 || t === 0) return 0
    const like = isOne && s === t ? TEXT.equal : streets(s, t)
    if (like === TEXT.different) return STREET.different
    if (n !== 0 && m !== 0 && n !== m) return STREET.otherNumber
    return like === TEXT.equal && n === m ? STREET.same : STREET.near
  }

  const placePart = (x: Int32Array, i: number, y: Int32Array, j: number): number => {
    const [p, q, c, d] = [x[i + 2] ?? 0, y[j + 2] ?? 0, x[i + 3] ?? 0, y[j + 3] ?? 0]
    const postcode = p === 0 || q === 0 ? 0 : isOne && p === q ? TEXT.equal : places(p, q)
    const city = c === 0 || d === 0 ? 0 : isOne && c === d ? TEXT.equal : places(c, d)
    if (postcode === 0 && city === 0) return 0
    if (postcode === TEXT.equal) return city === TEXT.different ? PLACE.likely : PLACE.same
    if (city === TEXT.equal) return postcode === TEXT.different ? PLACE.near : PLACE.likely
    if (postcode === TEXT.similar) return city === TEXT.different ? PLACE.different : city === TEXT.similar ? PLACE.likely : PLACE.near // prettier-ignore
    return city === TEXT.similar && postcode === 0 ? PLACE.near : PLACE.different
  }

  return {
    compare: (i, j, levels) => compareOpen(openRun(left, i, a), openRun(right, j, b), levels),
    compareOpen,
    rare,
  }
}

/** Each name of one stands in the other's place; where one does so to the letter, the other may be short or misspelt. */
const areCrossed = (one: number, other: number): boolean => {
  const [clear, rest] = one <= other ? [one, other] : [other, one]
  return clear === NAME.equal ? rest > 0 && rest <= NAME.initial : clear === NAME.similar && rest === NAME.similar
}

const leastOf = (a: number, b: number): number => (a === 0 ? b : b === 0 ? a : Math.min(a, b))

/** Below this a likeness of letters never counts as "sounds alike" (0.88 with the best beginning). */
const LEAST_ALIKE = 0.79

/** The letters of each word, worked out when first asked for. */
function letterMasks(roll: Roll): (id: number) => number {
  let masks = new Int32Array(1024)
  return (id) => {
    if (id >= masks.length) masks = longer(masks, Math.max(id + 1, roll.names.size()))
    const known = masks[id] ?? 0
    if (known !== 0) return known
    const made = lettersOf(roll.names.word(id))
    masks[id] = made
    return made
  }
}

/** A table of answers that forgets: two pairs with one place displace each other, and are worked out again. */
function pairCache(bits: number, work: (i: number, j: number) => number): (i: number, j: number) => number {
  const size = 1 << bits
  const [is, js, answers] = [new Int32Array(size), new Int32Array(size), new Uint8Array(size)]
  return (i, j) => {
    const at = (Math.imul(i, 0x9e3779b1) ^ Math.imul(j, 0x85ebca6b)) >>> (32 - bits)
    if (is[at] === i && js[at] === j && answers[at] !== 0) return answers[at] ?? 0
    const answer = work(i, j)
    is[at] = i
    js[at] = j
    answers[at] = answer
    return answer
  }
}

const NUMBER_OF: Readonly<Record<Level, number>> = {
  equal: NAME.equal,
  similar: NAME.similar,
  'short-form': NAME.shortForm,
  'sounds-alike': NAME.soundsAlike,
  partly: NAME.initial,
  different: NAME.different,
  swapped: NAME.swapped,
}
const wordNumber = (a: string, b: string): number => NUMBER_OF[wordLevel(a, b)]

function areInitials(short: string, words: Int32Array, n: number, roll: Roll): boolean {
  if (short.length !== n) return false
  for (let i = 0; i < n; i++) if (short[i] !== roll.names.word(words[i] ?? 0)[0]) return false
  return true
}

function streetNumber(a: string, b: string): number {
  if (a === b) return TEXT.equal
  if (mostAlike(a.length, lettersOf(a), b.length, lettersOf(b)) >= 0.75) {
    if (editDistance(a, b, 2) <= (Math.min(a.length, b.length) > 6 ? 2 : 1)) return TEXT.similar
    if (jaroWinkler(a, b) >= 0.93) return TEXT.similar
  }
  return a.includes(' ') && b.includes(' ') && wordOverlap(a, b) >= 0.6 ? TEXT.similar : TEXT.different
}

function placeNumber(a: string, b: string): number {
  if (a === b) return TEXT.equal
  if (editDistance(a, b, 1) <= 1) return TEXT.similar
  return !/\d/.test(a) && a.length > 4 && jaroWinkler(a, b) >= 0.92 ? TEXT.similar : TEXT.different
}

function companyNumber(a: string, b: string): number {
  if (a === b || a.replaceAll(' ', '') === b.replaceAll(' ', '')) return TEXT.equal
  return jaroWinkler(a, b) >= 0.92 || wordOverlap(a, b) >= 0.6 ? TEXT.similar : TEXT.different
}

/** Dice's measure over words. */
function wordOverlap(a: string, b: string): number {
  const [ours, theirs] = [a.split(' '), b.split(' ')]
  const shared = ours.filter((word) => theirs.includes(word)).length
  return (2 * shared) / (ours.length + theirs.length)
}

/** Whether the letters before the @ hold the first given name: then the mailbox is more likely that one person's. */
function fitsGiven(data: Int32Array, at: number, who: Open, roll: Roll): boolean {
  for (let i = 0; i < who.nGiven; i++) {
    const name = roll.names.word(who.given[i] ?? 0)
    if (name.length > 2 && holds(data, at, name)) return true
  }
  return false
}

function holds(data: Int32Array, at: number, name: string): boolean {
  const length = textLength(data[at + 1] ?? 0)
  for (let from = 0; from + name.length <= length; from++) {
    if (letterAt(data, at, from) === 0x40) return false
    let i = 0
    while (i < name.length && letterAt(data, at, from + i) === name.charCodeAt(i)) i++
    if (i === name.length) return true
  }
  return false
}

/** Two mailboxes that differ by one slip of the pen, or only in what follows the @. */
function areNearTexts(da: Int32Array, ia: number, db: Int32Array, ib: number): boolean {
  const [la, lb] = [textLength(da[ia + 1] ?? 0), textLength(db[ib + 1] ?? 0)]
  let same = 0
  while (same < la && same < lb && letterAt(da, ia, same) === letterAt(db, ib, same)) {
    if (letterAt(da, ia, same) === 0x40 && same > 4) return true
    same++
  }
  if (Math.abs(la - lb) > 1 || la < 8) return false
  let back = 0
  while (back < la - same && back < lb - same && letterAt(da, ia, la - 1 - back) === letterAt(db, ib, lb - 1 - back))
    back++
  const [restA, restB] = [la - same - back, lb - same - back]
  if (restA <= 1 && restB <= 1) return true
  return restA === 2 && restB === 2 && letterAt(da, ia, same) === letterAt(db, ib, same + 1) && letterAt(da, ia, same + 1) === letterAt(db, ib, same) // prettier-ignore
}

/** Two numbers of so many digits that differ in one digit, or in two neighbours that changed places. */
export function areNearDigits(a: number, b: number, digits: number): boolean {
  let [x, y, differing, first, second] = [a, b, 0, -1, -1]
  let [xs, ys, xs2, ys2] = [0, 0, 0, 0]
  for (let i = 0; i < digits; i++) {
    const [p, q] = [x % 10, y % 10]
    if (p !== q) {
      differing++
      if (differing === 1) [first, xs, ys] = [i, p, q]
      else if (differing === 2) [second, xs2, ys2] = [i, p, q]
      else return false
    }
    x = Math.floor(x / 10)
    y = Math.floor(y / 10)
  }
  return differing <= 1 || (second === first + 1 && xs === ys2 && ys === xs2)
}

export function birthLevel(a: number, b: number): number {
  if (a === 0 || b === 0) return 0
  const [ya, yb] = [Math.floor(a / 10_000), Math.floor(b / 10_000)]
  const [ma, mb] = [Math.floor(a / 100) % 100, Math.floor(b / 100) % 100]
  const [da, db] = [a % 100, b % 100]
  if (a === b) return (ma <= 1 && da <= 1) || ya === 1900 ? BIRTH.vague : BIRTH.equal
  if (ma === 0 || mb === 0) return ya === yb ? BIRTH.year : BIRTH.different
  if (ya === yb && ma === db && da === mb) return BIRTH.swapped
  if (areNearDigits(a, b, 8)) return BIRTH.digit
  const agreeing = +(ya === yb) + +(ma === mb) + +(da === db)
  if (agreeing === 2) return BIRTH.twoParts
  return ya === yb ? BIRTH.year : BIRTH.different
}
