import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Instant, PlainDate, instantFrom, statedAt, statedOn, surelyAfter } from '@shared/terms/time'

const day = (text: string) => PlainDate.parse(text)
const at = (text: string) => statedAt(Instant.parse(text))

test('a day on paper covers every moment that was that day somewhere between London and Athens summer time', () => {
  const { notBefore, notAfter } = statedOn(day('2026-03-29'))
  expect(notBefore).toBe('2026-03-28T22:00:00.000Z')
  expect(notAfter).toBe('2026-03-29T23:59:59.999Z')
})

test('the next day on paper is not surely after: the ranges touch', () => {
  expect(surelyAfter(statedOn(day('2026-03-02')), statedOn(day('2026-03-01')))).toBe(false)
  expect(surelyAfter(statedOn(day('2026-03-03')), statedOn(day('2026-03-01')))).toBe(true)
})

test('the same moment is not after itself', () => {
  expect(surelyAfter(at('2026-03-01T10:00:00.000Z'), at('2026-03-01T10:00:00.000Z'))).toBe(false)
})

test('surely after is never true both ways', () => {
  const moment = fc.integer({ min: 0, max: 4e12 }).map((ms) => statedAt(instantFrom(ms)))
  const paper = fc.integer({ min: 1, max: 28 }).map((d) => statedOn(day(`2026-02-${String(d).padStart(2, '0')}`)))
  const either = fc.oneof(moment, paper)
  fc.assert(fc.property(either, either, (a, b) => !(surelyAfter(a, b) && surelyAfter(b, a))))
})

test('a moment without milliseconds or zone is refused', () => {
  expect(Instant.safeParse('2026-03-01T10:00:00Z').success).toBe(false)
  expect(Instant.safeParse('2026-03-01T10:00:00.000').success).toBe(false)
})
