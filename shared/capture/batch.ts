import { z } from 'zod'
import { DraftId, Hash } from '../terms/ids'
import { Instant } from '../terms/time'
import { PaperProblem } from './reading'

/** The ways paper comes in. */
export const PaperSource = z.enum(['chosen', 'dropped', 'pasted', 'camera', 'folder'])
export type PaperSource = z.infer<typeof PaperSource>

/** What one page of a file became. */
export const PageOutcome = z.object({
  page: z.int().positive(),
  became: z.enum(['sheet', 'part', 'problem', 'seen-before']),
  /** The draft it became, or was joined to. */
  sheet: DraftId.nullable(),
  problem: PaperProblem.nullable(),
  /** SHA-256 of the page's picture: the same page brought again has the same. */
  content: Hash.nullable(),
})
export type PageOutcome = z.infer<typeof PageOutcome>

/**
 * A file on the pile, known by the SHA-256 of its bytes. `waiting`: pages of it are still to be read. `read`: each page
 * has its outcome. `refused`: nothing of it can be read. `forgotten`: the operator wanted no more of it.
 */
export const PaperFile = z.object({
  id: Hash,
  name: z.string(),
  bytes: z.int().nonnegative(),
  takenAt: Instant,
  from: PaperSource,
  state: z.enum(['waiting', 'read', 'refused', 'forgotten']),
  /** Known once the file has been opened. */
  pages: z.int().positive().nullable(),
  outcomes: z.array(PageOutcome),
  problem: PaperProblem.nullable(),
})
export type PaperFile = z.infer<typeof PaperFile>

/** What a person made of the sheets of a batch. */
export const BatchTally = z.object({
  recorded: z.int().nonnegative(),
  removed: z.int().nonnegative(),
})

/** One pile of paper from the scanner to the last sheet. It stands on the disk after every page. */
export const Batch = z.object({
  id: z.uuid(),
  openedAt: Instant,
  /** `reading`: goes on by itself, also after the program was killed. The other two wait for a person. */
  hold: z.enum(['reading', 'paused', 'stopped']),
  /** Sheets of paper somebody counted by hand. */
  paperCount: z.int().nonnegative().nullable(),
  files: z.array(PaperFile),
  tally: BatchTally,
})
export type Batch = z.infer<typeof Batch>

/** Something that happens to a batch. Said twice, it changes nothing the second time. */
export const BatchChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened'), file: Hash, pages: z.int().positive() }),
  z.object({ kind: z.literal('page'), file: Hash, outcome: PageOutcome }),
  z.object({ kind: z.literal('refused'), file: Hash, problem: PaperProblem }),
  z.object({ kind: z.literal('hold'), hold: Batch.shape.hold }),
  z.object({ kind: z.literal('counted'), paperCount: Batch.shape.paperCount }),
  z.object({ kind: z.literal('finished'), sheet: DraftId, as: z.enum(['recorded', 'removed', 'back']) }),
  z.object({ kind: z.literal('forget-unread') }),
])
export type BatchChange = z.infer<typeof BatchChange>

export const newBatch = (id: string, openedAt: Instant): Batch => ({
  id,
  openedAt,
  hold: 'reading',
  paperCount: null,
  files: [],
  tally: { recorded: 0, removed: 0 },
})

/** The batch after the change. A change about a file it does not have leaves it as it is. */
export function changedBatch(batch: Batch, change: BatchChange): Batch {
  switch (change.kind) {
    case 'opened':
      return withFile(batch, change.file, (file) => settled({ ...file, pages: change.pages }))
    case 'page':
      return withFile(batch, change.file, (file) => settled({ ...file, outcomes: withOutcome(file, change.outcome) }))
    case 'refused':
      return withFile(batch, change.file, (file) => ({ ...file, state: 'refused', problem: change.problem }))
    case 'hold':
      return { ...batch, hold: change.hold }
    case 'counted':
      return { ...batch, paperCount: change.paperCount }
    case 'finished':
      return { ...batch, tally: tallied(batch.tally, change.as) }
    case 'forget-unread':
      return {
        ...batch,
        hold: 'reading',
        files: batch.files.map((file) => (file.state === 'waiting' ? { ...file, state: 'forgotten' } : file)),
      }
  }
}

