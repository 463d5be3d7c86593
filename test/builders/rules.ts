import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CountryProfile } from '@shared/consent/country-profile'
import type { Rules } from '@shared/consent/question'
import { catalogue } from './catalogue'

const countries = resolve(import.meta.dirname, '../../resources/countries')

/** Every country profile as it stands in `resources/`, by its file. */
export const profileFiles: ReadonlyMap<string, CountryProfile> = new Map(
  readdirSync(countries)
    .sort()
    .map((file) => [file, CountryProfile.parse(JSON.parse(readFileSync(join(countries, file), 'utf8')))]),
)

export const profiles: readonly CountryProfile[] = [...profileFiles.values()]

/** What the demo controller has released, and the law of our countries; no other basis is switched on. */
export const rules: Rules = { catalogue, profiles }
