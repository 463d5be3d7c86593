import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RecordedEvent } from '@shared/consent/event'
import { effectivePermission } from '@shared/consent/effective-permission'
import { gatherRecord } from '@shared/consent/record'
import { contactPointKey, kindForChannel } from '@shared/terms/contact-point'
import { Instant } from '@shared/terms/time'
import { inventPeople } from '../../server/demo/people'
import { seedDemo } from '../../server/demo/seed'
import { factSource } from '../../server/register/register'
import { catalogue } from '../builders/catalogue'
import { rules } from '../builders/rules'
import { codeOf, leavesOf, openOffice } from '../stories/office'
import { everythingOf, type Running, runningServer } from './running-server'

let running: Running
beforeAll(async () => void (running = await runningServer()))
afterAll(async () => running.end())

const { people, planted } = inventPeople()

test('about three hundred people in three languages, the same ones every time', () => {
  expect(inventPeople()).toEqual({ people, planted })
  expect(inventPeople(2).people).not.toEqual(people)
  expect(people.length).toBeGreaterThan(285)
  expect(people.length).toBeLessThan(315)
  expect(new Set(people.map(({ details }) => details.language))).toEqual(new Set(['de', 'fr', 'en']))
  expect(new Set(people.map(({ subject }) => subject)).size).toBe(people.length)
})

test('nobody can be reached by any of it: numbers set aside for fiction, mailboxes at example.org', () => {
  const fiction = /^\+(4917139200\d\d|493023125\d{3}|3363998\d{4}|3319900\d{4}|447700900\d{3}|442079460\d{3})$/
  for (const { contactPoints } of people)
    for (const { kind, value } of contactPoints) {
      if (kind === 'email') expect(value).toMatch(/^[a-z.-]+\d*@example\.org$/)
      if (kind === 'phone') expect(value).toMatch(fiction)
    }
})

test('every kind of lookalike is planted, and each pair shares something', () => {
  const byId = new Map(people.map((person) => [person.subject, person]))
  expect(new Set(planted.map(({ kind }) => kind)).size).toBe(7)
  for (const { first, second } of planted) {
    const [a, b] = [byId.get(first), byId.get(second)]
    if (!a || !b) throw new Error('a planted person is missing')
    const points = new Set(a.contactPoints.map(contactPointKey))
    const shared =
      b.contactPoints.some((point) => points.has(contactPointKey(point))) || a.details.birthDate === b.details.birthDate
    expect(shared).toBe(true)
    expect(b).not.toEqual(a)
  }
})

test('the log takes them once, with their evidence, and a workstation learns of all of them', async () => {
  const { server, folder } = running
  const written = await seedDemo(server.parts, catalogue, `${folder}/keys`)
  expect(written).toBeGreaterThan(600)
  expect(await seedDemo(server.parts, catalogue, `${folder}/keys`)).toBe(0)
  expect(await leavesOf(server)).toHaveLength(written)
  expect((await everythingOf(server).query('select 1 from quarantine')).rowCount).toBe(0)

  const office = await openOffice(server.url, codeOf(server))
  await office.settle()
  const { entries } = await office.workstation.ask['journal:read']({ after: 0, limit: 5000 })
  const types = new Map<string, number>()
  for (const { recorded } of entries) types.set(recorded.event.type, (types.get(recorded.event.type) ?? 0) + 1)
  expect(types.get('subject-registered')).toBe(people.length)
  for (const type of ['consent-given', 'consent-refused', 'consent-withdrawn', 'objection-raised'])
    expect(types.get(type), type).toBeGreaterThan(0)
  await office.end()
})

test('the server opens what it took: some may be contacted, some may not any more', async () => {
  const { everything: pool } = running
  const { vaultOf } = running.server.parts
  const source = factSource(pool, 'muster', await vaultOf('muster'))
  const answers = new Set<string>()
  for (const { subject } of people.slice(0, 120)) {
    const record = await gatherRecord(subject, source)
    for (const { event } of record.events.filter(isYes)) {
      if (event.type !== 'consent-given') continue
      const { purpose, channel, contactPoint } = event
      expect(contactPoint.kind).toBe(kindForChannel(channel))
      const on = Instant.parse('2026-11-25T12:00:00.000Z')
      const answer = effectivePermission(record, rules, { purpose, channel, contactPoint, on })
      answers.add(answer.kind === 'permitted' ? answer.kind : answer.why)
    }
  }
  expect([...answers].sort()).toEqual(expect.arrayContaining(['permitted', 'withdrawn']))
})

const isYes = ({ event }: RecordedEvent): boolean => event.type === 'consent-given'
