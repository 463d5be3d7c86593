import { describe, expect, test } from 'vitest'
import { captureFromSubmission } from '@shared/capture/validate'
import { WebSubmission } from '@shared/capture/web-submission'
import { eventsFromCapture } from '@shared/consent/events-from-capture'
import { noticeHash } from '@shared/proof/canonical'
import { Hash, OperatorId, SubjectId } from '@shared/terms/ids'
import { Instant } from '@shared/terms/time'
import { must } from '@shared/base/never'
import { catalogue } from '../../builders/catalogue'
import { confirmedAt, evidenceRef } from '../../builders/drafts'

const notice = must(
  catalogue.notices.find(({ id }) => id === 'newsletter.2.fr'),
  'the notice',
)
const shownAt = Instant.parse('2026-11-25T09:50:00.000Z')
const touchedAt = Instant.parse('2026-11-25T09:51:00.000Z')
const sentAt = Instant.parse('2026-11-25T09:59:00.000Z')

type Row = WebSubmission['rows'][number]
const rows = (yes: readonly string[] = []): Row[] =>
  notice.questions.flatMap(({ purpose, purposeVersion, channels }) =>
    channels.map((channel) => ({
      purpose,
      purposeVersion,
      channel,
      answer: yes.includes(channel) ? ('yes' as const) : ('no' as const),
      at: yes.includes(channel) ? touchedAt : null,
    })),
  )

const submission = (changed: Partial<WebSubmission> = {}): WebSubmission =>
  WebSubmission.parse({
    v: 1,
    act: '00000000-0000-4000-8000-00000000ac70',
    form: { template: 'NEWS-FR', version: 2 },
    notice: { id: notice.id, sha256: noticeHash(notice) },
    language: 'fr',
    person: {
      givenName: 'Léa',
      familyName: 'Dubois',
      birthDate: '',
      email: 'Lea.Dubois@example.org',
      phone: '',
      postalAddress: '',
      country: 'FR',
    },
    rows: rows(['email']),
    shownAt,
    sentAt,
    page: 'https://www.muster.example/lettre',
    ...changed,
  })

const read = (changed: Partial<WebSubmission> = {}) =>
  captureFromSubmission(submission(changed), { catalogue, confirmedAt, hashOf: noticeHash })
const problemsOf = (changed: Partial<WebSubmission>) => {
  const capture = read(changed)
  return capture.ok ? [] : capture.problems.map(({ key, field }) => (field ? `${key} ${field}` : key))
}

describe('a web form', () => {
  test('becomes the same events as a meeting or a sheet, with its own source', () => {
    const capture = read()
    if (!capture.ok) throw new Error(JSON.stringify(capture.problems))
    const events = eventsFromCapture(capture.value, {
      subject: { kind: 'new', id: SubjectId.parse('00000000-0000-4000-8000-0000000000f1') },
      recordedBy: OperatorId.parse('server'),
      evidence: [evidenceRef('web-form', 'e')],
      hashOf: noticeHash,
    })
    expect(events.map(({ type }) => type)).toEqual([
      'subject-registered',
      'consent-given',
      'consent-refused',
      'consent-refused',
      'consent-refused',
    ])
    expect(events[1]).toMatchObject({
      channel: 'email',
      contactPoint: { kind: 'email', value: 'lea.dubois@example.org' },
      chosenBy: 'data-subject-in-web-form',
      form: { template: 'NEWS-FR', version: 2, serial: null },
      stated: { notBefore: sentAt, notAfter: confirmedAt },
    })
  })

  test('a browser clock that runs ahead is cut off at ours', () => {
    const ahead = read({ sentAt: Instant.parse('2026-11-26T09:59:00.000Z') })
    expect(ahead.ok && ahead.value.stated).toMatchObject({ notBefore: confirmedAt, notAfter: confirmedAt })
  })

  const key = 'newsletter.1/email'
  test.each<[string, Partial<WebSubmission>, string[]]>([
    [
      'other words than ours',
      { notice: { id: notice.id, sha256: Hash.parse('0'.repeat(64)) } },
      ['capture.notice-missing'],
    ],
    ['another language than the words', { language: 'de' }, ['capture.notice-missing']],
    ['a form that is not installed', { form: { ...submission().form, version: 9 } }, ['capture.form-unknown']],
    ['a row left out', { rows: rows(['email']).slice(0, 3) }, ['capture.box-open newsletter.1/phone']],
    ['a row twice', { rows: [...rows(), must(rows()[0], 'a row')] }, [`capture.asked-twice ${key}`]],
    [
      'a yes that stood there when the page opened',
      { rows: rows(['email']).map((row) => ({ ...row, at: row.at && Instant.parse('2026-11-25T09:49:59.999Z') })) },
      [`capture.chosen-before-shown ${key}`],
    ],
    [
      'a yes nobody touched',
      { rows: rows(['email']).map((row) => ({ ...row, at: null })) },
      [`capture.chosen-before-shown ${key}`],
    ],
    ['a yes to a number that is not there', { rows: rows(['phone']) }, ['capture.contact-point-missing phone']],
    ['a child', { person: { ...submission().person, birthDate: '2012-03-01' } }, ['capture.too-young birthDate']],
  ])('%s is refused', (_, changed, problems) => expect(problemsOf(changed)).toEqual(problems))

  test('a question that was not asked is refused', () => {
    const [first, ...rest] = rows()
    const other = { ...must(first, 'a row'), purposeVersion: 7 }
    expect(problemsOf({ rows: [other, ...rest] })).toEqual([
      'capture.not-asked newsletter.7/email',
      `capture.box-open ${key}`,
    ])
  })

  test('a child may say no', () =>
    expect(problemsOf({ rows: rows(), person: { ...submission().person, birthDate: '2012-03-01' } })).toEqual([]))

  test('a yes in words not in force is refused, a no is taken', () => {
    const retired = {
      ...catalogue,
      notices: catalogue.notices.map((one) => (one.id === notice.id ? { ...one, retiredOn: '2026-11-25' } : one)),
    } as typeof catalogue
    const needs = { catalogue: retired, confirmedAt, hashOf: () => noticeHash(notice) }
    expect(captureFromSubmission(submission(), needs)).toMatchObject({
      ok: false,
      problems: [{ key: 'capture.notice-not-in-force' }],
    })
    expect(captureFromSubmission(submission({ rows: rows() }), needs).ok).toBe(true)
  })

  test('what the schema does not name cannot be sent: there is no word for a box ticked beforehand', () => {
    const [first] = rows(['email'])
    expect(WebSubmission.safeParse({ ...submission(), rows: [{ ...first, ticked: true }] }).success).toBe(false)
    expect(WebSubmission.safeParse({ ...submission(), confirmed: true }).success).toBe(false)
  })
})
