import 'fake-indexeddb/auto'
import { randomUUID } from 'node:crypto'
import { MessageChannel } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ConsentEvent } from '@shared/consent/event'
import type { Comparable } from '@shared/matching/person'
import { type PersonIndex, createPersonIndex } from '@shared/matching/person-index'
import { SubjectId } from '@shared/terms/ids'
import { instantFrom, statedAt } from '@shared/terms/time'
import { DeskDatabase } from '../../../renderer/store/database'
import { openProjection } from '../../../renderer/store/projection'
import { type Following, followPeople } from '../../../renderer/workers/follow-people'
import { type Port, answerOn, askOver } from '../../../renderer/workers/match-port'
import { anna, karl, mara } from '../../builders/facts'
import { inMemoryWorkstation } from '../../fakes/workstation'

const registered = (subject: SubjectId, givenName: string, familyName: string): ConsentEvent => ({
  type: 'subject-registered',
  subject,
  stated: statedAt(instantFrom(Date.parse('2026-01-01T10:00:00.000Z'))),
  recordedBy: mara,
  details: { givenName, familyName, birthDate: null, language: 'de', country: 'DE' },
  contactPoints: [],
  source: 'in-person',
})

const named = (givenName: string, familyName: string): Comparable => ({
  givenName,
  familyName,
  birthDate: null,
  contactPoints: [],
})

describe('the index follows the tables', () => {
  let db: DeskDatabase
  let index: PersonIndex
  let stops: (() => void)[] = []
  const follow = (): Following => {
    const following = followPeople(db, () => (index = createPersonIndex()))
    stops.push(following.stop)
    return following
  }
  const open = async (host: ReturnType<typeof inMemoryWorkstation>) => {
    const { journal } = await host.ask['app:describe']({})
    const projection = await openProjection(db, host.connected, journal)
    stops.push(projection.close)
    return projection
  }
  const found = (givenName: string, familyName: string) =>
    index.lookUp(named(givenName, familyName)).map(({ subject }) => subject)

  beforeEach(() => {
    db = new DeskDatabase(`desk-${randomUUID()}`)
  })
  afterEach(async () => {
    stops.forEach((stop) => stop())
    stops = []
    await db.delete()
  })

  test('whoever is known when it begins is found', async () => {
    const host = inMemoryWorkstation()
    host.learn([registered(anna, 'Anna', 'Keller'), registered(karl, 'Karl', 'Weber')])
    await open(host)
    await follow().ready
    expect(found('Anna', 'Keller')).toEqual([anna])
  })

  test('whoever becomes known later, here or from the server, is found; a changed name replaces the old one', async () => {
    const host = inMemoryWorkstation()
    await open(host)
    await follow().ready
    expect(found('Anna', 'Keller')).toEqual([])
    host.learn([registered(anna, 'Anna', 'Keller')])
    await vi.waitFor(() => expect(found('Anna', 'Keller')).toEqual([anna]))
    host.learn([{ ...registered(anna, 'Anna', 'Dubois'), stated: statedAt(instantFrom(Date.parse('2026-05-01T10:00:00.000Z'))) }]) // prettier-ignore
    await vi.waitFor(() => expect(found('', 'Dubois')).toEqual([anna]))
    expect(found('', 'Keller')).toEqual([])
  })

  test('a fact that arrives before an older one hides neither', async () => {
    const host = inMemoryWorkstation()
    const projection = await open(host)
    await follow().ready
    host.learn([])
    const [first, second] = inMemoryWorkstation().learn([
      registered(anna, 'Anna', 'Keller'),
      registered(karl, 'Karl', 'Weber'),
    ])
    if (!first || !second) throw new Error('two facts were made')
    await projection.apply([second])
    await vi.waitFor(() => expect(found('Karl', 'Weber')).toEqual([karl]))
    await projection.apply([first])
    // The same two rows, a later look: the place in the journal has not moved, so both are read again.
    await db.state.put({ key: 'journal', journal: (await db.state.get('journal'))?.journal ?? '', next: 2 })
    await vi.waitFor(() => expect(found('Anna', 'Keller')).toEqual([anna]))
  })

  test('tables made anew from another journal begin a new index', async () => {
    const before = inMemoryWorkstation()
    before.learn([registered(anna, 'Anna', 'Keller')])
    const projection = await open(before)
    await follow().ready
    expect(found('Anna', 'Keller')).toEqual([anna])
    projection.close()
    const other = inMemoryWorkstation()
    other.learn([registered(karl, 'Karl', 'Weber')])
    await open(other)
    await vi.waitFor(() => expect(found('Karl', 'Weber')).toEqual([karl]))
    expect(found('Anna', 'Keller')).toEqual([])
  })

  test('more people than one page are all found', async () => {
    const host = inMemoryWorkstation()
    host.learn(Array.from({ length: 2_100 }, (_, n) => registered(SubjectId.parse(randomUUID()), `Anna${n}`, 'Keller')))
    await open(host)
    await follow().ready
    expect(index.size()).toBe(2_100)
  })
})

describe('asking while typing', () => {
  const lines: MessageChannel[] = []
  afterEach(() => {
    for (const { port1, port2 } of lines.splice(0)) {
      port1.close()
      port2.close()
    }
  })

  function line(lookUp: Parameters<typeof answerOn>[1], ready = Promise.resolve()) {
    const channel = new MessageChannel()
    lines.push(channel)
    answerOn(channel.port2 as unknown as Port, lookUp, ready)
    return askOver(channel.port1 as unknown as Port)
  }
  const echo = (asked: string[]) => (person: Comparable) => {
    asked.push(person.givenName)
    return [{ subject: anna, probability: 1, bits: person.givenName.length, band: 'same' as const, reasons: [] }]
  }

  test('a stale keystroke is not looked up, and its asker gets the newer answer', async () => {
    const asked: string[] = []
    const { lookUp } = line(echo(asked))
    const answers = await Promise.all(['A', 'An', 'Ann', 'Anna'].map((typed) => lookUp(named(typed, ''), 'name')))
    expect(asked).toEqual(['Anna'])
    expect(answers.map(([found]) => found?.bits)).toEqual([4, 4, 4, 4])
  })

  test('two who ask at once each get their own answer', async () => {
    const asked: string[] = []
    const { lookUp } = line(echo(asked))
    const answers = await Promise.all([lookUp(named('Anna', ''), 'one'), lookUp(named('Karlheinz', ''), 'two')])
    expect(answers.map(([found]) => found?.bits)).toEqual([4, 9])
  })

  test('a question asked before everybody is known waits for them', async () => {
    const asked: string[] = []
    let know: () => void = () => undefined
    const { lookUp } = line(echo(asked), new Promise((resolve) => (know = resolve)))
    const answer = lookUp(named('Anna', ''))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(asked).toEqual([])
    know()
    expect(await answer).toHaveLength(1)
  })
})
