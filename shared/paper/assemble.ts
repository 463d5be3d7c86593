import type { PageReading } from '../capture/reading'

/** A page as it came out of a scanner or a file, with what shows that it is the same page again. */
export type ScannedPage = {
  /** Whoever asks knows it by this: a file and a page of it. */
  readonly id: string
  readonly reading: Pick<PageReading, 'template' | 'problems'>
  /** Of the picture's bytes: a file brought twice. */
  readonly digest: string
  /** Of what is on the page (`fingerprintOf`): a sheet scanned twice. Null when it could not be laid straight. */
  readonly fingerprint: string | null
}

export type FormProblem =
  /** Sheets of this form that did not come. */
  | { readonly key: 'paper.page-missing'; readonly pages: readonly number[] }
  /** The same sheet number twice, and not the same sheet. */
  | { readonly key: 'paper.page-doubled'; readonly page: number; readonly ids: readonly string[] }

/** The sheets of one form, in order, whatever order they came in. */
export type AssembledForm = {
  readonly template: string
  readonly version: number
  readonly serial: string
  readonly pages: readonly { readonly page: number; readonly id: string }[]
  readonly problems: readonly FormProblem[]
}

export type Assembled = {
  readonly forms: readonly AssembledForm[]
  /** The very page once more: `id` need not be read, it is `of`. */
  readonly again: readonly { readonly id: string; readonly of: string; readonly by: 'bytes' | 'content' }[]
  /** Backs with nothing on them: part of the count of paper, of no form. */
  readonly blank: readonly string[]
  /** Sheets of nobody's form: no code, or one that is not installed here. */
  readonly foreign: readonly string[]
}

/**
 * Puts a pile together by its codes: fronts and backs fed apart, sheets out of order, one fed twice. Pages without a serial
 * stay forms of their own. Every page that came in is named exactly once in what comes out: the count of paper holds.
 */
export function assembled(pages: readonly ScannedPage[]): Assembled {
  const again: { id: string; of: string; by: 'bytes' | 'content' }[] = []
  const blank: string[] = []
  const foreign: string[] = []
  const groups = new Map<string, ScannedPage[]>()
  const firstBy = new Map<string, string>()
  for (const page of pages) {
    const { template, problems } = page.reading
    const is = (key: string): boolean => problems.some((problem) => problem.key === key)
    const known = firstBy.get(`bytes ${page.digest}`)
    if (known !== undefined) {
      again.push({ id: page.id, of: known, by: 'bytes' })
      continue
    }
    firstBy.set(`bytes ${page.digest}`, page.id)
    if (is('paper.blank-page')) blank.push(page.id)
    else if (!template || is('paper.unknown-form')) foreign.push(page.id)
    else {
      const { id, version, serial } = template
      const group = serial === '' ? `alone ${page.id}` : `${id} ${version} ${serial}`
      const content = page.fingerprint === null ? undefined : `${group} ${template.page} ${page.fingerprint}`
      const same = content === undefined ? undefined : firstBy.get(content)
      if (same !== undefined) {
        again.push({ id: page.id, of: same, by: 'content' })
        continue
      }
      if (content !== undefined) firstBy.set(content, page.id)
      groups.set(group, [...(groups.get(group) ?? []), page])
    }
  }
  return { forms: [...groups.values()].map(formFrom), again, blank, foreign }
}

function formFrom(group: readonly ScannedPage[]): AssembledForm {
  const sheets = group.flatMap(({ id, reading: { template } }) => (template ? [{ id, template }] : []))
  const [first] = sheets
  if (!first) throw new Error('a form without a sheet')
  const pages = sheets.map(({ id, template: { page } }) => ({ id, page })).sort((a, b) => a.page - b.page)
  const count = Math.max(...sheets.map(({ template }) => template.pages))
  const numbers = Array.from({ length: count }, (_, i) => i + 1)
  const missing = numbers.filter((number) => !pages.some(({ page }) => page === number))
  const doubled = numbers
    .map((page) => ({ page, ids: pages.filter((one) => one.page === page).map(({ id }) => id) }))
    .filter(({ ids }) => ids.length > 1)
  return {
    template: first.template.id,
    version: first.template.version,
    serial: first.template.serial,
    pages,
    problems: [
      ...(missing.length > 0 ? [{ key: 'paper.page-missing', pages: missing } as const] : []),
      ...doubled.map(({ page, ids }) => ({ key: 'paper.page-doubled', page, ids }) as const),
    ],
  }
}

/** What is on a page, as far as a second scan of the same sheet says the same again: marks, signature, and written values. */
export function fingerprintOf({ registered, boxes, fields, signature }: PageReading): string | null {
  if (!registered) return null
  const sorted = <T>(record: Readonly<Record<string, T>>): readonly (readonly [string, T])[] =>
    Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))
  const marks = sorted(boxes).map(([name, state]) => `${name}=${state}`)
  // Where ink lies says more than what it was read as: letters are read otherwise in another light, millimetres are not.
  const texts = sorted(fields).map(([name, { text }]) => `${name}:${text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')}`)
  const ink = signature.ink?.map((mm) => Math.round(mm / 4)).join(',') ?? signature.state
  return [...marks, ...texts, ink].join('|')
}
