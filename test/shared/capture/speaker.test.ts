import { describe, expect, test } from 'vitest'
import type { Speaker } from '@shared/capture/draft'
import { validateCapture } from '@shared/capture/validate'
import { eventsFromCapture } from '@shared/consent/events-from-capture'
import { noticeHash } from '@shared/proof/canonical'
import { catalogue } from '../../builders/catalogue'
import { confirmedAt, evidenceRef, meeting } from '../../builders/drafts'
import { anna, fact, mara, mayContact } from '../../builders/facts'

const karl: Speaker = { as: 'guardian', name: '  Karl  Keller ', authority: 'seen', jointly: false }
const child = { ...meeting().person, birthDate: '01.02.2014', phone: '+49 170 1234567' }
const problemsOf = (speaker: Speaker | undefined, rows = meeting().rows) => {
  const draft = meeting({ person: child, rows, ...(speaker ? { speaker } : {}) })
  const capture = validateCapture(draft, { catalogue, confirmedAt })
  return capture.ok ? [] : capture.problems.map(({ key }) => key)
}
const factsOf = (speaker: Speaker, country = 'DE') => {
  const capture = validateCapture(meeting({ person: { ...child, country }, speaker }), { catalogue, confirmedAt })
  if (!capture.ok) throw new Error(capture.problems.map(({ key }) => key).join())
  const needs = { recordedBy: mara, evidence: [evidenceRef('ink', '5')], hashOf: noticeHash }
  return eventsFromCapture(capture.value, { ...needs, subject: { kind: 'new', id: anna } }).map((event) => fact(event))
}

describe('somebody speaks for a child', () => {
  test('a child alone says no yes; a guardian needs a name, and must be shown to be one', () => {
    expect(problemsOf(undefined)).toEqual(['capture.too-young'])
    expect(problemsOf(karl)).toEqual([])
    expect(problemsOf({ ...karl, name: ' ' })).toEqual(['capture.speaker-missing'])
    expect(problemsOf({ ...karl, authority: null })).toEqual(['capture.authority-missing'])
    // A no is taken from anybody.
    const noes = meeting().rows.map((row) => ({ ...row, answer: 'unanswered' as const, at: null }))
    expect(problemsOf({ ...karl, authority: null }, noes)).toEqual([])
  })

  test('the fact says who spoke, and how it was shown that they may; the rule reads it', async () => {
    const facts = factsOf(karl)
    expect(facts.find(({ event }) => event.type === 'consent-given')?.event).toMatchObject({
      statedBy: 'guardian',
      authority: 'seen',
      spokenBy: 'Karl Keller',
    })
    expect(await mayContact(facts, { channel: 'email', on: '2026-12-01T10:00:00.000Z' })).toMatchObject({
      kind: 'permitted',
    })
  })

  test('in France the child says it too', async () => {
    const on = '2026-12-01T10:00:00.000Z'
    expect(await mayContact(factsOf(karl, 'FR'), { channel: 'email', on })).toMatchObject({ why: 'child-not-heard' })
    const both = factsOf({ ...karl, jointly: true }, 'FR')
    expect(await mayContact(both, { channel: 'email', on })).toMatchObject({ kind: 'permitted' })
  })
})
