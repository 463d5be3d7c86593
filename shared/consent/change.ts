import { type ContactPoint, sameContactPoint } from '../terms/contact-point'
import type { OperatorId, SubjectId } from '../terms/ids'
import type { SubjectDetails } from '../terms/party'
import { type Instant, statedAt } from '../terms/time'
import { never } from '../base/never'
import type { ConsentEvent } from './event'

/**
 * What somebody tells us about a life, as the desk asks it. A change is something that happened: the old number was
 * theirs once. A correction says that we had it wrong: it never was.
 */
export type Change =
  /** Another number, mailbox or address takes the place of `from`; with none, it stands beside those they have. */
  | { readonly kind: 'new-contact-point'; readonly from: ContactPoint | null; readonly to: ContactPoint }
  | { readonly kind: 'wrong-contact-point'; readonly from: ContactPoint; readonly to: ContactPoint }
  | {
      readonly kind: 'moved'
      readonly from: ContactPoint | null
      readonly to: ContactPoint | null
      /** ISO 3166-1. Another one than before: they moved abroad. */
      readonly country: string
    }
  | { readonly kind: 'new-name'; readonly after: Pick<SubjectDetails, 'givenName' | 'familyName'> }
  | { readonly kind: 'wrong-details'; readonly after: Partial<SubjectDetails> }
  /** Which of what we have of them was their old employer's, and what the new one gave them. */
  | { readonly kind: 'new-employer'; readonly old: readonly ContactPoint[]; readonly to: ContactPoint | null }
  | { readonly kind: 'not-theirs'; readonly contactPoint: ContactPoint; readonly as: 'someone-elses' | 'unreachable' }
  | { readonly kind: 'died' }

export type ChangeNeeds = {
  readonly subject: SubjectId
  /** What we know of them before. */
  readonly details: SubjectDetails
  readonly at: Instant
  readonly recordedBy: OperatorId
}

/** The facts it becomes. What they do to each yes is not decided here: the rule reads the facts whenever it is asked. */
export function eventsFromChange(change: Change, { subject, details, at, recordedBy }: ChangeNeeds): ConsentEvent[] {
  const fact = { subject, stated: statedAt(at), recordedBy }
  const ended = (contactPoint: ContactPoint, why: 'replaced' | 'typing-error'): ConsentEvent => ({
    ...fact,
    type: 'contact-point-ended',
    contactPoint,
    why,
  })
  const added = (contactPoint: ContactPoint): ConsentEvent => ({ ...fact, type: 'contact-point-added', contactPoint })

  switch (change.kind) {
    case 'new-contact-point':
      return [...(change.from ? [ended(change.from, 'replaced')] : []), added(change.to)]
    case 'wrong-contact-point':
      return [ended(change.from, 'typing-error'), added(change.to)]
    case 'moved': {
      const { from, to, country } = change
      const moved: ConsentEvent =
        country === details.country
          ? { ...fact, type: 'moved-in-country', to }
          : { ...fact, type: 'moved-abroad', to, country }
      return [moved, ...(from ? [ended(from, 'replaced')] : []), ...(to ? [added(to)] : [])]
    }
    case 'new-name': {
      const { givenName, familyName } = details
      return [{ ...fact, type: 'name-changed', before: { givenName, familyName }, after: change.after }]
    }
    case 'wrong-details': {
      const keys = (Object.keys(change.after) as (keyof SubjectDetails)[]).filter(
        (key) => change.after[key] !== undefined && change.after[key] !== details[key],
      )
      if (keys.length === 0) return []
      const only = (of: Partial<SubjectDetails>) => Object.fromEntries(keys.map((key) => [key, of[key]]))
      return [{ ...fact, type: 'details-corrected', before: only(details), after: only(change.after) }]
    }
    case 'new-employer': {
      const { old, to } = change
      const marked = (contactPoint: ContactPoint): ConsentEvent => ({
        ...fact,
        type: 'contact-point-marked',
        contactPoint,
        as: 'business',
      })
      return [
        ...old.map(marked),
        { ...fact, type: 'employer-changed' },
        ...old.filter((point) => to === null || !sameContactPoint(point, to)).map((point) => ended(point, 'replaced')),
        ...(to ? [added(to), marked(to)] : []),
      ]
    }
    case 'not-theirs':
      // It was somebody who has the number now, or the line itself, that told us: not the person.
      return [
        {
          ...fact,
          statedBy: 'controller',
          type: 'contact-point-reported',
          contactPoint: change.contactPoint,
          as: change.as,
        },
      ]
    case 'died':
      return [{ ...fact, statedBy: 'controller', type: 'subject-died' }]
    default:
      return never(change)
  }
}
