import type { Catalogue } from '@shared/capture/catalogue'
import { CountryProfile } from '@shared/consent/country-profile'
import type { Rules } from '@shared/consent/question'

const countries = import.meta.glob('../../resources/countries/*.json', { eager: true, import: 'default' })

let profiles: readonly CountryProfile[] | undefined

/** What an answer depends on besides the facts. The files of the evidence are not looked at for a screen. */
export function rulesFrom(catalogue: Catalogue): Rules {
  profiles ??= Object.values(countries).map((profile) => CountryProfile.parse(profile))
  return { catalogue, profiles, evidence: 'not-checked' }
}
