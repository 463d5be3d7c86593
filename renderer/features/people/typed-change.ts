import { type Result, notOk, ok } from '@shared/base/result'
import { contactPointFrom } from '@shared/capture/contact-points'
import { dateFrom } from '@shared/capture/typed-date'
import type { CaptureProblemKey } from '@shared/capture/problem'
import type { Change } from '@shared/consent/change'
import { type ContactPoint, contactPointKey } from '@shared/terms/contact-point'
import type { Language } from '@shared/terms/language'
import type { SubjectDetails } from '@shared/terms/party'
import type { PersonView } from '../../store/people'

/** The short forms of "something has changed", by what is asked in words. */
export const occasions = [
  'new-point',
  'moved',
  'new-name',
  'new-employer',
  'not-theirs',
  'died',
  'wrong-details',
] as const
export type Occasion = (typeof occasions)[number]

/** What stands in the form; each occasion reads what it shows. */
export type Typed = {
  /** Key of the contact point it is about; empty: none of those we have. */
  readonly which: string
  /** It has changed, or we had it wrong. */
  readonly how: 'changed' | 'wrong'
  readonly value: string
  readonly country: string
  readonly givenName: string
  readonly familyName: string
  readonly birthDate: string
  readonly language: Language
  readonly old: readonly string[]
  readonly as: 'someone-elses' | 'unreachable'
}

type Problem = { readonly field: keyof Typed; readonly key: CaptureProblemKey | 'known' | 'nothing-new' | 'which' }

/** What we know of them, put into the form, so that only what differs is typed. */
export function typedFrom({ person, contactPoints }: PersonView, occasion: Occasion): Typed {
  const { givenName, familyName, birthDate, language, country } = person.details
  const first = pointsFor(occasion, contactPoints)[0]
  return {
    which: occasion !== 'new-employer' && occasion !== 'not-theirs' && first ? contactPointKey(first) : '',
    how: 'changed',
    value: '',
    country,
    givenName,
    familyName,
    birthDate: birthDate ? birthDate.split('-').reverse().join('.') : '',
    language,
    old: [],
    as: 'someone-elses',
  }
}

/** The contact points an occasion may be about. */
export const pointsFor = (occasion: Occasion, points: readonly ContactPoint[]): ContactPoint[] =>
  points.filter(({ kind }) => {
    if (occasion === 'moved') return kind === 'post'
    return occasion === 'not-theirs' || kind !== 'post'
  })

/** The form becomes a change, or says what is wrong with it, field by field. */
export function changeFrom(occasion: Occasion, typed: Typed, view: PersonView): Result<Change, Problem> {
  const { details } = view.person
  const from = view.contactPoints.find((point) => contactPointKey(point) === typed.which) ?? null
  const read = (kind: ContactPoint['kind']): Result<ContactPoint, Problem> => {
    const point = contactPointFrom(kind, typed.value, typed.country)
    if (!point.ok) return notOk(...point.problems.map((key): Problem => ({ field: 'value', key })))
    const known = view.contactPoints.some((one) => contactPointKey(one) === contactPointKey(point.value))
    return known ? notOk<Problem>({ field: 'value', key: 'known' }) : point
  }
  switch (occasion) {
    case 'new-point': {
      const to = read(from?.kind ?? (typed.value.includes('@') ? 'email' : 'phone'))
      if (!to.ok) return to
      return ok(
        from && typed.how === 'wrong'
          ? { kind: 'wrong-contact-point', from, to: to.value }
          : { kind: 'new-contact-point', from, to: to.value },
      )
    }
    case 'moved': {
      if (typed.value.trim() === '' && typed.how === 'changed')
        return ok({ kind: 'moved', from, to: null, country: typed.country })
      const to = read('post')
      if (!to.ok) return to
      return ok(
        from && typed.how === 'wrong'
          ? { kind: 'wrong-contact-point', from, to: to.value }
          : { kind: 'moved', from, to: to.value, country: typed.country },
      )
    }
    case 'new-name': {
      const after = { givenName: spaced(typed.givenName), familyName: spaced(typed.familyName) }
      if (after.givenName === '' && after.familyName === '')
        return notOk<Problem>({ field: 'familyName', key: 'capture.name-missing' })
      if (after.givenName === details.givenName && after.familyName === details.familyName)
        return notOk<Problem>({ field: 'familyName', key: 'nothing-new' })
      return ok(typed.how === 'wrong' ? { kind: 'wrong-details', after } : { kind: 'new-name', after })
    }
    case 'new-employer': {
      const old = view.contactPoints.filter((point) => typed.old.includes(contactPointKey(point)))
      if (typed.value.trim() === '') return ok({ kind: 'new-employer', old, to: null })
      const to = read(typed.value.includes('@') ? 'email' : 'phone')
      return to.ok ? ok({ kind: 'new-employer', old, to: to.value }) : to
    }
    case 'not-theirs':
      return from
        ? ok({ kind: 'not-theirs', contactPoint: from, as: typed.as })
        : notOk<Problem>({ field: 'which', key: 'which' })
    case 'died':
      return ok({ kind: 'died' })
    case 'wrong-details': {
      const born = typed.birthDate.trim() === '' ? null : dateFrom(typed.birthDate)
      if (born === undefined) return notOk<Problem>({ field: 'birthDate', key: 'capture.birth-date-invalid' })
      const after: Partial<SubjectDetails> = {
        ...(born === details.birthDate ? {} : { birthDate: born }),
        ...(typed.country === details.country ? {} : { country: typed.country }),
        ...(typed.language === details.language ? {} : { language: typed.language }),
      }
      return Object.keys(after).length > 0
        ? ok({ kind: 'wrong-details', after })
        : notOk<Problem>({ field: 'birthDate', key: 'nothing-new' })
    }
  }
}

const spaced = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()
