import type { Instant } from '../terms/time'
import { isYes, type RecordedEvent } from './event'

/**
 * Two horizons, because "what held on 3 March?" has two answers: as we see it now, and as we could see it then.
 * Null is no horizon: everything said, everything known.
 */
export type AsOf = {
  /** Leave out what was said later. */
  readonly said: Instant | null
  /** Leave out what was written down later. */
  readonly known: Instant | null
}

export const NOW: AsOf = { said: null, known: null }

/** What only opens a door counts once it was surely said; everything else as soon as it may have been. */
const opensOnly = ({ event }: RecordedEvent): boolean =>
  isYes(event) ||
  event.type === 'consent-confirmed' ||
  event.type === 'restriction-lifted' ||
  event.type === 'report-taken-back' ||
  event.type === 'contact-point-added' ||
  event.type === 'contact-used'

/** Does this fact stand before the horizons? Nothing is said after it was written down, whatever day a sheet bears. */
export function countsBy({ said, known }: AsOf): (fact: RecordedEvent) => boolean {
  return (fact) => {
    if (known !== null && fact.recordedAt > known) return false
    if (said === null) return true
    const { notBefore, notAfter } = fact.event.stated
    const latest = notAfter < fact.recordedAt ? notAfter : fact.recordedAt
    return opensOnly(fact) ? latest <= said : notBefore <= said
  }
}
