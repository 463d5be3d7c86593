import { describe, expect, test } from 'vitest'
import type { Reply } from '@shared/capture/reply'
import { captureFromReply } from '@shared/capture/validate'
import { eventsFromCapture } from '@shared/consent/events-from-capture'
import { noticeHash } from '@shared/proof/canonical'
import { ActId, NoticeId } from '@shared/terms/ids'
import { Instant, PlainDate } from '@shared/terms/time'
import { catalogue } from '../../builders/catalogue'
import {
  anna,
  evidence,
  fact,
  mailbox,
  mara,
  mayContact,
  mobile,
  newMobile,
  offers,
  withdrawn,
} from '../../builders/facts'
import { registered } from '../../builders/life-facts'

const confirmedAt = Instant.parse('2026-03-12T09:00:00.000Z')
const row = (channel: 'email' | 'phone' | 'sms' | 'post', answer: 'yes' | 'no' | 'open') => ({
  purpose: offers,
  purposeVersion: 1,
  channel,
  answer,
})

const reply = (changed: Partial<Reply> = {}): Reply => ({
  source: 'email',
  act: ActId.parse('00000000-0000-4000-8000-0000000000c1'),
  subject: anna,
  details: { givenName: 'Anna', familyName: 'Keller', birthDate: null, language: 'de', country: 'DE' },
  from: mailbox,
  notice: NoticeId.parse('offers.1.de'),
  rows: [row('email', 'yes')],
  sentAt: Instant.parse('2026-03-11T18:00:00.000Z'),
  ...changed,
})
const text = (changed: Partial<Reply> = {}): Reply =>
  reply({ source: 'sms', from: mobile, rows: [row('sms', 'yes')], ...changed })

const problemsOf = (one: Reply) => {
  const capture = captureFromReply(one, { catalogue, confirmedAt })
  return capture.ok ? [] : capture.problems.map(({ key }) => key)
}
function factsOf(one: Reply) {
  const capture = captureFromReply(one, { catalogue, confirmedAt })
  if (!capture.ok) throw new Error(capture.problems.map(({ key }) => key).join())
  const kind = one.source === 'email' ? ('email-reply' as const) : ('sms-reply' as const)
  return eventsFromCapture(capture.value, {
    subject: { kind: 'known', id: anna, contactPoints: [mailbox, mobile] },
    recordedBy: mara,
    evidence: [evidence(kind, '7')],
    hashOf: noticeHash,
  }).map((event) => fact(event))
}
const known = registered('2026-01-01')

describe('an answer by e-mail', () => {
  test('opens the mailbox it came from, without a confirmation of its own, and nothing else', async () => {
    const facts = [known, ...factsOf(reply())]
    expect(await mayContact(facts, { channel: 'email' })).toMatchObject({ kind: 'permitted' })
    for (const channel of ['phone', 'sms', 'post'] as const)
      expect(await mayContact(facts, { channel })).toMatchObject({ kind: 'not-permitted' })
    const other = { kind: 'email' as const, value: 'anna.other@example.org' }
    expect(await mayContact(facts, { channel: 'email', contactPoint: other })).toMatchObject({
      why: 'other-contact-point',
    })
  })

  test('cannot say yes for a number, a letter, or over a number at all', () => {
    expect(problemsOf(reply({ rows: [row('phone', 'yes')] }))).toEqual(['capture.contact-point-mismatch'])
    expect(problemsOf(reply({ rows: [row('post', 'yes')] }))).toEqual(['capture.contact-point-mismatch'])
    expect(problemsOf(reply({ from: mobile }))).toContain('capture.contact-point-mismatch')
  })

  test('a no in it is taken for any way', async () => {
    const facts = [known, ...factsOf(reply({ rows: [row('phone', 'no')] }))]
    expect(facts.at(-1)?.event).toMatchObject({ type: 'consent-refused', channel: 'phone', contactPoint: null })
    expect(await mayContact(facts)).toMatchObject({ why: 'refused' })
  })

  test('what it does not speak of becomes no fact', () => {
    const facts = factsOf(reply({ rows: [row('email', 'yes'), row('phone', 'open')] }))
    expect(facts.map(({ event }) => event.type)).toEqual(['consent-given'])
    expect(problemsOf(reply({ rows: [row('email', 'open')] }))).toEqual(['capture.nothing-asked'])
  })

  test('its date is a claim: a no said before it was taken in is not outranked by it', async () => {
    const facts = [known, withdrawn('2026-03-12T08:00:00.000Z'), ...factsOf(reply())]
    expect(await mayContact(facts, { channel: 'email' })).toMatchObject({ why: 'withdrawn' })
    expect(problemsOf(reply({ sentAt: Instant.parse('2026-03-12T09:00:01.000Z') }))).toEqual(['capture.date-in-future'])
    expect(problemsOf(reply({ sentAt: null }))).toContain('capture.date-missing')
  })

  test('needs words that were in force, that ask this once, and somebody old enough', () => {
    expect(problemsOf(reply({ notice: null }))).toContain('capture.notice-missing')
    expect(problemsOf(reply({ sentAt: Instant.parse('2020-01-01T00:00:00.000Z') }))).toContain(
      'capture.notice-not-in-force',
    )
    expect(problemsOf(reply({ rows: [row('email', 'yes'), row('email', 'no')] }))).toContain('capture.asked-twice')
    expect(problemsOf(reply({ rows: [{ ...row('email', 'yes'), purposeVersion: 9 }] }))).toContain('capture.not-asked')
    const child = { ...reply().details, birthDate: PlainDate.parse('2015-01-01') }
    expect(problemsOf(reply({ details: child }))).toEqual(['capture.too-young'])
    expect(problemsOf(reply({ details: child, rows: [row('email', 'no')] }))).toEqual([])
  })
})

describe('an answer by text message', () => {
  test('opens that number for what was said, and no other number of the same person', async () => {
    const facts = [known, ...factsOf(text({ rows: [row('sms', 'yes'), row('phone', 'open')] }))]
    expect(await mayContact(facts, { channel: 'sms' })).toMatchObject({ kind: 'permitted' })
    expect(await mayContact(facts, { channel: 'phone' })).toMatchObject({ kind: 'not-permitted' })
    expect(await mayContact(facts, { channel: 'sms', contactPoint: newMobile })).toMatchObject({
      why: 'other-contact-point',
    })
    expect(problemsOf(text({ rows: [row('email', 'yes')] }))).toEqual(['capture.contact-point-mismatch'])
  })
})
