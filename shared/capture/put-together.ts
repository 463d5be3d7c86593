import type { FlyerDraft } from './draft'
import type { PageReading } from './reading'

type Code = NonNullable<PageReading['template']>
type Sheet = Pick<FlyerDraft, 'id' | 'reading' | 'page' | 'more' | 'setAside'>

/**
 * What a page with this code is to the pile. Pages of one form carry its serial: the first holds the boxes, the others
 * are put beside it. A page that fits nowhere says so and is never guessed into place.
 */
export type Place<S> =
  /** A sheet of its own; `missing` are the numbers of its pages that are not here yet. */
  | { readonly kind: 'sheet'; readonly joins: readonly S[]; readonly missing: readonly number[] }
  /** It belongs beside this sheet, which then still misses these. */
  | { readonly kind: 'part'; readonly of: S; readonly missing: readonly number[] }
  /** A further page whose first page has not come yet. */
  | { readonly kind: 'waits-for-first' }
  /** The same page of the same form is on the pile already. */
  | { readonly kind: 'twice'; readonly of: S }
  /** Its serial is on the pile with another form. */
  | { readonly kind: 'foreign'; readonly to: S }

/** Set on a sheet whose further pages have not all come. */
export const PAGE_MISSING = 'page-missing'
/** Set on a sheet whose serial was seen before. */
export const SAME_SERIAL = 'same-serial'

export function placeOf<S extends Sheet>(code: Code, pile: readonly S[]): Place<S> {
  const family = code.serial === '' ? [] : pile.filter(({ reading }) => reading.template?.serial === code.serial)
  const stranger = family.find(
    ({ reading: { template } }) => template?.id !== code.id || template.version !== code.version,
  )
  if (stranger) return { kind: 'foreign', to: stranger }
  const same = family.find((sheet) => pagesOf(sheet).includes(code.page))
  if (same && code.pages > 1) return { kind: 'twice', of: same }
  const first = family.find(({ reading }) => reading.template?.page === 1)
  if (code.page > 1)
    return first
      ? { kind: 'part', of: first, missing: missingOf(code.pages, [...pagesOf(first), code.page]) }
      : { kind: 'waits-for-first' }
  const joins = family.filter(({ reading }) => (reading.template?.page ?? 1) > 1)
  return { kind: 'sheet', joins, missing: missingOf(code.pages, [1, ...joins.flatMap(pagesOf)]) }
}

const pagesOf = ({ reading, more = [] }: Sheet): number[] => [
  reading.template?.page ?? 1,
  ...more.map(({ page }) => page),
]

const missingOf = (pages: number, here: readonly number[]): number[] =>
  Array.from({ length: pages }, (_, at) => at + 1).filter((page) => !here.includes(page))
