import type { FieldRole } from './form-template'
import { dateFrom } from './typed-date'

/** A value found on a page of no known form, and what it could be meant for. */
export type Offered = { readonly role: FieldRole; readonly text: string }

const EMAIL = /[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+/g
const DATE = /\b(?:\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{4}|\d{4}-\d{2}-\d{2})\b/g
const PHONE = /(?:\+|00|\b0)\d(?:[\s()/.-]{0,3}\d){6,13}\b/g
/** A street with its number and a postcode with its town, on one line or two. */
const PLACE = /\b(?:[A-Z]{1,2}-)?\d{4,5}\s+\p{Lu}[\p{L}.' -]{2,}/u
const LABEL =
  /(?<!\p{L})(name|nom|prénom|prenom|vorname|nachname|familienname|first name|last name|surname)(?!\p{L})\s*[:.]?\s*/giu

/**
 * What on a page may be an e-mail address, a number, a day, an address or a name, in the order it stands there. Offered
 * beside the picture for a person to take or leave; nothing of it is a reading of a field, and none of it is accepted.
 */
export function offeredValues(print: string): Offered[] {
  const lines = print.split(/\r?\n/).map((line) => line.replace(/\s+/g, ' ').trim())
  const found = lines.flatMap((line, at): Offered[] => {
    const dates = (line.match(DATE) ?? []).filter((text) => dateFrom(text))
    const withoutDates = dates.reduce((rest, date) => rest.replace(date, ' '), line)
    const place = PLACE.exec(withoutDates)
    const street =
      place &&
      (withoutDates
        .slice(0, place.index)
        .replace(/[,;·|]\s*$/, '')
        .trim() ||
        (lines[at - 1] ?? ''))
    return [
      ...(withoutDates.match(PHONE) ?? []).map((text): Offered => ({ role: 'phone', text: text.trim() })),
      ...(line.match(EMAIL) ?? []).map((text): Offered => ({ role: 'email', text })),
      ...dates.flatMap((text): Offered[] => [
        { role: 'birthDate', text },
        { role: 'statedOn', text },
      ]),
      // A number and a word alone are anything; with a street and its number they are an address.
      ...(place && street && /\d/.test(street)
        ? [{ role: 'postalAddress' as const, text: `${street}, ${place[0].trim()}` }]
        : []),
      ...nameOffers(line),
    ]
  })
  return found.filter(({ role, text }, at) => found.findIndex((one) => one.role === role && one.text === text) === at)
}

/** What follows each label, up to the next one. */
function nameOffers(line: string): Offered[] {
  const labels = [...line.matchAll(LABEL)]
  return labels.flatMap((label, at): Offered[] => {
    const text = line.slice(label.index + label[0].length, labels[at + 1]?.index).trim()
    const word = (label[1] ?? '').toLowerCase()
    if (text === '' || text.length > 60) return []
    if (/vorname|prénom|prenom|first/.test(word)) return [{ role: 'givenName', text }]
    const [first = '', ...rest] = text.split(' ')
    if (word !== 'name' || rest.length === 0) return [{ role: 'familyName', text }]
    return [
      { role: 'givenName', text: first },
      { role: 'familyName', text: rest.join(' ') },
    ]
  })
}
