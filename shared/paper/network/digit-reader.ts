import type { Raster } from '../raster'
import { inkBox, laid } from './lay'
import { networkFrom, pooled, type NetworkFile } from './network'

/** How likely a picture is each of the ten digits; they sum to one. Undefined when there is no ink. */
export type DigitReader = (picture: Raster) => readonly number[] | undefined

const SIDE = 28
const INK_SIDE = 20
const AROUND = { top: 1, left: 1 }
const HALF = { high: 2, wide: 2 }

/** Sure enough at first sight; else the digit is looked at again, a little larger, smaller, wider and narrower. */
const SURE = 0.97
const LOOKS = [
  { across: 0.88, down: 1 },
  { across: 1, down: 0.9 },
  { across: 1.12, down: 1 },
  { across: 1.1, down: 1.1 },
] as const

/** Three small convolutions, 23,000 weights, trained by scripts/readers/train_digits.py; a digit takes half a millisecond. */
export function digitReaderFrom(file: NetworkFile): DigitReader {
  const network = networkFrom(file)
  const look = (
    picture: Raster,
    box: NonNullable<ReturnType<typeof inkBox>>,
    across: number,
    down: number,
  ): number[] => {
    network.begin()
    const scale = INK_SIDE / Math.max(box.width, box.height)
    const fitted = (length: number): number => Math.max(2, Math.min(SIDE - 2, Math.round(length)))
    const size = { width: fitted(box.width * scale * across), height: fitted(box.height * scale * down) }
    const cell = network.plane(1, SIDE, SIDE, AROUND.top, AROUND.left)
    const [top, left] = [Math.floor((SIDE - size.height) / 2), Math.floor((SIDE - size.width) / 2)]
    const at = cell.at / 4 + (top + cell.top) * cell.stride + left + cell.left
    laid(picture, box, size, { floats: network.floats(), at, stride: cell.stride })
    const a = pooled(network, network.convolved('c1', cell, true), HALF, AROUND)
    const b = pooled(network, network.convolved('c2', a, true), HALF, AROUND)
    const c = pooled(network, network.convolved('c3', b, true), HALF, { top: 0, left: 0 })
    const out = network.convolved('out', c, false)
    const floats = network.floats()
    return Array.from({ length: 10 }, (_, digit) => floats[out.at / 4 + digit * out.rows * out.stride] ?? 0)
  }
  return (picture) => {
    const box = inkBox(picture)
    if (!box) return undefined
    const first = look(picture, box, 1, 1)
    const shares = sharesOf(first)
    if (Math.max(...shares) >= SURE) return shares
    const all = [first, ...LOOKS.map(({ across, down }) => look(picture, box, across, down))]
    return sharesOf(first.map((_, digit) => all.reduce((sum, scores) => sum + (scores[digit] ?? 0), 0) / all.length))
  }
}

function sharesOf(scores: readonly number[]): number[] {
  const most = Math.max(...scores)
  const shares = scores.map((score) => Math.exp(score - most))
  const all = shares.reduce((sum, share) => sum + share, 0)
  return shares.map((share) => share / all)
}
