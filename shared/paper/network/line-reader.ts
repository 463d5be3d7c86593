import type { Raster } from '../raster'
import { inkBox, laid } from './lay'
import { margined, networkFrom, pooled, type NetworkFile } from './network'

/**
 * What a line may say, place by place from left to right: the logarithm of how likely each character is. Character 0 is
 * "none here or the same again" (CTC), character n is `alphabet[n - 1]`.
 */
export type LineGuess = {
  readonly alphabet: string
  readonly places: number
  readonly characters: number
  /** `places` x `characters`. */
  readonly logs: Float32Array
}

/** Undefined when there is no ink, or so much that it cannot be one line. */
export type LineReader = (picture: Raster) => LineGuess | undefined

const HEIGHT = 32
const INK_HEIGHT = 26
const SIDE_MARGIN = 6
/** A smudge of a few pixels is not blown up into a letter. */
const MOST_GROWTH = 2.2
const LONGEST = 1200

const AROUND = { top: 1, left: 1 }
const BESIDE = { top: 0, left: 1 }
const SPANS = [1, 2, 4] as const

/** Five convolutions down, three along the line: 400,000 weights, trained by scripts/readers/train_lines.py. */
export function lineReaderFrom(file: NetworkFile): LineReader {
  const network = networkFrom(file)
  const characters = file.alphabet.length + 1
  return (picture) => {
    const box = inkBox(picture)
    if (!box) return undefined
    const scale = Math.min(INK_HEIGHT / box.height, MOST_GROWTH)
    const size = {
      width: Math.max(2, Math.round(box.width * scale)),
      height: Math.max(2, Math.round(box.height * scale)),
    }
    const width = Math.ceil((size.width + 2 * SIDE_MARGIN) / 4) * 4
    if (width > LONGEST) return undefined
    network.begin()
    const line = network.plane(1, HEIGHT, width, 1, 1)
    const at = line.at / 4 + (Math.floor((HEIGHT - size.height) / 2) + 1) * line.stride + SIDE_MARGIN + 1
    laid(picture, box, size, { floats: network.floats(), at, stride: line.stride })
    const a = pooled(network, network.convolved('c1', line, true), { high: 2, wide: 2 }, AROUND)
    const b = pooled(network, network.convolved('c2', a, true), { high: 2, wide: 2 }, AROUND)
    const c = pooled(network, network.convolved('c3', b, true), { high: 2, wide: 1 }, AROUND)
    const d = pooled(network, network.convolved('c4', c, true), { high: 2, wide: 1 }, BESIDE)
    let e = margined(network, network.convolved('c5', d, true), { top: 0, left: 2 * SPANS[0] })
    SPANS.forEach((_, i) => {
      const next = SPANS[i + 1] ?? 0
      e = margined(network, network.convolved(`along${i}`, e, true), { top: 0, left: 2 * next }, e)
    })
    const out = network.convolved('out', e, false)
    const floats = network.floats()
    const logs = new Float32Array(out.width * characters)
    for (let place = 0; place < out.width; place++) {
      const score = (character: number): number => floats[out.at / 4 + character * out.stride + place] ?? 0
      let most = -Infinity
      for (let character = 0; character < characters; character++) most = Math.max(most, score(character))
      let sum = 0
      for (let character = 0; character < characters; character++) sum += Math.exp(score(character) - most)
      const all = most + Math.log(sum)
      for (let character = 0; character < characters; character++)
        logs[place * characters + character] = score(character) - all
    }
    return { alphabet: file.alphabet, places: out.width, characters, logs }
  }
}
