import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contactPointFrom, emailFrom, phoneFrom, postFrom } from '@shared/capture/contact-points'

const value = (read: ReturnType<typeof emailFrom>) => (read.ok ? read.value.value : read.problems[0])

describe('a phone number', () => {
  test.each(['0171/1234567', '+49 (0)171 1234567', '0049 171 1234567', '+491711234567', ' 0171-12 34 567 '])(
    '%s is one and the same number in Germany',
    (typed) => expect(value(phoneFrom(typed, 'DE'))).toBe('+491711234567'),
  )
  test.each([
    ['06 39 98 42 81', 'FR', '+33639984281'],
    ['07700 900847', 'GB', '+447700900847'],
    ['044 668 18 00', 'CH', '+41446681800'],
    ['+39 06 698 12345', 'DE', '+390669812345'],
  ])('%s is read as in %s', (typed, country, number) => expect(value(phoneFrom(typed, country))).toBe(number))
  test.each(['', '12', 'call me 0171 1234567', '0171 1234567 or 030 23125162', '+49'])(
    'nothing is guessed from "%s"',
    (typed) => expect(value(phoneFrom(typed, 'DE'))).toBe('contact-point.phone-invalid'),
  )
  test('an extension is not silently dropped: without it, the number reaches somebody else', () =>
    expect(value(phoneFrom('030 23125 162 ext. 4', 'DE'))).toBe('contact-point.phone-with-extension'))
})

describe('a mailbox', () => {
  test.each([
    ['Anna.Keller@Example.ORG', 'anna.keller@example.org'],
    ['  anna+wood@example.co.uk ', 'anna+wood@example.co.uk'],
    ['jörg@müller.de', 'jörg@müller.de'],
    ['jo\u0308rg@mu\u0308ller.de', 'jörg@müller.de'],
  ])('%s', (typed, mailbox) => expect(value(emailFrom(typed))).toBe(mailbox))
  test.each(['anna', 'anna@', '@example.org', 'anna@example', 'a b@example.org', 'a@b@example.org', '.a@example.org'])(
    '%s is nobody’s',
    (typed) => expect(value(emailFrom(typed))).toBe('contact-point.email-invalid'),
  )
  test.each(['a..b@example.org', 'a@example..org', 'a@b.org, c@d.org', `${'x'.repeat(65)}@example.org`])(
    '%s is nobody’s',
    (typed) => expect(value(emailFrom(typed))).toBe('contact-point.email-invalid'),
  )
})

describe('a postal address', () => {
  test('stands on one line', () =>
    expect(value(postFrom('Lindenweg  4\n 70173 Stuttgart,\n'))).toBe('Lindenweg 4, 70173 Stuttgart'))
  test.each(['', ' \n ', '70173', ',,'])('"%s" reaches nobody', (typed) =>
    expect(value(postFrom(typed))).toBe('contact-point.post-invalid'),
  )
})

test('a value read once is read the same again', () => {
  const kinds = fc.constantFrom('email', 'phone', 'post' as const)
  const typed = fc.oneof(
    fc.string(),
    fc.emailAddress(),
    fc.stringMatching(/^\+?[0-9 ()/-]{4,18}$/),
    fc.constantFrom('Straße 4\nUlm', 'A,B', '+49 170 1234567'),
  )
  fc.assert(
    fc.property(kinds, typed, fc.constantFrom('DE', 'FR', 'GB', 'CH'), (kind, text, country) => {
      const once = contactPointFrom(kind, text, country)
      if (once.ok) expect(contactPointFrom(kind, once.value.value, country)).toEqual(once)
    }),
    { numRuns: 2000 },
  )
})
