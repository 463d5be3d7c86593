import type { Catalogue } from '@shared/capture/catalogue'
import type { FlyerDraft } from '@shared/capture/draft'
import type { PaperProblem } from '@shared/capture/reading'
import type { Workstation } from '@shared/ipc/contract'
import { newAct, newDraftId, now } from '../../platform/runtime'
import type { DraftKeeper } from '../../store/drafts'
import type { FileOutcome, PageFound } from '../../workers/read-paper'

/** Reads a file page by page, `onPage` one at a time, and stops when told (`workers/read-paper`). */
export type ReadFile = (
  file: Blob,
  catalogue: Catalogue,
  onPage: (page: PageFound) => Promise<void>,
  signal: AbortSignal,
) => Promise<FileOutcome>

/** A file or one of its pages that could not be used, and why. */
export type FileProblem = { readonly file: string; readonly page: number | null; readonly problem: PaperProblem }

export type TakeInDoors = {
  readonly catalogue: Catalogue
  readonly readFile: ReadFile
  readonly ask: Pick<Workstation, 'evidence:keep'>
  readonly drafts: Pick<DraftKeeper, 'keep'>
}

export type Heard = {
  readonly onFile: (file: string) => void
  readonly onPage: (page: number, pages: number) => void
  readonly onProblem: (problem: FileProblem) => void
  readonly onKept: (draft: FlyerDraft) => void
}

/**
 * Takes in a pile of files. Each page that can be confirmed becomes a draft of its own: its scan kept as evidence, its
 * reading beside it, both on the disk before the next page. A bad file says so and the rest goes on.
 */
export async function takeIn(files: readonly File[], doors: TakeInDoors, heard: Heard, signal: AbortSignal) {
  for (const file of files) {
    if (signal.aborted) return
    heard.onFile(file.name)
    const outcome = await doors
      .readFile(file, doors.catalogue, (page) => keepPage(file.name, page, doors, heard), signal)
      .catch((): FileOutcome => ({ kind: 'refused', problem: { key: 'paper.reading-failed' } }))
    if (outcome.kind === 'refused') heard.onProblem({ file: file.name, page: null, problem: outcome.problem })
  }
}

async function keepPage(file: string, found: PageFound, { ask, drafts }: TakeInDoors, heard: Heard): Promise<void> {
  const { page, pages, reading, image } = found
  const hopeless = reading.problems.find(({ key }) => HOPELESS.has(key) || image === null)
  if (hopeless || image === null) {
    const problem = hopeless ?? { key: 'paper.damaged' as const }
    heard.onProblem({ file, page: pages > 1 ? page : null, problem })
  } else {
    const draft: FlyerDraft = {
      kind: 'flyer',
      id: newDraftId(),
      act: newAct(),
      openedAt: now(),
      file,
      page,
      pages,
      scan: await ask['evidence:keep']({ bytes: image.bytes, kind: 'scan', media: image.media }),
      reading,
      fields: {},
      boxes: {},
      signature: null,
      subject: null,
      pairs: [],
      setAside: null,
    }
    await drafts.keep(draft)
    heard.onKept(draft)
  }
  heard.onPage(page, pages)
}

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
  'paper.unknown-form',
])
