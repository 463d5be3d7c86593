import { expect, test } from 'vitest'
import { offeredValues } from '@shared/capture/offered-values'

const of = (print: string) => offeredValues(print).map(({ role, text }) => `${role}: ${text}`)

test('a free page offers what could be a value, by what it could be', () =>
  expect(
    of(`Einwilligung
Vorname: Anna   Nachname: von der Heide
Nachname: von der Heide
Lindenweg 4
70173 Stuttgart
Tel. 0711 / 55 50 12, anna@example.org
geb. 12.03.1984`),
  ).toEqual([
    'givenName: Anna',
    'familyName: von der Heide',
    'postalAddress: Lindenweg 4, 70173 Stuttgart',
    'phone: 0711 / 55 50 12',
    'email: anna@example.org',
    'birthDate: 12.03.1984',
    'statedOn: 12.03.1984',
  ]))

test('a day is no telephone number, and a number that is neither is not offered', () =>
  expect(of('22.11.2024 Kundennummer 4711 IBAN 12')).toEqual(['birthDate: 22.11.2024', 'statedOn: 22.11.2024']))

test('a day that is none is not offered', () => expect(of('31.02.2024')).toEqual([]))

test('French and English pages', () => {
  expect(of('Nom : Lefèvre\nPrénom : Élodie\n3 quai Kléber, 88000 Épinal')).toEqual([
    'familyName: Lefèvre',
    'givenName: Élodie',
    'postalAddress: 3 quai Kléber, 88000 Épinal',
  ])
  expect(of('Name: Mary Ann Evans')).toEqual(['givenName: Mary', 'familyName: Ann Evans'])
})

test('the same value is offered once', () =>
  expect(of('a@example.org\na@example.org')).toEqual(['email: a@example.org']))
