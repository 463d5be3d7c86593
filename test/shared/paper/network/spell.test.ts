import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LineGuess } from '@shared/paper/network/line-reader'
import { daySpelling, emailSpelling, phoneSpelling } from '@shared/paper/network/patterns'
import { plainly, spelled } from '@shared/paper/network/spell'
import { treeFrom, wordSpelling } from '@shared/paper/network/words'

const ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéèöÉ .-@'+()/"

/** Places that say these characters: each a list of what is likely there, blanks between. */
function guessOf(...places: readonly Readonly<Record<string, number>>[]): LineGuess {
  const characters = ALPHABET.length + 1
  const rows = places.flatMap((likely) => [likely, {}])
  const logs = new Float32Array(rows.length * characters).fill(Math.log(1e-6))
  rows.forEach((likely: Readonly<Record<string, number>>, place) => {
    let left = 1
    for (const [character, share] of Object.entries(likely)) {
      logs[place * characters + ALPHABET.indexOf(character) + 1] = Math.log(share)
      left -= share
    }
    logs[place * characters] = Math.log(Math.max(1e-6, left))
  })
  return { alphabet: ALPHABET, places: rows.length, characters, logs }
}
const plain = (text: string) => guessOf(...Array.from(text).map((character) => ({ [character]: 0.98 })))
const names = treeFrom([{ words: [['Moreau', 5], ['Morel', 3], ['Jérôme', 2], ['Anne', 4]], share: 1 }]) // prettier-ignore
const nameSpelling = wordSpelling(names, { digits: false })

describe('what a line says', () => {
  test('twice the same letter needs a gap between', () => {
    expect(spelled(plain('Anne'), nameSpelling)[0]?.text).toBe('Anne')
    expect(plainly(plain('Anne'))).toBe('Anne')
  })

  test('a letter hardly seen is taken from the words people write', () => {
    const found = spelled(guessOf({ M: 0.9 }, { o: 0.9 }, { r: 0.9 }, { e: 0.9 }, { i: 0.5, l: 0.45 }), nameSpelling)
    expect(found[0]?.text).toBe('Morel')
    expect(found[0]?.share).toBeLessThan(1)
  })

  test('what is clearly written stands, though nobody is called so', () => {
    expect(spelled(plain('Zquork'), nameSpelling)[0]?.text).toBe('Zquork')
  })

  test('two names, joined as people join them', () => {
    expect(spelled(plain('Anne-Moreau'), nameSpelling)[0]?.text).toBe('Anne-Moreau')
    expect(spelled(plain('Anne Morel'), nameSpelling)[0]?.text).toBe('Anne Morel')
  })

  test('the shares of all that was weighed sum to one', () => {
    const shares = spelled(guessOf({ A: 0.6, M: 0.3 }, { n: 0.5, o: 0.4 }, { r: 0.5, n: 0.4 }), nameSpelling)
    expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 6)
  })
})

describe('a day', () => {
  const day = daySpelling(2026)
  const read = (text: string) => spelled(plain(text), day)[0]?.text
  test.each(['04.12.1955', '4/1/2000', '29.02.2024', '31-12-26'])('%s is one', (text) => expect(read(text)).toBe(text))

  const cells = (pairs: string) => pairs.split(' ').map((pair): [string, string] => [pair.charAt(0), pair.charAt(1)])
  test('whatever is seen, only a day of the calendar comes out', () => {
    const digit = fc.constantFrom(...Array.from('0123456789'))
    fc.assert(
      fc.property(fc.array(fc.tuple(digit, digit), { minLength: 8, maxLength: 8 }), (pairs) => {
        const seen = pairs.map(([a, b]) => (a === b ? { [a]: 0.9 } : { [a]: 0.55, [b]: 0.4 }))
        const dots = [...seen.slice(0, 2), { '.': 0.95 }, ...seen.slice(2, 4), { '.': 0.95 }, ...seen.slice(4)]
        for (const { text } of spelled(guessOf(...dots), day)) {
          const [, d = '', m = '', y = ''] = /^(\d{1,2})\.(\d{1,2})\.(\d{2}|\d{4})$/.exec(text) ?? []
          const year = y.length === 2 ? 2000 + Number(y) : Number(y)
          expect(new Date(Date.UTC(year, Number(m) - 1, Number(d))).getUTCDate(), text).toBe(Number(d))
        }
      }),
      { numRuns: 60, examples: [[cells('02 90 00 20 00 00 00 07')]] },
    )
  })

  test('a 3 that may be a 2 is a 2 where no day begins with 3', () => {
    const found = spelled(guessOf({ '3': 0.6, '2': 0.39 }, { '5': 0.98 }, { '.': 0.98 }, { '1': 0.98 }, { '0': 0.98 }, { '.': 0.98 }, { '2': 0.98 }, { '0': 0.98 }, { '2': 0.98 }, { '4': 0.98 }), day) // prettier-ignore
    expect(found[0]?.text).toBe('25.10.2024')
  })
})

test('a telephone number is digits in groups', () => {
  expect(spelled(plain('06 39 98 15 99'), phoneSpelling)[0]?.text).toBe('06 39 98 15 99')
  expect(spelled(plain('+49 170 1234567'), phoneSpelling)[0]?.text).toBe('+49 170 1234567')
  expect(spelled(plain('12'), phoneSpelling)).toEqual([])
})

test('an address is helped by known hosts and by the names of the sheet', () => {
  const seen = Array.from('ann').map((c) => ({ [c]: 0.9 }))
  const rest = Array.from('@example.or').map((c) => ({ [c]: 0.9 }))
  const found = spelled(guessOf(...seen, { e: 0.45, o: 0.5 }, ...rest, { g: 0.5, q: 0.45 }), emailSpelling(['anne']))
  expect(found[0]?.text).toBe('anne@example.org')
})
