import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { KnownPerson } from '@shared/matching/person'
import { createPersonIndex } from '@shared/matching/person-index'
import { anna, known, person, subject } from './cast'

function indexOf(...people: readonly KnownPerson[]) {
  const index = createPersonIndex()
  people.forEach(index.put)
  return index
}

const town: KnownPerson[] = [
  known(1, anna),
  known(2, { ...anna, given: 'Karl', born: '1951-08-22', email: 'karl@example.org' }),
  known(3, { given: 'Mara', family: 'Weber', born: '1990-05-05', email: 'mara@example.org' }),
  known(4, { given: 'Jean-Pierre', family: 'Le Goff', born: '1970-02-03', phone: '+33612345678' }),
  known(5, { given: 'Friedrich', family: 'Müller-Schmidt', born: '1966-12-24', post: 'Am Hag 8, 83730 Fischbachau' }),
  known(6, { given: 'Мария', family: 'Иванова', born: '1988-08-08' }),
  known(7, { given: '王', family: '小明' }),
  known(8, { given: 'Li', family: 'Ng', born: '1999-09-09' }),
]

describe('found by', () => {
  test.each([
    ['the name', { given: 'Anna', family: 'Keller' }, 1],
    ['the name as it is being typed', { given: 'An', family: 'Kel' }, 1],
    ['a misspelt name', { given: 'Ana', family: 'Kelier' }, 1],
    ['the names swapped', { given: 'Keller', family: 'Anna' }, 1],
    ['both names in one field', { given: 'Keller, Anna' }, 1],
    ['the mailbox', { email: 'MARA@example.org' }, 3],
    ['the number, written otherwise', { phone: '06 12 34 56 78' }, 4],
    ['the name written as one', { given: 'Jean Pierre', family: 'Legoff' }, 4],
    ['a short form and one of two names', { given: 'Fritz', family: 'Mueller' }, 5],
    ['another script', { given: 'Maria', family: 'Ivanova' }, 6],
    ['a name of one sign', { given: '王', family: '小明' }, 7],
    ['a name of two letters', { given: 'Li', family: 'Ng' }, 8],
    ['the birth date, day and month swapped, with a family name', { family: 'Le Goff', born: '1970-03-02' }, 4],
  ])('%s', (_, asked, who) => {
    expect(indexOf(...town).lookUp(person(asked))[0]?.subject).toBe(subject(who))
  })

  test.each([{}, { given: '-' }, { given: 'unbekannt', family: 'n/a' }, { given: '😀' }, { given: '\ud83d' }])(
    'nothing, when nothing was said: %j',
    (asked) => expect(indexOf(...town).lookUp(person(asked))).toEqual([]),
  )
})

test('the order in which people became known never changes an answer, not even among namesakes', () => {
  const namesakes = Array.from({ length: 100 }, (_, n) => known(100 + n, { given: 'Test', family: 'Test' }))
  const everybody = [...town, ...namesakes]
  const settled = indexOf(...everybody)
  fc.assert(
    fc.property(
      fc.shuffledSubarray(everybody, { minLength: everybody.length }),
      fc.constantFrom(...town, ...namesakes.slice(0, 1)),
      (order, asked) => {
        expect(indexOf(...order).lookUp(asked)).toEqual(settled.lookUp(asked))
      },
    ),
    { numRuns: 60 },
  )
})

test('a person who changes is found as they are now, and no longer as they were', () => {
  const index = indexOf(...town)
  index.put(known(1, { ...anna, family: 'Dubois' }))
  expect(index.size()).toBe(town.length)
  expect(index.lookUp(person({ given: 'Anna', family: 'Dubois' }))[0]?.subject).toBe(subject(1))
  expect(index.lookUp(person({ given: 'Anna', family: 'Keller' }))[0]?.reasons).not.toContainEqual(
    expect.objectContaining({ field: 'familyName', level: 'equal' }),
  )
  index.remove(subject(1))
  expect(index.lookUp(person(anna)).map((found) => found.subject)).not.toContain(subject(1))
})

test('many changes leave the same index as if it were new', () => {
  const index = indexOf()
  for (let round = 0; round < 40; round++)
    for (let n = 1; n <= 50; n++) index.put(known(n, { given: `Name${round}`, family: 'Keller', born: anna.born }))
  const fresh = indexOf()
  for (let n = 1; n <= 50; n++) fresh.put(known(n, { given: 'Name39', family: 'Keller', born: anna.born }))
  expect(index.lookUp(person({ given: 'Name39', family: 'Keller' }))).toEqual(fresh.lookUp(person({ given: 'Name39', family: 'Keller' }))) // prettier-ignore
})

describe('a crowd', () => {
  test('twenty thousand of one name, one number and one address neither break nor hide the one with a birth date', () => {
    const index = createPersonIndex()
    for (let n = 10; n < 20_010; n++)
      index.put(
        known(n, { given: 'Test', family: 'Test', phone: '+4971155500', email: 'x@y.de', post: '1, 70173 Stuttgart' }),
      )
    index.put(known(1, { ...anna, phone: '+4971155500' }))
    expect(index.lookUp(person({ given: 'Test', family: 'Test' }))).toHaveLength(5)
    expect(index.lookUp(person({ ...anna, phone: '+4971155500' }))[0]?.subject).toBe(subject(1))
    const stranger = index.lookUp(person({ given: 'Paul', family: 'Weber', phone: '+4971155500' }))
    expect(stranger.every(({ band }) => band === 'household' || band === 'possible')).toBe(true)
    expect(stranger.every(({ probability }) => probability < 0.01)).toBe(true)
  })

  test('a number many share says less than a number few share', () => {
    const shared = indexOf(...Array.from({ length: 400 }, (_, n) => known(n, { given: `N${n}`, family: `F${n}`, phone: '+4971155500' }))) // prettier-ignore
    const few = indexOf(known(1, { given: 'N1', family: 'F1', phone: '+4971155500' }))
    const asked = person({ given: 'N1', phone: '+4971155500' })
    const sure = (index: typeof few) => index.lookUp(asked)[0]?.probability ?? Number.NaN
    expect(sure(shared)).toBeLessThan(sure(few))
  })
})

test('ten thousand letters in every field are answered', () => {
  for (const piece of ['a', 'a ', '-', 'x-', 'e\u0301', '👩‍👩‍👧', '\u202e'])
    expect(
      indexOf(...town).lookUp({
        givenName: piece.repeat(10_000),
        familyName: piece.repeat(10_000),
        birthDate: piece.repeat(10_000),
        contactPoints: Array.from({ length: 500 }, () => ({ kind: 'post' as const, value: piece.repeat(400) })),
      }).length,
    ).toBeLessThanOrEqual(5)
})