const withFile = (batch: Batch, id: Hash, change: (file: PaperFile) => PaperFile): Batch => ({
  ...batch,
  files: batch.files.map((file) => (file.id === id && file.state === 'waiting' ? change(file) : file)),
})

const withOutcome = ({ outcomes }: PaperFile, outcome: PageOutcome): PageOutcome[] =>
  [...outcomes.filter(({ page }) => page !== outcome.page), outcome].sort((a, b) => a.page - b.page)

const settled = (file: PaperFile): PaperFile =>
  file.pages !== null && file.outcomes.length >= file.pages ? { ...file, state: 'read' } : file

function tallied({ recorded, removed }: Batch['tally'], as: 'recorded' | 'removed' | 'back'): Batch['tally'] {
  switch (as) {
    case 'recorded':
      return { recorded: recorded + 1, removed }
    case 'removed':
      return { recorded, removed: removed + 1 }
    case 'back':
      return { recorded: Math.max(0, recorded - 1), removed }
  }
}

/** The next file with pages to read, and which of its pages are settled already. */
export const nextToRead = ({ files }: Batch): PaperFile | undefined => files.find(({ state }) => state === 'waiting')

/** What the batch comes to, for the person who counted the paper. */
export type BatchCount = {
  /** Pages scanned, as far as files have been opened. */
  readonly pages: number
  readonly read: number
  /** Flyers: pages that belong together count once. */
  readonly sheets: number
  readonly blank: number
  readonly seenBefore: number
  readonly problems: number
  /** Pages nobody has read yet; a file not opened counts as one. */
  readonly toRead: number
  readonly recorded: number
  readonly removed: number
  /** Sheets of paper on the scanner: every page but the blank ones, whatever became of it. */
  readonly paper: number
  /** Paper counted by hand less paper scanned; null if nobody counted. */
  readonly missing: number | null
}

export function countBatch({ files, paperCount, tally }: Batch): BatchCount {
  const known = files.filter(({ state }) => state !== 'forgotten')
  const outcomes = known.flatMap((file) => file.outcomes)
  const of = (became: PageOutcome['became']) => outcomes.filter((outcome) => outcome.became === became).length
  const blank = outcomes.filter(({ problem }) => problem?.key === 'paper.blank-page').length
  const refused = known.filter(({ state }) => state === 'refused').length
  const toRead = known
    .filter(({ state }) => state === 'waiting')
    .reduce((sum, { pages, outcomes: settledPages }) => sum + (pages ?? 1) - settledPages.length, 0)
  // A refused file may have held pages nobody knows of; it stands for one, so that it is looked for.
  const paper = outcomes.length - blank - of('part') + refused + toRead
  return {
    pages: outcomes.length + refused + toRead,
    read: outcomes.length + refused,
    sheets: of('sheet'),
    blank,
    seenBefore: of('seen-before'),
    problems: of('problem') - blank + refused,
    toRead,
    ...tally,
    paper,
    missing: paperCount === null ? null : paperCount - paper,
  }
}

/** Everything of the batch that a person should know of: the file, the page where it has many, and why. */
export type BatchProblem = { readonly file: string; readonly page: number | null; readonly problem: PaperProblem }

export const problemsOf = ({ files }: Batch): BatchProblem[] =>
  files.flatMap((file): BatchProblem[] => [
    ...(file.problem ? [{ file: file.name, page: null, problem: file.problem }] : []),
    ...file.outcomes.flatMap(({ page, problem }) =>
      problem ? [{ file: file.name, page: (file.pages ?? 1) > 1 ? page : null, problem }] : [],
    ),
  ])
