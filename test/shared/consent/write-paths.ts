import fc from 'fast-check'
import type { Capture } from '@shared/capture/capture'
import { validateCapture } from '@shared/capture/validate'
import { type Change, eventsFromChange } from '@shared/consent/change'
import { ConsentEvent, RecordedEvent } from '@shared/consent/event'
import { eventsFromCapture } from '@shared/consent/events-from-capture'
import { detailsToday } from '@shared/consent/person-today'
import { noticeHash } from '@shared/proof/canonical'
import { type ContactPoint, type Channel, channels, kindForChannel } from '@shared/terms/contact-point'
import { ActId, NoticeId, type SubjectId } from '@shared/terms/ids'
import { type Instant, instantFrom, statedAt } from '@shared/terms/time'
import { stopEvent } from '../../../renderer/features/rights/stop'
import { catalogue } from '../../builders/catalogue'
import { evidenceRef, meeting } from '../../builders/drafts'
import { anna2, fact, foundDifferent, foundSame, karl, mara, mayBeSame, offers, takenBack } from '../../builders/facts'
import { claimed, registered } from '../../builders/life-facts'

/** One thing somebody does to the record, on one of the ways there are into it. */
export type Step = (known: readonly RecordedEvent[]) => readonly RecordedEvent[]

const phones: ContactPoint[] = ['+491701234567', '+491709999999', '+491708888888'].map((value) => ({
  kind: 'phone',
  value,
}))
const mailboxes: ContactPoint[] = ['anna@example.org', 'anna@works.example'].map((value) => ({ kind: 'email', value }))
const addresses: ContactPoint[] = ['Lindenweg 4, 89073 Ulm', 'Gasse 1, 1010 Wien'].map((value) => ({
  kind: 'post',
  value,
}))
export const points = [...phones, ...mailboxes, ...addresses]

const who = fc.constantFrom(anna2, anna2, anna2, karl)
const point = fc.constantFrom(...points)
// Ten moments, so that ties are likely.
const moment = fc
  .integer({ min: 0, max: 9 })
  .map((hour) => instantFrom(Date.parse('2026-02-03T08:00:00.000Z') + hour * 3_600_000))
const pairOfOneKind = fc
  .constantFrom(phones, mailboxes, addresses)
  .chain((all) => fc.shuffledSubarray(all, { minLength: 2, maxLength: 2 })) as fc.Arbitrary<
  [ContactPoint, ContactPoint]
>

const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(pairOfOneKind, fc.constantFrom('new-contact-point', 'wrong-contact-point'))
      .map(([[from, to], kind]): Change => ({ kind: kind as 'wrong-contact-point', from, to })),
  },
  point.map((to): Change => ({ kind: 'new-contact-point', from: null, to })),
  fc
    .tuple(fc.shuffledSubarray(addresses, { minLength: 2 }), fc.constantFrom('DE', 'AT', 'CH'))
    .map(([[from, to], country]): Change => ({ kind: 'moved', from: from ?? null, to: to ?? null, country })),
  fc.constant<Change>({ kind: 'new-name', after: { givenName: 'Anna', familyName: 'Vogel' } }),
  fc.constantFrom('DE', 'AT').map((country): Change => ({ kind: 'wrong-details', after: { country } })),
  fc
    .shuffledSubarray(mailboxes, { minLength: 2 })
    .map(([old, to]): Change => ({ kind: 'new-employer', old: old ? [old] : [], to: to ?? null })),
  fc
    .tuple(point, fc.constantFrom('someone-elses' as const, 'unreachable' as const))
    .map(([contactPoint, as]): Change => ({ kind: 'not-theirs', contactPoint, as })),
)
const death = fc.constant<Change>({ kind: 'died' })

let acts = 900_000
const recordedIn = (events: readonly ConsentEvent[]): RecordedEvent[] => {
  const act = ++acts
  return events.map((event) => fact(event, act))
}

/** The screen: what happened, as the person page records it. */
const onScreen: fc.Arbitrary<Step> = fc
  .tuple(who, moment, fc.oneof({ weight: 30, arbitrary: change }, death))
  .map(([subject, at, what]): Step => (known) => {
    const details = detailsToday(known.filter(({ event }) => event.subject === subject))
    return details ? recordedIn(eventsFromChange(what, { subject, details, at, recordedBy: mara })) : []
  })

/** The screen: stop. */
const stopping: fc.Arbitrary<Step> = fc
  .tuple(who, moment, point, fc.constantFrom('everything', 'consents', 'point', 'point', 'point'))
  .map(([subject, at, contactPoint, kind]): Step => () => {
    const channel: Channel = contactPoint.kind === 'post' ? 'post' : contactPoint.kind
    const stop = kind === 'point' ? { kind: 'point' as const, channel, contactPoint } : { kind: kind as 'everything' }
    return recordedIn([stopEvent(stop, { subject, by: 'phone', at, recordedBy: mara })])
  })

