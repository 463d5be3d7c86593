import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { FormTemplate, PaperLayout } from '@shared/capture/form-template'
import { PlainDate } from '@shared/terms/time'
import { readCatalogue } from '../services/catalogue'
import { findHome } from '../services/home'
import { readPapers, type PageLine } from './read-papers'
import { sentences, type Sentences } from './sentences'

const USAGE = 'consent read-paper [--layout FILE]… [--jobs N] [--print] FILE…'

/** Reads scans and PDFs; JSON lines on standard output, sentences on standard error. Answers with the exit code. */
export async function readPaper(args: readonly string[]): Promise<number> {
  const asked = askedFor(args)
  if (typeof asked === 'string') return misused(asked)
  const home = findHome(import.meta.dirname)
  const layouts = await layoutsFrom(asked.layouts, home).catch((why: unknown) =>
    String(why instanceof Error ? why.message : why),
  )
  if (typeof layouts === 'string') return misused(layouts)

  const words = await sentences(join(home, 'resources', 'locales'), 'problems')
  const found = { wrong: false }
  await readPapers({
    files: asked.files,
    jobs: asked.jobs,
    setup: {
      layouts,
      today: PlainDate.parse(new Date().toISOString().slice(0, 10)),
      print: asked.print,
      webResources: join(home, 'resources', 'web'),
    },
    onLine: (line) => {
      found.wrong ||= line.problems.length > 0
      process.stdout.write(`${JSON.stringify(line)}\n`)
      for (const sentence of wordsOn(line, words)) process.stderr.write(`${sentence}\n`)
    },
  })
  return found.wrong ? 1 : 0
}

type Asked = {
  readonly files: readonly string[]
  readonly layouts: readonly string[]
  readonly jobs: number
  readonly print: boolean
}

/** What was asked for, or the sentence about why it cannot be done. */
function askedFor(args: readonly string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        layout: { type: 'string', multiple: true, default: [] },
        jobs: { type: 'string', default: '1' },
        print: { type: 'boolean', default: false },
      },
    })
    const jobs = Number(values.jobs)
    if (!Number.isInteger(jobs) || jobs < 1) return '--jobs wants a whole number from 1'
    if (positionals.length === 0) return 'name at least one file'
    return { files: positionals, layouts: values.layout, jobs, print: values.print }
  } catch (why) {
    return why instanceof Error ? why.message : String(why)
  }
}

function misused(why: string): number {
  process.stderr.write(`${why}\n${USAGE}\n`)
  return 2
}

/** The layouts named, or those of the installed forms when none is. */
async function layoutsFrom(named: readonly string[], home: string): Promise<readonly PaperLayout[]> {
  if (named.length === 0) return (await readCatalogue(join(home, 'resources'))).forms.map(({ layout }) => layout)
  return Promise.all(named.map(async (file) => layoutIn(file, await readFile(file, 'utf8'))))
}

function layoutIn(file: string, text: string): PaperLayout {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Error(`${file} is not JSON`)
  }
  const layout = PaperLayout.safeParse(value)
  if (layout.success) return layout.data
  const form = FormTemplate.safeParse(value)
  if (form.success) return form.data.layout
  throw new Error(
    `${file} is not a paper layout: ${layout.error.issues[0]?.path.join('.') ?? ''} ${layout.error.issues[0]?.message ?? ''}`,
  )
}

/** `flyers.pdf, page 3: Two forms lie on this page (CNS1, CNS2). …` */
function wordsOn({ file, page, problems }: PageLine, words: Sentences): readonly string[] {
  return problems.map(({ key, detail }) => `${file}, ${page}: ${words(key)}${detail ? ` (${detail})` : ''}`)
}
