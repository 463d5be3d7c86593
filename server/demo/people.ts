import type { ContactPoint } from '@shared/terms/contact-point'
import { SubjectId } from '@shared/terms/ids'
import type { Language } from '@shared/terms/language'
import { type SubjectDetails } from '@shared/terms/party'
import { PlainDate } from '@shared/terms/time'
import { type Chance, seededChance } from './chance'
import { type Range, fictionNumbers, names } from './names'

/** Somebody who does not exist. */
export type InventedPerson = {
  readonly subject: SubjectId
  readonly details: SubjectDetails
  readonly contactPoints: readonly ContactPoint[]
}

/** Two records planted to resemble each other, what was done to the second, and whether they are one person. */
export type Planted = {
  readonly kind: 'spelling' | 'umlauts' | 'moved' | 'swapped' | 'typing-error' | 'shared-phone' | 'father-and-son'
  readonly same: boolean
  readonly first: SubjectId
  readonly second: SubjectId
}

export type DemoHouse = { readonly people: readonly InventedPerson[]; readonly planted: readonly Planted[] }

const PEOPLE: Record<Language, number> = { de: 110, fr: 95, en: 45 }
const PER_KIND = 7
const DEMO_SEED = 20_261_125

/** The same people from the same seed: about three hundred, a good fifth of them resembling somebody. */
export function inventPeople(seed = DEMO_SEED): DemoHouse {
  const chance = seededChance(seed)
  const used = new Set<string>()
  const people: InventedPerson[] = []
  const planted: Planted[] = []
  for (const [language, count] of Object.entries(PEOPLE) as [Language, number][])
    for (let i = 0; i < count; i++) people.push(inventPerson(language, chance, used))

  const free = [...people]
  for (const kind of Object.keys(lookalikes) as Planted['kind'][]) {
    const { same, change, fits } = lookalikes[kind]
    for (let i = 0; i < PER_KIND; i++) {
      const at = free.findIndex((one) => fits(one))
      const [first] = at < 0 ? [] : free.splice(at, 1)
      if (!first) break
      const second = { ...first, ...change(first, chance, used), subject: SubjectId.parse(chance.uuid()) }
      people.push(second)
      planted.push({ kind, same, first: first.subject, second: second.subject })
    }
  }
  return { people, planted }
}

function inventPerson(language: Language, chance: Chance, used: Set<string>): InventedPerson {
  const { given, family, country } = names[language]
  const details: SubjectDetails = {
    givenName: chance.pick(given),
    familyName: chance.pick(family),
    birthDate: chance.next() < 0.85 ? invent(chance, 1938, 2006) : null,
    language,
    country,
  }
  const contactPoints: ContactPoint[] = []
  if (chance.next() < 0.8) contactPoints.push(mailbox(details, used))
  const line = chance.next() < 0.7 ? 'mobile' : 'home'
  contactPoints.push({ kind: 'phone', value: number(fictionNumbers[language][line], chance, used) })
  if (chance.next() < 0.75) contactPoints.push(address(language, chance))
  return { subject: SubjectId.parse(chance.uuid()), details, contactPoints }
}

const invent = (chance: Chance, from: number, to: number): PlainDate =>
  PlainDate.parse(`${from + chance.below(to - from + 1)}-${two(1 + chance.below(12))}-${two(1 + chance.below(28))}`)

const two = (n: number): string => String(n).padStart(2, '0')

/** example.org belongs to nobody (RFC 2606). A taken mailbox gets a number, as mailboxes do. */
function mailbox({ givenName, familyName }: SubjectDetails, used: Set<string>): ContactPoint {
  const plain = `${givenName}.${familyName}`
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/[^a-z.-]/g, '')
  for (let n = 1; ; n++) {
    const value = `${plain}${n === 1 ? '' : n}@example.org`
    if (used.has(value)) continue
    used.add(value)
    return { kind: 'email', value }
  }
}

/** A number of the range, a free one while there are any. */
function number([begin, digits, count]: Range, chance: Chance, used: Set<string>): string {
  const start = chance.below(count)
  for (let i = 0; i < count; i++) {
    const value = begin + String((start + i) % count).padStart(digits, '0')
    if (used.has(value)) continue
    used.add(value)
    return value
  }
  throw new Error('no number is left')
}

