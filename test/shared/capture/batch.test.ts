import { describe, expect, test } from 'vitest'
import { type Batch, type PageOutcome, type PaperFile, changedBatch, countBatch, newBatch, nextToRead, problemsOf } from '@shared/capture/batch' // prettier-ignore
import { DraftId, Hash } from '@shared/terms/ids'
import { Instant } from '@shared/terms/time'

const at = Instant.parse('2026-11-25T09:00:00.000Z')
const id = (fill: string): Hash => Hash.parse(fill.repeat(64))
const sheet = DraftId.parse('00000000-0000-4000-8000-000000000001')
const file = (fill: string, part: Partial<PaperFile> = {}): PaperFile => ({
  id: id(fill),
  name: `${fill}.pdf`,
  bytes: 1,
  takenAt: at,
  from: 'chosen',
  state: 'waiting',
  pages: null,
  outcomes: [],
  problem: null,
  ...part,
})
const outcome = (page: number, became: PageOutcome['became'] = 'sheet', part: Partial<PageOutcome> = {}) =>
  ({ page, became, sheet: became === 'sheet' ? sheet : null, problem: null, content: null, ...part }) satisfies PageOutcome // prettier-ignore
const batch: Batch = { ...newBatch('00000000-0000-4000-8000-0000000000ff', at), files: [file('a'), file('b')] }

describe('a batch', () => {
  test('goes on with the file whose pages are not all settled, page by page', () => {
    const opened = changedBatch(batch, { kind: 'opened', file: id('a'), pages: 2 })
    const half = changedBatch(opened, { kind: 'page', file: id('a'), outcome: outcome(1) })
    expect(nextToRead(half)).toMatchObject({ id: id('a'), outcomes: [{ page: 1 }] })
    const whole = changedBatch(half, { kind: 'page', file: id('a'), outcome: outcome(2) })
    expect(whole.files[0]?.state).toBe('read')
    expect(nextToRead(whole)?.id).toBe(id('b'))
  })

  test('hears the same page twice and counts it once', () => {
    const said = { kind: 'page', file: id('a'), outcome: outcome(1) } as const
    const twice = changedBatch(changedBatch(batch, said), said)
    expect(twice.files[0]?.outcomes).toHaveLength(1)
  })

  test('a settled file is not opened again by a late word', () => {
    const refused = changedBatch(batch, { kind: 'refused', file: id('a'), problem: { key: 'paper.damaged' } })
    expect(changedBatch(refused, { kind: 'page', file: id('a'), outcome: outcome(1) })).toEqual(refused)
  })

  test('what is no longer wanted is forgotten, and what was read stays', () => {
    const read = changedBatch(changedBatch(batch, { kind: 'opened', file: id('a'), pages: 1 }), { kind: 'page', file: id('a'), outcome: outcome(1) }) // prettier-ignore
    const less = changedBatch({ ...read, hold: 'stopped' }, { kind: 'forget-unread' })
    expect(less.files.map(({ state }) => state)).toEqual(['read', 'forgotten'])
    expect(nextToRead(less)).toBeUndefined()
  })
})

describe('the paper count', () => {
  const stack = file('a', {
    state: 'read',
    pages: 6,
    outcomes: [
      outcome(1),
      outcome(2, 'problem', { problem: { key: 'paper.blank-page' } }),
      outcome(3),
      outcome(4, 'part'),
      outcome(5, 'seen-before', { problem: { key: 'paper.seen-before' } }),
      outcome(6, 'problem', { problem: { key: 'paper.two-forms' } }),
    ],
  })
  const whole: Batch = { ...batch, files: [stack, file('b', { state: 'refused', problem: { key: 'paper.damaged' } })] }

  test('is held against the sheets that were scanned: backs and second pages are no further paper', () => {
    expect(countBatch({ ...whole, paperCount: 6 })).toMatchObject({
      pages: 7,
      sheets: 2,
      blank: 1,
      seenBefore: 1,
      problems: 2,
      paper: 5,
      missing: 1,
      toRead: 0,
    })
  })

  test('says nothing is missing only if somebody counted', () => {
    expect(countBatch(whole).missing).toBeNull()
    expect(countBatch({ ...whole, paperCount: 5 }).missing).toBe(0)
  })

  test('names every file and page that needs a person', () => {
    expect(problemsOf(whole).map(({ file: name, page, problem }) => [name, page, problem.key])).toEqual([
      ['a.pdf', 2, 'paper.blank-page'],
      ['a.pdf', 5, 'paper.seen-before'],
      ['a.pdf', 6, 'paper.two-forms'],
      ['b.pdf', null, 'paper.damaged'],
    ])
  })

  test('recorded and brought back are counted as what they are', () => {
    const done = changedBatch(whole, { kind: 'finished', sheet, as: 'recorded' })
    expect(countBatch(done).recorded).toBe(1)
    expect(countBatch(changedBatch(done, { kind: 'finished', sheet, as: 'back' })).recorded).toBe(0)
  })
})
