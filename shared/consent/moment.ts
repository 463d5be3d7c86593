import { type Instant, instantFrom } from '../terms/time'
import { type CivilHours, type CountryProfile, channelRule } from './country-profile'
import type { Yes } from './event'
import { isHoliday } from './holidays'
import { localTime, momentOf } from './local-time'
import type { PermissionQuestion, Rules } from './question'
import { type Reason, reason } from './reason'
import type { SortedRecord } from './sorted-record'

/** A reason to wait, and until when; null if nobody can say. */
export type Wait = { readonly reason: Reason; readonly until: Instant | null }

/** Whether this is a moment for it: hours of the law, holds of the controller, a cap over all records of the person. */
export function waitBefore(
  sorted: SortedRecord,
  asked: PermissionQuestion,
  { cap }: Rules,
  profile: CountryProfile,
  yes: Yes | null,
): Wait | null {
  const { hours } = channelRule(profile, asked.channel)
  if (hours !== null && yes?.anyHour !== true && !within(hours, profile.country, asked.on))
    return { reason: reason('calling-hours', null), until: nextWithin(hours, profile.country, asked.on) }

  const held = asked.holds?.find(({ until }) => until === null || until > asked.on)
  if (held) return { reason: reason('on-hold', null), until: held.until }

  return cap ? overTheCap(sorted, asked, cap) : null
}

function within({ weekdays, spans, exceptHolidays }: CivilHours, country: string, on: Instant): boolean {
  const { day, weekday, minute } = localTime(on)
  if (!weekdays.includes(weekday) || (exceptHolidays && isHoliday(country, day))) return false
  return spans.some(([from, to]) => minute >= from && minute < to)
}

/** The next moment the hours begin. Two weeks hold no row of closed days longer than that. */
function nextWithin(hours: CivilHours, country: string, on: Instant): Instant | null {
  const now = Date.parse(on)
  for (let ahead = 0; ahead < 14; ahead++) {
    const { day } = localTime(instantFrom(now + ahead * 86_400_000))
    for (const [from] of hours.spans) {
      const start = momentOf(day, from)
      if (start > now && within(hours, country, instantFrom(start))) return instantFrom(start)
    }
  }
  return null
}

function overTheCap(
  { record }: SortedRecord,
  { on }: PermissionQuestion,
  { times, days }: NonNullable<Rules['cap']>,
): Wait | null {
  const since = instantFrom(Date.parse(on) - days * 86_400_000)
  const recent = record.events
    .filter(
      ({ event }) => event.type === 'contact-used' && event.stated.notAfter > since && event.stated.notAfter <= on,
    )
    .sort((a, b) => (a.event.stated.notAfter < b.event.stated.notAfter ? 1 : -1))
  const last = recent[times - 1]
  if (last === undefined) return null
  const until = instantFrom(Date.parse(last.event.stated.notAfter) + days * 86_400_000)
  return { reason: reason('frequency-cap', last.id), until }
}
