import { hashBoth, hashOf, hashWith } from './hash'
import { type Open, newOpen, openRun } from './open-run'
import { MOBILE, type Roll, isOffice, letterAt, textLength } from './roll'

/**
 * Who is worth comparing. Each person gets a key under each heading; people with one key under one heading meet. A
 * heading under which too many meet is split by the next thing known, and what is left out even so is counted, never
 * dropped in silence. Keys are made of words, not of numbers of rows, so that order says nothing.
 */
export const HEADINGS = [
  'email', 'mailbox name', 'phone', 'national id', 'sound and birth year', 'sound and town', 'date and family name',
  'date and given name', 'date and postcode', 'date and town', 'postcode and family name', 'postcode and given name',
  'street and given name', 'street and family name', 'date and last name', 'French sound and postcode', 'whole name',
  'sound and day', 'company', 'street and town', 'family name and year', 'sound', 'given name, year and town',
  'another email', 'another phone', 'family name and town', 'street and postcode', 'initials and date',
  'road and given name', 'road and family name', 'given name and town', 'beginnings and year', 'given name and year',
  'date', 'day and town', 'year, month and postcode', 'beginning and town',
  'initials and town', 'initials and road', 'initials and postcode', 'initials, year and month',
] as const // prettier-ignore

/** More than this under one key is a crowd. */
const CROWD = 80
/** Under a heading that says little, people who meet are seldom one; there a crowd begins sooner. */
const LOOSE = 24
/** The more people, the more of them meet by chance; up to so many a loose heading may hold the whole of LOOSE. */
const TOWN = 30_000
const looseFor = (people: number): number => Math.max(3, Math.min(LOOSE, Math.round((LOOSE * TOWN) / people)))
const isLoose = (heading: number): boolean => heading >= 28 || heading === 19 || heading === 26

type Basics = {
  given: number
  first: number
  last: number
  givenFrench: number
  lastFrench: number
  year: number
  day: number
  date: number
  postcode: number
  city: number
  street: number
  road: number
  initials: number
  beginnings: number
  start: number
  month: number
}

const newBasics = (): Basics => ({ given: 0, first: 0, last: 0, givenFrench: 0, lastFrench: 0, year: 0, day: 0, date: 0, postcode: 0, city: 0, street: 0, road: 0, initials: 0, beginnings: 0, start: 0, month: 0 }) // prettier-ignore

function basicsOf(roll: Roll, open: Open, into: Basics): Basics {
  const german = roll.german()
  const french = roll.french()
  const soundOf = (word: number): number => (word === 0 ? 0 : german[word] || roll.names.hash(word))
  const frenchOf = (word: number): number => (word === 0 ? 0 : french[word] || roll.names.hash(word))
  const whole = open.nGiven === 0 ? open.family : open.given
  const nWhole = open.nGiven === 0 ? open.nFamily : open.nGiven
  const given = open.roleless ? (whole[0] ?? 0) : open.nGiven > 0 ? (open.given[0] ?? 0) : 0
  const first = open.roleless ? (whole[nWhole - 1] ?? 0) : open.nFamily > 0 ? (open.family[0] ?? 0) : 0
  const last = open.roleless ? first : open.nFamily > 0 ? (open.family[open.nFamily - 1] ?? 0) : 0
  into.given = soundOf(given)
  into.first = soundOf(first)
  into.last = soundOf(last)
  into.givenFrench = frenchOf(given)
  into.lastFrench = frenchOf(last)
  const [month, day] = [Math.floor(open.birth / 100) % 100, open.birth % 100]
  into.year = Math.floor(open.birth / 10_000)
  into.day = month === 0 ? 0 : hashBoth(month, day)
  into.date = into.day === 0 ? 0 : hashWith(into.year, into.day)
  into.street = open.nPosts > 0 && open.posts[0] ? hashWith(roll.streets.hash(open.posts[0]), open.posts[1] ?? 0) : 0
  into.road = open.nPosts > 0 && open.posts[0] ? roll.streets.hash(open.posts[0]) : 0
  const [g, f] = [roll.names.word(given), roll.names.word(first)]
  into.initials = g === '' || f === '' ? 0 : hashBoth(g.charCodeAt(0), f.charCodeAt(0))
  into.beginnings = g === '' || f === '' ? 0 : hashBoth(hashOf(g.slice(0, 3)), hashOf(f.slice(0, 3)))
  into.start = f === '' ? 0 : hashOf(f.slice(0, 3))
  into.month = month === 0 ? 0 : hashWith(into.year, month)
  into.postcode = open.nPosts > 0 && open.posts[2] ? roll.places.hash(open.posts[2]) : 0
  into.city = open.nPosts > 0 && open.posts[3] ? roll.places.hash(open.posts[3]) : 0
  return into
}

