import { beforeAll, describe, expect, test } from 'vitest'
import { must } from '@shared/base/never'
import { findForm } from '@shared/capture/catalogue'
import type { FlyerDraft } from '@shared/capture/draft'
import type { FormTemplate } from '@shared/capture/form-template'
import type { PageReading } from '@shared/capture/reading'
import { validateCapture } from '@shared/capture/validate'
import type { ConsentEvent } from '@shared/consent/event'
import { eventsFromCapture } from '@shared/consent/events-from-capture'

import { drawFlyer } from '@shared/form/draw-flyer'
import { readPage } from '@shared/paper/read-page'
import type { Raster } from '@shared/paper/raster'
import { noticeHash } from '@shared/proof/canonical'
import { ActId, DraftId, OperatorId, SubjectId } from '@shared/terms/ids'
import { languages } from '@shared/terms/language'
import { PlainDate } from '@shared/terms/time'
import { decodeCodes } from '../../../electron/cli/decode-codes'
import { writeCode } from '../../../electron/services/write-code'
import { catalogue } from '../../builders/catalogue'
import { confirmedAt, evidenceRef, meeting, row } from '../../builders/drafts'
import { blackened, boxOf, cross, drawn, fedAskew, scanned, scrawl, tick } from '../../builders/pen'
import { fonts } from '../../builders/proof-drawing'
import { inventive } from '../../fakes/readers'

const today = PlainDate.parse('2026-11-25')
const ours = [
  ...languages.map((one) => ['NEWS', 3, one] as const),
  ...languages.map((one) => ['OFFERS', 2, one] as const),
]
const formOf = (template: string, version: number, language: string): FormTemplate =>
  must(findForm(catalogue, `${template}-${language.toUpperCase()}`, version), template)
const anna = {
  familyName: 'Keller',
  givenName: 'Anna',
  email: 'anna.keller@example.org',
  phone: '+49 170 1234567',
  postalAddress: 'Lindenweg 4, 70173 Stuttgart',
  birthDate: '1955-12-04',
}

const read = async (raster: Raster, form: FormTemplate): Promise<PageReading> => {
  const ports = {
    decodeCodes,
    // Whatever it is shown: the words are typed by a person in this house, the marks are read by a machine.
    ...inventive,
    clock: () => 0,
  }
  return (await readPage({ raster, shrunk: 1, layouts: [form.layout], today }, ports)).reading
}
const marksIn = (form: FormTemplate, reading: PageReading) =>
  Object.fromEntries(form.questions.map(({ purpose, channel, box }) => [`${purpose}/${channel}`, reading.boxes[box]]))

describe.each(ours)('%s version %i in %s: our own reader reads what we print', (template, version, language) => {
  const form = formOf(template, version, language)
  let blank: Raster
  let prefilled: Raster
  beforeAll(async () => {
    const sheets = [{ serial: 'CNSK7Q2M9X0012' }, { serial: 'CNSK7Q2M9X0013', prefill: anna }]
    const pdf = await drawFlyer(form, sheets, { fonts, writeCode })
    blank = await scanned(pdf, 1)
    prefilled = await scanned(pdf, 2)
  }, 60_000)

  test('a blank sheet is known by its code, lies straight, and says nothing', async () => {
    const reading = await read(blank, form)
    expect(reading.template).toEqual({ id: form.id, version, serial: 'CNSK7Q2M9X0012', page: 1, pages: 1 })
    expect(reading.registered).toBe(true)
    expect(reading.problems).toEqual([])
    expect(new Set(Object.values(reading.boxes))).toEqual(new Set(['empty']))
    expect(reading.signature.state).toBe('absent')
    expect(Object.values(reading.fields).map(({ text }) => text)).toEqual(form.layout.fields.map(() => ''))
  })

  test.each([0, 2.5, -1.3])('marked, signed and fed askew by %f degrees, every mark is what it is', async (degrees) => {
    const written = drawn(prefilled, [
      ...cross(boxOf(form, 'email')),
      ...tick(boxOf(form, 'post')),
      ...blackened(boxOf(form, 'phone')),
      ...scrawl(form.layout.signature.roi_mm),
      ...scrawl(
        must(
          form.layout.fields.find(({ name }) => name === 'date'),
          'the date',
        ).roi_mm,
      ),
    ])
    const reading = await read(degrees === 0 ? written : fedAskew(written, degrees), form)
    expect(reading.template?.serial).toBe('CNSK7Q2M9X0013')
    expect(marksIn(form, reading)).toMatchObject({
      [`${must(form.questions[0], 'a question').purpose}/email`]: 'marked',
      [`${must(form.questions[0], 'a question').purpose}/post`]: 'marked',
      [`${must(form.questions[0], 'a question').purpose}/phone`]: 'unclear',
      [`${must(form.questions[0], 'a question').purpose}/sms`]: 'empty',
    })
    expect(reading.signature.state).toBe('present')
    // What was printed for her is there to be read; nothing is invented beside it.
    for (const [name, { text }] of Object.entries(reading.fields)) expect(text, name).toMatch(/^(invented|[7 ]+)$/)
  })
})

