import fc from 'fast-check'
import { type Reach, type RecordedEvent, isYes } from '@shared/consent/event'
import { channels } from '@shared/terms/contact-point'
import {
  type Question,
  address,
  anna2,
  evidence,
  foundDifferent,
  foundSame,
  given,
  karl,
  mailbox,
  mayBeSame,
  mobile,
  newMobile,
  newsletter,
  objected,
  offers,
  pointAdded,
  pointEnded,
  reaffirmed,
  refused,
  revoked,
  withdrawn,
} from '../../builders/facts'
import {
  confirmationLapsed,
  confirmed,
  confirmationSent,
  corrected,
  died,
  employerChanged,
  invalidated,
  lifted,
  marked,
  movedAbroad,
  movedInCountry,
  nameChanged,
  registered,
  reported,
  restricted,
  used,
} from '../../builders/life-facts'

// Few days, few people, few numbers: collisions must be likely, or a missing tie-break sleeps through.
const day = fc.integer({ min: 1, max: 5 }).map((d) => `2026-02-0${d}`)
export const moment = fc.oneof(
  day,
  day.map((d) => `${d}T12:00:00.000Z`),
)
const who = fc.constantFrom(anna2, karl)
const number = fc.constantFrom(mobile, newMobile)
const point = fc.oneof({ weight: 3, arbitrary: number }, fc.constantFrom(mailbox, address))
const purpose = fc.constantFrom(offers, offers, newsletter)

const narrowOrWide: fc.Arbitrary<Partial<Reach>> = fc.oneof(
  fc.constant<Partial<Reach>>({}),
  point.map((one): Partial<Reach> => ({ contactPoints: [one] })),
  purpose.map((one): Partial<Reach> => ({ purposes: [one] })),
  fc.constantFrom(...channels).map((one): Partial<Reach> => ({ channels: [one] })),
)

const kindsOf = { phone: ['phone', 'sms'], email: ['email'], post: ['post'] } as const
const saying = fc.tuple(who, point, purpose, fc.boolean()).map(([subject, contactPoint, forWhat, second]) => {
  const [one, other = one] = kindsOf[contactPoint.kind]
  return { subject, contactPoint, purpose: forWhat, channel: second ? other : one }
})

const web = { evidence: [evidence('web-form', '3')], chosenBy: 'data-subject-in-web-form' as const }
export const yes: fc.Arbitrary<RecordedEvent> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(moment, saying).map(([when, said]) => given(when, said)) },
  fc.tuple(moment, saying).map(([when, said]) => reaffirmed(when, said)),
  fc.tuple(moment, saying).map(([when, said]) => given(when, { ...said, with: web })),
  fc.tuple(moment, saying).map(([when, said]) => given(when, { ...said, expiresOn: '2026-10-01' })),
)

/** Whatever somebody says or reports against a use. */
export const no: fc.Arbitrary<RecordedEvent> = fc.oneof(
  fc.tuple(moment, narrowOrWide, who).map(([when, reach, subject]) => withdrawn(when, reach, subject)),
  fc.tuple(moment, narrowOrWide, who).map(([when, reach, subject]) => objected(when, reach, subject)),
  fc.tuple(moment, narrowOrWide, who).map(([when, reach, subject]) => revoked(when, reach, subject)),
  fc.tuple(moment, saying).map(([when, said]) => refused(when, said)),
  fc
    .tuple(moment, point, who, fc.constantFrom('lost', 'replaced', 'typing-error', 'someone-elses'))
    .map(([when, one, subject, why]) => pointEnded(when, one, why as 'lost', subject)),
  fc.tuple(moment, point, who).map(([when, one, subject]) => reported(when, one, 'someone-elses', subject)),
  fc.tuple(moment, who).map(([when, subject]) => employerChanged(when, subject)),
  fc.tuple(moment, who).map(([when, subject]) => movedInCountry(when, null, subject)),
  fc.tuple(moment, who, fc.boolean()).map(([when, subject, dead]) => (dead ? died : restricted)(when, subject)),
)

/** What people change about a record, on any path. None of it is a yes. */
export const edit: fc.Arbitrary<RecordedEvent> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(moment, point, who).map(([when, one, subject]) => pointAdded(when, one, subject)) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(moment, point, who, fc.constantFrom('replaced' as const, 'typing-error' as const))
      .map(([when, one, subject, why]) => pointEnded(when, one, why, subject)),
  },
  fc.tuple(moment, who).map(([when, subject]) => registered(when, {}, subject)),
  fc.tuple(moment, who).map(([when, subject]) => nameChanged(when, subject)),
  fc
    .tuple(moment, who, fc.constantFrom('DE', 'AT', 'CH'))
    .map(([when, subject, country]) => movedAbroad(when, country, subject)),
  fc.tuple(moment, who).map(([when, subject]) => corrected(when, { country: 'DE' }, { country: 'AT' }, subject)),
  fc
    .tuple(moment, point, fc.constantFrom('business' as const, 'private' as const, 'shared' as const), who)
    .map(([when, one, as, subject]) => marked(when, one, as, subject)),
)

export const link = fc.constantFrom(mayBeSame, foundSame, foundDifferent).map((make) => make(anna2, karl))

/** Facts about facts: they need one to be about. */
const followUp = (facts: readonly RecordedEvent[]): fc.Arbitrary<RecordedEvent>[] =>
  facts.flatMap((about) => {
    const { event } = about
    if (event.type === 'processing-restricted') return [moment.map((when) => lifted(when, about))]
    if (event.type !== 'consent-given' && event.type !== 'consent-reaffirmed') return []
    const to = { contactPoint: event.contactPoint }
    const way = event.contactPoint.kind === 'email' ? ('double-opt-in' as const) : ('sms-code' as const)
    return [
      moment.map((when) => confirmationSent(when, about, way, to)),
      moment.map((when) => confirmed(when, about, way, to)),
      moment.map((when) => confirmationLapsed(when, about, way, to)),
      moment.map((when) => invalidated(when, about, 'wrong-person')),
      moment.map((when) => used(when, about)),
    ]
  })

const facts = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: yes },
    { weight: 2, arbitrary: no },
    { weight: 2, arbitrary: edit },
    { weight: 1, arbitrary: link },
  ),
  { maxLength: 10 },
)

/** Any history of two people who may be one, with confirmations, uses and corrections of what is in it. */
export const history: fc.Arbitrary<readonly RecordedEvent[]> = facts.chain((told) => {
  const about = followUp(told)
  const [first, ...rest] = about
  if (!first) return fc.constant(told)
  return fc.array(fc.oneof(first, ...rest), { maxLength: 3 }).map((more) => [...told, ...more])
})

/** A question that has a chance: mostly about something somebody said yes to, asked of either of the two. */
export const questionAbout = (told: readonly RecordedEvent[]): fc.Arbitrary<Question> => {
  const said = told.flatMap(({ event }) => (isYes(event) ? [event] : []))
  if (said.length === 0) return saying
  const about = fc
    .tuple(fc.constantFrom(...said), who, fc.integer({ max: 3, min: 0 }))
    .map(([{ subject, contactPoint, purpose: forWhat, channel }, other, swap]) => {
      return { subject: swap === 0 ? other : subject, contactPoint, purpose: forWhat, channel }
    })
  return fc.oneof({ weight: 4, arbitrary: about }, { weight: 1, arbitrary: saying })
}

/** A history and a question. */
export const story = history.chain((told) => fc.tuple(fc.constant(told), questionAbout(told)))
