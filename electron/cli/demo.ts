import { readFileSync } from 'node:fs'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { isAnswer, isYes } from '@shared/consent/event'
import type { JournalEntry } from '@shared/ipc/contract'
import { createPersonIndex } from '@shared/matching/person-index'
import { gated } from '@shared/paper/gate'
import { allHold } from '@shared/proof/check'
import { verifyPdf } from '@shared/proof/verify-pdf'
import { fullName } from '@shared/terms/party'
import { dayOf, instantFrom } from '@shared/terms/time'
import { readCatalogue } from '../services/catalogue'
import { sha256Hex } from '../services/digest'
import { findHome } from '../services/home'
import { fileKeeper } from '../services/secret-keeper'
import { startSync } from '../services/sync-driver'
import { type OpenedWorkstation, openWorkstation } from '../services/workstation'
import { type ConfirmedPage, confirmPage } from './confirm-page'
import { startDemoServer } from './demo-server'
import { drawingFrom } from './drawing'
import { everyEntry, knownPeople } from './known-people'
import { makeProof } from './make-proof'
import { nodeProofCrypto } from './proof-crypto'
import { type PageLine, readPapers } from './read-papers'
import { type RecordNeeds, type RecordedPage, recordPage } from './record-page'
import { type Sentences, sentences } from './sentences'
import { tableFrom } from './table'

const USAGE = 'consent demo [--data DIR] [--out DIR] [--server URL [--code CODE]] [--jobs N] [FILE…]'

/** Sample scans in three languages that a person would let through. The others of the folder end set aside. */
const samples = ['dev-005', 'dev-009', 'dev-010', 'dev-017', 'dev-023', 'dev-027', 'dev-028']

/**
 * The main job without a window: reads scans, confirms them by script, matches, records, syncs, proves. A table on
 * standard output; what is going on, on standard error. 1 if a page could not be taken to its end.
 */
export async function demo(args: readonly string[]): Promise<number> {
  const asked = askedFor(args)
  if (typeof asked === 'string') {
    process.stderr.write(`${asked}\n${USAGE}\n`)
    return 2
  }
  const home = findHome(import.meta.dirname)
  const say = await sentences(join(home, 'resources', 'locales'), 'problems')
  const files =
    asked.files.length > 0
      ? asked.files
      : samples.map((name) => join(home, 'test', 'fixtures', 'paper', 'pages', `${name}.jpg`))
  const data = asked.data ?? (await mkdtemp(join(tmpdir(), 'consent-demo-')))
  const out = asked.out ?? join(data, 'proofs')

  tell(`Data folder: ${data}`)
  const server = asked.server ? null : await startingServer(join(data, 'server'))
  const url = asked.server ?? server?.url ?? ''
  const workstation = await openWorkstation({
    host: 'loopback',
    folder: join(data, 'workstation'),
    resources: join(home, 'resources'),
    app: appOf(home),
    keepers: [fileKeeper],
    sync: (services) =>
      startSync(services, { serverUrl: url, findCode: async () => asked.code ?? (await server?.findCode()) ?? null }),
  })
  try {
    return await run({ workstation, files, jobs: asked.jobs, out, home, say })
  } finally {
    await workstation.close()
    await server?.stop()
  }
}

async function startingServer(folder: string): ReturnType<typeof startDemoServer> {
  tell('Starting a central server beside it (PostgreSQL, a few hundred invented people) …')
  return startDemoServer(folder)
}

type Run = {
  readonly workstation: OpenedWorkstation
  readonly files: readonly string[]
  readonly jobs: number
  readonly out: string
  readonly home: string
  readonly say: Sentences
}

/** What became of one page. */
type Outcome = { readonly line: PageLine; readonly confirmed: ConfirmedPage | null } & (
  { readonly kind: 'recorded'; readonly page: RecordedPage } | { readonly kind: 'set-aside'; readonly why: string }
)

