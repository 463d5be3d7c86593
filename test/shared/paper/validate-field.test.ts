import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calibrated, isAccepted, isoDayFrom, plausibility, tidied } from '@shared/paper/validate-field'
import { PlainDate } from '@shared/terms/time'

const today = PlainDate.parse('2026-11-25')

describe('what a value can be held against', () => {
  test.each([
    ['date', '04.12.1955', 'passes'],
    ['date', '29.02.2023', 'fails'],
    ['date', '31/12/2026', 'fails'],
    ['date', '4.12.55', 'fails'],
    ['date8', '25041953', 'passes'],
    ['date8', '25141953', 'fails'],
    ['phone', '06 39 98 15 99', 'passes'],
    ['phone', '+49 30 23125 162', 'passes'],
    ['phone', '6 39', 'fails'],
    ['email', 'ines.perrin@example.org', 'none'],
    ['email', 'ines.perrinexample.org', 'fails'],
    ['email', 'ines..perrin@example.org', 'fails'],
    ['email', 'ines@example', 'fails'],
    ['zip', '22212', 'passes'],
    ['zip', '2221', 'fails'],
    ['id', '12x', 'fails'],
    ['id', '5917693', 'none'],
    ['name', 'anything', 'none'],
  ] as const)('%s %s: %s', (type, text, expected) => expect(plausibility(type, text, 'fr', today)).toBe(expected))

  test('every day of the calendar reads back, and only those', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99 }),
        fc.integer({ min: 0, max: 99 }),
        fc.integer({ min: 1900, max: 2026 }),
        (d, m, y) => {
          const text = `${String(d).padStart(2, '0')}.${String(m).padStart(2, '0')}.${y}`
          const real = m >= 1 && m <= 12 && d >= 1 && d <= new Date(Date.UTC(y, m, 0)).getUTCDate()
          expect(isoDayFrom(text) !== undefined).toBe(real)
        },
      ),
    )
  })

  test('spaces a recogniser invents are taken out where none can be', () => {
    expect(tidied('date', ' 04. 12.\n1955 ')).toBe('04.12.1955')
    expect(tidied('name', ' Marie \n Claire ')).toBe('Marie Claire')
  })
})

describe('who need not look', () => {
  const raw = fc.double({ min: 0, max: 1, noNaN: true })
  const kind = fc.constantFrom('comb', 'line')
  test('surer of itself never means less sure', () => {
    fc.assert(
      fc.property(raw, raw, fc.constantFrom('passes', 'none', 'fails'), kind, (a, b, rule, kind) => {
        if (a <= b) expect(calibrated(a, rule, kind)).toBeLessThanOrEqual(calibrated(b, rule, kind))
      }),
    )
  })
  test('a name or a place always goes to a person, however sure the reader is', () => {
    fc.assert(
      fc.property(raw, fc.constantFrom('none', 'fails'), kind, (share, rule, kind) => {
        expect(isAccepted(rule, calibrated(share, rule, kind))).toBe(false)
      }),
    )
  })
  test('what fails a rule or has none is never accepted', () => {
    expect([isAccepted('fails', 1), isAccepted('none', 1), isAccepted('passes', 0.98)]).toEqual([false, false, true])
  })
})
