import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { must } from '@shared/base/never'
import { BoxMm, PaperLayout } from '@shared/capture/form-template'
import { distance, inverse, mapped, type Point } from '@shared/paper/geometry'
import { openPaper, type PagePicture } from '../../electron/cli/open-paper'

/** What is known about a generated page: the layout, what was written, and where the paper lies in the picture. */
const Truth = PaperLayout.extend({
  id: z.string(),
  file: z.string(),
  serial: z.string(),
  fields: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      kind: z.enum(['line', 'comb']),
      cells: z.int().positive().optional(),
      roi_mm: BoxMm,
      value: z.string(),
    }),
  ),
  boxes: z.array(
    z.object({
      name: z.string(),
      roi_mm: BoxMm,
      round: z.boolean(),
      state: z.enum(['ticked', 'empty', 'void']),
      mark: z.string(),
    }),
  ),
  signature: z.object({ roi_mm: BoxMm, present: z.boolean(), ink_mm: BoxMm.nullable() }),
  degrade: z.object({ kind: z.string(), quarter: z.number().default(0) }),
  H_mm2px: z.array(z.number()).length(9),
})
export type Truth = z.infer<typeof Truth>

const root = resolve(import.meta.dirname, '../..')
export const fixturePages = join(root, 'test/fixtures/paper/pages')
/** All thirty pages, where the project's shared data is at hand; else the eight that travel with the code. */
const sharedPages = resolve(root, '../shared/data/paper/pages')
export const pagesFolder = existsSync(sharedPages) ? sharedPages : fixturePages

export const truthsIn = (folder: string): readonly Truth[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => Truth.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))))

/** The first page of a file of which we know that it can be read. */
export async function pictureOf(file: string): Promise<PagePicture> {
  const paper = await openPaper(readFileSync(file))
  const page = paper.ok ? await paper.value.page(1) : paper
  if (!page.ok) throw new Error(`${file}: ${page.problems[0]?.key ?? ''}`)
  return must(page.value, file)
}

/** Farthest any corner of what is read (and of the sheet's squares) lies from where it truly is, in millimetres. */
export function worstPoint(truth: Truth, homography: readonly number[]): number {
  const regions = [...truth.fields, ...truth.boxes, truth.signature].map(({ roi_mm }) => roi_mm)
  const corners = regions.flatMap(([x, y, w, h]): Point[] => [
    [x, y],
    [x + w, y],
    [x, y + h],
    [x + w, y + h],
  ])
  const back = must(inverse(truth.H_mm2px), 'the way back')
  return Math.max(
    ...[...corners, ...truth.fiducials_mm].map((at) => distance(at, mapped(back, mapped(homography, at)))),
  )
}
