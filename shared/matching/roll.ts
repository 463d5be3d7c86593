import type { Fields, Post } from './fields'
import { hashOf, hashWith } from './hash'
import { emailForm, matchForm, nameForm, phoneForm, postForm } from './normalise'
import { isPlaceholder } from './normalise'
import { cologne, french } from './phonetics'
import { type WordBook, createWordBook, longer } from './word-book'

/**
 * Everybody, in numbers: one run of 32-bit numbers a person, about sixty bytes, with the words in books beside it.
 * Written once when a person becomes known; comparing reads numbers and never normalises again.
 *
 * A run: header, given words, family words, their joined forms, birth date, e-mails (hash, length, four letters a
 * number), phones (last eight digits), addresses (street, house number, postcode, town), company, national id.
 */
export type Roll = {
  readonly names: WordBook
  readonly streets: WordBook
  readonly places: WordBook
  readonly companies: WordBook
  /** Sounds of the words of names, as hashes; 0 where a word has none. */
  readonly german: () => Int32Array
  readonly french: () => Int32Array
  readonly data: () => Int32Array
  readonly starts: () => Int32Array
  readonly size: () => number
  /** Writes a person at the end and answers with their number. */
  readonly add: (person: Fields) => number
  /** Counts a person out of the books; their run stays until the roll is written anew. */
  readonly forget: (at: number) => void
}

/** What a roll is stored as, and made from again. */
export type StoredRoll = {
  readonly data: Int32Array
  readonly starts: Int32Array
  readonly books: readonly { readonly words: readonly string[]; readonly counts: Int32Array }[]
  readonly german: Int32Array
  readonly french: Int32Array
}

export const MOST_WORDS = 4
const MOST_EMAILS = 3
const MOST_PHONES = 3
const MOST_POSTS = 3
const LONGEST_EMAIL = 60

export const header = {
  given: (h: number) => h & 7,
  family: (h: number) => (h >> 3) & 7,
  birth: (h: number) => (h >> 6) & 1,
  emails: (h: number) => (h >> 7) & 3,
  phones: (h: number) => (h >> 9) & 3,
  posts: (h: number) => (h >> 11) & 3,
  company: (h: number) => (h >> 13) & 1,
  nationalId: (h: number) => (h >> 14) & 1,
  roleless: (h: number) => (h >> 15) & 1,
  givenJoined: (h: number) => (h >> 16) & 1,
  familyJoined: (h: number) => (h >> 17) & 1,
} as const

