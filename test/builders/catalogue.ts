import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Catalogue } from '@shared/capture/catalogue'

const resources = resolve(import.meta.dirname, '../../resources')
const read = (folder: string): unknown[] =>
  readdirSync(join(resources, folder))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(resources, folder, file), 'utf8')) as unknown)

/** What the demo controller has released, as it stands in `resources/`. */
export const catalogue: Catalogue = Catalogue.parse({
  controller: read('controller')[0],
  purposes: read('purposes'),
  notices: read('notices'),
  forms: read('forms'),
})
