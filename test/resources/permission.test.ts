import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { consentCitation, ruleCitations } from '@shared/consent/citations'
import type { Citation } from '@shared/consent/country-profile'
import { cures } from '@shared/consent/cure'
import { ConsentEvent } from '@shared/consent/event'
import { RuleCode, whys } from '@shared/consent/reason'
import { channels } from '@shared/terms/contact-point'
import { EvidenceKind } from '@shared/terms/evidence'
import { languages } from '@shared/terms/language'
import { profiles } from '../builders/rules'

type Words = Readonly<Record<string, Readonly<Record<string, string>>>>
const wordsOf = (language: string, area: string): Words =>
  JSON.parse(
    readFileSync(resolve(import.meta.dirname, `../../resources/locales/${language}/${area}.json`), 'utf8'),
  ) as Words

/** Every citation anywhere in these values. */
const citationsIn = (value: unknown): Citation[] => {
  if (typeof value !== 'object' || value === null) return []
  if ('article' in value && 'verified' in value) return [value as Citation]
  return Object.values(value).flatMap(citationsIn)
}
const citations = [...citationsIn(profiles), ...citationsIn(ruleCitations), consentCitation]

describe.each(languages)('in %s', (language) => {
  const words = wordsOf(language, 'permission')
  const keys = (section: string) => Object.keys(words[section] ?? {}).sort()

  test('every rule and every reason has its sentence, and no sentence waits for a reason that does not exist', () => {
    expect(keys('rule')).toEqual([...RuleCode.options].sort())
    expect(keys('why')).toEqual([...whys].sort())
  })
  test('every cure, and every way one may ask', () => {
    expect(keys('cure')).toEqual([...new Set(Object.values(cures))].sort())
    expect(keys('way')).toEqual(['in-person', ...channels].sort())
  })
  test('every citation of the rule and of every country', () =>
    expect(keys('citation')).toEqual([...new Set(citations.map(({ id }) => id))].sort()))
  test('every kind of fact and of evidence has its words in a proof', () => {
    const proof = wordsOf(language, 'proof')
    expect(Object.keys(proof['event'] ?? {})).toEqual(
      expect.arrayContaining(ConsentEvent.options.map(({ shape }) => shape.type.value)),
    )
    expect(Object.keys(proof['attached'] ?? {})).toEqual(expect.arrayContaining(EvidenceKind.options))
  })
  test('every kind of fact has its words on the person page', () =>
    expect(Object.keys(wordsOf(language, 'people')['event'] ?? {}).sort()).toEqual(
      ConsentEvent.options.map(({ shape }) => shape.type.value).sort(),
    ))
})

test('one citation is checked everywhere or nowhere, and has one article', () => {
  const byId = new Map<string, string>()
  for (const { id, article, verified } of citations) {
    const said = `${article} ${verified}`
    expect(byId.get(id) ?? said, id).toBe(said)
    byId.set(id, said)
  }
})
