import { languages } from '../terms/language'
import type { Notice } from '../terms/notice'
import type { Review, Spot } from './finding'
import { everything } from './passages'

/** The same notice in three languages says the same (WP260 rev.01, no. 13: a translation is accurate). */

const others = ({ notice, siblings = [] }: Review): readonly Notice[] =>
  siblings.filter(({ language }) => language !== notice.language)

export const everyLanguage = (review: Review): readonly Spot[] =>
  review.siblings === undefined
    ? []
    : languages
        .filter((language) => ![review.notice, ...others(review)].some((text) => text.language === language))
        .map((language) => ({ where: 'notice', detail: language }))

const differing = (review: Review, where: string, read: (notice: Notice) => unknown): readonly Spot[] => {
  const own = JSON.stringify(read(review.notice))
  return others(review)
    .filter((sibling) => JSON.stringify(read(sibling)) !== own)
    .map(({ language }) => ({ where, detail: language }))
}

export const sameQuestions = (review: Review): readonly Spot[] =>
  differing(review, 'questions', ({ questions }) =>
    questions.map(({ purpose, purposeVersion, channels, separate }) => [
      purpose,
      purposeVersion,
      [...channels].sort(),
      separate,
    ]),
  )

export const sameVersion = (review: Review): readonly Spot[] =>
  differing(review, 'version', ({ version, activeFrom, retiredOn }) => [version, activeFrom, retiredOn])

const mailbox = /[\w.+-]+@[\w.-]+\w/g
export const sameMailboxes = (review: Review): readonly Spot[] =>
  differing(review, 'notice', (notice) =>
    [...new Set(everything(notice).flatMap(({ text }) => text.match(mailbox) ?? []))].sort(),
  )

export const sameParagraphs = (review: Review): readonly Spot[] =>
  differing(review, 'fullText', ({ paragraphs, fullText }) => [paragraphs.length, fullText.length])
