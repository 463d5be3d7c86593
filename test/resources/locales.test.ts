import { readFileSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { languages } from '@shared/terms/language'

const root = resolve(import.meta.dirname, '../../resources/locales')
const areas = [...new Set(languages.flatMap((language) => readdirSync(resolve(root, language))))]

/** Every key of a file with its sentence. Plural forms are one key: languages differ in how many they have. */
function wordsOf(language: string, area: string): Map<string, string> {
  const words = new Map<string, string>()
  const walk = (value: unknown, path: string) => {
    if (typeof value === 'string') words.set(path, value)
    else for (const [key, part] of Object.entries(value as object)) walk(part, path === '' ? key : `${path}.${key}`)
  }
  walk(JSON.parse(readFileSync(resolve(root, language, area), 'utf8')), '')
  return words
}

const singular = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '')
const keysOf = (language: string, area: string) =>
  [...new Set([...wordsOf(language, area).keys()].map(singular))].sort()
/** What a sentence leaves open: `{{count}}`, `{{name}}`. */
const gapsOf = (sentence: string) => [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()

describe.each(areas)('%s', (area) => {
  test.each(languages)('says in %s everything the other languages say', (language) => {
    expect(keysOf(language, area)).toEqual(keysOf('en', area))
  })

  test.each(languages)('leaves nothing empty in %s and fills the same gaps', (language) => {
    const english = wordsOf('en', area)
    for (const [key, sentence] of wordsOf(language, area)) {
      expect(sentence.trim(), key).not.toBe('')
      const same = english.get(key) ?? english.get(`${singular(key)}_other`) ?? ''
      expect(gapsOf(sentence), key).toEqual(gapsOf(same))
    }
  })

  test('has every plural form a language asks for', () => {
    for (const language of languages) {
      const words = wordsOf(language, area)
      const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories
      for (const key of words.keys())
        if (key !== singular(key))
          for (const form of wanted) expect(words.has(`${singular(key)}_${form}`), `${key} in ${language}`).toBe(true)
    }
  })

  test('keeps French typography: no breaking space before a high mark, no straight apostrophe', () => {
    for (const [key, sentence] of wordsOf('fr', area)) {
      expect(sentence, key).not.toMatch(/[ \u00a0][;:!?»]|[\p{L}][;:!?](?!\p{L}|\/)/u)
      expect(sentence, key).not.toMatch(/\p{L}'\p{L}/u)
    }
  })
})
