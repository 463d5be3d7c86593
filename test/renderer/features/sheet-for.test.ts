import { describe, expect, test } from 'vitest'
import { ConsentEvent } from '@shared/consent/event'
import type { Reconsent } from '@shared/consent/reconsent'
import { Instant } from '@shared/terms/time'
import { formFor, prefillFor, requestsFrom } from '../../../renderer/features/people/sheet-for'
import { catalogue } from '../../builders/catalogue'
import { anna, mailbox, mara, mobile, newMobile, newsletter, offers } from '../../builders/facts'

const at = Instant.parse('2026-11-25T10:00:00.000Z')
const lost = (channel: 'phone' | 'email', purpose = offers) => ({
  purpose,
  channel,
  was: channel === 'phone' ? mobile : mailbox,
  now: channel === 'phone' ? newMobile : mailbox,
  why: 'contact-point-ended' as const,
})
const again = (changed: Partial<Reconsent> = {}): Reconsent => ({
  language: 'fr',
  because: [],
  lost: [lost('phone')],
  routes: [{ way: 'in-person' }],
  closed: [],
  ...changed,
})
const person = {
  subject: anna,
  details: { givenName: 'Anna', familyName: 'Keller', birthDate: null, language: 'fr' as const, country: 'FR' },
  contactPoints: [mailbox, mobile],
  registeredAt: at,
  same: [],
  possible: [],
  order: '',
  words: [],
}

describe('the sheet that asks again', () => {
  test('is in the language of the person, in words in force, and asks all that was lost', () => {
    const form = formFor(catalogue, again(), at)
    expect(form).toMatchObject({ language: 'fr' })
    expect(form?.questions.some(({ purpose, channel }) => purpose === offers && channel === 'phone')).toBe(true)
    // No sheet asks for both at once: none is better than one that leaves a question out.
    expect(formFor(catalogue, again({ lost: [lost('phone'), lost('email', newsletter)] }), at)).toBeNull()
    expect(formFor(catalogue, again(), Instant.parse('2020-01-01T10:00:00.000Z'))).toBeNull()
  })

  test('bears the new number, and neither a tick nor a day', () => {
    expect(prefillFor(person, again())).toEqual({
      familyName: 'Keller',
      givenName: 'Anna',
      birthDate: '',
      email: 'anna.keller@example.org',
      phone: '+49 170 9999999',
      postalAddress: '',
    })
  })

  test('is a request, which is neither a yes nor a no', () => {
    const form = formFor(catalogue, again(), at)
    const notice = catalogue.notices.find(({ id }) => id === form?.notice)
    if (!form || !notice) throw new Error('no sheet')
    const events = requestsFrom(again(), form, notice, { subject: anna, at, recordedBy: mara })
    expect(events.map((event) => ConsentEvent.parse(event))).toMatchObject([
      { type: 'consent-requested', channel: 'phone', contactPoint: newMobile, notice: { language: 'fr' } },
    ])
  })
})
