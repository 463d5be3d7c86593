import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rules } from '@shared/notice/rules'
import { shapeRules } from '@shared/notice/shape'
import { faultyTemplates } from '../../notices/faults'
import { findingsIn, rulesIn } from '../../notices/review'
import { goodTemplates, type Template } from '../../notices/template'

const folder = resolve(import.meta.dirname, '../../fixtures/notices')
const written = { good: goodTemplates(), faulty: faultyTemplates() }
const textOf = (template: Template) => `${JSON.stringify(template, null, 2)}\n`

// The files are what the stories and faults say. `WRITE_CORPUS=1 npx vitest run test/shared/notice/corpus.test.ts`
if (process.env.WRITE_CORPUS === '1')
  for (const [kind, templates] of Object.entries(written)) {
    rmSync(join(folder, kind), { recursive: true, force: true })
    mkdirSync(join(folder, kind), { recursive: true })
    for (const template of templates) writeFileSync(join(folder, kind, `${template.name}.json`), textOf(template))
  }

const read = (kind: keyof typeof written): Template[] =>
  readdirSync(join(folder, kind))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, kind, file), 'utf8')) as Template)
const good = read('good')
const faulty = read('faulty')

test.each(['good', 'faulty'] as const)('the %s files are what the stories and faults say', (kind) => {
  const files = readdirSync(join(folder, kind)).sort()
  expect(files).toEqual(written[kind].map(({ name }) => `${name}.json`).sort())
  for (const template of written[kind])
    expect(readFileSync(join(folder, kind, `${template.name}.json`), 'utf8')).toBe(textOf(template))
})

describe('sixty faulty notices', () => {
  test('there are sixty, and every hard rule is broken by one of them at least', () => {
    expect(faulty).toHaveLength(60)
    const broken = new Set(faulty.flatMap(({ expect }) => expect))
    const hard = [...rules, ...shapeRules].filter(({ severity }) => severity === 'hard').map(({ id }) => id)
    expect(hard.filter((id) => !broken.has(id))).toEqual([])
  })
  test.each(faulty.map((template) => [template.name, template.fault, template] as const))(
    '%s: %s',
    (_name, _fault, template) => expect(rulesIn(findingsIn(template), 'hard')).toEqual(template.expect),
  )
})

describe('sixty good notices', () => {
  const alarms = good.map((template) => ({ name: template.name, rules: rulesIn(findingsIn(template), 'hard') }))
  const blocked = alarms.filter(({ rules: found }) => found.length > 0)

  test('there are sixty, twenty in each language, no two with the same words', () => {
    expect(good).toHaveLength(60)
    for (const language of ['fr', 'de', 'en'])
      expect(good.filter(({ notice }) => notice.language === language)).toHaveLength(20)
    expect(new Set(good.map(({ notice }) => notice.withdrawal)).size).toBe(60)
    expect(new Set(good.map(({ notice }) => notice.paragraphs.join(' '))).size).toBe(60)
  })
  test('at most one in twenty is blocked although nothing is wrong with it', () => {
    expect(blocked.length / good.length, JSON.stringify(blocked)).toBeLessThanOrEqual(0.05)
  })
  // Known and left: "A mailing house addresses the envelopes" names a recipient in words the rule does not know.
  test('exactly this one is', () =>
    expect(blocked).toEqual([{ name: 'hospice-shop.en', rules: ['recipients-stated'] }]))
  test('every rule lets at least one of them pass', () => {
    for (const { id } of rules)
      expect(
        good.some((template) => findingsIn(template).every(({ rule }) => rule !== id)),
        id,
      ).toBe(true)
  })
})

test('the same text has the same findings, however often it is read', () => {
  for (const template of [...good.slice(0, 6), ...faulty]) expect(findingsIn(template)).toEqual(findingsIn(template))
})
