import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { utf8 } from '@shared/base/bytes'
import type { ConsentEvent, Reach, RecordedEvent } from '@shared/consent/event'
import { effectivePermission } from '@shared/consent/effective-permission'
import { gatherRecord } from '@shared/consent/record'
import { recordedFrom } from '@shared/proof/envelope'
import { type Channel, type ContactPoint, kindForChannel } from '@shared/terms/contact-point'
import { ActId, ControllerId, SubjectId } from '@shared/terms/ids'
import { Instant } from '@shared/terms/time'
import {
  foundDifferent,
  foundSame,
  given,
  mailbox,
  mayBeSame,
  mobile,
  newMobile,
  newsletter,
  objected,
  offers,
  pointAdded,
  pointEnded,
  refused,
  sourceOf,
  withdrawn,
} from '../builders/facts'
import { rules } from '../builders/rules'
import { type Desk, newDesk } from './desk'
import { type Running, runningServer } from './running-server'

const KEY = 'the key of the customer system, long enough'
const OTHER_KEY = 'the key of another controller, long enough'
const now = Date.parse('2026-11-25T10:00:00.000Z')

let running: Running
let desk: Desk
let next = 0
beforeAll(async () => {
  running = await runningServer({
    apiKeys: [
      { name: 'crm', tenant: 'muster', key: KEY },
      { name: 'else', tenant: 'other', key: OTHER_KEY },
    ],
    clock: () => now,
  })
  desk = await newDesk(running.server)
  await newDesk(running.server, ControllerId.parse('other'))
})
afterAll(async () => running.end())

type Asked = { subject: SubjectId; purpose: string; channel: Channel; contactPoint: string }
const ask = (asked: Partial<Asked>, key = KEY): Promise<Response> =>
  fetch(`${running.server.url}/v1/may-contact?${new URLSearchParams(asked)}`, {
    headers: { authorization: `Bearer ${key}` },
  })

/** Tells the server, and answers with the facts as recorded. */
async function tell(events: readonly ConsentEvent[]): Promise<RecordedEvent[]> {
  const written = events.map((event) => ({ event, leaves: desk.write([event], ActId.parse(randomUUID())) }))
  const leaves = written.flatMap((one) => one.leaves)
  if (leaves.length === 0) return []
  const keys = [...new Set(events.map(({ subject }) => subject))].map((subject) => desk.keyOf(subject))
  const { receipts } = await desk.push({ from: next, leaves, keys })
  expect(receipts).toHaveLength(leaves.length)
  next += leaves.length
  return written.flatMap(({ event, leaves: [one] }) => (one ? [recordedFrom(one.leaf, event)] : []))
}

