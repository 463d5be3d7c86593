import { describe, expect, test } from 'vitest'
import { matchForm } from '@shared/matching/normalise'
import { cologne, french } from '@shared/matching/phonetics'
import { editDistance, jaroWinkler } from '@shared/matching/similarity'

describe('to a German ear', () => {
  test.each([
    ['muller', '657'],
    ['wikipedia', '3412'],
    ['breschnew', '17863'],
    ['schmidt', '862'],
    ['schmitt', '862'],
    ['meyer', '67'],
    ['lefebvre', '53137'],
    ['thibault', '2152'],
  ])('%s is %s', (word, code) => expect(cologne(word)).toBe(code))
  test.each([
    ['meyer', 'meier'],
    ['maier', 'mayr'],
    ['hoffmann', 'hofman'],
  ])('%s and %s sound alike', (a, b) => expect(cologne(a)).toBe(cologne(b)))
  test.each(['', '😀', 'мария', '123', '王'])('%j has no sound, and no code', (word) => expect(cologne(word)).toBe(''))
})

describe('to a French ear', () => {
  test.each([
    ['Lefebvre', 'Lefèvre'],
    ['Lefebvre', 'Lefebure'],
    ['Thibault', 'Thibaud'],
    ['Renaud', 'Renault'],
    ['Philippe', 'Filipe'],
    ['Moreau', 'Moraud'],
  ])('%s and %s sound alike', (a, b) => {
    expect(french(matchForm(a))).toBe(french(matchForm(b)))
  })
  test.each([
    ['martin', 'marchand'],
    ['dubois', 'dupont'],
    ['bernard', 'renard'],
  ])('%s and %s do not', (a, b) => expect(french(a)).not.toBe(french(b)))
  test.each(['', '😀', 'мария'])('%j has no code', (word) => expect(french(word)).toBe(''))
})

describe('likeness of letters', () => {
  test.each([
    ['martha', 'marhta', 0.9611],
    ['dixon', 'dicksonx', 0.8133],
    ['dwayne', 'duane', 0.84],
    ['abc', 'xyz', 0],
    ['', '', 0],
  ])('Jaro and Winkler say of %s and %s: %d', (a, b, value) => expect(jaroWinkler(a, b)).toBeCloseTo(value, 3))
  test.each([
    ['keller', 'kelier', 2, 1],
    ['ab', 'ba', 2, 1],
    ['anna', 'anna', 2, 0],
    ['anna', 'hannah', 2, 2],
    ['kitten', 'sitting', 2, 3],
  ])('%s and %s are %3$d edits apart, counted to %2$d', (a, b, most, edits) =>
    expect(editDistance(a, b, most)).toBe(edits),
  )
})
