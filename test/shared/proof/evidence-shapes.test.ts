import { expect, test } from 'vitest'
import { findForm, getNotice } from '@shared/capture/catalogue'
import { noticeHash } from '@shared/proof/canonical'
import { ConfirmedReading, confirmedReadingFrom } from '@shared/proof/confirmed-reading'
import { RenderedView, renderedViewFrom } from '@shared/proof/rendered-view'
import { must } from '@shared/base/never'
import { FormTemplateId, NoticeId } from '@shared/terms/ids'
import { catalogue } from '../../builders/catalogue'
import { confirmedAt, flyer, handedOverAt, meeting } from '../../builders/drafts'

test('the screen is kept as it stood: every question in order, with its rows and their words', () => {
  const notice = getNotice(catalogue, NoticeId.parse('offers.1.de'))
  const labelOf = (row: { channel: string }) => `label of ${row.channel}`
  const view = RenderedView.parse(renderedViewFrom(meeting(), notice, { confirmedAt, labelOf }))
  expect(view).toMatchObject({
    notice: { id: 'offers.1.de', sha256: noticeHash(notice), language: 'de' },
    handedOverAt,
    name: 'Anna Keller',
    signed: 'ink',
    paragraphs: notice.paragraphs,
    withdrawal: notice.withdrawal,
  })
  expect(view.questions.map(({ text }) => text)).toEqual(notice.questions.map(({ text }) => text))
  expect(view.questions[0]?.rows.map(({ label, answer }) => `${label}: ${answer}`)).toEqual([
    'label of email: yes',
    'label of phone: unanswered',
    'label of sms: unanswered',
  ])
  expect(view.questions[1]?.rows).toEqual([])
})

test('a sheet is kept with what the machine proposed beside what a person confirmed', () => {
  const form = must(findForm(catalogue, FormTemplateId.parse('NEWS-DE'), 2), 'the form')
  const { reading } = flyer()
  const proposed = {
    text: 'Vogei',
    confidence: 0.4,
    accepted: false,
    box: [16, 115, 84, 8.2] as [number, number, number, number],
  }
  const draft = flyer({ reading: { ...reading, fields: { last: proposed }, boxes: { ch0: 'unclear' } } })
  const kept = ConfirmedReading.parse(confirmedReadingFrom(draft, form, confirmedAt))
  expect(kept.fields['last']).toMatchObject({ role: 'familyName', read: { text: 'Vogei' }, confirmed: 'Vogel' })
  expect(kept.fields['first']).toMatchObject({ read: null, confirmed: 'Ulrike' })
  expect(kept.boxes['ch0']).toMatchObject({ read: 'unclear', confirmed: 'marked' })
  expect(Object.keys(kept.boxes)).toEqual(['ch0', 'ch1', 'ch2', 'ch3'])
  expect(kept.scan).toBe(draft.scan.id)
})