test('permission over REST is the shared rule, for any history of two people who may be one', async () => {
  const evidence = desk.sealEvidence(utf8('ink'), 'ink', 'application/json')
  await desk.putBlob(evidence.sealed)
  const day = fc.integer({ min: 1, max: 4 }).map((d) => `2026-02-0${d}`)
  const channel = fc.constantFrom<Channel>('phone', 'email')
  const purpose = fc.constantFrom(offers, newsletter)
  const who = fc.constantFrom('one', 'two')
  const reach = fc.oneof(
    fc.constant<Partial<Reach>>({}),
    fc.constant<Partial<Reach>>({ contactPoints: [mobile] }),
    channel.map((one): Partial<Reach> => ({ channels: [one] })),
    purpose.map((one): Partial<Reach> => ({ purposes: [one] })),
  )
  const fact = fc.oneof(
    // Some on a day after every no, so that a yes has a chance.
    {
      weight: 6,
      arbitrary: fc
        .tuple(fc.oneof(day, fc.constant('2026-02-07')), channel, purpose)
        .map(([d, c, p]) => given(d, { channel: c, purpose: p })),
    },
    fc.tuple(day, channel, purpose).map(([d, c, p]) => refused(d, { channel: c, purpose: p })),
    fc.tuple(day, reach).map(([d, r]) => withdrawn(d, r)),
    fc.tuple(day, reach).map(([d, r]) => objected(d, r)),
    day.map((d) => pointEnded(d, mobile)),
    day.map((d) => pointAdded(d, newMobile)),
  )
  const pair = fc.constantFrom(foundSame, foundDifferent, mayBeSame)
  const told = fc.array(
    fc.oneof({ weight: 6, arbitrary: fc.tuple(who, fact) }, { weight: 1, arbitrary: fc.tuple(who, pair) }),
    {
      maxLength: 8,
    },
  )
  const question = fc.tuple(channel, purpose, fc.constantFrom(mobile, mobile, mailbox, newMobile))

  let permitted = 0
  await fc.assert(
    fc.asyncProperty(told, question, async (history, [asksChannel, asksPurpose, point]) => {
      const people = { one: SubjectId.parse(randomUUID()), two: SubjectId.parse(randomUUID()) }
      const own = next
      // A "no" that names a number holds for whoever shares it: each history has numbers of its own.
      const withOwnPoints = <T>(value: T): T =>
        JSON.parse(
          JSON.stringify(value)
            .replaceAll(mobile.value, `${mobile.value}${own}`)
            .replaceAll(newMobile.value, `${newMobile.value}${own}`),
        ) as T
      const events = history.map(([speaker, said]): ConsentEvent => {
        const subject = people[speaker === 'one' ? 'one' : 'two']
        const other = people[speaker === 'one' ? 'two' : 'one']
        if (typeof said === 'function') return said(subject, other).event
        const event = withOwnPoints({ ...said.event, subject })
        return event.type === 'consent-given' ? { ...event, evidence: [evidence.ref] } : event
      })
      const recorded = await tell(events)
      const contactPoint: ContactPoint = { kind: kindForChannel(asksChannel), value: withOwnPoints(point).value }
      const asked = {
        purpose: asksPurpose,
        channel: asksChannel,
        contactPoint,
        on: Instant.parse(new Date(now).toISOString()),
      }
      const here = effectivePermission(await gatherRecord(people.one, sourceOf(recorded)), rules, asked)
      const answer = (await (
        await ask({ subject: people.one, purpose: asksPurpose, channel: asksChannel, contactPoint: contactPoint.value })
      ).json()) as {
        permission: unknown
        because: RecordedEvent | null
      }
      expect(answer.permission).toEqual(here)
      expect(answer.because?.id ?? null).toBe(here.because)
      if (here.kind === 'permitted') permitted++
    }),
    { numRuns: 200, seed: 20261125 },
  )
  // A rule that always says no would agree with itself.
  expect(permitted).toBeGreaterThanOrEqual(10)
}, 240_000)

test('who has no key, or another controller’s, learns nothing', async () => {
  const subject = SubjectId.parse(randomUUID())
  await tell([{ ...refused('2026-03-01').event, subject }])
  const asked = { subject, purpose: offers, channel: 'phone' as const, contactPoint: mobile.value }
  expect((await ask(asked, 'guessed')).status).toBe(401)
  expect((await ask(asked, '')).status).toBe(401)
  expect(await (await ask(asked, OTHER_KEY)).json()).toMatchObject({
    permission: { why: 'never-asked' },
    because: null,
  })
  expect(await (await ask(asked)).json()).toMatchObject({ permission: { kind: 'not-permitted' } })
})

test('a question that is none is answered with the names of what is wrong, and none of the values', async () => {
  const answer = await ask({ subject: 'anna' as SubjectId, channel: 'pigeon' as Channel, contactPoint: mobile.value })
  expect(answer.status).toBe(400)
  const text = await answer.text()
  expect(JSON.parse(text)).toMatchObject({ title: 'Not usable: subject, purpose, channel.' })
  expect(text).not.toMatch(/anna|pigeon|\+49/)
})
