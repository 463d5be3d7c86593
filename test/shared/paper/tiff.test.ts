import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { heicPicture } from '@shared/paper/heic'
import { shrunkTo, turnedAsShown, type Picture } from '@shared/paper/picture'
import { openTiff } from '@shared/paper/tiff'
import { tiffPages } from '@shared/paper/tiff-header'

const bad = resolve(import.meta.dirname, '../../fixtures/paper/bad')
const stack = new Uint8Array(readFileSync(join(bad, 'multipage_g4.tif')))
const darkIn = ({ rgba }: Picture): number => rgba.filter((value, i) => i % 4 === 0 && value < 128).length

describe('a stack of scans in one TIFF', () => {
  test('has all its pages, each of its own size', () => {
    const { pages, page } = openTiff(stack)
    const sizes = Array.from({ length: pages }, (_, i) => page(i + 1)).map((found) =>
      found.ok ? [found.value.width, found.value.height, darkIn(found.value) > 10_000] : found.problems,
    )
    expect(sizes).toEqual([
      [1654, 2339, true],
      [1654, 2339, true],
      [1240, 1754, true],
    ])
  })

  test('a page whose strips lie past the end is damaged; those before it are read', () => {
    const [first, second] = tiffPages(stack) ?? []
    expect([first?.whole, second?.whole]).toEqual([true, true])
    // The directories stand before their strips in this file: cut inside the last page's picture.
    const cut = stack.slice(0, stack.length - 2000)
    const found = tiffPages(cut)
    const states = found ? found.map(({ whole }) => whole) : undefined
    expect([undefined, [true, true, false]]).toContainEqual(states)
  })

  test('a chain of directories that bites its tail is no chain', () => {
    const looped = stack.slice()
    const view = new DataView(looped.buffer)
    const first = view.getUint32(4, true)
    const end = first + 2 + 12 * view.getUint16(first, true)
    view.setUint32(end, first, true)
    expect(tiffPages(looped)).toBeUndefined()
  })

  test('no changed byte brings it down', () => {
    const change = fc.tuple(fc.nat(stack.length - 1), fc.nat(255))
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const bytes = stack.slice()
        for (const [at, value] of changes) bytes[at] = value
        tiffPages(bytes)
      }),
    )
  })
})

test('a picture of a phone is decoded whole', async () => {
  const found = await heicPicture(new Uint8Array(readFileSync(join(bad, 'phone.heic'))))
  expect(found.ok && [found.value.width, found.value.height, darkIn(found.value) > 10_000]).toEqual([1240, 1754, true])
  expect((await heicPicture(new Uint8Array(200))).ok).toBe(false)
})

describe('a picture is turned as it asks', () => {
  // 1 2 3
  // 4 5 6
  const of = (width: number, values: readonly number[]): Picture => ({
    width,
    height: values.length / width,
    rgba: Uint8Array.from(values.flatMap((value) => [value, value, value, 255])),
  })
  const picture = of(3, [1, 2, 3, 4, 5, 6])
  test.each([
    [1, 3, [1, 2, 3, 4, 5, 6]],
    [2, 3, [3, 2, 1, 6, 5, 4]],
    [3, 3, [6, 5, 4, 3, 2, 1]],
    [4, 3, [4, 5, 6, 1, 2, 3]],
    [5, 2, [1, 4, 2, 5, 3, 6]],
    [6, 2, [4, 1, 5, 2, 6, 3]],
    [7, 2, [6, 3, 5, 2, 4, 1]],
    [8, 2, [3, 6, 2, 5, 1, 4]],
  ])('orientation %d', (orientation, width, values) =>
    expect(turnedAsShown(picture, orientation)).toEqual(of(width, values)),
  )

  test('made smaller, each pixel is the mean of those it covers', () => {
    expect(shrunkTo(of(4, [0, 2, 4, 6, 0, 2, 4, 6]), { width: 2, height: 1 })).toEqual(of(2, [1, 5]))
  })
})
