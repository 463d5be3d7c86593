import { contactPointFrom } from '@shared/capture/contact-points'
import { dateFrom } from '@shared/capture/typed-date'
import type { Comparable } from '@shared/matching/person'
import type { ContactPoint } from '@shared/terms/contact-point'

/** What somebody who says "stop" told us about themselves; any of it may be missing. */
export type Said = {
  readonly givenName: string
  readonly familyName: string
  readonly birthDate: string
  readonly email: string
  readonly phone: string
  readonly post: string
}

export const nothingSaid: Said = { givenName: '', familyName: '', birthDate: '', email: '', phone: '', post: '' }

/** What was said, as matching sees a person. A number that is no number is left out, never guessed at. */
export function comparableFrom(said: Said, country: string): Comparable {
  return {
    givenName: said.givenName.trim(),
    familyName: said.familyName.trim(),
    birthDate: dateFrom(said.birthDate) ?? null,
    contactPoints: pointsFrom(said, country),
  }
}

function pointsFrom(said: Said, country: string): ContactPoint[] {
  return (['email', 'phone', 'post'] as const).flatMap((kind) => {
    const read = contactPointFrom(kind, said[kind], country)
    return said[kind].trim() !== '' && read.ok ? [read.value] : []
  })
}

/** Fields that say something nobody can be reached by, or a day that is in no calendar. */
export function unreadable(said: Said, country: string): readonly (keyof Said)[] {
  const points = (['email', 'phone', 'post'] as const).filter(
    (kind) => said[kind].trim() !== '' && !contactPointFrom(kind, said[kind], country).ok,
  )
  return said.birthDate.trim() !== '' && dateFrom(said.birthDate) === undefined ? ['birthDate', ...points] : points
}

/** Enough to look for somebody, or to stop writing to a number nobody is known under. */
export const isEnough = ({ familyName, givenName, contactPoints }: Comparable): boolean =>
  contactPoints.length > 0 || `${givenName}${familyName}`.length > 1
