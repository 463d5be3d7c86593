import { describe, expect, test } from 'vitest'
import { readingEase, sentencesOf, syllablesOf, wordsOf } from '@shared/notice/measure'
import { estimatedPoints } from '@shared/notice/paper'

describe('sentences and words', () => {
  test('a mailbox, a date or an abbreviation ends no sentence', () => {
    expect(sentencesOf('Write to anna.b@example.org. Or call 01.23 45. See Art. 6 no. 1, z. B. today.')).toEqual([
      'Write to anna.b@example.org.',
      'Or call 01.23 45.',
      'See Art. 6 no. 1, z. B. today.',
    ])
  })
  test('a small word that looks like an abbreviation may end one', () =>
    expect(sentencesOf('You may say no. We listen.')).toHaveLength(2))
  test('a colon begins a new thought', () => expect(sentencesOf('À tout moment : écrivez-nous.')).toHaveLength(2))
  test('a hyphen or an apostrophe holds a word together', () =>
    expect(wordsOf("J’accepte l'e-mail à x@y.example, 0170 12 34")).toEqual(["J'accepte", "l'e-mail", 'à', '0', '0']))
})

/** Counted by ear. */
const spoken = {
  de: { Einwilligung: 4, Auskunft: 2, möchte: 2, Aufsichtsbehörde: 5, Zeit: 1, freie: 2 },
  fr: { table: 1, tables: 1, accord: 2, moment: 2, vous: 1, retirer: 3, effacement: 4 },
  en: { time: 1, asked: 1, offers: 2, consent: 2, you: 1, table: 2, people: 2 },
} as const
describe.each(['de', 'fr', 'en'] as const)('syllables in %s', (language) => {
  test.each(Object.entries(spoken[language]))('%s has %i', (word, syllables) =>
    expect(syllablesOf(word, language)).toBe(syllables),
  )
})

describe('reading ease', () => {
  // Six words of one syllable in one sentence, put into each formula by hand.
  test.each([
    ['en', 'You can tell us this now.', 206.835 - 1.015 * 6 - 84.6],
    ['de', 'Sag uns das, wenn du willst.', 180 - 6 - 58.5],
    ['fr', 'Tu le dis, puis on fait.', 207 - 1.015 * 6 - 73.6],
  ] as const)('in %s follows its published formula', (language, text, ease) =>
    expect(readingEase([text], language)).toBeCloseTo(ease, 6),
  )

  test.each([
    [
      'en',
      'Tell us at any time. We stop.',
      'Notwithstanding contractual obligations, authorisation necessitates verification.',
    ],
    [
      'de',
      'Sagen Sie es uns. Dann hören wir auf.',
      'Die Verarbeitung personenbezogener Daten bedarf ungeachtet vertraglicher Verpflichtungen der Einwilligung.',
    ],
    [
      'fr',
      'Dites-le-nous. Nous arrêtons.',
      'Nonobstant les obligations contractuelles, le traitement nécessite une autorisation univoque.',
    ],
  ] as const)('in %s calls plain words plain and office words hard', (language, easy, difficult) => {
    expect(readingEase([easy], language)).toBeGreaterThan(60)
    expect(readingEase([difficult], language)).toBeLessThan(40)
  })
})

test('the size of type is told to about a fifth', () => {
  // 46 letters of 8 point on the shipped sheet: 61.87 mm long, lines 3.17 mm apart.
  const label = 'Ich habe das Merkblatt gelesen und verstanden.'
  expect(Math.abs(estimatedPoints([0, 0, 61.87, 3.17], label) - 8)).toBeLessThan(1.6)
  expect(estimatedPoints([0, 0, 40, 2], label)).toBeLessThan(6)
})
