import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BoxState } from '@shared/capture/reading'
import type { Draft, FlyerDraft, MeetingDraft } from '@shared/capture/draft'
import { validateCapture } from '@shared/capture/validate'
import { ConsentEvent } from '@shared/consent/event'
import { type CaptureSubject, eventsFromCapture } from '@shared/consent/events-from-capture'
import { noticeHash } from '@shared/proof/canonical'
import { type Channel, contactPointKey, kindForChannel } from '@shared/terms/contact-point'
import { OperatorId, SubjectId } from '@shared/terms/ids'
import { catalogue } from '../../builders/catalogue'
import { confirmedAt, evidenceRef, flyer, meeting, row } from '../../builders/drafts'

const someoneNew: CaptureSubject = { kind: 'new', id: SubjectId.parse('00000000-0000-4000-8000-000000000001') }
const other = SubjectId.parse('00000000-0000-4000-8000-000000000002')
const jonas = OperatorId.parse('jonas')

function eventsOf(draft: Draft, subject = someoneNew): ConsentEvent[] {
  const capture = validateCapture(draft, { catalogue, confirmedAt })
  if (!capture.ok) return []
  const needs = { subject, recordedBy: jonas, evidence: [evidenceRef('scan', '5')], hashOf: noticeHash }
  return eventsFromCapture(capture.value, needs).map((event) => ConsentEvent.parse(event))
}

describe('a sheet becomes facts', () => {
  test('who it is, then one answer per box that was a question', () => {
    const events = eventsOf(flyer())
    expect(events.map(({ type }) => type)).toEqual([
      'subject-registered',
      'consent-given',
      'consent-refused',
      'consent-given',
      'consent-refused',
    ])
    expect(events[1]).toMatchObject({
      purpose: 'newsletter',
      channel: 'email',
      contactPoint: { kind: 'email', value: 'ulrike.vogel@example.com' },
      chosenBy: 'data-subject-on-paper',
      form: { template: 'NEWS-DE', version: 2, serial: 'CNS115234' },
      notice: { id: 'newsletter.2.de', language: 'de' },
      stated: { source: 'paper-date' },
      recordedBy: 'jonas',
    })
  })
  test('of a known person registers nobody and adds only what is new about them', () => {
    const contactPoints = [{ kind: 'email', value: 'ulrike.vogel@example.com' } as const]
    const events = eventsOf(flyer(), { kind: 'known', id: other, contactPoints })
    expect(events[0]).toMatchObject({ type: 'contact-point-added', contactPoint: { value: '+493023125162' } })
    expect(events).toHaveLength(5)
    expect(events.every(({ subject }) => subject === other)).toBe(true)
  })
  test('decisions about lookalikes are facts of the same act', () => {
    const decide = (verdict: 'same' | 'different' | 'later') =>
      eventsOf(flyer({ pairs: [{ other, verdict, probability: 0.7 }] })).at(-1)
    expect(decide('same')).toMatchObject({ type: 'subjects-found-same', other })
    expect(decide('different')).toMatchObject({ type: 'subjects-found-different', other })
    expect(decide('later')).toMatchObject({ type: 'subjects-may-be-same', other, probability: 0.7 })
  })
  test('without evidence a yes cannot be written down', () => {
    const capture = validateCapture(flyer(), { catalogue, confirmedAt })
    if (!capture.ok) throw new Error('expected a capture')
    const needs = { subject: someoneNew, recordedBy: jonas, evidence: [], hashOf: noticeHash }
    expect(() => eventsFromCapture(capture.value, needs)).toThrow('evidence')
  })
})

/** The first one more often than all others, so that most sheets can be recorded. */
const often = <T>(usual: T, ...others: T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) })

const arbFlyer: fc.Arbitrary<FlyerDraft> = fc
  .record({
    boxes: fc.record({
      ch0: fc.constantFrom(...BoxState.options),
      ch1: fc.constantFrom(...BoxState.options),
      ch2: fc.constantFrom(...BoxState.options),
      ch3: fc.constantFrom(...BoxState.options),
    }),
    email: often('ulrike.vogel@example.com', '', 'U.Vogel@EXAMPLE.com', 'illegible'),
    phone: often('030 23125 162', '', '+33 6 39 98 42 81', '12'),
    signature: often<'present' | 'absent'>('present', 'absent'),
    date: often('20.08.2024', '', '1.1.2030'),
  })
  .map(({ boxes, signature, ...fields }) => flyer({ boxes, signature, fields: { ...flyer().fields, ...fields } }))

const arbMeeting: fc.Arbitrary<MeetingDraft> = fc
  .record({
    rows: fc.uniqueArray(
      fc
        .tuple(
          fc.constantFrom<Channel>('email', 'phone', 'sms', 'post'),
          fc.constantFrom('a@example.org', '+491701234567', 'Lindenweg 4, Ulm'),
          fc.constantFrom('yes' as const, 'unanswered' as const),
        )
        .map(([channel, value, answer]) => row(channel, { kind: kindForChannel(channel), value }, answer)),
      { selector: ({ channel, contactPoint }) => `${channel}${contactPoint.value}`, maxLength: 5 },
    ),
    handedOver: fc.boolean(),
    signed: fc.boolean(),
  })
  .map(({ rows, handedOver, signed }) =>
    meeting({ rows, ...(handedOver ? {} : { handedOverAt: null }), ...(signed ? {} : { ink: null }) }),
  )

const given = (events: readonly ConsentEvent[]) =>
  events.flatMap((event) => (event.type === 'consent-given' ? [event] : []))
const boxOf: Record<string, string> = { email: 'ch0', post: 'ch1', sms: 'ch2', phone: 'ch3' }

describe('whatever was on the sheet or the screen', () => {
  test('only a clear mark is ever a yes', () => {
    let yes = 0
    fc.assert(
      fc.property(arbFlyer, (draft) => {
        for (const { channel } of given(eventsOf(draft))) {
          yes++
          expect(draft.boxes[boxOf[channel] ?? '']).toBe('marked')
          expect(draft.signature).toBe('present')
        }
      }),
      { numRuns: 1000 },
    )
    expect(yes).toBeGreaterThan(50)
  })
  test('no yes names a contact point that did not stand there', () => {
    let yes = 0
    fc.assert(
      fc.property(fc.oneof(arbFlyer, arbMeeting), (draft) => {
        const capture = validateCapture(draft, { catalogue, confirmedAt })
        for (const { contactPoint } of given(eventsOf(draft))) {
          yes++
          const there = capture.ok ? capture.value.contactPoints.map(contactPointKey) : []
          expect(there).toContain(contactPointKey(contactPoint))
          const shown =
            draft.kind === 'meeting'
              ? draft.rows.map((one) => one.contactPoint.value)
              : [draft.fields['email']?.toLowerCase(), '+493023125162', '+33639984281']
          expect(shown).toContain(contactPoint.value)
        }
      }),
      { numRuns: 1000 },
    )
    expect(yes).toBeGreaterThan(50)
  })
  test('every question that was put has exactly one answer, and only touched rows are a yes', () => {
    fc.assert(
      fc.property(arbMeeting, (draft) => {
        const events = eventsOf(draft)
        if (events.length === 0) return
        const answers = events.filter(({ type }) => type === 'consent-given' || type === 'consent-refused')
        expect(answers).toHaveLength(draft.rows.length)
        expect(given(events)).toHaveLength(draft.rows.filter(({ answer }) => answer === 'yes').length)
      }),
      { numRuns: 500 },
    )
  })
})
