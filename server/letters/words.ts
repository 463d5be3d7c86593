import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { must } from '@shared/base/never'
import { type Language, languages } from '@shared/terms/language'
import type { Instant } from '@shared/terms/time'

const Words = z.record(z.string(), z.record(z.string(), z.string()))
type Words = z.infer<typeof Words>

/** Says the sentence `group.key` of `resources/locales/<language>/letters.json`, its gaps filled. */
export type Say = (language: Language, sentence: string, gaps?: Readonly<Record<string, string>>) => string

export async function readLetterWords(from = import.meta.dirname): Promise<Say> {
  const folder = localesAbove(from)
  const byLanguage = new Map<Language, Words>()
  for (const language of languages) {
    const text = await readFile(join(folder, language, 'letters.json'), 'utf8')
    byLanguage.set(language, Words.parse(JSON.parse(text)))
  }
  return (language, sentence, gaps = {}) => {
    const [group = '', key = ''] = sentence.split('.')
    const words = must(byLanguage.get(language)?.[group]?.[key], `the sentence ${sentence}`)
    return words.replace(/\{\{(\w+)\}\}/g, (_, gap: string) => must(gaps[gap], `the gap ${gap} of ${sentence}`))
  }
}

function localesAbove(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const here = join(folder, 'resources', 'locales')
    if (existsSync(here)) return here
    if (folder === dirname(folder)) throw new Error('The server does not find its words.')
  }
}

/** The day of a moment as it is written in a language, by the calendar of our countries. */
export const dayIn = (language: Language, moment: Instant): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'Europe/Paris' }).format(new Date(moment))
