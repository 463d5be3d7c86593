import { areShortForms } from './nicknames'
import {
  type DateForm,
  type EmailForm,
  type NameForm,
  type PhoneForm,
  type PostForm,
  dateForm,
  emailForm,
  nameForm,
  phoneForm,
  postForm,
} from './normalise'
import type { Comparable, Level } from './person'
import { cologne, french } from './phonetics'
import { editDistance, jaroWinkler } from './similarity'

/** A person brought into the form that is compared: done once, compared often. */
export type Prepared = {
  readonly given: NameForm
  readonly family: NameForm
  /** Both names stood in one field, so nobody knows which is which. */
  readonly roleless: boolean
  readonly birth: DateForm | null
  readonly emails: readonly EmailForm[]
  readonly phones: readonly PhoneForm[]
  readonly posts: readonly PostForm[]
}

/** More contact points than this on one record is a mistake, and comparing them all would be a second one. */
const MOST_POINTS = 12

export function prepare(person: Comparable): Prepared {
  const given = nameForm(person.givenName)
  const family = nameForm(person.familyName)
  const values = (kind: 'email' | 'phone' | 'post') =>
    person.contactPoints.filter((point) => point.kind === kind).slice(0, MOST_POINTS)
  const present = <T>(form: T | null): T[] => (form === null ? [] : [form])
  return {
    given,
    family,
    roleless: isRoleless(given, family) || isRoleless(family, given),
    birth: dateForm(person.birthDate),
    emails: values('email').flatMap(({ value }) => present(emailForm(value))),
    phones: values('phone').flatMap(({ value }) => present(phoneForm(value))),
    posts: values('post').flatMap(({ value }) => present(postForm(value))),
  }
}

const isRoleless = (full: NameForm, empty: NameForm): boolean =>
  full.core.length > 1 && full.isSpaced && empty.core.length === 0

/** How two persons compare, field by field. A field one of them lacks is not here: missing is never evidence. */
export type Comparison = {
  readonly levels: Readonly<Partial<Record<FieldName, Level>>>
  /** What both say, for fields that are equal: how common it is decides how much it weighs. */
  readonly common: { readonly given: string; readonly family: string; readonly email: string; readonly phone: string }
  readonly vagueBirth: boolean
  readonly sharedMailbox: boolean
}
export type FieldName = 'givenName' | 'familyName' | 'birthDate' | 'email' | 'phone' | 'post'

export function compare(a: Prepared, b: Prepared): Comparison {
  const names = namesAnywhere(a, b) ?? namesInRoles(a, b)
  const email = closest(a.emails, b.emails, emailLevel)
  const phone = closest(a.phones, b.phones, phoneLevel)
  const post = closest(a.posts, b.posts, postLevel)
  const birthDate = a.birth && b.birth ? dateLevel(a.birth.key, b.birth.key) : undefined
  return {
    levels: {
      ...names,
      ...(birthDate ? { birthDate } : {}),
      ...(email ? { email: email.level } : {}),
      ...(phone ? { phone: phone.level } : {}),
      ...(post ? { post: post.level } : {}),
    },
    common: {
      given: sharedWord(a.given, b.given),
      family: sharedWord(a.family, b.family),
      email: email?.level === 'equal' ? email.a.key : '',
      phone: phone?.level === 'equal' ? phone.a.tail : '',
    },
    vagueBirth: (a.birth?.vague ?? false) || (b.birth?.vague ?? false),
    sharedMailbox: email?.level === 'equal' && email.a.shared,
  }
}

/** From strongest to weakest. */
const ORDER: readonly Level[] = ['equal', 'similar', 'short-form', 'swapped', 'sounds-alike', 'partly', 'different']
const strength = (level: Level | undefined): number => (level === undefined ? -1 : ORDER.length - ORDER.indexOf(level))

type Names = { givenName?: Level; familyName?: Level }

function namesInRoles(a: Prepared, b: Prepared): Names {
  const givenName = nameLevel(a.given, b.given)
  const familyName = nameLevel(a.family, b.family)
  const crossed = [nameLevel(a.given, b.family), nameLevel(a.family, b.given)]
  const areSwapped =
    crossed.every((level) => strength(level) >= strength('similar')) &&
    strength(givenName) <= strength('sounds-alike') &&
    strength(familyName) <= strength('sounds-alike')
  if (areSwapped) return { givenName: 'swapped', familyName: 'swapped' }
  return { ...(givenName ? { givenName } : {}), ...(familyName ? { familyName } : {}) }
}

/** "Keller Anna" in one field: each name of the other is looked for anywhere in it, and both must be there. */
function namesAnywhere(a: Prepared, b: Prepared): Names | undefined {
  if (!a.roleless && !b.roleless) return undefined
  const [one, other] = a.roleless ? [a, b] : [b, a]
  const whole = other.roleless ? nameLevel(together(one), together(other)) : undefined
  const givenName = other.roleless ? whole : withinLevel(other.given, together(one))
  const familyName = other.roleless ? whole : withinLevel(other.family, together(one))
  if (givenName === undefined || familyName === undefined) return undefined
  return weaker(givenName, 'similar') || weaker(familyName, 'similar') ? undefined : { givenName, familyName }
}

function together({ given, family }: Prepared): NameForm {
  const core = [...given.core, ...family.core]
  return { words: core, core, joined: [...core].sort().join(''), sorted: [...core].sort().join(' '), isSpaced: true }
}

function withinLevel(name: NameForm, all: NameForm): Level | undefined {
  if (name.core.length === 0 || all.core.length === 0) return undefined
  if (name.core.every((word) => all.core.includes(word))) return 'equal'
  const best = name.core.map((word) => all.core.map((other) => wordLevel(word, other)).reduce(stronger))
  return best.reduce((worst, level) => (weaker(level, worst) ? level : worst))
}

