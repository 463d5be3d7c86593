import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Language } from '@shared/terms/language'

/** The sentence of a key (`paper.empty-file`) in the language of the terminal. */
export type Sentences = (key: string) => string

type Words = { readonly [part: string]: string | Words }

/** LC_ALL, then LANG say which language; English if it is none of ours. */
export async function sentences(locales: string, area: string, environment = process.env): Promise<Sentences> {
  const wanted = (environment.LC_ALL ?? environment.LANG ?? '').slice(0, 2)
  const language = Language.safeParse(wanted).data ?? 'en'
  const words = JSON.parse(await readFile(join(locales, language, `${area}.json`), 'utf8')) as Words
  return (key) => {
    let found: string | Words | undefined = words
    for (const part of key.split('.')) found = typeof found === 'object' ? found[part] : undefined
    return typeof found === 'string' ? found : key
  }
}
