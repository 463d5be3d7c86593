import { z } from 'zod'

/** A moment, in UTC with milliseconds. Always a claim of the clock that made it. */
export const Instant = z.iso.datetime({ precision: 3 }).brand('Instant')
export type Instant = z.infer<typeof Instant>

/** A day in the calendar of the person who wrote it; not a moment. */
export const PlainDate = z.iso.date().brand('PlainDate')
export type PlainDate = z.infer<typeof PlainDate>

/** When it was said, as well as we can know: a clock gives a moment, paper gives a day. */
export const Stated = z.object({
  notBefore: Instant,
  notAfter: Instant,
  /** How the time is known. */
  source: z.enum(['clock', 'paper-date', 'scan-date', 'import']),
})
export type Stated = z.infer<typeof Stated>

export const instantFrom = (milliseconds: number): Instant => Instant.parse(new Date(milliseconds).toISOString())

export const statedAt = (instant: Instant): Stated => ({ notBefore: instant, notAfter: instant, source: 'clock' })

const HOUR = 3_600_000

/**
 * The moments a day written by hand may mean. Our countries lie between UTC+0 and UTC+2, so the day starts at
 * 22:00 UTC of the day before and ends at 24:00 UTC.
 */
export function statedOn(day: PlainDate, source: 'paper-date' | 'scan-date' | 'import' = 'paper-date'): Stated {
  const midnight = Date.parse(`${day}T00:00:00.000Z`)
  return { notBefore: instantFrom(midnight - 2 * HOUR), notAfter: instantFrom(midnight + 24 * HOUR - 1), source }
}

/** True only if no reading of the two ranges puts `a` before or beside `b`. */
export const surelyAfter = (a: Stated, b: Stated): boolean => Date.parse(a.notBefore) > Date.parse(b.notAfter)

/** The calendar day of a moment in UTC. */
export const dayOf = (instant: Instant): PlainDate => PlainDate.parse(instant.slice(0, 10))