const weaker = (a: Level, b: Level): boolean => strength(a) < strength(b)
const stronger = (a: Level, b: Level): Level => (weaker(a, b) ? b : a)

/** How two parts of a name compare; undefined if one of them says nothing. */
export function nameLevel(a: NameForm, b: NameForm): Level | undefined {
  if (a.core.length === 0 || b.core.length === 0) return undefined
  if (a.joined === b.joined || a.sorted === b.sorted) return 'equal'
  const whole = wordLevel(joinedCore(a), joinedCore(b))
  if (!weaker(whole, 'similar')) return whole
  const shared = a.core.some((word) => word.length > 1 && b.core.includes(word))
  if (shared) return 'partly'
  if (!weaker(whole, 'partly')) return whole
  if (initialsOf(a, b) || initialsOf(b, a)) return 'partly'
  const compound = a.core.length > 1 || b.core.length > 1
  const near = compound && a.core.some((word) => b.core.some((other) => !weaker(wordLevel(word, other), 'similar')))
  return near ? 'partly' : 'different'
}

const joinedCore = (name: NameForm): string => (name.core.length === 1 ? (name.core[0] ?? '') : name.core.join(''))

/** "J.-P." or "JP" for Jean-Pierre. */
const initialsOf = (a: NameForm, b: NameForm): boolean =>
  b.core.length > 1 && joinedCore(a).length === b.core.length && joinedCore(a) === b.core.map((w) => w[0]).join('')

/** Long hostile words are compared by their beginning only. */
const LONGEST_WORD = 40

export function wordLevel(left: string, right: string): Level {
  if (left === right) return 'equal'
  const [a, b] = [left.slice(0, LONGEST_WORD), right.slice(0, LONGEST_WORD)]
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  const alike = jaroWinkler(a, b)
  if (short.length >= 4 && (editDistance(a, b, 1) <= 1 || (short.length >= 5 && alike >= 0.92))) return 'similar'
  if (areShortForms(a, b)) return 'short-form'
  if (soundsAlike(a, b) || (short.length >= 5 && alike >= 0.88)) return 'sounds-alike'
  return long.startsWith(short) ? 'partly' : 'different'
}

function soundsAlike(a: string, b: string): boolean {
  if (a.length < 3 || b.length < 3) return false
  const [ours, theirs] = [cologne(a), cologne(b)]
  // Two sounds are few: Udo and Otto have the same two.
  if (ours === theirs && (ours.length > 2 || (ours.length > 1 && jaroWinkler(a, b) >= 0.75))) return true
  const [notre, leur] = [french(a), french(b)]
  return notre.length > 2 && notre === leur
}

/** The rarest thing both names say is what counts; equal names share all of it, so the longest word stands for it. */
const sharedWord = (a: NameForm, b: NameForm): string =>
  a.core
    .filter((word) => b.core.includes(word))
    .sort((one, two) => two.length - one.length || (one < two ? -1 : 1))[0] ?? ''

export function dateLevel(a: string, b: string): Level {
  if (a === b) return 'equal'
  if (a.slice(0, 4) === b.slice(0, 4) && a.slice(4, 6) === b.slice(6) && a.slice(6) === b.slice(4, 6)) return 'swapped'
  if (editDistance(a, b, 1) <= 1) return 'similar'
  const same = [a.slice(0, 4) === b.slice(0, 4), a.slice(4, 6) === b.slice(4, 6), a.slice(6) === b.slice(6)]
  return same.filter(Boolean).length === 2 ? 'partly' : 'different'
}

/** The best any of theirs does against any of ours, and which two those are. */
function closest<T>(ours: readonly T[], theirs: readonly T[], levelOf: (a: T, b: T) => Level) {
  let best: { level: Level; a: T } | undefined
  for (const a of ours)
    for (const b of theirs) {
      const level = levelOf(a, b)
      if (!best || weaker(best.level, level)) best = { level, a }
    }
  return best
}

function emailLevel(a: EmailForm, b: EmailForm): Level {
  if (a.key === b.key) return 'equal'
  if (a.local === b.local && !a.shared && a.local.length > 3) return 'similar'
  return a.key.length > 8 && b.key.length > 8 && editDistance(a.key.slice(0, 80), b.key.slice(0, 80), 1) <= 1
    ? 'similar'
    : 'different'
}

function phoneLevel(a: PhoneForm, b: PhoneForm): Level {
  if (a.tail === b.tail) return 'equal'
  return a.tail.length === 8 && b.tail.length === 8 && editDistance(a.tail, b.tail, 1) <= 1 ? 'similar' : 'different'
}

export function postLevel(a: PostForm, b: PostForm): Level {
  const number = a.number !== '' && a.number === b.number
  const postcode = a.postcode !== '' && a.postcode === b.postcode
  const words = overlap(a.words, b.words) >= 0.6
  const agreeing = [number, postcode, words].filter(Boolean).length
  const bare = a.number === '' && b.number === '' && a.postcode === '' && b.postcode === ''
  if (agreeing === 3 || (bare && overlap(a.words, b.words) === 1)) return 'equal'
  if (agreeing === 2) return 'similar'
  return postcode || words ? 'partly' : 'different'
}

/** Dice's measure over words. */
function overlap(a: readonly string[], b: readonly string[]): number {
  const shared = a.filter((word) => b.includes(word)).length
  return a.length + b.length === 0 ? 0 : (2 * shared) / (a.length + b.length)
}
