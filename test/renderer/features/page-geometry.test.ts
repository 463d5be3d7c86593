import { describe, expect, test } from 'vitest'
import {
  applied,
  cornersOf,
  placed,
  scaledBy,
  turnedBy,
  uprightFrom,
} from '../../../renderer/features/digitise/page-geometry'

/** 8 pixels a millimetre, turned by half a turn on a page of 1680 x 2376. */
const upsideDown = [-8, 0, 1680, 0, -8, 2376, 0, 0, 1]
const skewed = [8, 0.3, 12, -0.2, 8.1, 5, 0.00001, 0.00002, 1]

describe('a field cut out upright', () => {
  test.each([
    ['upside down', upsideDown],
    ['skewed', skewed],
  ])('%s: its corners land on the corners of the snippet', (_, homography) => {
    const box = [16, 115, 84, 8] as [number, number, number, number]
    const upright = uprightFrom(homography, box, 840, 80)
    const [a, b, , d] = cornersOf(homography, box)
    if (!upright || !a || !b || !d) throw new Error('a plane has corners')
    const near = (at: readonly [number, number], to: readonly [number, number]) => {
      expect(at[0]).toBeCloseTo(to[0], 6)
      expect(at[1]).toBeCloseTo(to[1], 6)
    }
    near(applied(upright, a), [0, 0])
    near(applied(upright, b), [840, 0])
    near(applied(upright, d), [0, 80])
  })

  test('a plane without area has no snippet', () =>
    expect(uprightFrom([0, 0, 0, 0, 0, 0, 0, 0, 1], [0, 0, 1, 1], 10, 10)).toBeNull())
})

test.each([0, 1, 2, 3, 4, -1])('a page turned by %d quarters lies inside its frame', (quarters) => {
  const turn = turnedBy(quarters, 100, 200)
  const [width, height] = Math.abs(quarters % 2) === 1 ? [200, 100] : [100, 200]
  for (const corner of [
    [0, 0],
    [100, 0],
    [0, 200],
    [100, 200],
  ] as const) {
    const [x, y] = applied(turn, corner)
    expect(x).toBeGreaterThanOrEqual(0)
    expect(y).toBeGreaterThanOrEqual(0)
    expect(x).toBeLessThanOrEqual(width)
    expect(y).toBeLessThanOrEqual(height)
  }
})

describe('the page in its frame', () => {
  const page = { width: 1000, height: 1414 }
  const frame = { width: 500, height: 400 }
  const at = (y: number) =>
    [
      [100, y],
      [300, y],
      [300, y + 40],
      [100, y + 40],
    ] as const

  test('is as wide as the frame, with the focus in view and no edge inside it', () => {
    for (const y of [0, 300, 700, 1374]) {
      const place = placed(page, frame, at(y), false)
      expect(place.scale).toBe(0.5)
      expect(y * place.scale + place.y).toBeGreaterThanOrEqual(0)
      expect((y + 40) * place.scale + place.y).toBeLessThanOrEqual(frame.height)
      expect(place.y).toBeLessThanOrEqual(0)
      expect(page.height * place.scale + place.y).toBeGreaterThanOrEqual(frame.height - 1e-9)
    }
  })

  test('near, the field fills most of the width', () => {
    const near = placed(page, frame, at(700), true)
    expect(near.scale * 200).toBeGreaterThan(frame.width * 0.7)
    expect(100 * near.scale + near.x).toBeGreaterThanOrEqual(0)
    expect(300 * near.scale + near.x).toBeLessThanOrEqual(frame.width)
  })

  test('without a focus it shows its beginning', () => expect(placed(page, frame, [], false).y).toBe(0))
})

test('shown at half its size, every place is found at half its distance', () => {
  const box = [20, 30, 40, 8] as [number, number, number, number]
  const whole = cornersOf(skewed, box)
  for (const [at, [x, y]] of cornersOf(scaledBy(skewed, 0.5), box).entries()) {
    expect(x).toBeCloseTo((whole[at]?.[0] ?? NaN) / 2, 6)
    expect(y).toBeCloseTo((whole[at]?.[1] ?? NaN) / 2, 6)
  }
})
