import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boxStateFrom, type BoxInk } from '@shared/paper/boxes'

const empty: BoxInk = { outline: 0.6, off: 0.1, inside: 0.005, covered: 0, beside: 0.004, paper: 0.02 }
const ticked: BoxInk = { ...empty, inside: 0.25, covered: 0.3 }

describe('a tick box', () => {
  test('empty and marked, when everything says so', () => {
    expect(boxStateFrom(empty)).toBe('empty')
    expect(boxStateFrom(ticked)).toBe('marked')
  })

  test.each<[string, BoxInk]>([
    ['blackened', { ...ticked, inside: 0.8, covered: 0.97 }],
    ['evenly grey, as under a stain', { ...ticked, inside: 0.4, covered: 1 }],
    ['faint', { ...empty, inside: 0.05 }],
    ['marked beside', { ...empty, beside: 0.05 }],
    ['without an outline, ticked', { ...ticked, outline: 0.1 }],
    ['without an outline, empty', { ...empty, outline: 0.1 }],
    ['away from its place', { ...ticked, off: 0.7 }],
    ['on dark paper', { ...empty, paper: 0.5 }],
  ])('%s is unclear', (_, ink) => expect(boxStateFrom(ink)).toBe('unclear'))

  test('between empty and marked there is always doubt', () => {
    const share = fc.double({ min: 0, max: 0.1, noNaN: true })
    fc.assert(
      fc.property(share, share, (a, b) => {
        const [less, more] = a < b ? [a, b] : [b, a]
        fc.pre(
          boxStateFrom({ ...empty, inside: less }) === 'empty' && boxStateFrom({ ...empty, inside: more }) === 'marked',
        )
        expect(more - less).toBeGreaterThan(0.03)
      }),
      { numRuns: 2000 },
    )
  })

  test('more doubt about the outline, the place or the paper never makes a yes', () => {
    const any = fc.record({
      outline: fc.double({ min: 0, max: 1, noNaN: true }),
      off: fc.double({ min: 0, max: 1, noNaN: true }),
      inside: fc.double({ min: 0, max: 1, noNaN: true }),
      covered: fc.double({ min: 0, max: 1, noNaN: true }),
      beside: fc.double({ min: 0, max: 1, noNaN: true }),
      paper: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    fc.assert(
      fc.property(any, fc.double({ min: 0, max: 1, noNaN: true }), (ink, more) => {
        fc.pre(boxStateFrom(ink) !== 'marked')
        const doubtful = [
          { ...ink, outline: ink.outline * more },
          { ...ink, off: ink.off + more },
          { ...ink, paper: ink.paper + more },
          { ...ink, covered: Math.min(1, ink.covered + more) },
        ]
        for (const worse of doubtful) expect(boxStateFrom(worse)).not.toBe('marked')
      }),
    )
  })
})
