import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isHoliday } from '@shared/consent/holidays'
import { localDay, localTime, momentOf, monthsLater } from '@shared/consent/local-time'
import { Instant, PlainDate, instantFrom } from '@shared/terms/time'

/** The zone database of the machine is the other opinion. */
const inParis = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const partsOf = (instant: Instant) =>
  Object.fromEntries(inParis.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]))

const moment = fc
  .integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2049, 11, 31) })
  .map((milliseconds) => instantFrom(milliseconds))

describe('the time on the wall', () => {
  test('is that of the zone database, through every change of the clocks', () => {
    fc.assert(
      fc.property(moment, (instant) => {
        const { year, month, day, hour, minute } = partsOf(instant)
        expect(localTime(instant)).toMatchObject({
          day: `${year}-${month}-${day}`,
          minute: Number(hour) * 60 + Number(minute),
        })
        expect(localDay(instant)).toBe(`${year}-${month}-${day}`)
      }),
      { numRuns: 5_000 },
    )
    const hourly = Array.from({ length: 24 * 370 }, (_, i) => instantFrom(Date.UTC(2026, 0, 1) + i * 3_600_000))
    for (const instant of hourly) expect(localTime(instant).minute).toBe(Number(partsOf(instant).hour) * 60)
  })

  test('and back: a minute of a day begins when the wall says so', () => {
    fc.assert(
      fc.property(moment, (instant) => {
        const { day } = localTime(instant)
        const noon = instantFrom(momentOf(day, 720))
        expect(localTime(noon)).toMatchObject({ day, minute: 720 })
      }),
      { numRuns: 2_000 },
    )
  })
})

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2024-01-31', 1, '2024-02-29'],
  ['2024-02-29', 24, '2026-02-28'],
  ['2026-11-30', 3, '2027-02-28'],
  ['2026-12-01', 1, '2027-01-01'],
  ['2025-12-31', 12, '2026-12-31'],
])('%s and %i months is %s', (day, months, later) => {
  expect(monthsLater(PlainDate.parse(day), months)).toBe(later)
})

test('French holidays, the movable ones too', () => {
  const year = Array.from({ length: 365 }, (_, i) => localDay(instantFrom(Date.UTC(2026, 0, 1, 12) + i * 86_400_000)))
  expect(year.filter((day) => isHoliday('FR', day))).toEqual([
    '2026-01-01',
    '2026-04-06',
    '2026-05-01',
    '2026-05-08',
    '2026-05-14',
    '2026-05-25',
    '2026-07-14',
    '2026-08-15',
    '2026-11-01',
    '2026-11-11',
    '2026-12-25',
  ])
  expect(isHoliday('FR', PlainDate.parse('2027-03-29'))).toBe(true)
  expect(isHoliday('DE', PlainDate.parse('2026-05-01'))).toBe(false)
})
