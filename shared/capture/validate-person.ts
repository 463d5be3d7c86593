import { type ContactPoint, contactPointKey } from '../terms/contact-point'
import type { Language } from '../terms/language'
import type { SubjectDetails } from '../terms/party'
import type { PlainDate } from '../terms/time'
import { contactPointFrom } from './contact-points'
import type { Speaker, TypedPerson } from './draft'
import type { CaptureProblem } from './problem'
import { dateFrom, fullYears } from './typed-date'

/** Nobody younger says yes to advertising here without their guardian; a no is taken at any age. */
export const YOUNGEST = 16

const NAME_LETTERS = 120

/** Names, birth date, country: as typed, or with everything wrong about them said. `name` calls a field by its name. */
export function detailsFrom(
  typed: Pick<TypedPerson, 'givenName' | 'familyName' | 'birthDate' | 'country'>,
  { language, today, name }: { language: Language; today: PlainDate; name: (role: keyof TypedPerson) => string },
  problems: CaptureProblem[],
): SubjectDetails | null {
  const before = problems.length
  const givenName = spaced(typed.givenName)
  const familyName = spaced(typed.familyName)
  if (givenName === '' && familyName === '') problems.push({ key: 'capture.name-missing', field: name('familyName') })
  for (const [role, part] of Object.entries({ givenName, familyName } as const))
    if (part.length > NAME_LETTERS)
      problems.push({ key: 'capture.name-too-long', field: name(role as 'givenName' | 'familyName') })
  if (!/^[A-Z]{2}$/.test(typed.country)) problems.push({ key: 'capture.country-missing', field: name('country') })

  const birthDate = typed.birthDate.trim() === '' ? null : (dateFrom(typed.birthDate) ?? 'invalid')
  if (birthDate === 'invalid') {
    problems.push({ key: 'capture.birth-date-invalid', field: name('birthDate') })
    return null
  }
  if (birthDate !== null && birthDate > today)
    problems.push({ key: 'capture.birth-date-in-future', field: name('birthDate') })
  return problems.length > before ? null : { givenName, familyName, birthDate, language, country: typed.country }
}

/** The contact points typed, each in its one spelling; an empty field is no contact point and no problem. */
export function contactPointsFrom(
  typed: Partial<Record<ContactField, string>>,
  country: string,
  name: (role: ContactField) => string,
  problems: CaptureProblem[],
): ContactPoint[] {
  const found: ContactPoint[] = []
  for (const [field, kind] of kinds) {
    const text = typed[field] ?? ''
    if (text.trim() === '') continue
    const point = contactPointFrom(kind, text, country)
    if (point.ok) found.push(point.value)
    else problems.push(...point.problems.map((key) => ({ key, field: name(field) })))
  }
  return found
}

type ContactField = 'email' | 'phone' | 'postalAddress'
const kinds: readonly (readonly [ContactField, ContactPoint['kind']])[] = [
  ['email', 'email'],
  ['phone', 'phone'],
  ['postalAddress', 'post'],
]

/** A yes of somebody too young does not count, and is not recorded as one. */
export function refuseTheYoung(
  birthDate: PlainDate | null,
  statedOn: PlainDate,
  field: string,
  problems: CaptureProblem[],
): void {
  if (birthDate !== null && fullYears(birthDate, statedOn) < YOUNGEST)
    problems.push({ key: 'capture.too-young', field })
}

/** Who speaks for somebody has a name, and for a yes must be shown to be allowed to. */
export function speakerFrom(
  speaker: Speaker | undefined,
  saysYes: boolean,
  problems: CaptureProblem[],
): Speaker | undefined {
  if (!speaker) return undefined
  const name = spaced(speaker.name)
  if (name === '') problems.push({ key: 'capture.speaker-missing', field: 'speaker' })
  if (name.length > 2 * NAME_LETTERS) problems.push({ key: 'capture.name-too-long', field: 'speaker' })
  if (saysYes && speaker.authority === null) problems.push({ key: 'capture.authority-missing', field: 'authority' })
  return { ...speaker, name }
}

export const eachOnce = (points: readonly ContactPoint[]): ContactPoint[] => [
  ...new Map(points.map((point) => [contactPointKey(point), point])).values(),
]

const spaced = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()