const pair = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : hashWith(a, b))
const both = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : hashBoth(a, b))

function keyUnder(heading: number, roll: Roll, open: Open, b: Basics): number {
  switch (heading) {
    case 0:
      return open.nEmails > 0 ? (roll.data()[open.emails[0] ?? 0] ?? 0) : 0
    case 1:
      return open.nEmails > 0 ? localHash(roll.data(), open.emails[0] ?? 0) : 0
    case 2:
      return open.nPhones > 0 ? hashWith((open.phones[0] ?? 0) & ~MOBILE, 3) : 0
    case 3:
      return open.nationalId
    case 4:
      return pair(both(b.given, b.first), b.year)
    case 5:
      return pair(both(b.given, b.first), b.city)
    case 6:
      return pair(b.date, b.first)
    case 7:
      return pair(b.date, b.given)
    case 8:
      return pair(b.date, b.postcode)
    case 9:
      return pair(b.date, b.city)
    case 10:
      return pair(b.postcode, b.first)
    case 11:
      return pair(b.postcode, b.given)
    case 12:
      return pair(b.street, b.given)
    case 13:
      return pair(b.street, b.first)
    case 14:
      return pair(b.date, b.last)
    case 15:
      return pair(both(b.givenFrench, b.lastFrench), b.postcode)
    case 16:
      return wholeName(roll, open)
    case 17:
      return pair(both(b.given, b.first), b.day)
    case 18:
      return open.company === 0 ? 0 : roll.companies.hash(open.company)
    case 19:
      return pair(b.street, b.city)
    case 20:
      return pair(b.first, b.year)
    case 21:
      return both(b.given, b.last)
    case 22:
      return pair(pair(b.given, b.year), b.city)
    case 23:
      return open.nEmails > 1 ? (roll.data()[open.emails[1] ?? 0] ?? 0) : 0
    case 24:
      return open.nPhones > 1 ? hashWith((open.phones[1] ?? 0) & ~MOBILE, 3) : 0
    case 25:
      return pair(b.first, b.city)
    case 26:
      return pair(b.street, b.postcode)
    case 27:
      return pair(b.initials, b.date)
    case 28:
      return pair(b.road, b.given)
    case 29:
      return pair(b.road, b.first)
    case 30:
      return pair(b.given, b.city)
    case 31:
      return pair(b.beginnings, b.year)
    case 32:
      return pair(b.given, b.year)
    case 33:
      return b.date
    case 34:
      return pair(b.day, b.city)
    case 35:
      return pair(b.month, b.postcode)
    case 36:
      return pair(b.start, b.city)
    case 37:
      return pair(b.initials, b.city)
    case 38:
      return pair(b.initials, b.road)
    case 39:
      return pair(b.initials, b.postcode)
    default:
      return pair(b.initials, b.month)
  }
}

/** What splits a crowd under a heading: first one, then the other. */
function splitBy(heading: number, round: number, roll: Roll, open: Open, b: Basics): number {
  const byName = both(b.given, b.first)
  if (heading === 16 || heading === 21) return round === 0 ? b.date : b.street
  if (heading === 4 || heading === 20 || heading === 22) return round === 0 ? pair(b.day, 1) : b.postcode
  if (heading === 17) return round === 0 ? b.year : b.postcode
  if (heading === 6 || heading === 14) return round === 0 ? b.given : wholeName(roll, open)
  if (heading === 7) return round === 0 ? b.first : wholeName(roll, open)
  if (heading === 8 || heading === 9) return round === 0 ? b.first : b.given
  if (heading === 32) return round === 0 ? b.postcode : b.initials
  if (heading === 30 || heading === 25 || heading >= 36) return round === 0 ? b.initials : b.year
  if (heading === 33) return round === 0 ? b.initials : b.given
  return round === 0 ? byName : pair(byName, b.date)
}

function wholeName(roll: Roll, open: Open): number {
  let sum = 0
  for (let i = 0; i < open.nGiven; i++) sum = (sum + roll.names.hash(open.given[i] ?? 0)) | 0
  for (let i = 0; i < open.nFamily; i++) sum = (sum + roll.names.hash(open.family[i] ?? 0)) | 0
  return open.nGiven + open.nFamily < 2 ? 0 : sum
}

