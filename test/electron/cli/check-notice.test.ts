import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Finding } from '@shared/notice/finding'
import { checkNotices } from '../../../electron/cli/check-notice'

const root = resolve(import.meta.dirname, '../../..')
const at = (path: string) => join(root, path)
const folder = mkdtempSync(join(tmpdir(), 'check-notice-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the command; what it printed, and how it ended. */
async function run(...args: string[]) {
  const printed = { out: '', err: '' }
  const code = await checkNotices(args, {
    out: { write: (text) => (printed.out += text) },
    err: { write: (text) => (printed.err += text) },
  })
  const findings = printed.out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Finding & { file: string })
  return { code, findings, err: printed.err, rules: findings.map(({ rule }) => rule) }
}

describe('check-notice', () => {
  test('a fair notice in three languages ends with 0 and prints nothing', async () => {
    const files = ['de', 'fr', 'en'].map((language) => at(`resources/notices/offers.2.${language}.json`))
    const { code, findings } = await run(...files)
    expect({ code, findings }).toEqual({ code: 0, findings: [] })
  })

  test('a hard fault ends with 1; every finding is a line with file, rule, place and article', async () => {
    const file = at('resources/notices/offers.1.fr.json')
    const { code, findings, err } = await run(file)
    expect(code).toBe(1)
    expect(findings).toContainEqual({
      file,
      rule: 'french-calls-need-consent',
      severity: 'hard',
      where: 'fullText',
      article: 'Code conso L223-1, L223-2 (from 11 Aug 2026)',
    })
    expect(err).toMatch(/✗ fullText: \S/)
  })

  test('soft faults alone end with 0', async () => {
    const { code, findings } = await run(at('resources/notices/offers.1.de.json'))
    expect(code).toBe(0)
    expect(findings.length).toBeGreaterThan(0)
  })

  test('a paper form is checked with the notice it prints', async () => {
    const { code, rules } = await run(at('resources/forms/NEWS-DE.2.json'))
    expect(code).toBe(1)
    expect(rules).toContain('place-for-each-channel')
    expect(rules).toContain('no-implied-consent')
  })

  test('a file with everything around it needs no catalogue', async () => {
    expect((await run(at('test/fixtures/notices/good/hotel.fr.json'))).code).toBe(0)
    expect((await run(at('test/fixtures/notices/faulty/54.energy-advice.en.json'))).rules).toContain('no-pre-tick')
  })

  test('a draft is compared with the other languages given beside it', async () => {
    const draft = JSON.parse(readFileSync(at('resources/notices/offers.2.de.json'), 'utf8')) as Record<string, unknown>
    const file = join(folder, 'draft.json')
    writeFileSync(file, JSON.stringify({ ...draft, activeFrom: '2026-03-01' }))
    expect((await run(file, at('resources/notices/offers.2.fr.json'))).rules).toContain('same-version')
  })

  test('what is no file and what is no notice are told, and end with 1', async () => {
    const file = join(folder, 'shopping.json')
    writeFileSync(file, '{"milk": 2}')
    for (const path of [join(folder, 'nothing-here.json'), file]) {
      const { code, findings } = await run(path)
      expect(code).toBe(1)
      expect(findings.length).toBeGreaterThan(0)
    }
  })

  test('wrong usage ends with 2', async () => {
    expect((await run()).code).toBe(2)
    expect((await run('--no-such-thing', 'x.json')).code).toBe(2)
  })
})
