import { expect, test } from 'vitest'
import { STEPS, type UndoStep, didStep, doAgain, nothingDone, takeBack, withWork, withoutSheet, workOf } from '@shared/capture/undo-log' // prettier-ignore
import { DraftId, EvidenceId } from '@shared/terms/ids'
import { flyer } from '../../builders/drafts'

const sheet = (n: number): DraftId => DraftId.parse(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`)
const work = (n: number): UndoStep => ({
  kind: 'work',
  sheet: sheet(n),
  before: workOf(flyer({ signature: null })),
  after: workOf(flyer()),
})
const recorded = (n: number): UndoStep => {
  const { act, openedAt, file, page, pages } = flyer()
  return { kind: 'recorded', sheet: sheet(n), act, openedAt, file, page, pages, scan: EvidenceId.parse('5'.repeat(64)) }
}

test('the last step comes back first, and can be done again until something new is done', () => {
  const log = [work(1), work(2)].reduce(didStep, nothingDone)
  const back = takeBack(log)
  expect(back?.step.sheet).toBe(sheet(2))
  expect(doAgain(back?.log ?? nothingDone)?.step.sheet).toBe(sheet(2))
  expect(doAgain(didStep(back?.log ?? nothingDone, work(3)))).toBeNull()
})

test('fifty steps are kept, the oldest go', () => {
  const log = Array.from({ length: STEPS + 7 }, (_, n) => work(n)).reduce(didStep, nothingDone)
  expect(log.done).toHaveLength(50)
  expect(log.done[0]?.sheet).toBe(sheet(7))
})

test('a recorded flyer brought back is not recorded again by a key', () => {
  const back = takeBack(didStep(nothingDone, recorded(1)))
  expect(back?.step.kind).toBe('recorded')
  expect(doAgain(back?.log ?? nothingDone)).toBeNull()
})

test('what was done to a sheet on the way goes with the sheet; that it was recorded stays', () => {
  const log = [work(1), work(2), recorded(1)].reduce(didStep, nothingDone)
  expect(withoutSheet(log, sheet(1)).done.map(({ kind, sheet: one }) => [kind, one])).toEqual([
    ['work', sheet(2)],
    ['recorded', sheet(1)],
  ])
})

test('a step about a recorded flyer holds no word of the person', () => {
  expect(JSON.stringify(recorded(1))).not.toMatch(/Vogel|Ulrike|example\.com/)
})

test('taken back, a sheet has exactly the work it had: nothing typed later stays behind', () => {
  const before = flyer({ signature: null })
  const after = flyer({ typed: { last: 'V' }, blind: { field: 'last', typed: 'V', agreed: false } })
  expect(withWork(after, workOf(before))).toEqual(before)
  expect(Object.keys(workOf(before))).not.toContain('typed')
})
