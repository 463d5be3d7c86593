import { describe, expect, test } from 'vitest'
import type { ConsentEvent, RecordedEvent } from '@shared/consent/event'
import { notAdmitted } from '@shared/documents/admit'
import { FormTemplateId, type OperatorId, SubjectId } from '@shared/terms/ids'
import { PlainDate, statedAt } from '@shared/terms/time'
import { catalogue } from '../../builders/catalogue'
import { jonas, mara, minute, offers, proposed, record, rejected, released, retired } from '../../builders/documents'
import { given } from '../../builders/facts'

const ask = (fact: RecordedEvent | ConsentEvent, facts: readonly RecordedEvent[] = [], operator?: OperatorId) => {
  const event = 'event' in fact ? fact.event : fact
  return notAdmitted([event], { facts, builtIn: catalogue, operator: operator ?? event.recordedBy, now: minute(10) })
}

describe('what may be written about documents', () => {
  const proposal = proposed()

  test('a sound proposal, its release by another, its rejection, a retirement', () => {
    expect(ask(proposal)).toBeNull()
    expect(ask(released(proposal), [proposal])).toBeNull()
    expect(ask(rejected(proposal), [proposal])).toBeNull()
    expect(ask(retired(['offers.2.de'], '2026-12-01'))).toBeNull()
  })
  test.each([
    ['released by its proposer', () => ask(released(proposal, 5, mara), [proposal]), 'same-operator'],
    ['released in the name of a colleague', () => ask(released(proposal), [proposal], mara), 'not-this-operator'],
    ['released unseen', () => ask(released(proposal)), 'unknown-proposal'],
    ['released with other words', () => ask(released(proposal, 5, jonas, offers(4)), [proposal]), 'other-documents'],
    ['released twice', () => ask(released(proposal, 6), [proposal, released(proposal)]), 'no-longer-open'],
    ['rejected after its release', () => ask(rejected(proposal, 6), [proposal, released(proposal)]), 'no-longer-open'],
    ['released after its rejection', () => ask(released(proposal), [proposal, rejected(proposal)]), 'no-longer-open'],
    ['a hard fault', () => ask(proposed(offers(3, { withdrawal: 'Danke.' }))), 'faulty'],
    ['for yesterday', () => ask(proposed(offers(3, { activeFrom: PlainDate.parse('2026-11-24') }))), 'too-late'],
    ['retiring what is not there', () => ask(retired(['offers.9.de'], '2026-12-01')), 'unknown-notice'],
  ])('%s is not', (_, asked, why) => expect(asked()).toBe(why))

  test('a person is never the controller, nor the controller a person', () => {
    const stranger = SubjectId.parse('00000000-0000-4000-8000-0000000000f1')
    expect(ask({ ...proposal.event, subject: stranger })).toBe('not-the-controllers')
    const yes = given('2026-05-01')
    expect(ask({ ...yes.event, subject: record })).toBe('not-the-controllers')
    expect(ask(yes)).toBeNull()
  })

  const issue = (serials: string[], version = 2) =>
    ({
      subject: record,
      stated: statedAt(minute(1)),
      recordedBy: mara,
      type: 'sheets-issued',
      template: FormTemplateId.parse('NEWS-FR'),
      version,
      serials,
      recipient: null,
    }) as const
  test('a serial is given once, to a sheet we have', () => {
    expect(ask(issue(['CNSA0001']))).toBeNull()
    expect(ask(issue(['CNSA0001'], 9))).toBe('unknown-form')
    expect(ask(issue(['CNSA0001']), [retired(['newsletter.2.fr'], '2026-11-25')])).toBe('words-retired')
    expect(ask(issue(['CNSA0001', 'CNSA0001']))).toBe('serial-used')
    const needs = { facts: [], builtIn: catalogue, operator: mara, now: minute(2) }
    expect(notAdmitted([issue(['CNSA0001']), issue(['CNSA0001'])], needs)).toBe('serial-used')
  })
})