async function run({ workstation, files, jobs, out, home, say }: Run): Promise<number> {
  const { ask, services } = workstation
  const { catalogue, operator } = services
  const before = await ask['sync:now']({})
  tell(before.state === 'resting' ? 'In step with the server.' : `Not in step with the server: ${before.state}.`)
  const known = knownPeople(await everyEntry(ask))
  const index = createPersonIndex()
  for (const person of known) index.put(person)
  const needs: RecordNeeds = {
    ask,
    catalogue,
    recordedBy: operator.id,
    index,
    people: new Map(known.map((person) => [person.subject, person])),
  }
  tell(`${known.length} people known. Reading ${files.length} ${files.length === 1 ? 'file' : 'files'} …`)

  const lines = await linesOf(files, jobs, home)
  const outcomes: Outcome[] = []
  for (const line of lines) outcomes.push(await outcomeOf(line, lines, needs, say))

  const after = await ask['sync:now']({})
  tell(`Synced: ${after.state}, ${after.waiting} waiting.`)
  return report(outcomes, { workstation, out, home })
}

async function linesOf(files: readonly string[], jobs: number, home: string): Promise<PageLine[]> {
  const lines: PageLine[] = []
  const { forms } = await readCatalogue(join(home, 'resources'))
  await readPapers({
    files,
    jobs,
    setup: {
      layouts: forms.map(({ layout }) => layout),
      today: dayOf(instantFrom(Date.now())),
      print: false,
      webResources: join(home, 'resources', 'web'),
    },
    onLine: (line) => {
      lines.push(line)
      tell(
        `  read ${basename(line.file)}, page ${line.page}: ${line.template?.id ?? 'no form'} (${Math.round(line.ms)} ms)`,
      )
    },
  })
  return lines
}

/** Kinds of file that are kept as they came. */
const SCAN_MEDIA: Readonly<Record<string, 'application/pdf' | 'image/png' | 'image/jpeg'>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpeg: 'image/jpeg',
}

async function outcomeOf(
  line: PageLine,
  lines: readonly PageLine[],
  needs: RecordNeeds,
  say: Sentences,
): Promise<Outcome> {
  const [problem] = line.problems
  const bytes = new Uint8Array(await readFile(line.file).catch(() => new Uint8Array()))
  const file = gated(bytes)
  const media = file.ok ? SCAN_MEDIA[file.value.kind] : undefined
  if (!media || !line.template)
    return { line, confirmed: null, kind: 'set-aside', why: say(problem?.key ?? 'paper.unknown-form') }
  const scan = await needs.ask['evidence:keep']({ bytes, kind: 'scan', media })
  const pages = lines.filter((one) => one.file === line.file).length
  const confirmed = await confirmPage(line, { scan, catalogue: needs.catalogue, pages })
  const recorded = await recordPage(confirmed.draft, needs)
  if (recorded.ok) return { line, confirmed, kind: 'recorded', page: recorded.value }
  const why = recorded.problems.map(({ key, field }) => `${say(key)}${field ? ` (${field})` : ''}`).join('; ')
  return { line, confirmed, kind: 'set-aside', why }
}

