import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { BLIND_ONE_IN, blindFieldOf } from '@shared/capture/blind-check'
import { learned, uncalibrated } from '@shared/capture/calibration'
import type { FlyerDraft } from '@shared/capture/draft'
import type { FormTemplate } from '@shared/capture/form-template'
import type { PageReading } from '@shared/capture/reading'
import { ActId, DraftId } from '@shared/terms/ids'
import { instantFrom } from '@shared/terms/time'
import {
  type Row,
  comparableFrom,
  confirmed,
  finished,
  looksOf,
  nextOpen,
  openRows,
  problemOf,
  reopened,
  rowsFrom,
  setAsideFor,
  typedBlind,
  weakestAt,
  withTyped,
} from '../../../renderer/features/digitise/flyer'
import { loadCatalogue } from '../../../renderer/store/catalogue'

const form = loadCatalogue().forms.find(({ id }) => id === 'NEWS-DE') as FormTemplate
const field = (text: string, accepted = false) => ({ text, confidence: accepted ? 0.99 : 0.5, accepted, box: [0, 0, 1, 1] as [number, number, number, number] }) // prettier-ignore

/** A sheet that asks nothing blind, so that each test says itself when one does. */
const plainId = '00000000-0000-4000-8000-0000000000a1'
/** The first id that asks something blind. */
const blindId = (): DraftId => {
  for (let n = 0; ; n++) {
    const id = DraftId.parse(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`)
    if (blindFieldOf({ ...draftOf(), id }, form)) return id
  }
}

const draftOf = (reading: Partial<PageReading> = {}): FlyerDraft => ({
  kind: 'flyer',
  id: DraftId.parse(plainId),
  act: ActId.parse(randomUUID()),
  openedAt: instantFrom(Date.parse('2026-11-25T10:00:00.000Z')),
  file: 'stack.pdf',
  page: 1,
  pages: 1,
  scan: { id: 'a'.repeat(64) as never, kind: 'scan', media: 'image/png', bytes: 1, key: 'b'.repeat(64) },
  reading: {
    template: { id: form.id, version: form.version, serial: 'SN1', page: 1, pages: 1 },
    rotation: 0,
    registered: true,
    homography: null,
    fields: {
      last: field('Keller'),
      first: field('Anna'),
      birth: field('12.03.1984', true),
      phone: field('', true),
      email: field('anna.keIler@example.org'),
      date: field('22.11.2024'),
    },
    boxes: { ch0: 'marked', ch1: 'empty', ch2: 'empty', ch3: 'unclear' },
    signature: { state: 'present', ink: null },
    problems: [],
    ms: 1,
    ...reading,
  },
  fields: {},
  boxes: {},
  signature: null,
  subject: null,
  pairs: [],
  setAside: null,
})

const rowOf = (draft: FlyerDraft, name: string): Row => rowsFrom(draft, form).find((row) => row.name === name) as Row
const names = (draft: FlyerDraft) => openRows(rowsFrom(draft, form)).map(({ name }) => name)

describe('the rows of a sheet', () => {
  test('stand as on the page, the signature last', () =>
    expect(rowsFrom(draftOf(), form).map(({ name }) => name)).toEqual([
      'last',
      'first',
      'birth',
      'phone',
      'email',
      'boxes',
      'date',
      'signature',
    ]))

  test('are open unless the rules leave no doubt', () =>
    expect(names(draftOf())).toEqual(['last', 'first', 'email', 'boxes', 'date', 'signature']))

  test('ticks and signature are open however sure the machine is', () => {
    const sure = draftOf({
      boxes: { ch0: 'empty', ch1: 'empty', ch2: 'empty', ch3: 'empty' },
      fields: Object.fromEntries(Object.keys(form.roles).map((name) => [name, field('x', true)])),
    })
    expect(names(sure)).toEqual(['boxes', 'signature'])
  })

  test('nothing the machine read counts before it is confirmed', () => {
    const draft = draftOf()
    expect([draft.fields, draft.boxes, draft.signature]).toEqual([{}, {}, null])
  })
})

describe('confirming', () => {
  test('a row takes it as it stands and leaves the others open', () => {
    const draft = confirmed(draftOf(), rowOf(draftOf(), 'last'))
    expect(draft.fields).toEqual({ last: 'Keller' })
    expect(names(draft)).not.toContain('last')
  })

  test('a corrected value replaces what was read, and typing alone confirms nothing', () => {
    const typed = withTyped(draftOf(), 'email', ' anna.keller@example.org ')
    expect(typed.fields).toEqual({})
    expect(names(typed)).toContain('email')
    expect(confirmed(typed, rowOf(typed, 'email')).fields).toEqual({ email: 'anna.keller@example.org' })
  })

  test('typing into a confirmed or accepted row opens it again', () => {
    const draft = withTyped(confirmed(draftOf(), rowOf(draftOf(), 'last')), 'last', 'Kelle')
    expect(names(draft)).toContain('last')
    expect(names(withTyped(draftOf(), 'birth', '12.03.1985'))).toContain('birth')
  })

  test('an unclear mark stays unclear: confirming never makes it a yes', () => {
    const draft = confirmed(draftOf(), rowOf(draftOf(), 'boxes'))
    expect(draft.boxes).toEqual({ ch0: 'marked', ch1: 'empty', ch2: 'empty', ch3: 'unclear' })
  })

  test('a box the machine did not find is unclear, not empty', () => {
    const draft = draftOf({ boxes: {} })
    expect(confirmed(draft, rowOf(draft, 'boxes')).boxes['ch0']).toBe('unclear')
  })

  test('a signature nobody has judged cannot be confirmed', () => {
    const draft = draftOf({ signature: { state: 'unclear', ink: null } })
    expect(confirmed(draft, rowOf(draft, 'signature')).signature).toBeNull()
    expect(problemOf(rowOf(draft, 'signature'), form)).toBe('capture.signature-open')
    const judged = withTyped(draft, 'signature', 'absent')
    expect(confirmed(judged, rowOf(judged, 'signature')).signature).toBe('absent')
  })

  test('going back opens a row with what was confirmed', () => {
    const draft = confirmed(
      withTyped(draftOf(), 'last', 'Kelder'),
      rowOf(withTyped(draftOf(), 'last', 'Kelder'), 'last'),
    )
    const open = reopened(draft, rowOf(draft, 'last'))
    expect(names(open)).toContain('last')
    expect(rowOf(open, 'last')).toMatchObject({ value: 'Kelder' })
    const signed = confirmed(draftOf(), rowOf(draftOf(), 'signature'))
    expect(names(reopened(signed, rowOf(signed, 'signature')))).toContain('signature')
  })

  test('finishing confirms the rows the rules accept, as they were shown, and no others', () => {
    expect(finished(draftOf(), form).fields).toEqual({ birth: '12.03.1984', phone: '' })
    expect(finished(draftOf(), form).boxes).toEqual({})
  })
})

describe('the next open row', () => {
  const rows = rowsFrom(draftOf(), form)
  test.each([
    [null, 1, 'last'],
    ['last', 1, 'first'],
    ['first', 1, 'email'],
    ['signature', 1, 'last'],
    ['last', -1, 'signature'],
    [null, -1, 'signature'],
  ] as const)('after %s by %d is %s', (from, step, to) => expect(nextOpen(rows, from, step)).toBe(to))

  test('is none when only this one is left', () => {
    const done = ['last', 'first', 'email', 'boxes', 'date'].reduce((draft, name) => confirmed(draft, rowOf(draft, name)), draftOf()) // prettier-ignore
    expect(nextOpen(rowsFrom(done, form), 'signature')).toBeNull()
  })
})

describe('what is wrong is said at the row', () => {
  test.each([
    ['email', 'anna.keller', 'contact-point.email-invalid'],
    ['email', '', null],
    ['phone', '12', 'contact-point.phone-invalid'],
    ['phone', '0170 1234567', null],
    ['birth', '.70', 'capture.birth-date-invalid'],
    ['date', '22.11.24', 'capture.date-invalid'],
    ['date', '22.11.2024', null],
    ['last', '=HYPERLINK("x")', null],
  ])('%s "%s": %s', (name, value, problem) =>
    expect(problemOf(rowOf(withTyped(draftOf(), name, value), name), form)).toBe(problem),
  )

  test('a missing signature or date sets a sheet aside; anything else is for the person at this desk', () => {
    expect(setAsideFor([{ key: 'capture.signature-missing' }])).toBe('no-signature')
    expect(setAsideFor([{ key: 'capture.date-missing' }])).toBe('no-date')
    expect(setAsideFor([{ key: 'contact-point.email-invalid' }])).toBeNull()
  })

  test('the letter most easily misread is where the caret goes', () => {
    expect(weakestAt('anna.keIler@example.org')).toBe(7)
    expect(weakestAt('Anna')).toBe(4)
  })
})

describe('one value in so many is asked blind', () => {
  const draft = (): FlyerDraft => ({ ...draftOf(), id: blindId() })
  const name = () => blindFieldOf(draft(), form) ?? ''
  const blindRow = (of: FlyerDraft) => {
    const row = rowsFrom(of, form).find((one) => one.name === name())
    if (row?.kind !== 'field') throw new Error('a field is asked blind')
    return row
  }

  test('as often as said, by the id alone: the same after every restart, and nobody can choose', () => {
    const ids = Array.from({ length: 6600 }, () => randomUUID() as DraftId)
    const asked = ids.filter((id) => blindFieldOf({ ...draftOf(), id }, form) !== null)
    expect(asked.length / ids.length).toBeGreaterThan(0.75 / BLIND_ONE_IN)
    expect(asked.length / ids.length).toBeLessThan(1.3 / BLIND_ONE_IN)
    expect(ids.filter((id) => blindFieldOf({ ...draftOf(), id }, form) !== null)).toEqual(asked)
    expect(new Set(asked.map((id) => blindFieldOf({ ...draftOf(), id }, form))).size).toBeGreaterThan(3)
  })

  test('what was read is not shown, and the row is open however sure the machine is', () => {
    const sure = { ...draft(), reading: { ...draft().reading, fields: Object.fromEntries(Object.keys(form.roles).map((one) => [one, field('Keller', true)])) } } // prettier-ignore
    const row = rowsFrom(sure, form).find((one) => one.kind === 'field' && one.isBlind)
    expect(row).toMatchObject({ status: 'check', value: '' })
    expect(finished(sure, form).fields).not.toHaveProperty(row?.name ?? '')
  })

  test('typed the same, it is confirmed and written down', () => {
    const read = blindRow(draft()).read
    const typed = withTyped(draft(), name(), ` ${read} `)
    const told = typedBlind(typed, blindRow(typed))
    expect(told.blind).toEqual({ field: name(), typed: read, agreed: true })
    expect(told.fields[name()]).toBe(read)
  })

  test('typed otherwise, nothing is confirmed: both are shown, and the person decides', () => {
    const typed = withTyped(draft(), name(), 'something else')
    const told = typedBlind(typed, blindRow(typed))
    expect(told.blind).toMatchObject({ agreed: false })
    expect(told.fields).toEqual({})
    expect(blindRow(told)).toMatchObject({ differs: true, isBlind: false, value: 'something else', status: 'check' })
    const settled = confirmed(told, blindRow(told))
    expect(settled.fields[name()]).toBe('something else')
    expect(blindRow(settled)).toMatchObject({ differs: false, status: 'confirmed' })
  })
})

describe('what corrections teach', () => {
  const whole = () => ['last', 'first', 'email', 'date'].reduce((draft, name) => confirmed(draft, rowOf(draft, name)), withTyped(draftOf(), 'email', 'anna.keller@example.org')) // prettier-ignore

  test('each row a person looked at, right or put right; rows left closed teach nothing unless they were wrong', () => {
    const sheet = finished(whole(), form)
    const looks = looksOf(sheet, form, uncalibrated)
    expect(looks.map(({ kind, right }) => [kind, right])).toEqual([
      ['name', true],
      ['name', true],
      ['email', false],
      ['date', true],
    ])
    const wrongAnyway = { ...sheet, fields: { ...sheet.fields, birth: '12.03.1985' } }
    expect(looksOf(wrongAnyway, form, uncalibrated).filter(({ right }) => !right).map(({ kind }) => kind)).toEqual(['date', 'email']) // prettier-ignore
  })

  test('a kind of value that proved wrong is opened again, though the rules would leave it closed', () => {
    expect(names(draftOf())).not.toContain('birth')
    const burnt = learned(uncalibrated, Array.from({ length: 60 }, (_, n) => ({ kind: 'date', confidence: 0.99, right: n > 3 }))) // prettier-ignore
    expect(openRows(rowsFrom(draftOf(), form, burnt)).map(({ name }) => name)).toContain('birth')
  })
})

test('the person on the sheet is matched as they are typed', () =>
  expect(comparableFrom(withTyped(draftOf(), 'phone', '0170 1234567'), form)).toEqual({
    givenName: 'Anna',
    familyName: 'Keller',
    birthDate: '1984-03-12',
    contactPoints: [
      { kind: 'email', value: 'anna.keiler@example.org' },
      { kind: 'phone', value: '+491701234567' },
    ],
  }))