test('a sheet printed for somebody bears no mark, no day and no signature', async () => {
  const form = formOf('OFFERS', 2, 'de')
  const pdf = await drawFlyer(form, [{ serial: 'CNSA0001', prefill: anna }], { fonts, writeCode })
  const reading = await read(await scanned(pdf), form)
  expect(new Set(Object.values(reading.boxes))).toEqual(new Set(['empty']))
  expect(reading.signature.state).toBe('absent')
  expect(reading.fields.date?.text).toBe('')
})

test('the same sheets are the same bytes', async () => {
  const form = formOf('NEWS', 3, 'fr')
  const sheets = [{ serial: 'CNSA0001' }, { serial: 'CNSA0002', prefill: anna }]
  const [one, two] = [
    await drawFlyer(form, sheets, { fonts, writeCode }),
    await drawFlyer(form, sheets, { fonts, writeCode }),
  ]
  expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true)
})

describe('paper and glass', () => {
  const form = formOf('OFFERS', 2, 'de')
  const mailbox = { kind: 'email', value: 'anna.keller@example.org' } as const
  const mobile = { kind: 'phone', value: '+491701234567' } as const
  const home = { kind: 'post', value: 'Lindenweg 4, 70173 Stuttgart' } as const
  const needs = (evidence: 'scan' | 'ink') => ({
    subject: { kind: 'new', id: SubjectId.parse('00000000-0000-4000-8000-0000000000f1') } as const,
    recordedBy: OperatorId.parse('op-mara'),
    evidence: [evidenceRef(evidence, 'e')],
    hashOf: noticeHash,
  })

  test('the same answers are the same events, but for evidence, who chose where, the sheet and the clock', async () => {
    const pdf = await drawFlyer(form, [{ serial: 'CNSA0001', prefill: anna }], { fonts, writeCode })
    const sheet = drawn(await scanned(pdf), [
      ...cross(boxOf(form, 'email', 'offers')),
      ...tick(boxOf(form, 'post', 'offers')),
      ...scrawl(form.layout.signature.roi_mm),
    ])
    const reading = await read(sheet, form)
    const flyer: FlyerDraft = {
      kind: 'flyer',
      id: DraftId.parse('00000000-0000-4000-8000-0000000000d9'),
      act: ActId.parse('00000000-0000-4000-8000-0000000000a9'),
      openedAt: confirmedAt,
      file: 'scan.png',
      page: 1,
      pages: 1,
      scan: evidenceRef('scan', 'e'),
      reading,
      fields: {
        last: 'Keller',
        first: 'Anna',
        birth: '04121955',
        phone: '+491701234567',
        email: 'anna.keller@example.org',
        address: 'Lindenweg 4, 70173 Stuttgart',
        date: '25112026',
      },
      boxes: reading.boxes,
      signature: reading.signature.state === 'present' ? 'present' : 'absent',
      subject: null,
      pairs: [],
      setAside: null,
    }
    const rows = [
      row('email', mailbox, 'yes'),
      row('phone', mobile),
      row('sms', mobile),
      row('post', home, 'yes'),
      { ...row('email', mailbox), purpose: 'partner-offers' as never },
    ]
    const glass = meeting({
      person: { ...meeting().person, ...anna, birthDate: '04.12.1955', country: 'DE' },
      language: 'de',
      notice: 'offers.2.de' as never,
      rows,
    })
    const events = (draft: FlyerDraft | typeof glass, evidence: 'scan' | 'ink'): ConsentEvent[] => {
      const capture = validateCapture(draft, { catalogue, confirmedAt })
      if (!capture.ok) throw new Error(JSON.stringify(capture.problems))
      return eventsFromCapture(capture.value, needs(evidence))
    }
    const onPaper = events(flyer, 'scan')
    const onGlass = events(glass, 'ink')
    const bare = (event: ConsentEvent) =>
      Object.fromEntries(
        Object.entries(event).filter(([key]) => !['evidence', 'chosenBy', 'form', 'stated', 'source'].includes(key)),
      )
    expect(onPaper.map(bare)).toEqual(onGlass.map(bare))
    expect(onPaper.filter(({ type }) => type === 'consent-given')).toHaveLength(2)
    expect(onPaper[1]).toMatchObject({ form: { template: 'OFFERS-DE', version: 2, serial: 'CNSA0001' } })
    expect(onGlass[1]).toMatchObject({ form: null, chosenBy: 'data-subject-on-screen' })
  })
})
