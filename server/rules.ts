import { existsSync } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Notice } from '@shared/terms/notice'
import { Purpose } from '@shared/terms/purpose'
import { CountryProfile } from '@shared/consent/country-profile'
import type { Rules } from '@shared/consent/question'

/** What an answer depends on besides the facts, from the `resources` folder: the same files the workstations ship. */
export async function readRules(resources = resourcesAbove(import.meta.dirname)): Promise<Rules> {
  const [purposes, notices, profiles] = await Promise.all([
    readAll(join(resources, 'purposes'), (value) => Purpose.parse(value)),
    readAll(join(resources, 'notices'), (value) => Notice.parse(value)),
    readAll(join(resources, 'countries'), (value) => CountryProfile.parse(value)),
  ])
  return { catalogue: { purposes, notices }, profiles, evidence: 'not-checked' }
}

async function readAll<T>(folder: string, parse: (value: unknown) => T): Promise<T[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(names.map(async (name) => parse(JSON.parse(await readFile(join(folder, name), 'utf8')))))
}

/** The nearest `resources` upwards, beside the source and beside the bundle alike. */
function resourcesAbove(folder: string): string {
  const here = join(folder, 'resources')
  if (existsSync(join(here, 'countries'))) return here
  if (folder === dirname(folder)) throw new Error('The server does not find its resources.')
  return resourcesAbove(dirname(folder))
}
