import 'fake-indexeddb/auto'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { DeskDatabase } from '../../../renderer/store/database'
import { personView, findPeople } from '../../../renderer/store/people'
import { type Projection, openProjection } from '../../../renderer/store/projection'
import { actRecorder } from '../../../renderer/store/record'
import { loadCatalogue } from '../../../renderer/store/catalogue'
import type { ConsentEvent } from '@shared/consent/event'
import { ActId, SubjectId } from '@shared/terms/ids'
import { instantFrom, statedAt } from '@shared/terms/time'
import { anna, given, mailbox, mara, mobile, offers, withdrawn } from '../../builders/facts'
import { inMemoryWorkstation } from '../../fakes/workstation'

const today = instantFrom(Date.parse('2026-11-25T10:00:00.000Z'))

const registered = (subject: SubjectId, givenName: string, familyName: string): ConsentEvent => ({
  type: 'subject-registered',
  subject,
  stated: statedAt(instantFrom(Date.parse('2026-01-01T10:00:00.000Z'))),
  recordedBy: mara,
  details: { givenName, familyName, birthDate: null, language: 'de', country: 'DE' },
  contactPoints: [mailbox, mobile],
  source: 'in-person',
})

const act = () => ActId.parse(randomUUID())

describe('the tables of this window', () => {
  let db: DeskDatabase
  const opened: Projection[] = []
  const open = async (host: ReturnType<typeof inMemoryWorkstation>, progress?: (read: number) => void) => {
    const { journal } = await host.ask['app:describe']({})
    const projection = await openProjection(db, host.connected, journal, progress)
    opened.push(projection)
    return projection
  }

  beforeEach(() => {
    db = new DeskDatabase(`desk-${randomUUID()}`)
  })
  afterEach(async () => {
    for (const projection of opened.splice(0)) projection.close()
    await db.delete()
  })

  const annasOffers = async () => {
    const view = await personView(db, loadCatalogue(), anna, today)
    return view?.permissions.find(({ purpose, channel }) => purpose === offers && channel === 'phone')?.permission
  }

  test('a recorded act is in the journal and in the tables before anybody says "saved"', async () => {
    const host = inMemoryWorkstation()
    const record = actRecorder(host.ask, await open(host))
    await record(act(), [registered(anna, 'Anna', 'Keller'), given('2026-02-01T10:00:00.000Z').event])
    expect(host.entries).toHaveLength(2)
    expect(await db.entries.count()).toBe(2)
    expect(await annasOffers()).toMatchObject({ kind: 'permitted' })
  })

  test('the same act recorded twice is one act', async () => {
    const host = inMemoryWorkstation()
    const record = actRecorder(host.ask, await open(host))
    const once = act()
    await record(once, [registered(anna, 'Anna', 'Keller')])
    await record(once, [registered(anna, 'Anna', 'Keller')])
    expect(await db.entries.count()).toBe(1)
    expect(await db.people.count()).toBe(1)
  })

  test('if the journal does not answer, nothing is in the tables and nobody is told it was saved', async () => {
    const host = inMemoryWorkstation()
    const projection = await open(host)
    const deaf = { 'journal:record': async () => Promise.reject(new Error('disk full')) }
    const record = actRecorder(deaf, projection)
    await expect(record(act(), [registered(anna, 'Anna', 'Keller')])).rejects.toThrow('disk full')
    expect(await db.entries.count()).toBe(0)
  })

  test('what another desk learned changes the answer here', async () => {
    const host = inMemoryWorkstation()
    await open(host)
    host.learn([registered(anna, 'Anna', 'Keller'), given('2026-02-01T10:00:00.000Z').event])
    await vi.waitFor(async () => expect(await annasOffers()).toMatchObject({ kind: 'permitted' }))
    host.learn([withdrawn('2026-03-01T10:00:00.000Z').event])
    await vi.waitFor(async () => expect(await annasOffers()).toMatchObject({ kind: 'not-permitted', why: 'withdrawn' }))
  })

  test('a receipt that comes later says that the server has it', async () => {
    const host = inMemoryWorkstation()
    const record = actRecorder(host.ask, await open(host))
    const [entry] = await record(act(), [registered(anna, 'Anna', 'Keller')])
    host.receive(entry?.recorded.id as never, 7)
    await vi.waitFor(async () => expect((await db.entries.toArray()).map((row) => row.receivedAt)).toEqual([7]))
  })

  test('a receipt that overtakes its own answer is not forgotten', async () => {
    const host = inMemoryWorkstation()
    const projection = await open(host)
    const { entries } = await host.ask['journal:record']({ act: act(), events: [registered(anna, 'Anna', 'Keller')] })
    host.receive(entries[0]?.recorded.id as never, 7)
    await projection.catchUp()
    await projection.apply(entries)
    expect((await db.entries.toArray()).map((row) => row.receivedAt)).toEqual([7])
    expect(await db.entries.where('waits').equals(1).count()).toBe(0)
  })

  test('what was recorded here waits until the server has it; what came from there never waits', async () => {
    const host = inMemoryWorkstation()
    const record = actRecorder(host.ask, await open(host))
    const [entry] = await record(act(), [registered(anna, 'Anna', 'Keller')])
    host.learn([given('2026-02-01').event])
    await vi.waitFor(async () => expect(await db.entries.count()).toBe(2))
    expect(await db.entries.where('waits').equals(1).count()).toBe(1)
    host.receive(entry?.recorded.id as never, 7)
    await vi.waitFor(async () => expect(await db.entries.where('waits').equals(1).count()).toBe(0))
  })

  test('deleted tables come back from the journal, in pages, counted', async () => {
    const host = inMemoryWorkstation()
    const people = Array.from({ length: 2_100 }, (_, i) =>
      registered(SubjectId.parse(randomUUID()), `Anna ${i}`, 'Keller'),
    )
    host.learn(people)
    ;(await open(host)).close()
    await Promise.all([db.entries.clear(), db.people.clear(), db.state.clear()])

    const heard: number[] = []
    await open(host, (read) => heard.push(read))
    expect(await db.people.count()).toBe(2_100)
    expect(heard).toEqual([2_000, 2_100])
  })

  test('tables made from another journal are forgotten', async () => {
    const before = inMemoryWorkstation()
    before.learn([registered(anna, 'Anna', 'Keller')])
    ;(await open(before)).close()
    expect(await db.people.count()).toBe(1)
    await open(inMemoryWorkstation())
    expect(await db.people.count()).toBe(0)
    expect(await db.entries.count()).toBe(0)
  })

  test('a journal that was put back to an earlier day is read again from the start', async () => {
    const host = inMemoryWorkstation()
    host.learn([registered(anna, 'Anna', 'Keller'), given('2026-02-01').event])
    ;(await open(host)).close()
    host.entries.pop()
    await open(host)
    expect(await db.entries.count()).toBe(1)
  })

  test('people are found by the beginning of any word, without accents, and by their numbers', async () => {
    const host = inMemoryWorkstation()
    await open(host)
    host.learn([registered(anna, 'Zoé', 'Müller-Weiß'), registered(SubjectId.parse(randomUUID()), 'Jonas', 'Brandt')])
    await vi.waitFor(async () => expect(await db.people.count()).toBe(2))
    const found = async (typed: string) => (await findPeople(db, typed, 10)).map((row) => row.details.givenName)
    expect(await found('zoe')).toEqual(['Zoé'])
    expect(await found('weiss zo')).toEqual(['Zoé'])
    expect((await found('0170 123')).sort()).toEqual(['Jonas', 'Zoé'])
    expect(await found('anna.keller@ex')).toHaveLength(2)
    expect(await found('zo brandt')).toEqual([])
    expect(await found('')).toHaveLength(2)
  })
})
