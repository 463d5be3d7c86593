import { hexFrom, utf8, type Bytes } from '@shared/base/bytes'
import { type Batch, type PageOutcome, type PaperFile, type PaperSource, nextToRead } from '@shared/capture/batch'
import type { Catalogue } from '@shared/capture/catalogue'
import type { FlyerDraft } from '@shared/capture/draft'
import { PAGE_MISSING, SAME_SERIAL, placeOf } from '@shared/capture/put-together'
import type { PaperProblem } from '@shared/capture/reading'
import type { Workstation } from '@shared/ipc/contract'
import { ActId, DraftId, Hash } from '@shared/terms/ids'
import { now } from '../../platform/runtime'
import type { DraftKeeper } from '../../store/drafts'
import type { FileOutcome, PageFound, ReadWishes } from '../../workers/read-paper'
import type { Pile } from './pile'

/** Reads a file page by page, `onPage` one at a time, and stops when told (`workers/read-paper`). */
export type ReadFile = (
  file: Blob,
  catalogue: Pick<Catalogue, 'forms'>,
  onPage: (page: PageFound) => Promise<void>,
  wishes: ReadWishes,
) => Promise<FileOutcome>

export type TakeInDoors = {
  readonly catalogue: Catalogue
  readonly readFile: ReadFile
  readonly ask: Pick<
    Workstation,
    'paper:take' | 'paper:open' | 'paper:seen' | 'batch:read' | 'batch:change' | 'evidence:keep'
  >
  readonly drafts: Pick<DraftKeeper, 'keep' | 'discard'>
  readonly pile: Pick<Pile, 'loaded'>
  /** Is this serial of this form on a sheet that was recorded? */
  readonly isRecorded: (template: string, serial: string) => Promise<boolean>
  /** Ends the reading worker, so that its memory is the system's again. */
  readonly rest: () => void
  /** Pages the present worker has read. */
  readonly worn: { pages: number }
}

export type Heard = {
  readonly onBatch: (batch: Batch) => void
  readonly onPage: (at: {
    readonly file: string
    readonly page: number
    readonly pages: number
    readonly ms: number
  }) => void
}

/** A file brought and not taken: it is on this pile already, or became sheets on an earlier day. */
export type NotTaken = { readonly file: string; readonly kind: 'twice' | 'seen'; readonly seenAt: string | null }

/** Puts files on the pile, each on the disk before the next. Answers with those that are not new. */
export async function bringFiles(
  files: readonly File[],
  from: PaperSource,
  { ask }: Pick<TakeInDoors, 'ask'>,
): Promise<readonly NotTaken[]> {
  const known: NotTaken[] = []
  for (const file of files) {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const { kind, seenAt } = await ask['paper:take']({ name: file.name.slice(0, 255), bytes, from })
    if (kind !== 'taken') known.push({ file: file.name, kind, seenAt })
  }
  return known
}

/** After so many pages a new worker begins: engines only grow. */
const PAGES_OF_A_WORKER = 50

/**
 * Reads the pile to its end, or until told to stop. Each page that can be confirmed becomes a draft: its scan kept as
 * evidence, its reading beside it, both on the disk, and the batch says so before the next page. Killed anywhere, it
 * goes on at the page it was at: a page's draft has its name from the file and the page, so it is made once.
 */
export async function readBatch(doors: TakeInDoors, heard: Heard, signal: AbortSignal): Promise<void> {
  const plain = new Map<Hash, number[]>()
  for (;;) {
    const { batch } = await doors.ask['batch:read']({})
    heard.onBatch(batch)
    const file = batch.hold === 'reading' && !signal.aborted ? nextToRead(batch) : undefined
    if (!file) return
    await readOne(batch, file, plain, doors, heard, signal)
  }
}

async function readOne(
  batch: Batch,
  file: PaperFile,
  plain: Map<Hash, number[]>,
  doors: TakeInDoors,
  heard: Heard,
  signal: AbortSignal,
): Promise<void> {
  const { ask, catalogue, readFile } = doors
  const tell = async (change: Parameters<(typeof ask)['batch:change']>[0]['change']): Promise<void> =>
    heard.onBatch((await ask['batch:change']({ change })).batch)

  const { bytes } = await ask['paper:open']({ id: file.id })
  if (!bytes) return tell({ kind: 'refused', file: file.id, problem: { key: 'paper.damaged' } })

  const settled = new Set(file.outcomes.map(({ page }) => page))
  for (const outcome of await keptBefore(file, doors)) {
    await tell({ kind: 'page', file: file.id, outcome })
    settled.add(outcome.page)
  }
  const before = settled.size
  let pages = file.pages ?? 0
  let since = performance.now()
  const outcome = await readFile(
    new Blob([bytes]),
    catalogue,
    async (found) => {
      const became = await keepPage(batch, file, found, doors)
      await tell({ kind: 'page', file: file.id, outcome: became })
      settled.add(found.page)
      heard.onPage({ file: file.name, page: found.page, pages: found.pages, ms: performance.now() - since })
      since = performance.now()
    },
    {
      done: [...settled],
      plain: plain.get(file.id) ?? [],
      most: PAGES_OF_A_WORKER,
      signal,
      onOpened: async (found) => {
        pages = found
        if (file.pages !== found) await tell({ kind: 'opened', file: file.id, pages: found })
      },
    },
  ).catch((): FileOutcome => ({ kind: 'refused', problem: { key: 'paper.reading-failed' } }))

  if (outcome.kind === 'cancelled') return
  if (outcome.kind === 'refused' && !signal.aborted)
    return tell({ kind: 'refused', file: file.id, problem: outcome.problem })
  if (outcome.kind === 'hung') return giveUpOn(pages, settled)
  doors.worn.pages += settled.size - before
  if (doors.worn.pages >= PAGES_OF_A_WORKER) {
    doors.worn.pages = 0
    doors.rest()
  }

  /** The page after those that came made the machine hang: it is shown and not read; if that hangs too, it is named. */
  async function giveUpOn(all: number, done: ReadonlySet<number>): Promise<void> {
    const page = Array.from({ length: Math.max(1, all) }, (_, at) => at + 1).find((one) => !done.has(one)) ?? 1
    const tried = plain.get(file.id) ?? []
    const problem: PaperProblem = { key: 'paper.reading-failed' }
    if (all === 0) return tell({ kind: 'refused', file: file.id, problem })
    if (tried.includes(page))
      return tell({
        kind: 'page',
        file: file.id,
        outcome: { page, became: 'problem', sheet: null, problem, content: null },
      })
    plain.set(file.id, [...tried, page])
  }
}

