import { describe, expect, test } from 'vitest'
import { learned, mayStayClosed, missRate, uncalibrated } from '@shared/capture/calibration'

const looks = (kind: string, confidence: number, right: number, wrong: number) => [
  ...Array.from({ length: right }, () => ({ kind, confidence, right: true })),
  ...Array.from({ length: wrong }, () => ({ kind, confidence, right: false })),
]

describe('would be wrong once in', () => {
  test('nothing is said before a dozen were looked at', () => {
    const few = learned(uncalibrated, looks('email', 0.93, 11, 0))
    expect(missRate(few, 'email', 0.93)).toEqual({ kind: 'not-yet', looks: 11, needed: 12 })
  })

  test('as counted, with one error more than was found: never "never"', () => {
    const known = learned(uncalibrated, looks('email', 0.93, 99, 0))
    expect(missRate(known, 'email', 0.93)).toEqual({ kind: 'known', onceIn: 100, looks: 99 })
    expect(missRate(learned(known, looks('email', 0.93, 0, 1)), 'email', 0.93)).toMatchObject({ onceIn: 50 })
  })

  test('each kind of field and each band of confidence has its own experience', () => {
    const known = learned(uncalibrated, looks('date', 0.96, 40, 0))
    expect(missRate(known, 'date', 0.4)).toMatchObject({ kind: 'not-yet', looks: 0 })
    expect(missRate(known, 'phone', 0.96)).toMatchObject({ kind: 'not-yet', looks: 0 })
    expect(missRate(known, 'date', 0.951)).toMatchObject({ kind: 'known' })
  })

  test('the score of the recogniser is never what is said: the same score, two histories, two answers', () => {
    const good = learned(uncalibrated, looks('name', 0.9, 200, 1))
    const bad = learned(uncalibrated, looks('name', 0.9, 10, 10))
    expect(missRate(good, 'name', 0.9)).toMatchObject({ onceIn: 101 })
    expect(missRate(bad, 'name', 0.9)).toMatchObject({ onceIn: 1 })
  })
})

describe('a row the rules would leave closed', () => {
  test('is opened once its band proved wrong more than twice in a hundred', () => {
    expect(mayStayClosed(uncalibrated, 'date', 0.97, true)).toBe(true)
    expect(mayStayClosed(learned(uncalibrated, looks('date', 0.97, 97, 3)), 'date', 0.97, true)).toBe(false)
    expect(mayStayClosed(learned(uncalibrated, looks('date', 0.97, 98, 2)), 'date', 0.97, true)).toBe(true)
  })

  test('experience never closes what the rules leave open', () =>
    expect(mayStayClosed(learned(uncalibrated, looks('date', 0.97, 500, 0)), 'date', 0.97, false)).toBe(false))
})
