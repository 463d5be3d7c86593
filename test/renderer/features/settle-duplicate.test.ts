import 'fake-indexeddb/auto'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ConsentEvent } from '@shared/consent/event'
import { pairState } from '@shared/consent/subject-link'
import type { SubjectId } from '@shared/terms/ids'
import { instantFrom, statedAt } from '@shared/terms/time'
import { openPairs, recentDecisions } from '../../../renderer/features/duplicates/open-pairs'
import { factsOf, settleDuplicate, takeBack } from '../../../renderer/features/duplicates/settle-duplicate'
import { DeskDatabase } from '../../../renderer/store/database'
import { openProjection } from '../../../renderer/store/projection'
import { actRecorder } from '../../../renderer/store/record'
import { anna, anna2, karl, mara } from '../../builders/facts'
import { inMemoryWorkstation } from '../../fakes/workstation'

const said = (subject: SubjectId) => ({
  subject,
  stated: statedAt(instantFrom(Date.parse('2026-01-01T10:00:00.000Z'))),
  recordedBy: mara,
})
const registered = (subject: SubjectId, givenName: string): ConsentEvent => ({
  ...said(subject),
  type: 'subject-registered',
  details: { givenName, familyName: 'Keller', birthDate: null, language: 'de', country: 'DE' },
  contactPoints: [],
  source: 'paper',
})
const mayBeSame = (subject: SubjectId, other: SubjectId): ConsentEvent => ({
  ...said(subject),
  type: 'subjects-may-be-same',
  other,
  probability: 0.9,
})
const found = (type: 'subjects-found-same' | 'subjects-found-different'): ConsentEvent => ({
  ...said(anna2),
  type,
  other: anna,
})

describe('two records that may be one person', () => {
  let db: DeskDatabase
  let close: () => void = () => undefined
  beforeEach(() => {
    db = new DeskDatabase(`desk-${randomUUID()}`)
  })
  afterEach(async () => {
    close()
    await db.delete()
  })

  async function desk(...more: readonly ConsentEvent[]) {
    const host = inMemoryWorkstation()
    host.learn([registered(anna, 'Anna'), registered(anna2, 'Ana'), mayBeSame(anna2, anna), ...more])
    const { journal } = await host.ask['app:describe']({})
    const projection = await openProjection(db, host.connected, journal)
    close = projection.close
    return { host, doors: { db, recordAct: actRecorder(host.ask, projection), recordedBy: mara } }
  }
  const pair = { subject: anna2, other: anna }
  const state = async () => pairState(await factsOf(db, pair))
  const open = async () => (await openPairs(db)).map(({ left, right }) => [left.subject, right.subject])

  test('are one pair, the newer record on the left, until somebody decides', async () => {
    await desk()
    expect(await open()).toEqual([[anna2, anna]])
    expect(await state()).toBe('possible')
  })

  test.each(['same', 'different'] as const)(
    'found %s, the pair is settled by a fact, and leaves the list',
    async (verdict) => {
      const { doors } = await desk()
      const settled = await settleDuplicate(doors, pair, verdict)
      expect(settled.decisions).toHaveLength(1)
      expect(await state()).toBe(verdict)
      expect(await open()).toEqual([])
      expect((await recentDecisions(db)).map((one) => [one.verdict, one.decisions])).toEqual([
        [verdict, settled.decisions],
      ])
    },
  )

  test('a decision taken back is a fact too, and the pair is open again', async () => {
    const { doors, host } = await desk()
    const before = host.entries.length
    await takeBack(doors, await settleDuplicate(doors, pair, 'same'))
    expect(host.entries.slice(before).map(({ recorded }) => recorded.event.type)).toEqual([
      'subjects-found-same',
      'pair-decision-taken-back',
    ])
    expect(await state()).toBe('possible')
    expect(await open()).toEqual([[anna2, anna]])
    expect(await recentDecisions(db)).toEqual([])
  })

  test('deciding the other way takes the standing decision back first, in the same act', async () => {
    const { doors, host } = await desk(found('subjects-found-same'))
    const before = host.entries.length
    await settleDuplicate(doors, pair, 'different')
    const made = host.entries.slice(before).map(({ recorded }) => recorded)
    expect(made.map(({ event }) => event.type)).toEqual(['pair-decision-taken-back', 'subjects-found-different'])
    expect(new Set(made.map(({ act }) => act)).size).toBe(1)
    expect(await state()).toBe('different')
  })

  test('two offices that said the opposite leave a doubt, and one decision ends it', async () => {
    const { doors } = await desk(found('subjects-found-same'), found('subjects-found-different'))
    expect(await state()).toBe('possible')
    await settleDuplicate(doors, { subject: anna, other: anna2 }, 'same')
    expect(await state()).toBe('same')
  })

  test('deciding later records nothing', async () => {
    const { doors, host } = await desk()
    const before = host.entries.length
    await takeBack(doors, await settleDuplicate(doors, pair, 'later'))
    expect(host.entries).toHaveLength(before)
    expect(await state()).toBe('possible')
  })

  test('deciding twice the same way says it once', async () => {
    const { doors, host } = await desk()
    await settleDuplicate(doors, pair, 'same')
    const before = host.entries.length
    expect((await settleDuplicate(doors, pair, 'same')).decisions).toEqual([])
    expect(host.entries).toHaveLength(before)
  })

  test('one person in two pairs is in two pairs', async () => {
    await desk(registered(karl, 'Anne'), mayBeSame(karl, anna))
    expect(await open()).toHaveLength(2)
  })

  test('if the journal does not answer, nothing was decided', async () => {
    const { doors } = await desk()
    const deaf = { ...doors, recordAct: () => Promise.reject(new Error('disk full')) }
    await expect(settleDuplicate(deaf, pair, 'same')).rejects.toThrow('disk full')
    expect(await state()).toBe('possible')
  })
})
