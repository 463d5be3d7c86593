import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesFromBase64 } from '@shared/paper/network/base64'
import { margined, networkFrom, pooled, type NetworkFile, type Plane } from '@shared/paper/network/network'

type Layer = NetworkFile['layers'][number]
type Filled = Layer & {
  readonly weights: readonly number[]
  readonly scales: readonly number[]
  readonly biases: readonly number[]
}

function fileOf(layers: readonly Filled[]): NetworkFile {
  const parts = layers.map(({ out, scales, biases, weights }) => {
    const small = Buffer.alloc(Math.ceil(weights.length / 4) * 4)
    weights.forEach((value, i) => small.writeInt8(value, i))
    expect(scales).toHaveLength(out)
    return Buffer.concat([Buffer.from(Float32Array.from([...scales, ...biases]).buffer), small])
  })
  return { about: '', alphabet: '', layers: [...layers], bytes: Buffer.concat(parts).toString('base64') }
}

const int8 = fc.integer({ min: -127, max: 127 })
const share = fc.float({ min: -1, max: 1, noNaN: true })
/** A layer, an input that fits it, and whether what is below zero is cut. */
const layerAndInput = fc
  .record({
    out: fc.integer({ min: 1, max: 9 }),
    in: fc.integer({ min: 1, max: 3 }),
    rows: fc.constantFrom(1, 2, 3),
    columns: fc.constantFrom(1, 3, 5),
    dilation: fc.constantFrom(1, 2),
    height: fc.integer({ min: 1, max: 5 }),
    width: fc.integer({ min: 1, max: 19 }),
    top: fc.constantFrom(0, 1),
    rectify: fc.boolean(),
  })
  .filter(({ height, top, rows }) => height + 2 * top >= rows)
  .chain((shape) => {
    const k = shape.in * shape.rows * shape.columns
    const many = <T>(of: fc.Arbitrary<T>, length: number) => fc.array(of, { minLength: length, maxLength: length })
    return fc.record({
      shape: fc.constant(shape),
      weights: many(int8, shape.out * k),
      scales: many(share, shape.out),
      biases: many(share, shape.out),
      input: many(share, shape.in * shape.height * shape.width),
    })
  })

describe('the kernel', () => {
  test('says what a convolution written out says, whatever its shape', () => {
    fc.assert(
      fc.property(layerAndInput, ({ shape, weights, scales, biases, input }) => {
        const { height, width, top, rectify } = shape
        const left = ((shape.columns - 1) / 2) * shape.dilation
        const network = networkFrom(fileOf([{ ...shape, name: 'layer', weights, scales, biases }]))
        network.begin()
        const plane = network.plane(shape.in, height, width, top, left)
        const valueAt = (c: number, y: number, x: number): number =>
          y < 0 || x < 0 || y >= height || x >= width ? 0 : (input[(c * height + y) * width + x] ?? 0)
        for (let c = 0; c < shape.in; c++)
          for (let y = 0; y < height; y++)
            for (let x = 0; x < width; x++)
              network.floats()[plane.at / 4 + (c * plane.rows + y + top) * plane.stride + x + left] = valueAt(c, y, x)
        const out = network.convolved('layer', plane, rectify)
        for (let m = 0; m < shape.out; m++)
          for (let y = 0; y < out.height; y++)
            for (let x = 0; x < width; x++) {
              let sum = biases[m] ?? 0
              for (let c = 0, i = 0; c < shape.in; c++)
                for (let dy = 0; dy < shape.rows; dy++)
                  for (let dx = 0; dx < shape.columns; dx++, i++)
                    sum +=
                      (weights[m * shape.in * shape.rows * shape.columns + i] ?? 0) *
                      (scales[m] ?? 0) *
                      valueAt(c, y + dy - top, x + dx * shape.dilation - left)
              const found = network.floats()[out.at / 4 + (m * out.rows + y) * out.stride + x] ?? NaN
              expect(Math.abs(found - (rectify ? Math.max(0, sum) : sum))).toBeLessThan(0.01)
            }
      }),
      { numRuns: 60 },
    )
  })

  test('weights that are too few or too many are refused', () => {
    const layer = { name: 'a', out: 1, in: 1, rows: 1, columns: 1, dilation: 1, weights: [3], scales: [1], biases: [0] }
    const file = fileOf([layer])
    expect(() => networkFrom({ ...file, layers: [...file.layers, { ...layer, name: 'b' }] })).toThrow()
    expect(() => networkFrom(file).convolved('a', networkFrom(file).plane(2, 1, 1, 0, 0), false)).toThrow(
      'does not fit',
    )
  })
})

test('pooling takes the largest of each block, and margins are zeros', () => {
  const network = networkFrom({ about: '', alphabet: '', layers: [], bytes: '' })
  const plane = network.plane(1, 2, 4, 0, 0)
  network.floats().set([1, 5, 2, 0], plane.at / 4)
  network.floats().set([3, 4, 9, -1], plane.at / 4 + plane.stride)
  const rowsOf = ({ at, rows, stride }: Plane): number[][] =>
    Array.from({ length: rows }, (_, y) => [...network.floats().slice(at / 4 + y * stride, at / 4 + (y + 1) * stride)])
  const small = pooled(network, plane, { high: 2, wide: 2 }, { top: 1, left: 1 })
  expect(rowsOf(small).map((row) => row.slice(0, 4))).toEqual([
    [0, 0, 0, 0],
    [0, 5, 9, 0],
    [0, 0, 0, 0],
  ])
  const twice = margined(network, small, { top: 0, left: 2 }, small)
  expect(rowsOf(twice)[0]?.slice(0, 5)).toEqual([0, 0, 10, 18, 0])
})

test('base64 is read as everybody reads it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      expect([...bytesFromBase64(Buffer.from(bytes).toString('base64'))]).toEqual([...bytes])
    }),
  )
})