/** Paper, glass, web form, e-mail and SMS all end in a capture. */
const capturedAt = (when: fc.Arbitrary<Instant>): fc.Arbitrary<Step> =>
  fc
    .tuple(
      who,
      when,
      fc.subarray(points, { minLength: 1, maxLength: 3 }),
      fc.array(fc.constantFrom(true, true, true, false), { minLength: 12, maxLength: 12 }),
      fc.constantFrom(...(['in-person', 'in-person', 'paper', 'paper', 'web-form', 'email', 'sms'] as const)),
    )
    .map(([subject, at, over, ticks, source]): Step => () => {
      const rows = over.flatMap((contactPoint) =>
        channels
          .filter((channel) => kindForChannel(channel) === contactPoint.kind)
          .map((channel, nth) => {
            const yes = ticks[(nth + points.indexOf(contactPoint)) % ticks.length] === true
            return {
              purpose: offers,
              purposeVersion: 1,
              channel,
              contactPoint,
              answer: yes ? ('yes' as const) : ('unanswered' as const),
              at: yes ? at : null,
            }
          }),
      )
      const act = ++acts
      const draft = meeting({
        act: ActId.parse(`00000000-0000-4000-9000-${act.toString(16).padStart(12, '0')}`),
        subject,
        person: { ...meeting().person, email: '', phone: '' },
        notice: NoticeId.parse('offers.1.de'),
        rows,
        handedOverAt: at,
      })
      const read = validateCapture(draft, { catalogue, confirmedAt: at })
      if (!read.ok) throw new Error(read.problems.map(({ key }) => key).join())
      const capture: Capture = { ...read.value, source }
      const events = eventsFromCapture(capture, {
        subject: { kind: 'known', id: subject, contactPoints: [] },
        recordedBy: mara,
        evidence: [evidenceRef(evidenceOf[source], '1')],
        hashOf: noticeHash,
      })
      return events.map((event) => fact(event, act))
    })
const evidenceOf = {
  'in-person': 'ink',
  paper: 'scan',
  'web-form': 'web-form',
  email: 'email-reply',
  sms: 'sms-reply',
} as const

const captured = capturedAt(moment)
/** Said before anything happened. */
const saidFirst = capturedAt(fc.constant(instantFrom(Date.parse('2026-02-03T07:00:00.000Z'))))

/** An import brings people with everything they have, and claims that they said yes. */
const imported: fc.Arbitrary<Step> = fc
  .tuple(who, fc.constantFrom(...channels))
  .map(([subject, channel]): Step => () => [
    registered('2026-02-03', {}, subject, 'import'),
    claimed('2026-02-03', channel, subject),
  ])

/** A bare fact over REST, as another system of the controller would post it. */
const overRest: fc.Arbitrary<Step> = fc.tuple(who, moment, point).map(([subject, at, contactPoint]): Step => () => {
  const body: unknown = JSON.parse(
    JSON.stringify({ type: 'contact-point-added', subject, stated: statedAt(at), recordedBy: 'crm', contactPoint }),
  )
  return recordedIn([ConsentEvent.parse(body)])
})

/** What was known before arrives again, and in another order, as a sync brings it. */
const synced: fc.Arbitrary<Step> = fc.constant<Step>((known) => {
  const wire = known.map((one) => JSON.stringify(one)).reverse()
  return wire.map((text) => RecordedEvent.parse(JSON.parse(text)))
})

const linked: fc.Arbitrary<Step> = fc
  .constantFrom(foundSame, foundDifferent, mayBeSame)
  .map((make): Step => () => [make(anna2, karl)])
const unlinked: fc.Arbitrary<Step> = fc.constant<Step>((known) => {
  const link = known.find(({ event }) => 'other' in event && event.type !== 'pair-decision-taken-back')
  return link ? [takenBack(link)] : []
})

/** What somebody said first, and whatever happened then. */
export const steps: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    fc.array(saidFirst, { minLength: 1, maxLength: 3 }),
    fc.array(
      fc.oneof(
        { weight: 5, arbitrary: onScreen },
        { weight: 1, arbitrary: captured },
        { weight: 1, arbitrary: stopping },
        { weight: 1, arbitrary: imported },
        { weight: 1, arbitrary: overRest },
        { weight: 1, arbitrary: synced },
        { weight: 1, arbitrary: linked },
        { weight: 1, arbitrary: unlinked },
      ),
      { minLength: 1, maxLength: 8 },
    ),
  )
  .map(([first, then]) => [...first, ...then])

/** Takes the steps one after the other. A fact that comes twice is one fact, as in every store. */
export function walk(taken: readonly Step[]): RecordedEvent[] {
  const known = new Map<string, RecordedEvent>()
  const put = (facts: readonly RecordedEvent[]) => facts.forEach((one) => known.set(one.id, one))
  put([registered('2026-01-10', {}, anna2), registered('2026-01-10', {}, karl)])
  for (const step of taken) put(step([...known.values()]))
  return [...known.values()]
}

export type Asked = { readonly subject: SubjectId; readonly on: Instant }
export const today: Instant = instantFrom(Date.parse('2026-11-25T10:00:00.000Z'))
