import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { ContactPoint } from '../terms/contact-point'
import type { Language } from '../terms/language'
import type { Instant, PlainDate } from '../terms/time'

/** 25.11.2026 in German, 25/11/2026 in French and in English as Europeans write it. */
export function shownDay(day: PlainDate | string, language: Language): string {
  const [year = '', month = '', date = ''] = day.slice(0, 10).split('-')
  return [date, month, year].join(language === 'de' ? '.' : '/')
}

/**
 * A moment in a time zone with its distance from UTC, for example "25.11.2026, 11:00:00 (UTC+1)". Put together from
 * digits by hand: the sentence a platform would make differs from one version to the next, and a proof must not.
 */
export function shownMoment(instant: Instant | string, language: Language, timeZone: string): string {
  const local = partsIn(instant, timeZone)
  const minutes = Math.round((Date.parse(`${local.day}T${local.time}Z`) - Date.parse(instant)) / 60_000)
  return `${shownDay(local.day, language)}, ${local.time} (${offsetFrom(minutes)})`
}

/** The calendar day of a moment where it was said. */
export const dayIn = (instant: Instant | string, timeZone: string): string => partsIn(instant, timeZone).day

function partsIn(instant: string, timeZone: string): { day: string; time: string } {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  const parts = new Map(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]))
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? ''
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}:${part('second')}`,
  }
}

function offsetFrom(minutes: number): string {
  if (minutes === 0) return 'UTC'
  const [hours, rest] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}

/** A number spaced for reading, anything else as it is. */
export const shownContactPoint = ({ kind, value }: ContactPoint): string =>
  kind === 'phone' ? (parsePhoneNumberFromString(value)?.formatInternational() ?? value) : value

/** A hash in groups of four, so that two people can compare it aloud. */
export const grouped = (hex: string): string => (hex.match(/.{1,4}/g) ?? []).join(' ')

/** The beginning of a hash, enough to find it. */
export const shortened = (hex: string): string => `${hex.slice(0, 4)} ${hex.slice(4, 8)} ${hex.slice(8, 12)} …`
