import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { rules } from '@shared/notice/rules'
import { shapeRules } from '@shared/notice/shape'

const page = resolve(import.meta.dirname, '../../docs/spec/notices.md')
const words = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../resources/locales/en/lint.json'), 'utf8'),
) as Record<string, { wrong: string; mend: string }>

const START = '<!-- the table is written by test/resources/rule-list.test.ts -->\n'
const END = '<!-- end of the table -->'
const cells = [...shapeRules, ...rules].map(({ id, severity, article }) => [
  `\`${id}\``,
  severity,
  words[id]?.wrong ?? '',
  article,
])
const header = ['Rule', 'Grade', 'Found when', 'Ground']
const widths = header.map((title, at) => Math.max(title.length, ...cells.map((row) => row[at]?.length ?? 0)))
const line = (row: readonly string[]) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`
const table = [line(header), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...cells.map(line)].join(
  '\n',
)

// `WRITE_RULES=1 npx vitest run test/resources/rule-list.test.ts` writes it anew.
test('the page lists every rule with its grade and its ground, as the table in the code has them', () => {
  const text = readFileSync(page, 'utf8')
  const [before = '', rest = ''] = text.split(START)
  const after = rest.split(END)[1] ?? ''
  const wanted = `${before}${START}\n${table}\n\n${END}${after}`
  if (process.env.WRITE_RULES === '1') writeFileSync(page, wanted)
  expect(readFileSync(page, 'utf8')).toBe(wanted)
})

test('the page counts the rules right', () => {
  const all = [...shapeRules, ...rules]
  const hard = all.filter(({ severity }) => severity === 'hard').length
  expect(readFileSync(page, 'utf8')).toContain(`${all.length} rules, ${hard} hard and ${all.length - hard} soft`)
})
