import type { ConsentEvent, EventOf } from '@shared/consent/event'
import { type Channel, type ContactPoint, sameContactPoint } from '@shared/terms/contact-point'
import type { OperatorId, SubjectId } from '@shared/terms/ids'
import { type Instant, statedAt } from '@shared/terms/time'
import type { PersonRow } from '../../store/database'
import type { PersonView } from '../../store/people'

/** What a person may ask to stop: everything, every consent, or one way of reaching them. */
export type Stop =
  | { readonly kind: 'everything' }
  | { readonly kind: 'consents' }
  | { readonly kind: 'point'; readonly channel: Channel; readonly contactPoint: ContactPoint }

/** The widest first, then each way we could reach them today. */
export function stopsFor({ permissions }: PersonView): Stop[] {
  const points: Extract<Stop, { kind: 'point' }>[] = []
  for (const { channel, contactPoint } of permissions)
    if (!points.some((one) => one.channel === channel && sameContactPoint(one.contactPoint, contactPoint)))
      points.push({ kind: 'point', channel, contactPoint })
  return [{ kind: 'everything' }, { kind: 'consents' }, ...points]
}

export const sameStop = (a: Stop, b: Stop): boolean =>
  a.kind === 'point' && b.kind === 'point'
    ? a.channel === b.channel && sameContactPoint(a.contactPoint, b.contactPoint)
    : a.kind === b.kind

type Said = {
  readonly subject: SubjectId
  readonly by: EventOf<'consent-withdrawn'>['by']
  readonly at: Instant
  readonly recordedBy: OperatorId
}

/** The fact it becomes, as wide as it was said. "Stop everything" is an objection: it holds on whatever legal basis. */
export function stopEvent(stop: Stop, { subject, by, at, recordedBy }: Said): ConsentEvent {
  const fact = { subject, stated: statedAt(at), recordedBy, by }
  switch (stop.kind) {
    case 'everything':
      return { ...fact, type: 'objection-raised', reach: { purposes: 'all', channels: 'all', contactPoints: 'all' } }
    case 'consents':
      return { ...fact, type: 'consent-withdrawn', reach: { purposes: 'all', channels: 'all', contactPoints: 'all' } }
    case 'point': {
      const reach = { purposes: 'all' as const, channels: [stop.channel], contactPoints: [stop.contactPoint] }
      return { ...fact, type: 'consent-withdrawn', reach }
    }
  }
}

/** Records that only may be the same person: the no holds there too, until somebody decides. */
export const reachesOf = ({ possible }: PersonView): readonly PersonRow[] => possible
