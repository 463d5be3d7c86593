import type { Finding, Review, Rule } from './finding'
import { rules } from './rules'
import { readNotice } from './shape'

/**
 * The fairness linter: every rule over one notice, in the order of the table, places in reading order. Words only: it
 * cannot see what the renderer makes of them, and it is no counsel. Same review, same findings.
 */
export const lintNotice = (review: Review): readonly Finding[] =>
  rules.flatMap(({ id, severity, article, find }: Rule) =>
    find(review).map((spot) => ({ rule: id, severity, article, ...spot })),
  )

/** The same for something that claims to be a notice; what is not one is told so, and not read further. */
export function checkNotice(value: unknown, around: Omit<Review, 'notice'>): readonly Finding[] {
  const read = readNotice(value)
  return 'findings' in read ? read.findings : lintNotice({ ...around, notice: read.notice })
}

/** Nothing hard: it may be published. */
export const mayBePublished = (findings: readonly Finding[]): boolean =>
  findings.every(({ severity }) => severity === 'soft')
