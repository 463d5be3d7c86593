import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CaptureProblemKey } from '@shared/capture/problem'
import { PaperProblemKey } from '@shared/capture/reading'
import { languages } from '@shared/terms/language'

type Words = { readonly [key: string]: string | Words }
const keys = [...CaptureProblemKey.options, ...PaperProblemKey.options]

const flat = (words: Words, before = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, word]) =>
    typeof word === 'string' ? [[before + key, word] as [string, string]] : flat(word, `${before}${key}.`),
  )

describe.each(languages)('in %s', (language) => {
  const file = resolve(import.meta.dirname, `../../resources/locales/${language}/problems.json`)
  const sentences = new Map(flat(JSON.parse(readFileSync(file, 'utf8')) as Words))

  test('every problem has its sentence, and no sentence waits for a problem that does not exist', () =>
    expect([...sentences.keys()].sort()).toEqual([...keys].sort()))
  test('a sentence says what to do, without full stop, exclamation or blame', () => {
    for (const [key, sentence] of sentences) {
      expect(sentence.length, key).toBeGreaterThan(10)
      expect(sentence, key).not.toMatch(/[.!]$/)
    }
  })
  test.runIf(language === 'fr')('French punctuation keeps its narrow space', () => {
    for (const [key, sentence] of sentences) expect(sentence, key).not.toMatch(/[^\u202f][:;?!]/)
  })
})
