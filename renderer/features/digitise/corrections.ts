import type { Capture } from '@shared/capture/capture'
import type { ConsentEvent, RecordedEvent } from '@shared/consent/event'
import { type ContactPoint, sameContactPoint } from '@shared/terms/contact-point'
import type { OperatorId } from '@shared/terms/ids'
import type { SubjectDetails } from '@shared/terms/party'
import { statedAt } from '@shared/terms/time'

/**
 * What a sheet confirmed anew says differently from what was recorded of it before: names put right, and contact points
 * that were never theirs. Further facts beside the old ones; both show in the history.
 */
export function correctionsFrom(
  capture: Capture,
  before: readonly RecordedEvent[],
  recordedBy: OperatorId,
): ConsentEvent[] {
  const [first] = before
  if (!first) return []
  const fact = { subject: first.event.subject, stated: statedAt(capture.confirmedAt), recordedBy }
  const registered = before.map(({ event }) => event).find((event) => event.type === 'subject-registered')
  const said = before.flatMap(({ event }): ContactPoint[] =>
    event.type === 'subject-registered'
      ? event.contactPoints
      : event.type === 'contact-point-added'
        ? [event.contactPoint]
        : [],
  )
  const wrong = said.filter((point) => !capture.contactPoints.some((one) => sameContactPoint(one, point)))
  const differing = registered ? differences(registered.details, capture.details) : null
  return [
    ...(differing ? [{ ...fact, type: 'details-corrected', ...differing } as const] : []),
    ...wrong.map(
      (contactPoint) => ({ ...fact, type: 'contact-point-ended', contactPoint, why: 'typing-error' }) as const,
    ),
  ]
}

type Differing = { readonly before: Partial<SubjectDetails>; readonly after: Partial<SubjectDetails> }

function differences(old: SubjectDetails, now: SubjectDetails): Differing | null {
  const keys = (['givenName', 'familyName', 'birthDate'] as const).filter((key) => old[key] !== now[key])
  const of = (details: SubjectDetails) => Object.fromEntries(keys.map((key) => [key, details[key]]))
  return keys.length > 0 ? { before: of(old), after: of(now) } : null
}
