import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printable, visualOrder } from '@shared/proof/glyphs'

const latin = (codePoint: number): boolean => codePoint >= 0x20 && codePoint < 0x250

describe('what a font can print', () => {
  test.each([
    ['Zoë', 'Zoë', false],
    ['Zoe\u0308', 'Zoë', false],
    ['李 Anna', '[U+674E] Anna', true],
    ['小明', '[U+5C0F U+660E]', true],
    ['a\u00adb\u200bc\u202ed', 'abcd', false],
    ['one\ttwo', 'one two', false],
    ['😀', '[U+1F600]', true],
  ])('%s is printed as %s', (text, printed, missing) =>
    expect(printable(text, latin)).toEqual({ text: printed, missing }),
  )
  test('whatever comes in, only letters the font has come out', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const letter of printable(text, latin).text) expect(latin(letter.codePointAt(0) ?? 0)).toBe(true)
      }),
    )
  })
})

test.each([
  ['Anna Keller', ['Anna Keller']],
  ['דוד בן גוריון', ['גוריון', 'בן', 'דוד']],
  ['Name: דוד בן chose', ['Name:', 'בן', 'דוד', 'chose']],
  ['', ['']],
])('%s is laid from left to right as %j', (line, parts) => expect(visualOrder(line)).toEqual(parts))
