import type { TypedPerson } from '@shared/capture/draft'
import { dateFrom } from '@shared/capture/typed-date'
import { profilesFor } from '@shared/consent/effective-permission'
import type { Rules } from '@shared/consent/question'
import { childSaysItToo } from '@shared/consent/validity'
import { type Instant, dayOf } from '@shared/terms/time'

/** Whether a guardian's yes for this person, as typed so far, will hold only if the child says it too. */
export function childMustBeHeard(
  { birthDate, country }: Pick<TypedPerson, 'birthDate' | 'country'>,
  rules: Pick<Rules, 'profiles'>,
  on: Instant,
): boolean {
  const born = dateFrom(birthDate)
  if (!born) return false
  const { profiles } = profilesFor({ countries: [country] }, rules, on)
  return profiles.some((profile) => childSaysItToo([born], { profile, said: dayOf(on) }))
}
