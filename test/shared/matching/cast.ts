import type { Comparable, KnownPerson } from '@shared/matching/person'
import type { ContactPoint } from '@shared/terms/contact-point'
import { SubjectId } from '@shared/terms/ids'

const point = (kind: ContactPoint['kind'], value: string | undefined): ContactPoint[] =>
  value === undefined ? [] : [{ kind, value }]

type Few = { given?: string; family?: string; born?: string; email?: string; phone?: string; post?: string }

export const person = ({ given = '', family = '', born, email, phone, post }: Few): Comparable => ({
  givenName: given,
  familyName: family,
  birthDate: born ?? null,
  contactPoints: [...point('email', email), ...point('phone', phone), ...point('post', post)],
})

export const subject = (n: number): SubjectId =>
  SubjectId.parse(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`)

export const known = (n: number, few: Few): KnownPerson => ({ ...person(few), subject: subject(n) })

export const anna = {
  given: 'Anna',
  family: 'Keller',
  born: '1984-03-12',
  email: 'anna.keller@example.org',
  phone: '+491701234567',
  post: 'Lindenweg 4, 70173 Stuttgart',
}
