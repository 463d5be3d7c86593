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

/** Only the day: without a Date where the day here is the day in Greenwich, since the rule asks for it all the time. */
export const localDay = (instant: Instant): PlainDate =>
  instant.slice(11, 13) < '22' ? (instant.slice(0, 10) as PlainDate) : localTime(instant).day

/** The moment a minute of a local day begins, in milliseconds since 1970. */
export function momentOf(day: PlainDate, minute: number): number {
  const utc = Date.parse(`${day}T00:00:00.000Z`) + minute * MINUTE
  const guess = utc - offset(utc)
  return utc - offset(guess)
}

/** `months` later; the last day of a shorter month if the day does not exist there. */
export function monthsLater(day: PlainDate, months: number): PlainDate {
  const counted = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months
  const year = Math.floor(counted / 12)
  const month = (counted % 12) + 1
  const date = Math.min(Number(day.slice(8, 10)), daysIn(year, month))
  return `${year}-${twoDigits(month)}-${twoDigits(date)}` as PlainDate
}

const twoDigits = (number: number): string => (number < 10 ? `0${number}` : `${number}`)

const daysIn = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