export function createRoll(stored?: StoredRoll): Roll {
  const book = (at: number) => createWordBook(stored?.books[at]?.words, stored?.books[at]?.counts)
  const [names, streets, places, companies] = [book(0), book(1), book(2), book(3)]
  let german = stored ? longer(stored.german, names.size()) : new Int32Array(1024)
  let frenchSounds = stored ? longer(stored.french, names.size()) : new Int32Array(1024)
  let data = stored ? stored.data : new Int32Array(1 << 14)
  let starts = stored ? stored.starts : new Int32Array(1 << 10)
  let end = stored ? (stored.starts[stored.starts.length - 1] ?? 0) : 0
  let people = stored ? stored.starts.length - 1 : 0
  let soundedTo = stored ? names.size() : 1

  const forms = rememberForms(names, streets, places, companies)
  const sound = () => {
    while (german.length < names.size()) {
      german = longer(german)
      frenchSounds = longer(frenchSounds)
    }
    for (; soundedTo < names.size(); soundedTo++) {
      const word = names.word(soundedTo)
      const [ours, theirs] = word.length > 2 && word.length <= 40 ? [cologne(word), french(word)] : ['', '']
      german[soundedTo] = ours.length > 1 ? hashOf(ours, 1) : 0
      frenchSounds[soundedTo] = theirs.length > 2 ? hashOf(theirs, 2) : 0
    }
  }

  const add = (person: Fields): number => {
    const given = forms.name(person.givenName)
    const family = forms.name(person.familyName)
    const birth = birthNumber(person.birthDate)
    const emails = some(person.emails, MOST_EMAILS, emailForm)
    const phones = some(person.phones, MOST_PHONES, (value) => phoneNumber(value))
    const posts = some(person.posts, MOST_POSTS, forms.post)
    const company = forms.company(person.company)
    const nationalId = idNumber(person.nationalId)
    if (data.length < end + 256) data = longer(data)
    if (starts.length < people + 2) starts = longer(starts)
    starts[people] = end
    const head = end++
    const put = (value: number) => (data[end++] = value)
    given.words.forEach(put)
    family.words.forEach(put)
    if (given.joined !== 0) put(given.joined)
    if (family.joined !== 0) put(family.joined)
    if (birth !== 0) put(birth)
    for (const { key, shared } of emails) end = putText(data, end, key, shared)
    phones.forEach(put)
    posts.forEach((post) => post.forEach(put))
    if (company !== 0) put(company)
    if (nationalId !== 0) put(nationalId)
    const roleless =
      (given.words.length > 1 && given.spaced && family.words.length === 0) ||
      (family.words.length > 1 && family.spaced && given.words.length === 0)
    data[head] =
      given.words.length |
      (family.words.length << 3) |
      (+(birth !== 0) << 6) |
      (emails.length << 7) |
      (phones.length << 9) |
      (posts.length << 11) |
      (+(company !== 0) << 13) |
      (+(nationalId !== 0) << 14) |
      (+roleless << 15) |
      (+(given.joined !== 0) << 16) |
      (+(family.joined !== 0) << 17)
    people += 1
    starts[people] = end
    sound()
    count(people - 1, 1)
    return people - 1
  }

  const count = (at: number, by: number) => {
    let next = starts[at] ?? 0
    const head = data[next++] ?? 0
    const words = header.given(head) + header.family(head) + header.givenJoined(head) + header.familyJoined(head)
    for (let i = 0; i < words; i++) names.add(data[next++] ?? 0, by)
    next += header.birth(head)
    for (let i = 0; i < header.emails(head); i++) next += textInts(data[next + 1] ?? 0) + 2
    next += header.phones(head)
    for (let i = 0; i < header.posts(head); i++, next += 4) {
      streets.add(data[next] ?? 0, by)
      places.add(data[next + 2] ?? 0, by)
      places.add(data[next + 3] ?? 0, by)
    }
    if (header.company(head) === 1) companies.add(data[next] ?? 0, by)
  }

  return {
    names,
    streets,
    places,
    companies,
    german: () => german,
    french: () => frenchSounds,
    data: () => data,
    starts: () => starts,
    size: () => people,
    add,
    forget: (at) => count(at, -1),
  }
}

/** What is written in the length of a text: bytes, and whether the mailbox is an office's. */
export const textLength = (head: number): number => head & 0xff
export const textInts = (head: number): number => (textLength(head) + 3) >> 2
export const isOffice = (head: number): boolean => (head & 0x100) !== 0

function putText(data: Int32Array, at: number, key: string, office: boolean): number {
  const length = Math.min(LONGEST_EMAIL, key.length)
  data[at] = hashOf(key)
  data[at + 1] = length | (office ? 0x100 : 0)
  let end = at + 2
  for (let i = 0; i < length; i += 4, end++) {
    let four = 0
    for (let j = 0; j < 4 && i + j < length; j++) four |= (key.charCodeAt(i + j) & 0xff) << (8 * j)
    data[end] = four
  }
  return end
}

/** One letter of a stored text, as its code. */
export const letterAt = (data: Int32Array, textAt: number, i: number): number =>
  ((data[textAt + 2 + (i >> 2)] ?? 0) >>> (8 * (i & 3))) & 0xff

function some<A, B>(values: readonly A[], most: number, form: (value: A) => B | null): B[] {
  const made: B[] = []
  for (const value of values) {
    if (made.length === most) break
    const one = form(value)
    if (one !== null) made.push(one)
  }
  return made
}

/** yyyymmdd as a number; month and day 0 where only the year is known; 0 for nothing. */
export function birthNumber(text: string | null): number {
  if (text === null || text === '') return 0
  const [, year = '', month = '', day = ''] = /^(1[5-9]\d\d|20\d\d)-(\d\d)-(\d\d)$/.exec(text) ?? []
  // A day that is in no calendar is a slip of the pen, and still near the day that was meant.
  if (year !== '') return Number(year + month + day)
  return /^(1[5-9]|20)\d\d$/.test(text) ? Number(text) * 10_000 : 0
}

/** The last eight digits and one: a number that fits, never 0. */
function phoneNumber(value: string): number | null {
  const form = phoneForm(value)
  if (!form) return null
  const mobile = isMobile(form.key) ? MOBILE : 0
  return (Number(form.tail) + 1) | mobile
}
/** Set above the eight digits (less than 2^27). A mobile is one person's more often than a line at home. */
export const MOBILE = 1 << 28
const isMobile = (digits: string): boolean => /^(33|0)?[67]\d{8}$|^(49|0)?1[567]\d{8,9}$|^(44|0)?7\d{8,9}$|^(41|0)7[5-9]\d{7}$/.test(digits) // prettier-ignore

