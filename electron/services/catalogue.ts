import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { must } from '@shared/base/never'
import { Catalogue } from '@shared/capture/catalogue'
import { CountryProfile } from '@shared/consent/country-profile'

/** Reads what the controller has released from the `resources` folder. */
export async function readCatalogue(resources: string): Promise<Catalogue> {
  const [controllers, purposes, notices, forms] = await Promise.all(
    ['controller', 'purposes', 'notices', 'forms'].map((room) => readAll(join(resources, room))),
  )
  return Catalogue.parse({ controller: must(controllers?.[0], 'the controller'), purposes, notices, forms })
}

/** What our countries ask of a consent, each from its day on. */
export const readProfiles = async (resources: string): Promise<CountryProfile[]> =>
  (await readAll(join(resources, 'countries'))).map((profile) => CountryProfile.parse(profile))

async function readAll(folder: string): Promise<unknown[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as unknown))
}
