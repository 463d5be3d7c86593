import { z } from 'zod'
import { bytesFromBase64 } from './base64'
import { KERNEL } from './kernel'

/** A trained network as it lies in resources/readers, with where it comes from. */
export const NetworkFile = z.object({
  about: z.string(),
  /** The characters it knows, in the order of its outputs. */
  alphabet: z.string(),
  layers: z.array(
    z.object({
      name: z.string(),
      out: z.int().positive(),
      in: z.int().positive(),
      rows: z.int().positive(),
      columns: z.int().positive(),
      /** Distance between the columns it looks at. */
      dilation: z.int().positive(),
    }),
  ),
  /** Layer by layer: a factor for each output (float32), a bias for each output (float32), weights (int8, padded to four). */
  bytes: z.string(),
})
export type NetworkFile = z.infer<typeof NetworkFile>

type Layer = NetworkFile['layers'][number]

/** Channels of numbers, row by row, in the memory of the kernel. Around each channel stand `top` rows and `left` columns of zeros. */
export type Plane = {
  readonly at: number
  readonly channels: number
  readonly height: number
  readonly width: number
  readonly top: number
  readonly left: number
  /** Floats from one row to the next, and rows from one channel to the next. */
  readonly stride: number
  readonly rows: number
}

export type Network = {
  readonly alphabet: string
  /** Forgets the planes of the last run. */
  readonly begin: () => void
  readonly plane: (channels: number, height: number, width: number, top: number, left: number) => Plane
  readonly floats: () => Float32Array
  /** The input must have the margins the layer looks into; the output has none. */
  readonly convolved: (layer: string, input: Plane, rectify: boolean) => Plane
}

const PAGE = 65_536
const up = (value: number, to: number): number => Math.ceil(value / to) * to
/** The kernel reads a little past what it needs. */
const SLACK = 256

type Convolve = (...numbers: readonly number[]) => void

/** Loads the weights beside the kernel. 32 bit floats: rounding differs from training by less than the eighth digit. */
export function networkFrom(file: NetworkFile): Network {
  const memory = new WebAssembly.Memory({ initial: 16 })
  const kernel = new WebAssembly.Instance(new WebAssembly.Module(bytesFromBase64(KERNEL)), { env: { memory } })
  const convolve = kernel.exports['convolve'] as Convolve
  let floats = new Float32Array(memory.buffer)
  let words = new Int32Array(memory.buffer)
  let next = 0

  const take = (bytes: number): number => {
    const at = up(next, 16)
    next = at + bytes
    const missing = next + SLACK - memory.buffer.byteLength
    if (missing > 0) {
      memory.grow(Math.ceil(missing / PAGE))
      floats = new Float32Array(memory.buffer)
      words = new Int32Array(memory.buffer)
    }
    return at
  }

  const layers = new Map<string, Layer & { readonly weights: number; readonly bias: number; readonly padded: number }>()
  const bytes = bytesFromBase64(file.bytes)
  let from = 0
  for (const layer of file.layers) {
    const k = layer.in * layer.rows * layer.columns
    const padded = up(layer.out, 4)
    const [weights, bias] = [take(padded * k * 4), take(padded * 4)]
    const scales = new Float32Array(bytes.slice(from, from + layer.out * 4).buffer)
    floats.set(new Float32Array(bytes.slice(from + layer.out * 4, from + layer.out * 8).buffer), bias / 4)
    const small = new Int8Array(bytes.buffer, from + layer.out * 8, layer.out * k)
    for (let m = 0; m < layer.out; m++)
      for (let i = 0; i < k; i++)
        floats[weights / 4 + (m - (m % 4)) * k + i * 4 + (m % 4)] = (small[m * k + i] ?? 0) * (scales[m] ?? 0)
    layers.set(layer.name, { ...layer, weights, bias, padded })
    from += layer.out * 8 + up(layer.out * k, 4)
  }
  if (from !== bytes.length) throw new Error(`weights of ${from} bytes were expected, ${bytes.length} are there`)
  const scratch = next

  const plane: Network['plane'] = (channels, height, width, top, left) => {
    const stride = left * 2 + up(width, 8)
    const rows = height + 2 * top
    const size = channels * rows * stride
    const at = take(size * 4)
    floats.fill(0, at / 4, at / 4 + size)
    return { at, channels, height, width, top, left, stride, rows }
  }

  return {
    alphabet: file.alphabet,
    begin: () => {
      next = scratch
    },
    plane,
    floats: () => floats,
    convolved: (name, input, rectify) => {
      const layer = layers.get(name)
      if (layer?.in !== input.channels) throw new Error(`layer ${name} does not fit`)
      const height = input.height + 2 * input.top - layer.rows + 1
      const out = plane(layer.padded, height, input.width, 0, 0)
      const k = layer.in * layer.rows * layer.columns
      const table = take(k * 4)
      let at = table / 4
      for (let c = 0; c < layer.in; c++)
        for (let row = 0; row < layer.rows; row++)
          for (let column = 0; column < layer.columns; column++)
            words[at++] = ((c * input.rows + row) * input.stride + column * layer.dilation) * 4
      for (let y = 0; y < height; y++)
        convolve(
          layer.weights,
          layer.bias,
          table,
          k,
          input.at + y * input.stride * 4,
          out.at + y * out.stride * 4,
          out.rows * out.stride * 4,
          layer.padded,
          out.stride,
          rectify ? 1 : 0,
        )
      return { ...out, channels: layer.out }
    },
  }
}

/** The largest of each block of `high` x `wide`, with margins for the next layer. */
export function pooled(
  network: Network,
  input: Plane,
  { high, wide }: { readonly high: number; readonly wide: number },
  { top, left }: { readonly top: number; readonly left: number },
): Plane {
  const out = network.plane(input.channels, Math.floor(input.height / high), Math.floor(input.width / wide), top, left)
  const floats = network.floats()
  for (let c = 0; c < out.channels; c++)
    for (let y = 0; y < out.height; y++) {
      const to = out.at / 4 + (c * out.rows + y + top) * out.stride + left
      const first = input.at / 4 + (c * input.rows + y * high + input.top) * input.stride + input.left
      for (let x = 0; x < out.width; x++) {
        let most = -Infinity
        for (let dy = 0; dy < high; dy++)
          for (let dx = 0; dx < wide; dx++) {
            const value = floats[first + dy * input.stride + x * wide + dx] ?? 0
            if (value > most) most = value
          }
        floats[to + x] = most
      }
    }
  return out
}

/** The same numbers (plus those of `also`, if given) with margins for the next layer. */
export function margined(
  network: Network,
  input: Plane,
  { top, left }: { readonly top: number; readonly left: number },
  also?: Plane,
): Plane {
  const out = network.plane(input.channels, input.height, input.width, top, left)
  const floats = network.floats()
  const rowOf = (plane: Plane, c: number, y: number): number =>
    plane.at / 4 + (c * plane.rows + y + plane.top) * plane.stride + plane.left
  for (let c = 0; c < out.channels; c++)
    for (let y = 0; y < out.height; y++) {
      const [to, from, second] = [rowOf(out, c, y), rowOf(input, c, y), also ? rowOf(also, c, y) : -1]
      for (let x = 0; x < out.width; x++)
        floats[to + x] = (floats[from + x] ?? 0) + (second < 0 ? 0 : (floats[second + x] ?? 0))
    }
  return out
}
