import { PlainDate, type Instant } from '../terms/time'

/**
 * The time on the wall in our countries: Central European, with the summer time of the Union (Directive 2000/84/EC):
 * from the last Sunday of March to the last Sunday of October, 01:00 UTC.
 */
export type LocalTime = {
  readonly day: PlainDate
  /** 1 is Monday. */
  readonly weekday: number
  /** Minutes since midnight. */
  readonly minute: number
}

const MINUTE = 60_000
const DAY = 1440 * MINUTE

const lastSunday = (year: number, month: number): number => {
  const last = Date.UTC(year, month + 1, 0)
  return last - new Date(last).getUTCDay() * DAY + 60 * MINUTE
}

const offset = (at: number): number => {
  const year = new Date(at).getUTCFullYear()
  return (at >= lastSunday(year, 2) && at < lastSunday(year, 9) ? 120 : 60) * MINUTE
}

export function localTime(instant: Instant): LocalTime {
  const at = Date.parse(instant)
  const local = new Date(at + offset(at))
  return {
    day: local.toISOString().slice(0, 10) as PlainDate,
    weekday: local.getUTCDay() || 7,
    minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
  }
}

export const localDay = (instant: Instant): PlainDate => localTime(instant).day

/** The moment a minute of a local day begins, in milliseconds since 1970. */
export function momentOf(day: PlainDate, minute: number): number {
  const utc = Date.parse(`${day}T00:00:00.000Z`) + minute * MINUTE
  const guess = utc - offset(utc)
  return utc - offset(guess)
}

/** `months` later; the last day of a shorter month if the day does not exist there. */
export function monthsLater(day: PlainDate, months: number): PlainDate {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10) as PlainDate
}
