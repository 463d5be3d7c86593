import type { ConsentEvent, EventOf } from '@shared/consent/event'
import type { Gravity } from '@shared/matching/gravity'
import type { Comparable } from '@shared/matching/person'
import type { OperatorId, SubjectId } from '@shared/terms/ids'
import type { Language } from '@shared/terms/language'
import { PlainDate, type Instant, statedAt } from '@shared/terms/time'

export type Wanted = 'everything' | 'consents'
export type By = EventOf<'objection-raised'>['by']

type Needs = {
  readonly wanted: Wanted
  readonly by: By
  readonly at: Instant
  readonly recordedBy: OperatorId
  /** Of a record made for somebody nobody is surely. */
  readonly newSubject: SubjectId
  readonly language: Language
  readonly country: string
  /** Pairs somebody has looked at already: what they found stands. */
  readonly decided: (a: SubjectId, b: SubjectId) => boolean
}

const EVERYTHING = { purposes: 'all', channels: 'all', contactPoints: 'all' } as const
const SOURCE = { 'in-person': 'in-person', phone: 'in-person', email: 'email', post: 'paper', other: 'in-person' } as const // prettier-ignore

/**
 * The facts one "no" becomes. It is laid on the record that is surely theirs, or on a record of its own with the numbers
 * that were named. Everybody else it may be about is tied to it by a doubt, and a doubt lets a no go across until a
 * person has looked: nobody writes to any of them meanwhile, and no yes is touched.
 */
export function eventsFromObjection(said: Comparable, { attached, held }: Gravity, needs: Needs): ConsentEvent[] {
  const subject = attached?.subject ?? needs.newSubject
  const fact = { subject, stated: statedAt(needs.at), recordedBy: needs.recordedBy }
  const no: ConsentEvent =
    needs.wanted === 'everything'
      ? { ...fact, type: 'objection-raised', reach: EVERYTHING, by: needs.by }
      : { ...fact, type: 'consent-withdrawn', reach: EVERYTHING, by: needs.by }
  const doubts = held
    .filter((one) => !needs.decided(subject, one.subject))
    .map((one): ConsentEvent => ({ ...fact, type: 'subjects-may-be-same', other: one.subject, probability: one.probability })) // prettier-ignore
  return attached ? [no, ...doubts] : [registered(said, fact, needs), no, ...doubts]
}

function registered(
  { givenName, familyName, birthDate, contactPoints }: Comparable,
  fact: { readonly subject: SubjectId; readonly stated: ConsentEvent['stated']; readonly recordedBy: OperatorId },
  { language, country, by }: Needs,
): ConsentEvent {
  const day = birthDate === null ? null : (PlainDate.safeParse(birthDate).data ?? null)
  return {
    ...fact,
    type: 'subject-registered',
    details: { givenName, familyName, birthDate: day, language, country },
    contactPoints: [...contactPoints],
    source: SOURCE[by],
  }
}
