import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PageReading } from '@shared/capture/reading'
import { assembled, fingerprintOf, type ScannedPage } from '@shared/paper/assemble'
import { FormTemplateId } from '@shared/terms/ids'

const NEWS = FormTemplateId.parse('NEWS-DE')
const sheet = (
  id: string,
  serial: string,
  page: number,
  pages: number,
  more: Partial<ScannedPage> = {},
): ScannedPage => ({
  id,
  reading: { template: { id: NEWS, version: 2, serial, page, pages }, problems: [] },
  digest: `bytes of ${id}`,
  fingerprint: `ink of ${id}`,
  ...more,
})
const said = (key: 'paper.blank-page' | 'paper.no-code' | 'paper.unknown-form') => ({
  template: null,
  problems: [{ key }],
})

describe('a pile put together by its codes', () => {
  test('fronts and backs fed apart become forms, in order', () => {
    const pile = [sheet('a', 'S1', 2, 2), sheet('b', 'S2', 1, 2), sheet('c', 'S1', 1, 2), sheet('d', 'S2', 2, 2)]
    const { forms } = assembled(pile)
    expect(forms.map(({ serial, pages, problems }) => [serial, pages.map(({ id }) => id), problems])).toEqual([
      ['S1', ['c', 'a'], []],
      ['S2', ['b', 'd'], []],
    ])
  })

  test('a sheet that did not come is named', () => {
    expect(assembled([sheet('a', 'S1', 1, 3)]).forms[0]?.problems).toEqual([
      { key: 'paper.page-missing', pages: [2, 3] },
    ])
  })

  test('two different sheets of one number are named, neither is thrown away', () => {
    const { forms, again } = assembled([sheet('a', 'S1', 1, 1), sheet('b', 'S1', 1, 1)])
    expect(forms[0]?.problems).toEqual([{ key: 'paper.page-doubled', page: 1, ids: ['a', 'b'] }])
    expect(again).toEqual([])
  })

  test('the same file again, and the same sheet scanned again, are the same page', () => {
    const pile = [
      sheet('a', 'S1', 1, 1),
      sheet('b', 'S1', 1, 1, { digest: 'bytes of a' }),
      sheet('c', 'S1', 1, 1, { fingerprint: 'ink of a' }),
    ]
    const { forms, again } = assembled(pile)
    expect(forms.map(({ problems }) => problems)).toEqual([[]])
    expect(again).toEqual([
      { id: 'b', of: 'a', by: 'bytes' },
      { id: 'c', of: 'a', by: 'content' },
    ])
  })

  test('a sheet that could not be laid straight is never taken for another', () => {
    const pile = ['a', 'b'].map((id) => sheet(id, 'S1', 1, 1, { fingerprint: null }))
    expect(assembled(pile).forms[0]?.problems).toHaveLength(1)
  })

  test('forms without a serial do not fall together', () => {
    expect(assembled([sheet('a', '', 1, 1), sheet('b', '', 1, 1)]).forms).toHaveLength(2)
  })

  test('the count of paper holds: every page is named exactly once, in whatever order it came', () => {
    const any = fc.record({
      serial: fc.constantFrom('', 'S1', 'S2'),
      page: fc.integer({ min: 1, max: 3 }),
      digest: fc.constantFrom('x', 'y', 'z', 'w'),
      fingerprint: fc.constantFrom(null, 'f', 'g'),
      said: fc.constantFrom(null, said('paper.blank-page'), said('paper.no-code'), said('paper.unknown-form')),
    })
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), (pages) => {
        const pile = pages.map(({ serial, page, digest, fingerprint, said }, i) =>
          sheet(`p${i}`, serial, page, 3, { digest, fingerprint, ...(said ? { reading: said } : {}) }),
        )
        const { forms, again, blank, foreign } = assembled(pile)
        const named = [
          ...forms.flatMap(({ pages }) => pages.map(({ id }) => id)),
          ...again.map(({ id }) => id),
          ...blank,
          ...foreign,
        ]
        expect(named.sort()).toEqual(pile.map(({ id }) => id).sort())
      }),
    )
  })
})

describe('what shows that a sheet was scanned before', () => {
  const reading: PageReading = {
    template: null,
    rotation: 0,
    registered: true,
    homography: null,
    fields: { last: { text: 'Köhler', confidence: 0.9, accepted: false, box: [0, 0, 1, 1] } },
    boxes: { q0y: 'marked', q0n: 'empty' },
    signature: { state: 'present', ink: [118, 236, 60, 18] },
    problems: [],
    ms: 812,
  }
  test('not how long it took, nor how sure the reader was, nor how it lay', () => {
    const fields = { last: { text: 'köhler ', confidence: 0.4, accepted: false, box: [0, 0, 1, 1] as [number, number, number, number] } } // prettier-ignore
    expect(fingerprintOf({ ...reading, ms: 3, rotation: 180, fields })).toBe(fingerprintOf(reading))
  })
  test('but every mark, and where the signature lies', () => {
    const marks = { ...reading, boxes: { q0y: 'empty', q0n: 'marked' } } as const
    const ink = { ...reading, signature: { state: 'present', ink: [140, 236, 30, 18] } } as PageReading
    expect(new Set([reading, marks, ink].map(fingerprintOf)).size).toBe(3)
    expect(fingerprintOf({ ...reading, registered: false })).toBeNull()
  })
})
