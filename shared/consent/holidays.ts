import type { PlainDate } from '../terms/time'

const DAY = 86_400_000

/** Easter Sunday of the Gregorian calendar, in milliseconds (Meeus, Jones, Butcher). */
function easter(year: number): number {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const h = (19 * a + b - (b >> 2) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * (c >> 2) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1)
}

/** Fixed days as month-day, and days after Easter Sunday. France: Code du travail L3133-1. */
const holidays: Readonly<
  Record<string, { readonly fixed: readonly string[]; readonly afterEaster: readonly number[] }>
> = {
  FR: {
    fixed: ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'],
    afterEaster: [1, 39, 50],
  },
}

/** A public holiday of the whole country. Countries whose hours do not depend on holidays are not listed. */
export function isHoliday(country: string, day: PlainDate): boolean {
  const known = holidays[country]
  if (!known) return false
  if (known.fixed.includes(day.slice(5))) return true
  const sunday = easter(Number(day.slice(0, 4)))
  return known.afterEaster.some((after) => new Date(sunday + after * DAY).toISOString().startsWith(day))
}
