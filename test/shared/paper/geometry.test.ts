import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { must } from '@shared/base/never'
import {
  affineFrom,
  distance,
  homographyFrom,
  inverse,
  mapped,
  similarityFrom,
  type Homography,
  type Pair,
  type Point,
} from '@shared/paper/geometry'

const corners: readonly Point[] = [
  [10, 10],
  [200, 10],
  [10, 287],
  [200, 287],
  [168, 15],
  [70, 150],
]
const pairsUnder = (map: Homography): readonly Pair[] => corners.map((from) => ({ from, to: mapped(map, from) }))
const part = (least: number, most: number) => fc.double({ min: least, max: most, noNaN: true })

const turn = fc.tuple(part(-3.1, 3.1), part(3, 15), part(-500, 500), part(-500, 500)).map(([angle, scale, x, y]) => {
  const [c, s] = [Math.cos(angle) * scale, Math.sin(angle) * scale]
  return [c, -s, x, s, c, y, 0, 0, 1]
})
const lean = fc.tuple(turn, part(-4e-4, 4e-4), part(-4e-4, 4e-4)).map(([map, g, h]) => [...map.slice(0, 6), g, h, 1])

describe('a flat sheet seen from somewhere', () => {
  test('a homography is found again from its points', () => {
    fc.assert(
      fc.property(lean, (map) => {
        const found = must(homographyFrom(pairsUnder(map)), 'a map')
        for (const at of corners) expect(distance(mapped(found, at), mapped(map, at))).toBeLessThan(1e-4)
      }),
    )
  })
  test('turn, scale and shift are found again by all three fits', () => {
    fc.assert(
      fc.property(turn, (map) => {
        for (const fit of [similarityFrom, affineFrom, homographyFrom]) {
          const found = must(fit(pairsUnder(map)), 'a map')
          for (const at of corners) expect(distance(mapped(found, at), mapped(map, at))).toBeLessThan(1e-4)
        }
      }),
    )
  })
  test('there and back again is where one was', () => {
    fc.assert(
      fc.property(lean, part(0, 210), part(0, 297), (map, x, y) => {
        expect(distance(mapped(must(inverse(map), 'a way back'), mapped(map, [x, y])), [x, y])).toBeLessThan(1e-6)
      }),
    )
  })
  test('points on one line hold no map, and two are too few', () => {
    const line = [0, 1, 2, 3].map((i): Pair => ({ from: [i, 2 * i], to: [i, i] }))
    expect(affineFrom(line)).toBeUndefined()
    expect(homographyFrom(line)).toBeUndefined()
    expect(affineFrom(line.slice(0, 2))).toBeUndefined()
    expect(inverse([1, 2, 0, 2, 4, 0, 0, 0, 1])).toBeUndefined()
  })
  test('one bad point with little weight bends little', () => {
    const map = [8, 0, 5, 0, 8, 7, 0, 0, 1]
    const bad: Pair = { from: [100, 100], to: [900, 800], weight: 0.001 }
    const found = must(homographyFrom([...pairsUnder(map), bad]), 'a map')
    expect(distance(mapped(found, [100, 100]), mapped(map, [100, 100]))).toBeLessThan(1)
  })
})
