import { type ContactPoint, sameContactPoint } from '../terms/contact-point'
import type { EventId } from '../terms/ids'
import { type PlainDate, surelyAfter } from '../terms/time'
import type { CountryProfile, OtherBasis } from './country-profile'
import { localDay } from './local-time'
import type { PermissionQuestion, Rules } from './question'
import { type Reason, reason } from './reason'
import type { SortedRecord } from './sorted-record'

export type OtherBasisAnswer =
  | { readonly kind: 'none'; readonly reasons: readonly Reason[]; readonly considered: OtherBasis | null }
  | {
      readonly kind: 'holds'
      readonly rule: OtherBasis
      readonly facts: readonly EventId[]
      readonly until: PlainDate | null
    }

/**
 * A basis besides consent: only if the country knows one for this channel, somebody responsible switched it on, every
 * condition is a recorded fact on that day, and nothing recorded excludes it. A contact point we do not have of them
 * has none.
 */
export function otherBasis(
  sorted: SortedRecord,
  asked: PermissionQuestion,
  { switchedOn = [] }: Rules,
  { otherBases }: CountryProfile,
): OtherBasisAnswer {
  const known = otherBases.filter(({ channel }) => channel === asked.channel)
  const [rule] = known.filter(({ id }) => switchedOn.includes(id))
  if (!rule) return { kind: 'none', reasons: known[0] ? [reason('basis-off', null)] : [], considered: known[0] ?? null }

  const today = localDay(asked.on)
  const excluded = rule.exceptions.flatMap((one) => recorded(one, sorted, asked, today, 'wide'))
  if (excluded[0]) return { kind: 'none', reasons: [reason('condition-missing', excluded[0].id)], considered: rule }
  const held = rule.conditions.map((one) => recorded(one, sorted, asked, today, 'narrow')[0])
  const facts = held.filter((one) => one !== undefined)
  if (facts.length < held.length || !isTheirs(sorted, asked.contactPoint))
    return { kind: 'none', reasons: [reason('condition-missing', null)], considered: rule }
  const ends = facts.map(({ event }) => event.holdsUntil).filter((day) => day !== null)
  return { kind: 'holds', rule, facts: facts.map(({ id }) => id), until: ends.sort()[0] ?? null }
}

function recorded(
  circumstance: OtherBasis['conditions'][number],
  { circumstances, record }: SortedRecord,
  { purpose }: PermissionQuestion,
  today: PlainDate,
  reading: 'narrow' | 'wide',
): SortedRecord['circumstances'][number][] {
  return circumstances
    .filter(
      ({ event }) =>
        event.circumstance === circumstance &&
        event.purpose === purpose &&
        event.holdsFrom <= today &&
        (event.holdsUntil === null || event.holdsUntil >= today) &&
        (reading === 'wide' || record.same.has(event.subject)),
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Registered or added, and not ended since. */
const isTheirs = ({ points }: SortedRecord, asked: ContactPoint): boolean =>
  points.some(
    ({ event }) =>
      event.type !== 'contact-point-ended' &&
      (event.type === 'subject-registered' ? event.contactPoints : [event.contactPoint]).some((point) =>
        sameContactPoint(point, asked),
      ) &&
      points.every(
        ({ event: end }) =>
          end.type !== 'contact-point-ended' ||
          !sameContactPoint(end.contactPoint, asked) ||
          surelyAfter(event.stated, end.stated),
      ),
  )
