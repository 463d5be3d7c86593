import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isWorthAsking, resemblance } from '@shared/matching/decide'
import type { Comparable } from '@shared/matching/person'
import { anna, person } from './cast'

const between = (a: Comparable, b: Comparable) => resemblance(a, b)

const givenNames = ['Anna', 'Anne', 'Karl', 'Jean-Pierre', 'Jean', 'Lena', 'Lea', 'Friedrich', 'Fritz', 'Müller', 'Мария', '王', 'Li', 'J.', '-', ''] // prettier-ignore
const familyNames = ['Keller', 'Kelier', 'Müller', 'Mueller-Schmidt', 'Schmidt', 'de la Fontaine', 'Le Goff', 'Legoff', 'Anna', 'unbekannt', ''] // prettier-ignore
const births = ['1984-03-12', '1984-12-03', '1984-03-13', '1958-07-30', '1990-01-01', '1900-01-01', 'nonsense', null]
const emails = ['familie@example.org', 'anna.keller@example.org', 'anna.keller@example.com', 'info@example.org']
const phones = ['+491701234567', '+491701234576', '+497115550']
const posts = ['Lindenweg 4, 70173 Stuttgart', 'Lindenweg 6, 70173 Stuttgart', '3 rue Haute, 67000 Strasbourg']
const maybe = (values: readonly string[], kind: 'email' | 'phone' | 'post') =>
  fc.option(fc.constantFrom(...values), { nil: undefined }).map((value) => (value ? [{ kind, value }] : []))

const people = fc
  .record({
    givenName: fc.constantFrom(...givenNames),
    familyName: fc.constantFrom(...familyNames),
    birthDate: fc.constantFrom(...births),
    emails: maybe(emails, 'email'),
    phones: maybe(phones, 'phone'),
    posts: maybe(posts, 'post'),
  })
  .map(({ emails: e, phones: f, posts: p, ...rest }): Comparable => ({ ...rest, contactPoints: [...e, ...f, ...p] }))

describe('whoever is compared', () => {
  test('the answer is the same from either side', () =>
    fc.assert(
      fc.property(people, people, (a, b) => {
        expect(between(a, b)).toEqual(between(b, a))
      }),
    ))

  test('the bits of the reasons add up to the score', () =>
    fc.assert(
      fc.property(people, people, (a, b) => {
        const { bits, reasons, probability } = between(a, b)
        expect(reasons.reduce((sum, reason) => sum + reason.bits, 0)).toBeCloseTo(bits, 9)
        expect(probability).toBeGreaterThanOrEqual(0)
        expect(probability).toBeLessThanOrEqual(1)
      }),
    ))

  test('any text at all is answered', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), people, (given, family, other) => {
        expect(between(person({ given, family }), other).probability).toBeGreaterThanOrEqual(0)
      }),
    ))
})