function idNumber(text: string): number {
  const folded = matchForm(text).replace(/[^\p{L}\p{N}]/gu, '')
  return folded.length < 4 || isPlaceholder(folded) || /^(.)\1+$/.test(folded) ? 0 : hashOf(folded)
}

type NameNumbers = { readonly words: readonly number[]; readonly joined: number; readonly spaced: boolean }
const NO_NAME: NameNumbers = { words: [], joined: 0, spaced: false }

/** Texts repeat; what one is brought to is worked out once, and forgotten when there are too many. */
function rememberForms(names: WordBook, streets: WordBook, places: WordBook, companies: WordBook) {
  const name = remembered((text): NameNumbers => {
    const form = nameForm(text)
    if (form.core.length === 0) return NO_NAME
    const words = form.core.slice(0, MOST_WORDS).map(names.idOf)
    const whole = form.words.length > 1 ? form.joined : ''
    return { words, joined: names.idOf(whole), spaced: form.isSpaced }
  })
  const street = remembered((text) => streets.idOf(streetKey(text)))
  const place = remembered((text) => places.idOf(placeKey(text)))
  const company = remembered((text) => companies.idOf(companyKey(text)))
  const post = ({ street: road, number, postcode, city }: Post): readonly number[] | null => {
    const bare = number.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
    const made = [street(road), bare === '' ? 0 : hashOf(bare), place(postcode), place(city)]
    return made.every((part) => part === 0) ? null : made
  }
  return { name, company: (text: string) => (text === '' ? 0 : company(text)), post }
}

function remembered<T>(form: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const made = known.get(text)
    if (made !== undefined) return made
    if (known.size > 300_000) known.clear()
    const next = form(text)
    known.set(text, next)
    return next
  }
}

/** Street words without what is only grammar, in the order of the alphabet. */
function streetKey(text: string): string {
  if (text === '') return ''
  return postForm(text)?.words.join(' ') ?? ''
}

function placeKey(text: string): string {
  const folded = matchForm(text)
  if (folded === '' || isPlaceholder(folded)) return ''
  return folded
    .replace(/\bcedex\b.*$/, '')
    .replace(/\bsainte?\b/g, 'st')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

const FIRMS = /\b(gmbh|mbh|ag|kg|ohg|gbr|ug|ev|sarl|sas|sasu|sa|eurl|sci|snc|ltd|limited|plc|llc|inc|corp|co|company|und|et|and|the|of)\b/g // prettier-ignore

function companyKey(text: string): string {
  const folded = matchForm(text)
  if (isPlaceholder(folded)) return ''
  const words = folded.replace(/[.']/g, '').replace(/[^\p{L}\p{N}]+/gu, ' ')
  const bare = words.replace(FIRMS, ' ').replace(/\s+/g, ' ').trim()
  return bare === '' ? words.trim() : bare
}

/** What a person is, whoever wrote it down and in whatever order they stand: for steady sampling and steady ties. */
export function contentHash(roll: Roll, at: number): number {
  const data = roll.data()
  let next = roll.starts()[at] ?? 0
  const head = data[next++] ?? 0
  let hash = hashWith(7, head)
  const words = header.given(head) + header.family(head) + header.givenJoined(head) + header.familyJoined(head)
  for (let i = 0; i < words; i++) hash = hashWith(hash, roll.names.hash(data[next++] ?? 0))
  const addresses = header.posts(head)
  const before = roll.starts()[at + 1] ?? next
  const tail = header.company(head) + header.nationalId(head)
  const addressesAt = before - tail - 4 * addresses
  while (next < addressesAt) hash = hashWith(hash, data[next++] ?? 0)
  for (let i = 0; i < addresses; i++, next += 4) {
    hash = hashWith(hash, roll.streets.hash(data[next] ?? 0))
    hash = hashWith(hash, data[next + 1] ?? 0)
    hash = hashWith(hash, roll.places.hash(data[next + 2] ?? 0))
    hash = hashWith(hash, roll.places.hash(data[next + 3] ?? 0))
  }
  if (header.company(head) === 1) hash = hashWith(hash, roll.companies.hash(data[next++] ?? 0))
  if (header.nationalId(head) === 1) hash = hashWith(hash, data[next++] ?? 0)
  return hash
}