function address(language: Language, chance: Chance): ContactPoint {
  const { streets, towns, line } = names[language]
  return { kind: 'post', value: line(chance.pick(streets), 1 + chance.below(90), chance.pick(towns)) }
}

type Change = (first: InventedPerson, chance: Chance, used: Set<string>) => Partial<InventedPerson>
type Lookalike = { readonly same: boolean; readonly fits: (one: InventedPerson) => boolean; readonly change: Change }

/** One sound, several spellings: what is written on the left is written as on the right by somebody else. */
const spellings: readonly (readonly [string, string])[] = [
  ['Meyer', 'Maier'],
  ['Schulz', 'Schultz'],
  ['Hoffmann', 'Hofmann'],
  ['Thiele', 'Tiele'],
  ['Lefèvre', 'Lefebvre'],
  ['Gauthier', 'Gautier'],
  ['Lemaître', 'Lemaitre'],
  ['Clarke', 'Clark'],
  ['Thompson', 'Thomson'],
  ['Davies', 'Davis'],
  ['Edwards', 'Edwardes'],
]

const withName = (one: InventedPerson, givenName: string, familyName: string): SubjectDetails => ({
  ...one.details,
  givenName,
  familyName,
})

const lookalikes: Record<Planted['kind'], Lookalike> = {
  spelling: {
    same: true,
    fits: ({ details }) => spellings.some(([one]) => one === details.familyName),
    change: (first, _chance, used) => {
      const { givenName, familyName } = first.details
      const other = spellings.find(([one]) => one === familyName)?.[1] ?? familyName
      const details = withName(first, givenName, other)
      return { details, contactPoints: [...first.contactPoints.filter(isNotMail), mailbox(details, used)] }
    },
  },
  umlauts: {
    same: true,
    fits: ({ details }) => unaccented(details.familyName) !== details.familyName,
    change: (first) => ({
      details: withName(first, unaccented(first.details.givenName), unaccented(first.details.familyName)),
    }),
  },
  moved: {
    same: true,
    fits: ({ contactPoints, details }) => contactPoints.some(isPost) && details.birthDate !== null,
    change: (first, chance) => ({
      contactPoints: first.contactPoints.map((point) =>
        isPost(point) ? address(first.details.language, chance) : point,
      ),
    }),
  },
  swapped: {
    same: true,
    fits: ({ details }) => details.birthDate !== null,
    change: (first, chance, used) => ({
      details: withName(first, first.details.familyName, first.details.givenName),
      contactPoints: [{ kind: 'phone', value: number(fictionNumbers[first.details.language].mobile, chance, used) }],
    }),
  },
  'typing-error': {
    same: true,
    fits: ({ details }) => details.familyName.length > 5,
    change: (first) => {
      const { givenName, familyName } = first.details
      return { details: withName(first, givenName, `${familyName.slice(0, -3)}${familyName.slice(-2)}`) }
    },
  },
  'shared-phone': {
    same: false,
    fits: ({ contactPoints }) => contactPoints.some(isPost),
    change: (first, chance, used) => {
      const { given } = names[first.details.language]
      const others = given.filter((name) => name !== first.details.givenName)
      const details = {
        ...withName(first, chance.pick(others), first.details.familyName),
        birthDate: invent(chance, 1950, 2000),
      }
      return { details, contactPoints: [...first.contactPoints.filter(isNotMail), mailbox(details, used)] }
    },
  },
  'father-and-son': {
    same: false,
    fits: ({ details, contactPoints }) =>
      details.birthDate !== null && details.birthDate < '1972' && contactPoints.some(isPost),
    change: (first, chance, used) => ({
      details: { ...first.details, birthDate: laterBy(first.details.birthDate, 27, chance) },
      contactPoints: [...first.contactPoints.filter(isNotMail), mailbox(first.details, used)],
    }),
  },
}

const isPost = (point: ContactPoint): boolean => point.kind === 'post'
const isNotMail = (point: ContactPoint): boolean => point.kind !== 'email'

/** As it is typed where the keyboard has no such letters. */
const unaccented = (name: string): string =>
  name
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('Ö', 'Oe')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')

const laterBy = (day: PlainDate | null, years: number, chance: Chance): PlainDate =>
  PlainDate.parse(
    `${Number((day ?? '1950-01-01').slice(0, 4)) + years}-${two(1 + chance.below(12))}-${two(1 + chance.below(28))}`,
  )