/** Pages whose draft is on the disk though the batch does not say so: the program was killed between the two. */
async function keptBefore(file: PaperFile, { pile }: TakeInDoors): Promise<PageOutcome[]> {
  const settled = new Set(file.outcomes.map(({ page }) => page))
  return (await pile.loaded())
    .filter((sheet) => sheet.from?.file === file.id && !settled.has(sheet.page))
    .map(({ id, page }) => ({ page, became: 'sheet', sheet: id, problem: null, content: null }))
}

async function keepPage(batch: Batch, file: PaperFile, found: PageFound, doors: TakeInDoors): Promise<PageOutcome> {
  const { page, reading, image } = found
  const not = (problem: PaperProblem, became: PageOutcome['became'] = 'problem', content: Hash | null = null) =>
    ({ page, became, sheet: null, problem, content }) satisfies PageOutcome
  const hopeless = reading.problems.find(({ key }) => HOPELESS.has(key))
  if (hopeless || image === null) return not(hopeless ?? { key: 'paper.damaged' })

  const content = found.pages === 1 ? file.id : Hash.parse(await sha256(image.bytes))
  const { at: seenAt } = await doors.ask['paper:seen']({ content })
  if (seenAt) return not({ key: 'paper.seen-before', detail: seenAt.slice(0, 10) }, 'seen-before', content)

  const sheets = await doors.pile.loaded()
  const code = reading.template
  const place = code && placeOf(code, sheets)
  if (place?.kind === 'twice') return not({ key: 'paper.page-twice', detail: code?.serial ?? '' })
  if (place?.kind === 'foreign') return not({ key: 'paper.page-foreign', detail: code?.serial ?? '' })

  const scan = await doors.ask['evidence:keep']({ bytes: image.bytes, kind: 'scan', media: image.media })
  if (place?.kind === 'part' && code) {
    const { of, missing } = place
    const more = [...(of.more ?? []), { page: code.page, scan }]
    const isWhole = missing.length === 0 && of.setAside === PAGE_MISSING
    await doors.drafts.keep({ ...of, more, setAside: isWhole ? null : of.setAside })
    return { page, became: 'part', sheet: of.id, problem: null, content }
  }

  const draft: FlyerDraft = {
    kind: 'flyer',
    ...(await namesOf(file, page)),
    openedAt: now(),
    file: file.name,
    page,
    pages: found.pages,
    scan,
    reading,
    fields: {},
    boxes: {},
    signature: null,
    subject: null,
    pairs: [],
    setAside: await whyAside(),
    from: { file: file.id, batch: batch.id },
    ...(found.print ? { print: found.print } : {}),
    ...(place?.kind === 'sheet' && place.joins.length > 0
      ? { more: place.joins.map((part) => ({ page: part.reading.template?.page ?? 1, scan: part.scan })) }
      : {}),
  }
  await doors.drafts.keep(draft)
  // The first page has come: what waited for it stands beside it now.
  if (place?.kind === 'sheet') for (const part of place.joins) await doors.drafts.discard(part.id)
  return { page, became: 'sheet', sheet: draft.id, problem: null, content }

  async function whyAside(): Promise<string | null> {
    if (place?.kind === 'waits-for-first' || (place?.kind === 'sheet' && place.missing.length > 0)) return PAGE_MISSING
    if (!code || code.serial === '') return null
    const isOnPile = sheets.some(
      ({ reading: { template } }) => template?.serial === code.serial && template.page === code.page,
    )
    return isOnPile || (await doors.isRecorded(code.id, code.serial)) ? SAME_SERIAL : null
  }
}

/** A page has the same draft and the same act however often it is read. Brought anew after it was thrown out, others. */
async function namesOf({ id, takenAt }: PaperFile, page: number): Promise<Pick<FlyerDraft, 'id' | 'act'>> {
  const named = async (what: string) => uuidFrom(await sha256(utf8(`${what} ${id} ${takenAt} ${page}`)))
  return { id: DraftId.parse(await named('draft')), act: ActId.parse(await named('act')) }
}

const sha256 = async (bytes: Bytes): Promise<string> =>
  hexFrom(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))

/** RFC 9562, version 8: a name made of a hash. */
const uuidFrom = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')

/** Nothing on such a page can be confirmed, even by hand. Any other page can be typed in with the picture in view. */
const HOPELESS: ReadonlySet<PaperProblem['key']> = new Set<PaperProblem['key']>([
  'paper.empty-file',
  'paper.not-an-image',
  'paper.kind-not-read',
  'paper.damaged',
  'paper.encrypted',
  'paper.too-large',
  'paper.too-many-pages',
  'paper.blank-page',
  'paper.two-forms',
])
