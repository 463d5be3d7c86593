import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  type FormSketch,
  type SketchedPlace,
  formFrom,
  nudged,
  problemsOfSketch,
  rowsOf,
} from '@shared/capture/form-sketch'
import { documentFaults, hardFaults } from '@shared/documents/faults'
import { readCatalogue } from '../../../electron/services/catalogue'
import type { Notice } from '@shared/terms/notice'
import { FormTemplate } from '@shared/capture/form-template'

const asked = (channel: 'email' | 'phone') => ({ purpose: 'newsletter' as never, purposeVersion: 1, channel })
const place = (id: number, part: Partial<SketchedPlace>): SketchedPlace => ({ id, kind: 'field', mm: [20, 10 * id, 80, 8], role: null, question: null, ...part }) // prettier-ignore
const sketch = (part: Partial<FormSketch> = {}): FormSketch => ({
  name: 'FAIR-2019',
  version: 1,
  language: 'de',
  places: [
    place(1, { role: 'familyName' }),
    place(2, { role: 'email' }),
    place(3, { role: 'statedOn' }),
    place(4, { kind: 'box', question: asked('email'), mm: [20, 40, 5, 5] }),
    place(5, { kind: 'signature' }),
    place(9, { kind: 'words', mm: [20, 1, 100, 30] }),
  ],
  ...part,
})
const notice = { id: 'fair.1.de', title: 'T', paragraphs: ['P'], withdrawal: 'W', questions: [{ purpose: 'newsletter', purposeVersion: 1, channels: ['email'], text: 'Q', separate: false }] } as unknown as Notice // prettier-ignore
const keys = (of: FormSketch) => problemsOfSketch(of, notice).map(({ key }) => key)
const without = (id: number) => sketch({ places: sketch().places.filter((one) => one.id !== id) })

describe('a form from elsewhere', () => {
  test('needs a text, and a box for each of its rows', () => {
    expect(problemsOfSketch(sketch(), null)).toEqual([{ key: 'notice-missing', place: null }])
    const more = { ...notice, questions: notice.questions.map((one) => ({ ...one, channels: ['email', 'sms'] as const })) } as unknown as Notice // prettier-ignore
    expect(problemsOfSketch(sketch(), more)).toEqual([{ key: 'row-missing', place: null }])
  })

  test('passes every rule a sheet has to pass but two that only a sheet of ours can: it bears no code and no word of ours', async () => {
    const catalogue = await readCatalogue(resolve('resources'))
    const words = catalogue.notices.find(({ id }) => id === 'offers.2.de') as Notice
    const rows = rowsOf(words).map((question, at) =>
      place(20 + at, { kind: 'box', question, mm: [20, 120 + 8 * at, 5, 5] }),
    )
    const roles = ['familyName', 'givenName', 'email', 'phone', 'postalAddress', 'statedOn'] as const
    const fields = roles.map((role, at) => place(40 + at, { role, mm: [20, 60 + 9 * at, 80, 8] }))
    const rest = [place(60, { kind: 'signature', mm: [20, 200, 80, 20] }), place(61, { kind: 'words', mm: [20, 20, 170, 35] })] // prettier-ignore
    const form = formFrom(sketch({ places: [...fields, ...rows, ...rest] }), words, catalogue.controller.id)
    if (!form) throw new Error('it is a form')
    const faults = hardFaults(documentFaults({ notices: [], purposes: [], forms: [form] }, catalogue))
    expect(faults.map(({ rule }) => rule).sort()).toEqual(['code-on-sheet', 'empty-box-is-no'])
  })

  test('becomes a form like any other once every place has its meaning', () => {
    const form = formFrom(sketch(), notice, 'muster')
    expect(FormTemplate.parse(form)).toEqual(form)
    expect(form).toMatchObject({
      id: 'FAIR-2019',
      roles: { familyName: 'familyName', email: 'email', statedOn: 'statedOn' },
      questions: [{ box: 'box4', purpose: 'newsletter', channel: 'email' }],
      layout: { signature: { roi_mm: [20, 50, 80, 8] } },
    })
  })

  test.each([
    [without(1), 'no-name-field'],
    [without(3), 'no-date-field'],
    [without(4), 'no-question'],
    [without(5), 'no-signature'],
    [without(2), 'contact-point-missing'],
    [without(9), 'no-words'],
    [sketch({ name: 'a form' }), 'name-invalid'],
  ] as const)('could not become a yes without all of it: %#', (of, key) => {
    expect(keys(of)).toEqual([key])
    expect(formFrom(of, notice, 'muster')).toBeNull()
  })

  test('names the place that means nothing yet, means what another means, or is too small to be read', () => {
    const places = [...sketch().places, place(6, {}), place(7, { role: 'email' }), place(8, { role: 'phone', mm: [0, 0, 1, 8] })] // prettier-ignore
    expect(problemsOfSketch(sketch({ places }), notice)).toEqual([
      { key: 'meaning-missing', place: 6 },
      { key: 'meaning-twice', place: 7 },
      { key: 'too-small', place: 8 },
    ])
  })
})

test('a place moves by tenths of a millimetre and never leaves the page', () => {
  const page = { width: 210, height: 297 }
  expect(nudged([10, 10, 20, 8], [1, 0, 0, 0], page)).toEqual([11, 10, 20, 8])
  expect(nudged([0, 290, 20, 8], [-5, 5, 0, 0], page)).toEqual([0, 289, 20, 8])
  expect(nudged([10, 10, 3, 3], [0, 0, -5, -5], page)).toEqual([10, 10, 2, 2])
})