describe('one person, written down twice', () => {
  const whole = person(anna)
  const corruptions: Record<string, (p: Comparable) => Comparable> = {
    'given name misspelt': (p) => ({ ...p, givenName: 'Amna' }),
    'given name as initial': (p) => ({ ...p, givenName: 'A.' }),
    'short form': (p) => ({ ...p, givenName: 'Annie' }),
    'family name misspelt': (p) => ({ ...p, familyName: 'Kelier' }),
    'married name added': (p) => ({ ...p, familyName: 'Keller-Weber' }),
    'married name taken': (p) => ({ ...p, familyName: 'Weber' }),
    'names swapped': (p) => ({ ...p, givenName: p.familyName, familyName: p.givenName }),
    'day and month swapped': (p) => ({ ...p, birthDate: '1984-12-03' }),
    'one digit wrong': (p) => ({ ...p, birthDate: '1984-03-17' }),
    'birth date missing': (p) => ({ ...p, birthDate: null }),
    'another mailbox': (p) => ({
      ...p,
      contactPoints: [{ kind: 'email', value: 'ak@example.net' }, ...p.contactPoints.slice(1)],
    }),
    moved: (p) => ({
      ...p,
      contactPoints: [...p.contactPoints.slice(0, 2), { kind: 'post', value: 'Hauptstr. 9, 89073 Ulm' }],
    }),
    'number missing': (p) => ({ ...p, contactPoints: p.contactPoints.filter(({ kind }) => kind !== 'phone') }),
  }
  const names = Object.keys(corruptions)

  test.each(names)('%s: recognised, and less sure than the very same', (name) => {
    const copy = corruptions[name]?.(whole) ?? whole
    expect(between(whole, copy).probability).toBeLessThan(between(whole, whole).probability)
    expect(['same', 'likely']).toContain(between(whole, copy).band)
  })

  test('any number of corruptions never scores above the very same', () =>
    fc.assert(
      fc.property(fc.subarray(names, { minLength: 1 }), (some) => {
        const copy = some.reduce((p, name) => corruptions[name]?.(p) ?? p, whole)
        expect(between(whole, copy).probability).toBeLessThan(between(whole, whole).probability)
        expect(between(whole, copy).bits).toBeLessThan(between(whole, whole).bits)
      }),
    ))
})

describe('another member of the household', () => {
  test('with another given name and another birth date is never put forward as the same', () =>
    fc.assert(
      fc.property(people, people, (a, b) => {
        fc.pre(a.givenName !== b.givenName && a.birthDate !== b.birthDate)
        fc.pre(!['short-form', 'swapped', 'equal'].includes(levelOf(a, b, 'givenName') ?? ''))
        fc.pre(levelOf(a, b, 'birthDate') !== 'swapped')
        const home = { familyName: a.familyName, contactPoints: a.contactPoints }
        expect(['household', 'possible']).toContain(between(a, { ...b, ...home }).band)
      }),
      { numRuns: 2000 },
    ))

  test.each([
    ['spouse', { ...anna, given: 'Karl', born: '1979-11-05' }],
    ['child', { ...anna, given: 'Lena', born: '2012-06-01' }],
    ['spouse without a date', { ...anna, given: 'Karl', born: '' }],
    ['twin of another name', { ...anna, given: 'Sophie' }],
  ])('%s: household', (_, other) => {
    const answer = between(person(anna), person(other))
    expect(answer.band).toBe('household')
    expect(isWorthAsking({ ...answer, subject: '' as never })).toBe(false)
  })

  test('a twin of nearly the same name and a father of the same name are asked about, and never called the same', () => {
    const twin = between(person({ ...anna, given: 'Lena' }), person({ ...anna, given: 'Lea' }))
    const { born: _, ...undated } = anna
    expect(twin.band).not.toBe('same')
    expect(between(person(undated), person(undated)).band).toBe('likely')
    expect(between(person(anna), person({ ...anna, born: '1951-08-22' })).band).not.toBe('same')
  })
})

test('two who share a mailbox, and nothing else, are not one', () => {
  const one = between(person({ given: 'Anna', family: 'Keller', email: 'a@b.de' }), person({ given: 'Paul', family: 'Weber', email: 'a@b.de' })) // prettier-ignore
  expect(['household', 'possible']).toContain(one.band)
  expect(one.probability).toBeLessThan(0.05)
})

test('every reason says which field, how alike, and how much it weighs', () => {
  const { reasons } = between(person(anna), person({ ...anna, post: 'Hauptstr. 9, 89073 Ulm' }))
  expect(reasons.map(({ field, level }) => `${field} ${level}`)).toEqual([
    'givenName equal',
    'familyName equal',
    'birthDate equal',
    'email equal',
    'phone equal',
    'post different',
  ])
  expect(reasons.every(({ bits }) => Number.isFinite(bits))).toBe(true)
})

function levelOf(a: Comparable, b: Comparable, field: string) {
  return between(a, b).reasons.find((reason) => reason.field === field)?.level
}
