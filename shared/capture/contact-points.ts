import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { CountryCode } from 'libphonenumber-js/max'
import { type Result, notOk, ok } from '../base/result'
import { never } from '../base/never'
import type { ContactPoint } from '../terms/contact-point'
import type { Language } from '../terms/language'
import type { CaptureProblemKey } from './problem'

export type ContactPointProblem = Extract<CaptureProblemKey, `contact-point.${string}`>
type Read = Result<ContactPoint, ContactPointProblem>

const LONGEST = 400
/** RFC 5321, 4.5.3.1: 64 letters before the @, 254 in all. */
const MAILBOX =
  /^(?!\.)(?!.*\.\.)[^\s@<>(),;:"\\[\]\p{Cc}]{1,64}(?<!\.)@([^\s@<>(),;:"\\[\]\p{Cc}.]+\.)+[\p{L}\p{M}\d-]{2,}$/u

/**
 * Brings what somebody typed or wrote to the one spelling by which a contact point is known. Two spellings of one
 * number become one value; a value that cannot be reached is a problem, never a guess.
 */
export function contactPointFrom(kind: ContactPoint['kind'], typed: string, country: string): Read {
  switch (kind) {
    case 'email':
      return emailFrom(typed)
    case 'phone':
      return phoneFrom(typed, country)
    case 'post':
      return postFrom(typed)
    default:
      return never(kind)
  }
}

/** The mailbox in lower case. Letters beyond ASCII stay: they are somebody's name. */
export function emailFrom(typed: string): Read {
  const value = typed.normalize('NFC').trim().toLowerCase()
  return value.length <= 254 && MAILBOX.test(value)
    ? ok({ kind: 'email', value })
    : notOk<ContactPointProblem>('contact-point.email-invalid')
}

/**
 * The E.164 number, read as in `country` (ISO 3166-1) unless it names its own. "Possible" is enough: numbering plans
 * open ranges before any table knows them.
 */
export function phoneFrom(typed: string, country: string): Read {
  const number = parsePhoneNumberFromString(typed.trim(), { defaultCountry: country as CountryCode, extract: false })
  if (!number?.isPossible()) return notOk<ContactPointProblem>('contact-point.phone-invalid')
  // E.164 cannot say an extension, and the number without it reaches somebody else.
  if (number.ext) return notOk<ContactPointProblem>('contact-point.phone-with-extension')
  return ok({ kind: 'phone', value: number.number })
}

/** The address on one line, its parts separated by a comma, otherwise as written. */
export function postFrom(typed: string): Read {
  const value = typed
    .normalize('NFC')
    .split(/[\r\n,]+/)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '')
    .join(', ')
  if (value.length > LONGEST) return notOk<ContactPointProblem>('contact-point.too-long')
  return /\p{L}/u.test(value) ? ok({ kind: 'post', value }) : notOk<ContactPointProblem>('contact-point.post-invalid')
}

const homes: Record<Language, string> = { fr: 'FR', de: 'DE', en: 'GB' }

/** Where a form in this language is at home, if nothing better is known: how its numbers without a + are read. */
export const countryOf = (language: Language): string => homes[language]
