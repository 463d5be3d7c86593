import { describe, expect, test } from 'vitest'
import { inkLength } from '@shared/capture/ink'
import { dateFrom } from '@shared/capture/typed-date'
import { validateCapture } from '@shared/capture/validate'
import type { Draft } from '@shared/capture/draft'
import { FormTemplateId, NoticeId, PurposeId } from '@shared/terms/ids'
import { Instant } from '@shared/terms/time'
import { catalogue } from '../../builders/catalogue'
import { confirmedAt, flyer, meeting, row, signature } from '../../builders/drafts'

const validate = (draft: Draft) => validateCapture(draft, { catalogue, confirmedAt })
const problemsOf = (draft: Draft) => {
  const capture = validate(draft)
  return capture.ok ? [] : capture.problems.map(({ key, field }) => (field ? `${key} ${field}` : key))
}
const person = meeting().person
const mailbox = { kind: 'email', value: 'anna.keller@example.org' } as const
const mobile = { kind: 'phone', value: '+491701234567' } as const

describe('a meeting', () => {
  test('as the customer left it is complete, and what they did not touch they refused', () => {
    const capture = validate(meeting())
    expect(capture).toMatchObject({
      ok: true,
      value: {
        source: 'in-person',
        contactPoints: [mailbox, mobile],
        answers: [
          { channel: 'email', answer: 'yes', contactPoint: mailbox },
          { channel: 'phone', answer: 'no', mark: 'untouched' },
          { channel: 'sms', answer: 'no', mark: 'untouched' },
        ],
        stated: { notBefore: confirmedAt, notAfter: confirmedAt, source: 'clock' },
      },
    })
  })
  test('says everything that is wrong at once', () =>
    expect(
      problemsOf(
        meeting({
          person: { ...person, givenName: ' ', familyName: '', birthDate: '31.02.1980', email: 'anna', phone: '12' },
          ink: null,
          handedOverAt: null,
        }),
      ),
    ).toEqual([
      'capture.name-missing familyName',
      'capture.birth-date-invalid birthDate',
      'contact-point.email-invalid email',
      'contact-point.phone-invalid phone',
      'capture.not-handed-over',
      'capture.signature-missing signature',
    ]))
  test('a box ticked before the device was handed over proves nothing', () =>
    expect(
      problemsOf(
        meeting({ rows: [{ ...row('email', mailbox, 'yes'), at: Instant.parse('2026-11-25T09:57:59.999Z') }] }),
      ),
    ).toEqual(['capture.chosen-before-hand-over offers/email/email:anna.keller@example.org']))
  test('a no needs no signature', () => {
    expect(problemsOf(meeting({ rows: [row('email', mailbox)], ink: null }))).toEqual([])
    expect(problemsOf(meeting({ ink: null }))).toEqual(['capture.signature-missing signature'])
  })
  test('a typed name is as good as ink', () =>
    expect(problemsOf(meeting({ ink: null, typedName: 'Anna Keller' }))).toEqual([]))
  test('a dot of ink is no signature', () => {
    const dot = {
      aspect: 3,
      strokes: [[[0.5, 0.5, 0] as [number, number, number], [0.51, 0.5, 9] as [number, number, number]]],
    }
    expect(problemsOf(meeting({ ink: dot }))).toEqual(['capture.signature-too-small signature'])
    expect(inkLength(signature)).toBeCloseTo(0.443, 2)
  })
  test('only what the shown text asks can be answered, once, over a contact point that can carry it', () =>
    expect(
      problemsOf(
        meeting({
          rows: [
            { ...row('email', mailbox, 'yes'), purpose: PurposeId.parse('newsletter') },
            { ...row('email', mailbox), purposeVersion: 2 },
            row('phone', mailbox),
            row('sms', mobile),
            row('sms', mobile),
          ],
        }),
      ),
    ).toEqual([
      'capture.not-asked newsletter/email/email:anna.keller@example.org',
      'capture.not-asked offers/email/email:anna.keller@example.org',
      'capture.contact-point-mismatch offers/phone/email:anna.keller@example.org',
      'capture.asked-twice offers/sms/phone:+491701234567',
    ]))
  test('nothing was asked, or nobody knows in which words', () => {
    expect(problemsOf(meeting({ rows: [] }))).toEqual(['capture.nothing-asked'])
    expect(problemsOf(meeting({ notice: null }))).toEqual(['capture.notice-missing'])
    expect(problemsOf(meeting({ notice: NoticeId.parse('offers.99.de') }))).toEqual(['capture.notice-missing'])
  })
  test('a child’s no is taken, a child’s yes is not', () => {
    const child = { ...person, birthDate: '26.11.2010' }
    expect(problemsOf(meeting({ person: child }))).toEqual(['capture.too-young birthDate'])
    expect(problemsOf(meeting({ person: child, rows: [row('email', mailbox)] }))).toEqual([])
    expect(problemsOf(meeting({ person: { ...person, birthDate: '25.11.2010' } }))).toEqual([])
  })
})

