import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Language } from '@shared/terms/language'

const root = resolve(import.meta.dirname, '../../resources/locales')

/** The words of the interface as the operator sees them: `words('de')('capture', 'person.handOver')`. */
export function words(language: Language) {
  return (area: string, path: string, gaps: Record<string, string> = {}): string => {
    let found: unknown = JSON.parse(readFileSync(resolve(root, language, `${area}.json`), 'utf8'))
    for (const key of path.split('.')) found = (found as Record<string, unknown> | undefined)?.[key]
    if (typeof found !== 'string') throw new Error(`${area}:${path} is not said in ${language}`)
    return found.replace(/\{\{(\w+)\}\}/g, (_, name: string) => gaps[name] ?? '')
  }
}
