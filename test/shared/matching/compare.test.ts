import { describe, expect, test } from 'vitest'
import { compare, prepare } from '@shared/matching/compare'
import type { Level } from '@shared/matching/person'
import { anna, person } from './cast'

type Few = Parameters<typeof person>[0]
const levels = (a: Few, b: Few) => compare(prepare(person(a)), prepare(person(b))).levels

describe('given names', () => {
  test.each<[string, string, Level]>([
    ['Anna', 'anna', 'equal'],
    ['Jean-Pierre', 'Jean Pierre', 'equal'],
    ['Jean-Pierre', 'JeanPierre', 'equal'],
    ['Jean-Pierre', 'JP', 'short-form'],
    ['Jean-Pierre', 'J.-P.', 'short-form'],
    ['Marie-Laure', 'M.-L.', 'partly'],
    ['Marie-Laure', 'ML', 'partly'],
    ['Jean-Pierre', 'Jean', 'partly'],
    ['Friedrich', 'Fritz', 'short-form'],
    ['Katharina', 'Kathi', 'short-form'],
    ['Guillaume', 'Willi', 'short-form'],
    ['Elizabeth', 'Liz', 'short-form'],
    ['Friedrich', 'Freidrich', 'similar'],
    ['Thibault', 'Thibaud', 'similar'],
    ['Anna', 'A.', 'partly'],
    ['Dominique', 'Dom', 'short-form'],
    ['Alexandra', 'Alexa', 'short-form'],
    ['Anna', 'Karl', 'different'],
    ['Li', 'Lu', 'different'],
    ['Jean et Marie', 'Marie', 'partly'],
    ['Anna und Paul', 'Paul', 'partly'],
  ])('%s and %s: %s', (a, b, level) => expect(levels({ given: a }, { given: b }).givenName).toBe(level))
})

describe('family names', () => {
  test.each<[string, string, Level]>([
    ['Müller', 'Mueller', 'equal'],
    ['Müller-Schmidt', 'Müller', 'partly'],
    ['Müller-Schmidt', 'Schmidt-Müller', 'equal'],
    ['Dupont ép. Martin', 'Martin', 'partly'],
    ['Keller geb. Weber', 'Weber', 'partly'],
    ['Meyer', 'Mayr', 'sounds-alike'],
    ['Schmidt', 'Schmitt', 'similar'],
    ['Lefebvre', 'Lefèvre', 'similar'],
    ['Lefebure', 'Lefèvre', 'similar'],
    ['de la Fontaine', 'Delafontaine', 'equal'],
    ["d'Ormesson", 'Ormesson', 'equal'],
    ["O'Brien", 'OBrien', 'equal'],
    ['Le Goff', 'Legoff', 'equal'],
    ['El Amrani', 'Elamrani', 'equal'],
    ['Le', 'Le', 'equal'],
    ['Tschaikowski', 'Tchaïkovski', 'similar'],
    ['Keller', 'Dubois', 'different'],
  ])('%s and %s: %s', (a, b, level) => expect(levels({ family: a }, { family: b }).familyName).toBe(level))
})

describe('names in the wrong place', () => {
  test('swapped', () =>
    expect(levels({ given: 'Keller', family: 'Anna' }, anna)).toMatchObject({
      givenName: 'swapped',
      familyName: 'swapped',
    }))
  test.each(['Anna Keller', 'Keller, Anna', 'KELLER Anna', 'Frau Dr. Anna Keller'])('both in one field: %s', (given) =>
    expect(levels({ given }, anna)).toMatchObject({ givenName: 'equal', familyName: 'equal' }),
  )
  test('both in one field, with a slip', () =>
    expect(levels({ family: 'Anna Kelier' }, anna)).toMatchObject({ givenName: 'equal', familyName: 'similar' }))
  test('a double given name, the family name not yet typed', () =>
    expect(levels({ given: 'Jean-Pierre' }, { given: 'Jean-Pierre', family: 'Dupont' })).toEqual({
      givenName: 'equal',
    }))
  test('one name only is no name for the other field', () =>
    expect(levels({ given: 'Anna' }, anna)).toEqual({ givenName: 'equal' }))
})

describe('birth dates', () => {
  test.each<[string, string, Level]>([
    ['1984-03-12', '1984-03-12', 'equal'],
    ['1984-03-12', '1984-12-03', 'swapped'],
    ['1984-03-12', '1984-03-13', 'similar'],
    ['1984-03-12', '1948-03-12', 'similar'],
    ['1984-03-12', '1984-03-25', 'partly'],
    ['1984-03-12', '1990-03-12', 'partly'],
    ['1984-03-12', '1979-11-05', 'different'],
  ])('%s and %s: %s', (a, b, level) => expect(levels({ born: a }, { born: b }).birthDate).toBe(level))
})

describe('ways to reach somebody', () => {
  test.each<[Few, Few, object]>([
    [{ email: 'a.keller@web.de' }, { email: 'A.Keller@WEB.de' }, { email: 'equal' }],
    [{ email: 'a.keller@web.de' }, { email: 'a.keller@gmx.de' }, { email: 'similar' }],
    [{ email: 'info@web.de' }, { email: 'info@gmx.de' }, { email: 'different' }],
    [{ phone: '+491701234567' }, { phone: '0170 1234567' }, { phone: 'equal' }],
    [{ phone: '+491701234567' }, { phone: '+491701234576' }, { phone: 'similar' }],
    [{ post: 'Lindenweg 4, 70173 Stuttgart' }, { post: 'Lindenweg 4, 70173 Stuttgart' }, { post: 'equal' }],
    [{ post: 'Lindenweg 4, 70173 Stuttgart' }, { post: 'Lindenweg 6, 70173 Stuttgart' }, { post: 'similar' }],
    [{ post: 'Lindenweg 4, 70173 Stuttgart' }, { post: 'Hauptstr. 9, 70173 Stuttgart' }, { post: 'partly' }],
    [{ post: 'Lindenweg 4, 70173 Stuttgart' }, { post: '3 rue Haute, 67000 Strasbourg' }, { post: 'different' }],
    [{ email: 'a@b.de' }, { phone: '+491701234567' }, {}],
  ])('%j and %j', (a, b, expected) => expect(levels(a, b)).toEqual(expected))
})

test('what one of them lacks is no evidence either way', () => {
  for (const nothing of ['', '-', 'n/a', 'unbekannt', 'inconnu', '😀'])
    expect(levels({ given: nothing, family: nothing }, anna)).toEqual({})
})