describe('a sheet', () => {
  test('as confirmed is complete: marked is yes, empty is no', () => {
    const capture = validate(flyer())
    expect(capture).toMatchObject({
      ok: true,
      value: {
        source: 'paper',
        details: { givenName: 'Ulrike', familyName: 'Vogel', birthDate: '1970-10-01', language: 'de', country: 'DE' },
        form: { template: 'NEWS-DE', version: 2, serial: 'CNS115234' },
        answers: [
          { channel: 'email', answer: 'yes', contactPoint: { value: 'ulrike.vogel@example.com' } },
          { channel: 'post', answer: 'no', mark: 'empty', contactPoint: null },
          { channel: 'sms', answer: 'yes', contactPoint: { value: '+493023125162' } },
          { channel: 'phone', answer: 'no', mark: 'empty' },
        ],
        stated: { notBefore: '2024-08-19T22:00:00.000Z', source: 'paper-date' },
      },
    })
  })
  test('an unclear box is a no that says so', () =>
    expect(validate(flyer({ boxes: { ch0: 'unclear', ch1: 'empty', ch2: 'empty', ch3: 'empty' } }))).toMatchObject({
      value: { answers: [{ answer: 'no', mark: 'unclear' }, {}, {}, {}] },
    }))
  test('a mark beside no contact point is not a yes', () =>
    expect(validate(flyer({ boxes: { ...flyer().boxes, ch1: 'marked' } }))).toMatchObject({
      value: { answers: [{}, { channel: 'post', answer: 'no', mark: 'marked', contactPoint: null }, {}, {}] },
    }))
  test('everything a person has not confirmed is named', () => {
    const { last: _last, ...fields } = flyer().fields
    const { ch3: _ch3, ...boxes } = flyer().boxes
    expect(problemsOf(flyer({ fields, boxes, signature: null }))).toEqual([
      'capture.field-open last',
      'capture.box-open ch3',
      'capture.signature-open signature',
    ])
  })
  test('a yes without signature or date is set aside, never guessed', () => {
    expect(problemsOf(flyer({ signature: 'absent' }))).toEqual(['capture.signature-missing signature'])
    expect(problemsOf(flyer({ fields: { ...flyer().fields, date: '' } }))).toEqual(['capture.date-missing date'])
    expect(problemsOf(flyer({ fields: { ...flyer().fields, date: '20.8.24' } }))).toEqual(['capture.date-invalid date'])
    expect(problemsOf(flyer({ fields: { ...flyer().fields, date: '26.11.2026' } }))).toEqual([
      'capture.date-in-future date',
    ])
    expect(problemsOf(flyer({ fields: { ...flyer().fields, date: '31.12.2023' } }))).toEqual([
      'capture.notice-not-in-force date',
    ])
  })
  test('a sheet of nothing but noes needs neither signature nor date, and counts from the day it was confirmed', () => {
    const boxes = { ch0: 'empty', ch1: 'empty', ch2: 'unclear', ch3: 'empty' } as const
    const fields = { ...flyer().fields, date: '' }
    expect(validate(flyer({ boxes, fields, signature: 'absent' }))).toMatchObject({
      ok: true,
      value: { stated: { notAfter: '2026-11-25T23:59:59.999Z', source: 'scan-date' } },
    })
  })
  test('of an unknown form says only that', () => {
    const { reading } = flyer()
    expect(problemsOf(flyer({ reading: { ...reading, template: null } }))).toEqual(['capture.form-unknown'])
    const template = reading.template && { ...reading.template, id: FormTemplateId.parse('OTHER') }
    expect(problemsOf(flyer({ reading: { ...reading, template } }))).toEqual(['capture.form-unknown'])
  })
  test('set aside stays aside', () => expect(problemsOf(flyer({ setAside: 'torn' }))).toEqual(['capture.set-aside']))
})

test.each([
  ['22.11.2024', '2024-11-22'],
  ['2/3/2024', '2024-03-02'],
  ['22112024', '2024-11-22'],
  ['2024-11-22', '2024-11-22'],
  ['29.02.2023', undefined],
  ['22.11.24', undefined],
  ['22.13.2024', undefined],
  ['heute', undefined],
])('the day %s is %s', (written, day) => expect(dateFrom(written)).toBe(day))
