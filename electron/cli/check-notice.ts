import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Catalogue } from '@shared/capture/catalogue'
import { FormTemplate } from '@shared/capture/form-template'
import type { Finding, Review } from '@shared/notice/finding'
import { checkNotice, mayBePublished } from '@shared/notice/lint'
import { Notice } from '@shared/terms/notice'
import { Controller } from '@shared/terms/party'
import { Purpose } from '@shared/terms/purpose'
import { readCatalogue } from '../services/catalogue'
import { findHome } from '../services/home'
import { type Sentences, sentences } from './sentences'

const USAGE = 'consent check-notice [--resources DIR] FILE…'

type Out = { readonly write: (text: string) => unknown }
type Outs = { readonly out: Out; readonly err: Out }

/**
 * The fairness linter over notices before they are published. FILE is a notice, a paper form (its notice is looked up),
 * or a notice with everything around it, as in `test/fixtures/notices`. One JSON line per finding on standard output, the
 * same in words on standard error. 1 if a hard fault was found or a file is none of these, 2 for wrong usage.
 */
export async function checkNotices(
  args: readonly string[],
  { out, err }: Outs = { out: process.stdout, err: process.stderr },
): Promise<number> {
  const home = findHome(import.meta.dirname)
  const asked = askedFor(args, join(home, 'resources'))
  if (typeof asked === 'string') {
    err.write(`${asked}\n${USAGE}\n`)
    return 2
  }
  const say = await sentences(join(home, 'resources', 'locales'), 'lint')
  const catalogue = await readCatalogue(asked.resources)
  const given = await Promise.all(asked.files.map(async (file) => ({ file, value: await jsonIn(file) })))
  const notices = [...catalogue.notices, ...given.flatMap(({ value }) => noticeIn(value))]
  let publishable = true
  for (const { file, value } of given) {
    const findings = findingsIn(value, { ...catalogue, notices })
    for (const finding of findings) out.write(`${JSON.stringify({ file, ...finding })}\n`)
    err.write(`${file}\n${findings.map((finding) => `  ${lineOf(finding, say)}\n`).join('')}`)
    publishable &&= mayBePublished(findings)
  }
  return publishable ? 0 : 1
}

const marks = { hard: '✗', soft: '–' } as const

const lineOf = ({ rule, severity, where, article, detail }: Finding, say: Sentences): string =>
  `${marks[severity]} ${where}: ${say(`${rule}.wrong`)}. ${say(`${rule}.mend`)}. (${article})${detail === undefined ? '' : ` [${detail}]`}`

/** Undefined when there is no such file, or no JSON in it. */
async function jsonIn(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown
  } catch {
    return undefined
  }
}

const noticeIn = (value: unknown): readonly Notice[] => {
  const parsed = Notice.safeParse(value)
  return parsed.success ? [parsed.data] : []
}

const familyOf = (id: string): string => id.split('.').slice(0, -1).join('.')

/** `offers.2.fr` and `offers.2.en` beside `offers.2.de`; a file given stands for the released one of the same id. */
const siblingsOf = (id: string, notices: readonly Notice[]): readonly Notice[] =>
  [...new Map(notices.map((notice) => [notice.id as string, notice])).values()].filter(
    (other) => other.id !== id && familyOf(other.id) === familyOf(id),
  )

function findingsIn(value: unknown, catalogue: Catalogue): readonly Finding[] {
  if (isRecord(value) && isRecord(value.notice)) return checkNotice(value.notice, around(value, catalogue))
  const form = isRecord(value) && 'layout' in value ? FormTemplate.safeParse(value).data : undefined
  const notice = form ? catalogue.notices.find(({ id }) => id === form.notice) : value
  const id = isRecord(notice) && typeof notice.id === 'string' ? notice.id : ''
  return checkNotice(notice, {
    controller: catalogue.controller,
    purposes: catalogue.purposes,
    siblings: siblingsOf(id, catalogue.notices),
    ...(form ? { form } : {}),
  })
}

/** A file that brings its own controller, purposes, other languages and sheet. */
function around(value: Record<string, unknown>, { controller, purposes }: Catalogue): Omit<Review, 'notice'> {
  const form = FormTemplate.safeParse(value.form).data
  const siblings = Notice.array().safeParse(value.siblings).data
  return {
    controller: Controller.safeParse(value.controller).data ?? controller,
    purposes: Purpose.array().safeParse(value.purposes).data ?? purposes,
    ...(siblings ? { siblings } : {}),
    ...(form ? { form } : {}),
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function askedFor(
  args: readonly string[],
  resources: string,
): { resources: string; files: readonly string[] } | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { resources: { type: 'string' } },
    })
    if (positionals.length === 0) return 'name at least one file'
    return { resources: values.resources ?? resources, files: positionals }
  } catch (why) {
    return why instanceof Error ? why.message : String(why)
  }
}
