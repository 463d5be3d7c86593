import type { ConfirmationWay } from '@shared/consent/confirmation'
import type { ConsentEvent, EventOf, RecordedEvent } from '@shared/consent/event'
import type { Circumstance } from '@shared/consent/life-event'
import type { Channel, ContactPoint } from '@shared/terms/contact-point'
import { Hash, type SubjectId } from '@shared/terms/ids'
import type { SubjectDetails } from '@shared/terms/party'
import { PlainDate } from '@shared/terms/time'
import { address, anna, fact, mailbox, mara, mobile, offers, pointFor, statedFrom } from './facts'

const base = (when: string, subject: SubjectId = anna) => ({ subject, stated: statedFrom(when), recordedBy: mara })

export const registered = (
  when: string,
  details: Partial<SubjectDetails> & { readonly birth?: string } = {},
  subject = anna,
  source: EventOf<'subject-registered'>['source'] = 'in-person',
): RecordedEvent => {
  const { birth, ...others } = details
  const birthDate = birth === undefined ? null : PlainDate.parse(birth)
  return fact({
    ...base(when, subject),
    type: 'subject-registered',
    details: { givenName: 'Anna', familyName: 'Keller', birthDate, language: 'de', country: 'DE', ...others },
    contactPoints: [mobile, mailbox, address],
    source,
  })
}

type Bare = 'employer-changed' | 'subject-died' | 'processing-restricted'
const bare =
  (type: Bare) =>
  (when: string, subject = anna): RecordedEvent =>
    fact({ ...base(when, subject), type })

export const employerChanged = bare('employer-changed')
export const died = bare('subject-died')
export const restricted = bare('processing-restricted')

export const lifted = (when: string, restriction: RecordedEvent): RecordedEvent =>
  fact({ ...base(when, restriction.event.subject), type: 'restriction-lifted', restriction: restriction.id })

export const reportTakenBack = (when: string, report: RecordedEvent): RecordedEvent =>
  fact({
    ...base(when, report.event.subject),
    type: 'report-taken-back',
    report: report.id,
    contactPoint: 'contactPoint' in report.event ? report.event.contactPoint : null,
  })

export const movedInCountry = (when: string, to: ContactPoint | null = null, subject = anna): RecordedEvent =>
  fact({ ...base(when, subject), type: 'moved-in-country', to })

export const movedAbroad = (when: string, country: string, subject = anna): RecordedEvent =>
  fact({ ...base(when, subject), type: 'moved-abroad', to: null, country })

export const nameChanged = (when: string, subject = anna): RecordedEvent =>
  fact({
    ...base(when, subject),
    type: 'name-changed',
    before: { givenName: 'Anna', familyName: 'Keller' },
    after: { givenName: 'Anna', familyName: 'Vogel' },
  })

export const corrected = (
  when: string,
  before: EventOf<'details-corrected'>['before'],
  after: EventOf<'details-corrected'>['after'],
  subject = anna,
): RecordedEvent => fact({ ...base(when, subject), type: 'details-corrected', before, after })

export const marked = (
  when: string,
  contactPoint: ContactPoint,
  as: EventOf<'contact-point-marked'>['as'],
  subject = anna,
): RecordedEvent => fact({ ...base(when, subject), type: 'contact-point-marked', contactPoint, as })

export const reported = (
  when: string,
  contactPoint: ContactPoint,
  as: EventOf<'contact-point-reported'>['as'] = 'someone-elses',
  subject = anna,
): RecordedEvent => fact({ ...base(when, subject), type: 'contact-point-reported', contactPoint, as })

export const used = (
  when: string,
  because: RecordedEvent,
  { channel = 'phone', answered = true }: { readonly channel?: Channel; readonly answered?: boolean } = {},
): RecordedEvent =>
  fact({
    ...base(when, because.event.subject),
    type: 'contact-used',
    contactPoint: pointFor(channel),
    channel,
    purpose: offers,
    because: because.id,
    answered,
  })

export const token = (letter: string): Hash => Hash.parse(letter.repeat(64))

const confirmation =
  (type: 'consent-confirmation-sent' | 'consent-confirmed' | 'consent-confirmation-lapsed') =>
  (
    when: string,
    of: RecordedEvent,
    way: ConfirmationWay,
    said: { readonly token?: Hash | null; readonly contactPoint?: ContactPoint } = {},
  ): RecordedEvent =>
    fact({
      ...base(when, of.event.subject),
      type,
      ofAct: of.act,
      contactPoint: said.contactPoint ?? (way === 'double-opt-in' ? mailbox : mobile),
      way,
      tokenSha256: said.token === undefined ? (way === 'call-back' ? null : token('a')) : said.token,
    })

export const confirmationSent = confirmation('consent-confirmation-sent')
export const confirmed = confirmation('consent-confirmed')
export const confirmationLapsed = confirmation('consent-confirmation-lapsed')

export const invalidated = (
  when: string,
  consent: RecordedEvent,
  why: EventOf<'consent-invalidated'>['why'],
): RecordedEvent =>
  fact({ ...base(when, consent.event.subject), type: 'consent-invalidated', consent: consent.id, why })

export const claimed = (when: string, channel: Channel = 'phone', subject = anna): RecordedEvent =>
  fact({
    ...base(when, subject),
    type: 'consent-claimed',
    purpose: offers,
    channel,
    contactPoint: pointFor(channel),
    asFound: 'Optin=J',
  })

const asking =
  (type: 'consent-requested' | 'consent-deferred') =>
  (when: string, channel: Channel = 'phone', subject = anna): RecordedEvent =>
    fact({
      ...base(when, subject),
      type,
      purpose: offers,
      purposeVersion: 1,
      channel,
      contactPoint: pointFor(channel),
      notice: { id: 'offers.1.de', sha256: token('0'), language: 'de' },
    } as ConsentEvent)
export const requested = asking('consent-requested')
export const deferred = asking('consent-deferred')

export const circumstance = (
  holdsFrom: string,
  what: Circumstance,
  until: string | null = null,
  subject = anna,
): RecordedEvent =>
  fact({
    ...base(`${holdsFrom}T08:00:00.000Z`, subject),
    type: 'circumstance-recorded',
    circumstance: what,
    purpose: offers,
    holdsFrom: PlainDate.parse(holdsFrom),
    holdsUntil: until === null ? null : PlainDate.parse(until),
  })
