import { describe, expect, test } from 'vitest'
import { cellPictures } from '@shared/paper/comb'
import type { PaperField } from '@shared/paper/crop'
import type { Sheet } from '@shared/paper/cut'

const PER_MM = 10
const field: PaperField = { name: 'id', type: 'id', kind: 'comb', cells: 4, roi_mm: [5, 5, 24, 7] }

/** A comb of four cells printed `dx`, `dy` millimetres from where the layout has it, with strokes (boxes in millimetres). */
function combWith(strokes: readonly (readonly [number, number, number, number])[], dx = 0, dy = 0): Sheet {
  const [width, height] = [340, 170]
  const pixels = new Uint8Array(width * height).fill(250)
  const fill = (x: number, y: number, w: number, h: number, grey: number): void => {
    for (let row = Math.round(y * PER_MM); row < Math.round((y + h) * PER_MM); row++)
      for (let column = Math.round(x * PER_MM); column < Math.round((x + w) * PER_MM); column++)
        pixels[row * width + column] = grey
  }
  const [x, y, w, h] = field.roi_mm
  for (let i = 0; i <= 4; i++) fill(x + dx + i * 6 - 0.1, y + dy, 0.2, h, 90)
  for (const edge of [0, h]) fill(x + dx, y + dy + edge - 0.1, w, 0.2, 90)
  for (const [sx, sy, sw, sh] of strokes) fill(sx + dx, sy + dy, sw, sh, 20)
  return {
    raster: { width, height, pixels },
    light: { tile: 40, columns: 9, rows: 5, light: new Float32Array(45).fill(250) },
    toPixels: [PER_MM, 0, 0, 0, PER_MM, 0, 0, 0, 1],
    black: 0,
  }
}
const inkOf = (picture: ReturnType<typeof cellPictures>[number]): number =>
  picture ? picture.pixels.filter((grey) => grey < 128).length / PER_MM ** 2 : 0
const inks = (sheet: Sheet): number[] =>
  cellPictures(sheet, field).map((picture) => Math.round(inkOf(picture) * 10) / 10)

describe('the cells of a comb', () => {
  test.each([
    [0, 0],
    [0.8, -0.6],
    [-0.9, 0.7],
  ])('printed %d, %d mm off, are empty where nobody wrote', (dx, dy) =>
    expect(inks(combWith([], dx, dy))).toEqual([0, 0, 0, 0]),
  )

  test.each([
    [0, 0],
    [0.8, -0.6],
  ])('printed %d, %d mm off, hold what is written in them and nothing of the frame', (dx, dy) => {
    const one = [13.6, 6.5, 0.6, 4] as const
    const [first, second, third, fourth] = inks(combWith([one], dx, dy))
    expect([first, third, fourth]).toEqual([0, 0, 0])
    expect(Math.abs((second ?? 0) - 2.4)).toBeLessThan(0.6)
  })

  test('a stroke that runs over a bar stays whole, with the cell it began in', () => {
    const [first = 0, second, third, fourth] = inks(combWith([[7, 8, 4.6, 0.6]]))
    expect([second, third, fourth]).toEqual([0, 0, 0])
    expect(Math.abs(first - 2.76)).toBeLessThan(0.6)
  })

  test('two digits that touch over a bar are parted there', () => {
    const [first = 0, second = 0] = inks(combWith([[7, 8, 8, 0.6]]))
    expect(first).toBeGreaterThan(1.8)
    expect(second).toBeGreaterThan(1.8)
  })

  test('dust is nothing', () => expect(inks(combWith([[8, 8, 0.2, 0.2]]))).toEqual([0, 0, 0, 0]))
})
