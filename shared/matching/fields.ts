import { isPlaceholder, matchForm } from './normalise'
import type { Comparable } from './person'

/** An address in parts; any may be empty. */
export type Post = {
  readonly street: string
  readonly number: string
  readonly postcode: string
  readonly city: string
}

/** A person in the fields that are compared, as written. */
export type Fields = {
  readonly givenName: string
  readonly familyName: string
  /** ISO day, or a year alone, or null. */
  readonly birthDate: string | null
  readonly posts: readonly Post[]
  readonly emails: readonly string[]
  readonly phones: readonly string[]
  readonly company: string
  readonly nationalId: string
}

export function fieldsFrom(person: Comparable): Fields {
  const values = (kind: 'email' | 'phone' | 'post') =>
    person.contactPoints.flatMap((point) => (point.kind === kind ? [point.value] : []))
  return {
    givenName: person.givenName,
    familyName: person.familyName,
    birthDate: person.birthDate,
    posts: values('post').slice(0, MOST_POSTS).map(postFrom),
    emails: values('email'),
    phones: values('phone'),
    company: '',
    nationalId: '',
  }
}

const MOST_POSTS = 3

/** Postcodes of the countries we work in: GB, then five digits, then four (CH, AT, BE, AU). */
const POSTCODES = [
  /\b[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}\b/g,
  /\b(?:[A-Z]{1,2}[- ])?\d{5}\b/g,
  /\b(?:[A-Z]{1,2}[- ])?\d{4}\b/g,
]

/** An address on one line taken apart: the town stands with the postcode, the street in the parts before it. */
export function postFrom(line: string): Post {
  const text = line.slice(0, 400).normalize('NFC')
  if (isPlaceholder(matchForm(text))) return { street: '', number: '', postcode: '', city: '' }
  const parts = text.split(/[,\n;]+/).map((part) => part.trim()).filter((part) => part !== '') // prettier-ignore
  const postcode = POSTCODES.flatMap((form) => text.match(form)?.slice(-1) ?? [])[0] ?? ''
  const at = postcode === '' ? -1 : parts.findLastIndex((part) => part.includes(postcode))
  const [before = '', after = ''] = at < 0 ? [] : (parts[at] ?? '').split(postcode).map((piece) => piece.trim())
  if (at < 0) {
    const city = parts.length > 1 ? (parts.at(-1) ?? '') : ''
    return { ...streetFrom(parts.slice(0, Math.max(1, parts.length - 1)).join(' ')), postcode, city }
  }
  const streets = parts.slice(0, at)
  const later = parts.slice(at + 1)
  if (after !== '') return { ...streetFrom([...streets, before].join(' ')), postcode, city: after }
  const city = before !== '' && streets.length > 0 ? before : (later[0] ?? before)
  return { ...streetFrom(streets.length > 0 ? streets.join(' ') : city === before ? '' : before), postcode, city }
}

/** "12 bis, rue de la Paix" and "Lindenstraße 4a": the number stands first or last. */
export function streetFrom(text: string): { street: string; number: string } {
  const [, first = '', rest = ''] = /^\s*(\d+\s?(?:[a-zA-Z]|bis|ter)?)\b[\s,]*(.*)$/.exec(text) ?? []
  if (rest !== '') return { street: rest, number: first }
  const [, name = '', last = ''] = /^(.*?)[\s,]+(\d+\s?[a-zA-Z]?)\s*$/.exec(text) ?? []
  return name === '' ? { street: text, number: '' } : { street: name, number: last }
}