/** The letters before the @, if they are long enough to mean somebody and are not an office's. */
export function localHash(data: Int32Array, at: number): number {
  const head = data[at + 1] ?? 0
  if (isOffice(head)) return 0
  let local = ''
  for (let i = 0; i < textLength(head); i++) {
    const letter = letterAt(data, at, i)
    if (letter === 0x40) break
    local += String.fromCharCode(letter)
  }
  return local.length < 5 ? 0 : hashOf(local, 5)
}

export type Candidates = {
  readonly a: Int32Array
  readonly b: Int32Array
  readonly count: number
  /** Pairs that share a key and were not compared, because too many share it. */
  readonly left: number
}

/** Every pair that meets under a heading, each once. Yields how far it is, from 0 to 1. */
export function* candidatePairs(
  roll: Roll,
  isLiving: (at: number) => boolean = () => true,
): Generator<number, Candidates> {
  const people = roll.size()
  const keys = HEADINGS.map(() => new Int32Array(people))
  const [open, basics] = [newOpen(), newBasics()]
  for (let i = 0; i < people; i++) {
    if (!isLiving(i)) continue
    basicsOf(roll, openRun(roll, i, open), basics)
    for (let h = 0; h < keys.length; h++) (keys[h] as Int32Array)[i] = keyUnder(h, roll, open, basics)
    if (i % 1024 === 1023) yield (0.3 * i) / people
  }
  let a = new Int32Array(Math.max(1024, people * 2))
  let b = new Int32Array(a.length)
  let count = 0
  let left = 0
  const loose = looseFor(people)
  const sorted = new Float64Array(people)
  const SHIFT = 2 ** 21

  for (let h = 0; h < keys.length; h++) {
    const mine = keys[h] as Int32Array
    let n = 0
    for (let i = 0; i < people; i++) if (mine[i] !== 0) sorted[n++] = ((mine[i] ?? 0) >>> 0) * SHIFT + i
    const order = sorted.subarray(0, n).sort()
    yield 0.3 + (0.7 * (h + 0.5)) / keys.length
    let crowd: number[] = []
    const meet = (members: Float64Array | readonly number[], from: number, to: number) => {
      for (let x = from; x < to; x++) {
        const i = (members[x] ?? 0) % SHIFT
        for (let y = x + 1; y < to; y++) {
          const j = (members[y] ?? 0) % SHIFT
          if (metBefore(keys, h, i, j)) continue
          if (count === a.length) {
            a = longerPairs(a)
            b = longerPairs(b)
          }
          a[count] = i
          b[count++] = j
        }
      }
    }
    const walk = (
      members: Float64Array | readonly number[],
      n: number,
      tooMany: (from: number, to: number) => void,
    ) => {
      for (let from = 0; from < n;) {
        const key = Math.floor((members[from] ?? 0) / SHIFT)
        let to = from + 1
        while (to < n && Math.floor((members[to] ?? 0) / SHIFT) === key) to++
        if (to - from > (isLoose(h) ? loose : CROWD)) tooMany(from, to)
        else if (to - from > 1) meet(members, from, to)
        from = to
      }
    }
    walk(order, n, (from, to) => {
      for (let x = from; x < to; x++) crowd.push(order[x] ?? 0)
    })
    for (let round = 0; round < 2 && crowd.length > 0; round++) {
      const split: number[] = []
      const bare = new Map<number, number>()
      for (const member of crowd) {
        const i = member % SHIFT
        basicsOf(roll, openRun(roll, i, open), basics)
        const by = splitBy(h, round, roll, open, basics)
        if (by === 0) bare.set(mine[i] ?? 0, (bare.get(mine[i] ?? 0) ?? 0) + 1)
        mine[i] = by === 0 ? 0 : hashWith(mine[i] ?? 0, by)
        if (mine[i] !== 0) split.push(((mine[i] ?? 0) >>> 0) * SHIFT + i)
      }
      for (const n of bare.values()) left += (n * (n - 1)) / 2
      split.sort((x, y) => x - y)
      crowd = []
      walk(split, split.length, (from, to) => {
        if (round === 1) left += ((to - from) * (to - from - 1)) / 2
        for (let x = from; x < to; x++) {
          crowd.push(split[x] ?? 0)
          if (round === 1) mine[(split[x] ?? 0) % SHIFT] = 0
        }
      })
    }
    yield 0.3 + (0.7 * (h + 1)) / keys.length
  }
  return { a, b, count, left }
}

function metBefore(keys: readonly Int32Array[], heading: number, i: number, j: number): boolean {
  for (let h = 0; h < heading; h++) {
    const key = keys[h]?.[i] ?? 0
    if (key !== 0 && key === keys[h]?.[j]) return true
  }
  return false
}

function longerPairs(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const next = new Int32Array(Math.ceil(array.length * 1.6))
  next.set(array)
  return next
}
