import { beforeAll, describe, expect, test } from 'vitest'
import { type Found, findDuplicates, runToEnd } from '@shared/matching/find-duplicates'
import type { Fields } from '@shared/matching/fields'
import { steadyChance } from '@shared/matching/hash'
import { type Roll, createRoll } from '@shared/matching/roll'
import { type Citizen, town } from './town'

const nobody: Fields = { givenName: '', familyName: '', birthDate: null, posts: [], emails: [], phones: [], company: '', nationalId: '' } // prettier-ignore

function rollOf(people: readonly { readonly fields: Fields }[]): Roll {
  const roll = createRoll()
  people.forEach(({ fields }) => roll.add(fields))
  return roll
}

const search = (people: readonly { readonly fields: Fields }[]): Found => runToEnd(findDuplicates(rollOf(people)))

/** Pairs by what they say, not by where they stood. */
const said = (found: Found, people: readonly Citizen[]): string[] =>
  found.pairs
    .map(({ a, b, probability }) => {
      const [x, y] = [a, b].map((at) => JSON.stringify(people[at]?.fields)).sort()
      return `${x} ${y} ${probability}`
    })
    .sort()

function shuffled<T>(list: readonly T[], seed: number): T[] {
  const chance = steadyChance(seed)
  const copy = [...list]
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(chance() * (i + 1))
    ;[copy[i], copy[j]] = [copy[j] as T, copy[i] as T]
  }
  return copy
}

describe('a town of households, large enough to learn from', () => {
  const people = town(1_100)
  let found: Found
  beforeAll(() => {
    found = search(people)
  })

  test('learns from itself', () => {
    expect(people.length).toBeGreaterThan(2_000)
    expect(found.model.learntFrom).toBe(people.length)
  })

  test('finds who stands there twice, and hardly anybody else', () => {
    const right = found.pairs.filter(({ a, b }) => people[a]?.who === people[b]?.who).length
    const all = new Map<number, number>()
    people.forEach(({ who }) => all.set(who, (all.get(who) ?? 0) + 1))
    const true_ = [...all.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0)
    const [precision, recall] = [right / found.pairs.length, right / true_]
    expect((2 * precision * recall) / (precision + recall)).toBeGreaterThan(0.94)
  })

  test('takes a household for a household: of what it finds, at most three in a hundred are relatives', () => {
    const relatives = found.pairs.filter(
      ({ a, b }) => people[a]?.who !== people[b]?.who && people[a]?.household === people[b]?.household,
    )
    expect(relatives.length / found.pairs.length).toBeLessThan(0.03)
  })

  test('in any order it learns the very same figures, to the last bit, and finds the very same pairs', () => {
    for (const seed of [7, 8]) {
      const order = shuffled(people, seed)
      const again = search(order)
      expect(again.model).toEqual(found.model)
      expect(said(again, order)).toEqual(said(found, people))
    }
  })

  test('nobody in a group of one person is a relative who was born on another day and is called otherwise', () => {
    for (const group of found.groups)
      for (const a of group)
        for (const b of group) {
          const [x, y] = [people[a]?.fields, people[b]?.fields]
          if (!x?.birthDate || !y?.birthDate || x.birthDate === y.birthDate) continue
          expect(x.givenName === y.givenName || people[a]?.who === people[b]?.who).toBe(true)
        }
  })
})

describe('too few people to learn from', () => {
  test('the shipped figures are used', () => expect(search(town(60)).model.learntFrom).toBe(0))
  test('nobody, one person, and the same person twice', () => {
    const anna = { fields: { ...nobody, givenName: 'Anna', familyName: 'Keller', birthDate: '1984-03-12' } }
    expect(search([]).pairs).toEqual([])
    expect(search([anna]).pairs).toEqual([])
    expect(search([anna, anna]).pairs).toHaveLength(1)
  })
})

describe('what says nothing joins nobody', () => {
  test.each(['', ' ', '-', 'n/a', 'inconnu', 'unbekannt', 'unknown', 'XXX', '😀', '\ud83d'])(
    'a hundred times %j',
    (text) => {
      const people = Array.from({ length: 100 }, () => ({
        fields: { ...nobody, givenName: text, familyName: text, emails: [text], phones: [text], company: text, posts: [{ street: text, number: '', postcode: text, city: text }] }, // prettier-ignore
      }))
      expect(search(people).pairs).toEqual([])
    },
  )
})

describe('a flood', () => {
  test('fifty thousand of one name and nothing else are held, and what was left out is said', () => {
    const people = Array.from({ length: 50_000 }, () => ({
      fields: { ...nobody, givenName: 'Test', familyName: 'Test' },
    }))
    const found = search(people)
    expect(found.left).toBeGreaterThan(1_000_000)
    expect(found.pairs.length).toBeLessThan(10_000)
  })
  test('one mailbox and one postcode for everybody join nobody', () => {
    const people = town(300, 5).map(({ fields, ...rest }) => ({
      ...rest,
      fields: {
        ...fields,
        emails: ['info@example.org'],
        posts: [{ street: '', number: '', postcode: '70173', city: '' }],
      },
    }))
    const found = search(people)
    const wrong = found.pairs.filter(({ a, b }) => people[a]?.who !== people[b]?.who)
    expect(wrong.length).toBeLessThan(people.length / 20)
  })
})
