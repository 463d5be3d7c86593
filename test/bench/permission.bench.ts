import { expect, test } from 'vitest'
import { effectivePermission, permissionFrom } from '@shared/consent/effective-permission'
import type { ConsentEvent, RecordedEvent } from '@shared/consent/event'
import { pointsNamedAgainst } from '@shared/consent/named-points'
import type { PermissionQuestion } from '@shared/consent/question'
import { type FactSource, gatherRecord } from '@shared/consent/record'
import { sortRecord } from '@shared/consent/sorted-record'
import { isPairFact } from '@shared/consent/subject-link'
import { type ContactPoint, channels, contactPointKey, kindForChannel } from '@shared/terms/contact-point'
import { EventId, SubjectId } from '@shared/terms/ids'
import { Instant } from '@shared/terms/time'
import { foundSame, given, mayBeSame, objected, offers, pointEnded, refused, withdrawn } from '../builders/facts'
import { registered, used } from '../builders/life-facts'
import { rules } from '../builders/rules'
import { report } from './report'

const PEOPLE = 200_000
const on = Instant.parse('2026-11-25T10:00:00.000Z')

const subjectOf = (i: number): SubjectId => `00000000-0000-4000-8000-${i.toString(16).padStart(12, '0')}` as SubjectId
const countries = ['DE', 'DE', 'FR', 'AT', 'CH']

/** The contact points of one person: their own, but for every fiftieth, who shares a number with the neighbour. */
const pointsOf = (i: number): Record<ContactPoint['kind'], ContactPoint> => ({
  phone: { kind: 'phone', value: `+49170${String(i % 50 === 1 ? i - 1 : i).padStart(8, '0')}` },
  email: { kind: 'email', value: `person${i}@example.org` },
  post: { kind: 'post', value: `Lindenweg ${i}, 89073 Ulm` },
})

// Facts are made once and copied: a hash for each of two million events would be the longest part of this bench.
const patterns = {
  registered: registered('2026-01-05T10:00:00.000Z').event,
  phone: given('2026-01-06T10:00:00.000Z').event,
  email: given('2026-01-06T10:00:00.000Z', { channel: 'email' }).event,
  refused: refused('2026-01-06T10:00:00.000Z', { channel: 'post' }).event,
  used: used('2026-05-01T10:00:00.000Z', given('2026-01-06T10:00:00.000Z')).event,
  withdrawn: withdrawn('2026-06-01T10:00:00.000Z', { channels: ['phone'] }).event,
  objected: objected('2026-06-02T10:00:00.000Z').event,
  numberEnded: pointEnded('2026-06-03T10:00:00.000Z', pointsOf(0).phone).event,
}
const frame = given('2026-01-06')

let made = 0
const told = (event: ConsentEvent): RecordedEvent => ({
  ...frame,
  id: (++made).toString(16).padStart(64, '0') as EventId,
  event,
})

function factsOf(i: number): RecordedEvent[] {
  const subject = subjectOf(i)
  const points = pointsOf(i)
  const of = (event: ConsentEvent, more: object): RecordedEvent => told({ ...event, subject, ...more })
  const country = countries[i % countries.length]
  const details = { ...(patterns.registered as { details: object }).details, country }
  const facts = [
    of(patterns.registered, { details, contactPoints: Object.values(points) }),
    of(patterns.phone, { contactPoint: points.phone }),
    of(patterns.email, { contactPoint: points.email }),
    of(patterns.refused, { contactPoint: points.post }),
    of(patterns.used, { contactPoint: points.phone }),
  ]
  if (i % 7 === 0) facts.push(of(patterns.withdrawn, {}))
  if (i % 11 === 0) facts.push(of(patterns.objected, {}))
  if (i % 13 === 0) facts.push(of(patterns.numberEnded, { contactPoint: points.phone }))
  if (i % 100 === 0)
    facts.push(of(patterns.objected, { reach: { purposes: 'all', channels: 'all', contactPoints: [points.phone] } }))
  if (i % 20 === 3) facts.push(told(mayBeSame(subject, subjectOf(i - 1)).event))
  if (i % 40 === 7) facts.push(told(foundSame(subject, subjectOf(i - 1)).event))
  return facts
}

/** Indexed the way a projection is: by person, by pair, by contact point named. */
function register(): FactSource {
  const bySubject = new Map<SubjectId, RecordedEvent[]>()
  const byPoint = new Map<string, RecordedEvent[]>()
  const enter = <K>(index: Map<K, RecordedEvent[]>, key: K, fact: RecordedEvent) => {
    const known = index.get(key)
    if (known) known.push(fact)
    else index.set(key, [fact])
  }
  for (let i = 0; i < PEOPLE; i++)
    for (const fact of factsOf(i)) {
      enter(bySubject, fact.event.subject, fact)
      if (isPairFact(fact.event)) enter(bySubject, fact.event.other, fact)
      for (const point of pointsNamedAgainst(fact.event)) enter(byPoint, contactPointKey(point), fact)
    }
  return {
    aboutSubject: async (subject) => bySubject.get(subject) ?? [],
    noesNaming: async (point) => byPoint.get(contactPointKey(point)) ?? [],
  }
}

const questionsOf = (i: number): PermissionQuestion[] =>
  channels.map((channel) => ({ purpose: offers, channel, contactPoint: pointsOf(i)[kindForChannel(channel)], on }))

test('a verdict, and a register of 200,000 people', async () => {
  const source = register()

  const times: number[] = []
  for (let n = 0; n < 22_000; n++) {
    const i = (n * 7919) % PEOPLE
    const [asked] = questionsOf(i)
    if (!asked) throw new Error('nothing to ask')
    const start = performance.now()
    effectivePermission(await gatherRecord(subjectOf(i), source), rules, asked)
    if (n >= 2_000) times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  const p95 = times[Math.floor(times.length * 0.95)] ?? NaN
  report({ name: 'one verdict, gathered and decided, p50', value: times[times.length >> 1] ?? NaN, unit: 'ms' })
  report({ name: 'one verdict, gathered and decided, p95', value: p95, unit: 'ms' })

  const answers = { permitted: 0, 'not-now': 0, 'not-permitted': 0 }
  const start = performance.now()
  for (let i = 0; i < PEOPLE; i++) {
    const [asked] = questionsOf(i)
    if (asked) answers[effectivePermission(await gatherRecord(subjectOf(i), source), rules, asked).kind]++
  }
  const perSecond = PEOPLE / ((performance.now() - start) / 1000)
  report({ name: 'batch, one channel each', value: perSecond, unit: 'persons/s' })

  const all = performance.now()
  for (let i = 0; i < PEOPLE; i++) {
    const sorted = sortRecord(await gatherRecord(subjectOf(i), source))
    for (const asked of questionsOf(i)) answers[permissionFrom(sorted, rules, asked).kind]++
  }
  report({
    name: 'batch, all four channels each',
    value: PEOPLE / ((performance.now() - all) / 1000),
    unit: 'persons/s',
  })

  // A register in which everything is open, or nothing, would measure nothing.
  expect(answers.permitted).toBeGreaterThan(PEOPLE / 2)
  expect(answers['not-permitted']).toBeGreaterThan(PEOPLE / 2)
  expect(p95).toBeLessThanOrEqual(20)
  expect(perSecond).toBeGreaterThanOrEqual(5_000)
})
