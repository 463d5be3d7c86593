import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rules } from '@shared/notice/rules'
import { shapeRules } from '@shared/notice/shape'
import { languages } from '@shared/terms/language'

const ids = [...rules, ...shapeRules].map(({ id }) => id)

describe.each(languages)('in %s', (language) => {
  const file = resolve(import.meta.dirname, `../../resources/locales/${language}/lint.json`)
  const words = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { wrong: string; mend: string }>

  test('every rule says what is wrong and how to mend it, and no sentence waits for a rule that does not exist', () => {
    expect(Object.keys(words).sort()).toEqual([...ids].sort())
    for (const [id, said] of Object.entries(words)) expect(Object.keys(said), id).toEqual(['wrong', 'mend'])
  })
  test('a sentence is whole, calm, and without a full stop', () => {
    for (const [id, { wrong, mend }] of Object.entries(words))
      for (const sentence of [wrong, mend]) {
        expect(sentence.length, id).toBeGreaterThan(6)
        expect(sentence, id).not.toMatch(/[.!]$/)
      }
  })
  test('no two rules complain in the same words', () => {
    const complaints = Object.values(words).map(({ wrong }) => wrong)
    expect(new Set(complaints).size).toBe(complaints.length)
  })
})
