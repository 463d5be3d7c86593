import { existsSync } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { must } from '@shared/base/never'
import { Catalogue } from '@shared/capture/catalogue'

/** What the controller has released, from the `resources` folder nearest above this program. */
export async function readCatalogue(from = import.meta.dirname): Promise<Catalogue> {
  const resources = resourcesAbove(from)
  const [controllers, purposes, notices, forms] = await Promise.all(
    ['controller', 'purposes', 'notices', 'forms'].map((room) => readAll(join(resources, room))),
  )
  return Catalogue.parse({ controller: must(controllers?.[0], 'the controller'), purposes, notices, forms })
}

function resourcesAbove(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'resources', 'controller'))) return join(folder, 'resources')
    if (folder === dirname(folder)) throw new Error('the server does not find its resources')
  }
}

async function readAll(folder: string): Promise<unknown[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as unknown))
}
