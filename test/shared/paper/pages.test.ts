import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { must } from '@shared/base/never'
import type { PageReading } from '@shared/capture/reading'
import { readPage } from '@shared/paper/read-page'
import { PlainDate } from '@shared/terms/time'
import { decodeCodes } from '../../../electron/cli/decode-codes'
import { inventive } from '../../fakes/readers'
import { pagesFolder, pictureOf, truthsIn, worstPoint } from '../../builders/paper'

const truths = truthsIn(pagesFolder)
const readings = new Map<string, PageReading>()
const readingOf = (id: string): PageReading => must(readings.get(id), id)

beforeAll(async () => {
  for (const truth of truths) {
    const picture = await pictureOf(join(pagesFolder, truth.file))
    const page = { ...picture, layouts: [truth], today: PlainDate.parse('2026-11-25') }
    const ports = { decodeCodes, ...inventive, clock: () => performance.now() }
    readings.set(truth.id, (await readPage(page, ports)).reading)
  }
  // Thirty pages in ten seconds, on a machine that does nothing else.
}, 600_000)

describe.each(truths)('$id ($degrade.kind)', (truth) => {
  test('is known by its code', () => {
    expect(readingOf(truth.id).template).toEqual({
      id: truth.template,
      version: truth.version,
      serial: truth.serial,
      page: 1,
      pages: 1,
    })
  })

  test('lies where it is said to lie, to half a millimetre at its worst point', () => {
    expect(readingOf(truth.id).registered).toBe(true)
    expect(worstPoint(truth, must(readingOf(truth.id).homography, 'a map'))).toBeLessThan(0.5)
  })

  test('is turned back by what it was turned', () => {
    expect((readingOf(truth.id).rotation + truth.degrade.quarter) % 360).toBe(0)
  })

  test.each(truth.boxes)('box $name ($mark) is never a yes it is not, nor silently a no', ({ name, state }) => {
    const may = { ticked: ['marked', 'unclear'], empty: ['empty', 'unclear'], void: ['unclear'] }[state]
    expect(may).toContain(readingOf(truth.id).boxes[name])
  })

  test('is signed or not', () => {
    const { state, ink } = readingOf(truth.id).signature
    expect(state).toBe(truth.signature.present ? 'present' : 'absent')
    expect(ink === null).toBe(!truth.signature.present)
  })

  test('has words only where somebody wrote', () => {
    for (const { name, value } of truth.fields) {
      const field = must(readingOf(truth.id).fields[name], name)
      expect({ name, empty: field.text === '' && field.accepted }).toEqual({ name, empty: value === '' })
    }
  })
})

test('no more than one box in ten goes to a person, and plain marks almost never', () => {
  const boxes = truths.flatMap(({ id, boxes }) =>
    boxes.map(({ name, mark }) => ({ mark, state: readingOf(id).boxes[name] })),
  )
  const unclear = boxes.filter(({ state }) => state === 'unclear')
  const plain = boxes.filter(({ mark }) => ['none', 'check', 'cross', 'slash', 'dot'].includes(mark))
  expect(unclear.length / boxes.length).toBeLessThan(0.1)
  expect(plain.filter(({ state }) => state === 'unclear').length / plain.length).toBeLessThan(0.01)
})