/** Draws every proof once the receipts are here, checks it as a stranger would, and prints what became of each page. */
async function report(
  outcomes: readonly Outcome[],
  { workstation, out, home }: Pick<Run, 'workstation' | 'out' | 'home'>,
): Promise<number> {
  const { ask, services } = workstation
  const { catalogue, operator } = services
  const drawing = drawingFrom(home)
  const entries = await everyEntry(ask)
  const received = new Map(entries.map(({ recorded, receivedAt }) => [recorded.id, receivedAt]))
  const rows: string[][] = []
  let wrong = 0
  for (const outcome of outcomes) {
    const { line } = outcome
    const name = `${basename(line.file)}${line.page > 1 ? `:${line.page}` : ''}`
    const form = line.template ? `${line.template.id} v${line.template.version}` : '-'
    if (outcome.kind === 'set-aside') {
      wrong++
      rows.push([name, form, '-', '-', '-', '-', '-', `set aside: ${outcome.why}`])
      continue
    }
    const { capture, match, entries: made } = outcome.page
    const main = mainOf(made)
    const subject = main.recorded.event.subject
    const about = entries.filter(({ recorded }) => recorded.event.subject === subject)
    const path = join(
      out,
      `${name.replace(/[^\w.-]+/g, '-').replace(/\.\w+$/, '')}${line.page > 1 ? `-${line.page}` : ''}.pdf`,
    )
    const language = capture.details.language
    const pdf = await makeProof(main, about, {
      path,
      needs: { ask, catalogue, operators: [operator], language, drawing },
    })
    const checked = await verifyPdf(pdf, { crypto: nodeProofCrypto, drawing })
    const holds = checked.ok && allHold(checked.value.checks)
    const receipt = received.get(main.recorded.id) ?? null
    if (receipt === null || !holds) wrong++
    rows.push([
      name,
      form,
      fullName(capture.details),
      choicesOf(made),
      matchOf(match),
      main.recorded.id.slice(0, 12),
      receipt === null ? 'waiting' : `#${receipt}`,
      `${shortest(path)}${holds ? '' : ' (does not hold)'}`,
    ])
  }
  process.stdout.write(
    `${tableFrom(['file', 'form', 'person', 'choices', 'match', 'event', 'receipt', 'proof'], rows)}\n`,
  )
  tell(scriptedNote(outcomes))
  tell(`${outcomes.length - wrong} of ${outcomes.length} pages went the whole way: record, receipt, proof that holds.`)
  return wrong === 0 ? 0 : 1
}

function shortest(path: string): string {
  const near = relative(process.cwd(), resolve(path))
  return near.startsWith('..') ? resolve(path) : near
}

/** The first answer: the one the page is remembered by. */
function mainOf(entries: readonly JournalEntry[]): JournalEntry {
  const answer = entries.find(({ recorded }) => isAnswer(recorded.event))
  if (!answer) throw new Error('a recorded page has no answer')
  return answer
}

function choicesOf(entries: readonly JournalEntry[]): string {
  return entries
    .flatMap(({ recorded: { event } }) => (isAnswer(event) ? [`${event.channel}:${isYes(event) ? 'yes' : 'no'}`] : []))
    .join(' ')
}

function matchOf(match: RecordedPage['match']): string {
  if (match.kind === 'new') return 'new'
  const { probability, band } = match.resemblance
  const percent = `${Math.round(probability * 100)} %`
  return match.kind === 'same' ? `known (${percent})` : `new, ${band} twin left for later (${percent})`
}

function scriptedNote(outcomes: readonly Outcome[]): string {
  const confirmed = outcomes.flatMap((outcome) => outcome.confirmed ?? [])
  const right = confirmed.reduce((sum, { readRight }) => sum + readRight, 0)
  const written = confirmed.reduce((sum, { written }) => sum + written, 0)
  const typed = confirmed.filter(({ byTruth }) => byTruth).length
  return (
    'Confirmation was scripted: boxes as read by the machine; handwriting as the file beside the scan says it is ' +
    `(${typed} of ${confirmed.length} pages), otherwise as read. The machine itself had ${right} of ${written} fields right.`
  )
}

const Package = z.object({ version: z.string() })

const appOf = (home: string): { version: string; build: string } => ({
  version: Package.parse(JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))).version,
  build: sha256Hex(readFileSync(import.meta.filename)).slice(0, 12),
})

const tell = (sentence: string): void => void process.stderr.write(`${sentence}\n`)

type Asked = {
  readonly files: readonly string[]
  readonly data: string | undefined
  readonly out: string | undefined
  readonly server: string | undefined
  readonly code: string | undefined
  readonly jobs: number
}

function askedFor(args: readonly string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        out: { type: 'string' },
        server: { type: 'string' },
        code: { type: 'string' },
        jobs: { type: 'string', default: '2' },
      },
    })
    const jobs = Number(values.jobs)
    if (!Number.isInteger(jobs) || jobs < 1) return '--jobs wants a whole number from 1'
    return { files: positionals, data: values.data, out: values.out, server: values.server, code: values.code, jobs }
  } catch (why) {
    return why instanceof Error ? why.message : String(why)
  }
}
