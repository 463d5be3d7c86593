import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  dateForm,
  emailForm,
  isPlaceholder,
  matchForm,
  nameForm,
  phoneForm,
  postForm,
  visible,
} from '@shared/matching/normalise'

const sorted = (text: string) => nameForm(text).sorted

describe('one spelling for', () => {
  test.each([
    ['Müller', 'Mueller'],
    ['Müller', 'MULLER'],
    ['Müller', 'Mu\u0308ller'],
    ['Groß', 'Gross'],
    ['Cœur', 'Coeur'],
    ['Élise', 'elise'],
    ['Jørgen', 'Jorgen'],
    ['Łukasz', 'Lukasz'],
    ['Goethe', 'Göthe'],
    ['Keller\u200b', 'Keller'],
    ['\u202eKeller', 'Keller'],
    ['Jean-Pierre', 'Jean Pierre'],
    ['Herr Dr. Keller', 'Keller'],
    ['Mme Dupont', 'Dupont'],
    ['von der Leyen', 'Leyen'],
    ['Keller, Anna', 'Anna Keller'],
    ['Ｋeller', 'Keller'],
  ])('%s and %s', (a, b) => expect(sorted(a)).toBe(sorted(b)))

  test.each(['Manuel', 'Samuel', 'Joel', 'Israel', 'Queen', 'Michael'])('%s stays itself', (name) => {
    expect(sorted(name)).toBe(sorted(name.toUpperCase()))
    expect(sorted(name)).not.toBe('')
  })

  test('Le Goff and Legoff written as one', () => expect(nameForm('Le Goff').joined).toBe(nameForm('Legoff').joined))
  test('a Cyrillic name in Latin letters', () => expect(sorted('Мария')).toBe('mariya'))
  test('a Greek name in Latin letters', () => expect(sorted('Μαρία')).toBe('maria'))
  test('a Latin name with one Cyrillic letter in it', () => expect(sorted('Kell\u0435r')).toBe('keller'))
  test('a name in a script we cannot spell keeps its script', () => expect(sorted('王小明')).toBe('王小明'))
})

describe('nothing is known where', () => {
  test.each([
    '',
    ' ',
    '-',
    '--',
    'n/a',
    'N/A',
    'inconnu',
    'Unbekannt',
    'UNKNOWN',
    'XXX',
    'xxxxxxx',
    '?',
    '…',
    '😀',
    '\ud83d',
  ])('somebody wrote %j', (text) => expect(nameForm(text).core).toEqual([]))
  test.each(['Test', 'Null', 'None', 'True', 'U', 'Ng', 'Li', 'Bo', 'Le', 'De', 'Van', 'Dr'])(
    'but %s is a name',
    (text) => expect(nameForm(text).core).toHaveLength(1),
  )
})

describe('a date', () => {
  test.each([
    ['1980-02-29', '19800229', false],
    ['1980-01-01', '19800101', true],
    ['1900-05-06', '19000506', true],
  ])('%s is read', (text, key, vague) => expect(dateForm(text)).toEqual({ key, vague }))
  test.each([
    null,
    '',
    '1981-02-29',
    '12.03.1984',
    '84-03-12',
    '1984',
    '29000',
    'l98O-03-12',
    '0001-01-01',
    '1984-13-01',
  ])('%j is no date and no evidence', (text) => expect(dateForm(text)).toBeNull())
})

describe('contact points', () => {
  test('a mailbox with a tag is the mailbox', () =>
    expect(emailForm('Anna.Keller+news@Example.org')?.key).toBe('anna.keller@example.org'))
  test('an office mailbox belongs to nobody in particular', () => expect(emailForm('info@firma.de')?.shared).toBe(true))
  test.each(['', '@', 'anna', 'a b@c', 'anna@', '+@x'])('%j is no mailbox', (text) =>
    expect(emailForm(text)).toBeNull(),
  )
  test.each([
    ['+33612345678', '+33 (0)6 12 34 56 78'],
    ['0049 170 1234567', '+49 170 1234567'],
  ])('%s and %s ring in one place', (a, b) => expect(phoneForm(a)?.tail).toBe(phoneForm(b)?.tail))
  test.each(['', '1234', 'abc', '000000000'])('%j rings nowhere', (text) => expect(phoneForm(text)).toBeNull())
  test.each([
    ['Lindenstraße 4, 70173 Stuttgart', 'Lindenstr. 4 70173 STUTTGART'],
    ['12 avenue Victor Hugo, 33840 Escaudes', '12, av. Victor-Hugo 33840 Escaudes'],
    ['1 Victoria Street, Manchester M1 5LE', '1 Victoria St, Manchester M15LE'],
  ])('%s and %s are one address', (a, b) => expect(postForm(a)).toEqual(postForm(b)))
  test('a postcode alone is an address, a dash is not', () => {
    expect(postForm('70173')?.postcode).toBe('70173')
    expect(postForm('-')).toBeNull()
  })
})

test('no text, however strange, breaks a form or makes it long', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      expect(matchForm(text).length).toBeLessThanOrEqual(4000)
      expect(matchForm(matchForm(text)).length).toBeLessThanOrEqual(4000)
      expect(nameForm(text).words.length).toBeLessThanOrEqual(12)
      isPlaceholder(text)
      emailForm(text)
      phoneForm(text)
      postForm(text)
      dateForm(text)
    }),
  )
})

test('ten thousand of anything cost no more than two hundred', () => {
  for (const piece of ['a', 'a ', '-', 'e\u0301', '\u0301', '👩‍👩‍👧', '\u202e', '\ud83d']) {
    const form = nameForm(piece.repeat(10_000))
    expect(form.words.length).toBeLessThanOrEqual(12)
    expect(form.joined.length).toBeLessThanOrEqual(400)
  }
})

test('formulas, markup, tabs and NUL are letters like others and survive being shown', () => {
  expect(visible('=HYPERLINK("x")')).toBe('=HYPERLINK("x")')
  expect(visible('<b>Anna</b>')).toBe('<b>Anna</b>')
  expect(visible('An\u0000na\tKeller')).toBe('Anna Keller')
  expect(nameForm('(.*)+[a-z]{9}').words.length).toBeGreaterThan(0)
})
