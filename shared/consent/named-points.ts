import type { ContactPoint } from '../terms/contact-point'
import type { ConsentEvent } from './event'

/**
 * The contact points a fact names against their use: it holds for them whoever said so. Every store finds these facts
 * by contact point, so that a "no" by a stranger who shares a number is not overlooked.
 */
export function pointsNamedAgainst(event: ConsentEvent): readonly ContactPoint[] {
  switch (event.type) {
    case 'consent-withdrawn':
    case 'objection-raised':
    case 'consent-revoked':
      return event.reach.contactPoints === 'all' ? [] : event.reach.contactPoints
    case 'contact-point-reported':
      return [event.contactPoint]
    case 'report-taken-back':
      return event.contactPoint === null ? [] : [event.contactPoint]
    default:
      return []
  }
}
