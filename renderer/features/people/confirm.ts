import type { Awaiting } from '@shared/consent/awaiting'
import type { ConfirmationWay } from '@shared/consent/confirmation'
import type { ConsentEvent } from '@shared/consent/event'
import type { OperatorId } from '@shared/terms/ids'
import { type Instant, statedAt } from '@shared/terms/time'

type By = { readonly at: Instant; readonly recordedBy: OperatorId }

/** What came of calling back: the one who said yes, a no, somebody else on the line, or nobody. */
export type CallAnswer = 'yes' | 'no' | 'other' | 'nobody'

/** The wish that the server ask. The token is made there; this desk never learns it. */
export const wantedEvent = (one: Awaiting, way: ConfirmationWay, { at, recordedBy }: By): ConsentEvent => ({
  type: 'consent-confirmation-wanted',
  subject: one.subject,
  stated: statedAt(at),
  recordedBy,
  statedBy: 'controller',
  ofAct: one.act,
  contactPoint: one.contactPoint,
  way,
  tokenSha256: null,
})

/** A call back becomes the fact it was. A no on the telephone is a withdrawal: any form will do. */
export function eventsFromCall(one: Awaiting, answer: CallAnswer, { at, recordedBy }: By): ConsentEvent[] {
  const fact = { subject: one.subject, stated: statedAt(at), recordedBy }
  switch (answer) {
    case 'yes':
      return [
        {
          ...fact,
          type: 'consent-confirmed',
          ofAct: one.act,
          contactPoint: one.contactPoint,
          way: 'call-back',
          tokenSha256: null,
        },
      ]
    case 'no':
      return [
        {
          ...fact,
          type: 'consent-withdrawn',
          by: 'phone',
          reach: { purposes: 'all', channels: [...one.channels], contactPoints: [one.contactPoint] },
        },
      ]
    case 'other':
      return [
        {
          ...fact,
          statedBy: 'controller',
          type: 'contact-point-reported',
          contactPoint: one.contactPoint,
          as: 'someone-elses',
        },
      ]
    case 'nobody':
      return []
  }
}
