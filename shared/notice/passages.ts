import type { Language } from '../terms/language'
import type { Notice } from '../terms/notice'
import type { Spot } from './finding'
import { plain, sentencesOf } from './measure'

/** A piece of a notice and where it stands. */
export type Passage = { readonly where: string; readonly text: string }

const passage = (where: string, text: string): Passage => ({ where, text: plain(text) })

export const titleOf = (notice: Notice): readonly Passage[] => [passage('title', notice.title)]
export const paragraphsOf = (notice: Notice): readonly Passage[] =>
  notice.paragraphs.map((text, at) => passage(`paragraphs[${at}]`, text))
export const withdrawalOf = (notice: Notice): readonly Passage[] => [passage('withdrawal', notice.withdrawal)]
export const questionsOf = (notice: Notice): readonly Passage[] =>
  notice.questions.map(({ text }, at) => passage(`questions[${at}].text`, text))
/** Layer 2. */
export const fullTextOf = (notice: Notice): readonly Passage[] =>
  notice.fullText.map((text, at) => passage(`fullText[${at}]`, text))

/** Layer 1: what is read before the choice. */
export const firstLayer = (notice: Notice): readonly Passage[] => [
  ...titleOf(notice),
  ...paragraphsOf(notice),
  ...withdrawalOf(notice),
  ...questionsOf(notice),
]
/** What tries to persuade: layer 1 without the withdrawal. */
export const invitation = (notice: Notice): readonly Passage[] => [
  ...titleOf(notice),
  ...paragraphsOf(notice),
  ...questionsOf(notice),
]
export const everything = (notice: Notice): readonly Passage[] => [...firstLayer(notice), ...fullTextOf(notice)]

/** One pattern for each language. */
export type Phrase = Readonly<Record<Language, RegExp>>

/** The letters of our languages. Spelt out: `\p{L}` without regard to capitals takes a second to get ready. */
const LETTER = '[a-zß-öø-ÿœ]'

/**
 * Beginnings of words, any of which will do. `\b` knows no accents, so a word starts where no letter stands before it.
 * A piece that starts with `~` may stand inside a word: `~daten` finds "Gesundheitsdaten".
 */
export function beginnings(...pieces: readonly string[]): RegExp {
  const spelt = pieces.map((piece) => piece.replaceAll('\\p{L}', LETTER))
  const anywhere = spelt.filter((piece) => piece.startsWith('~')).map((piece) => piece.slice(1))
  const starting = spelt.filter((piece) => !piece.startsWith('~'))
  const whole = starting.length > 0 ? [`(?<!${LETTER}|\\d)(?:${starting.join('|')})`] : []
  return new RegExp([...whole, ...anywhere].join('|'), 'iu')
}

export const says = (passages: readonly Passage[], pattern: RegExp): boolean =>
  passages.some(({ text }) => pattern.test(text))

/** Every passage in which the pattern is found, with the words found. */
export const spotsOf = (passages: readonly Passage[], pattern: RegExp): readonly Spot[] =>
  passages.flatMap(({ where, text }) => {
    const found = pattern.exec(text)
    return found ? [{ where, detail: found[0] }] : []
  })

/** Every sentence in which all of the patterns are found. */
export const sentencesWith = (passages: readonly Passage[], ...patterns: readonly RegExp[]): readonly Spot[] =>
  passages.flatMap(({ where, text }) =>
    sentencesOf(text)
      .filter((sentence) => patterns.every((pattern) => pattern.test(sentence)))
      .map((sentence) => ({ where, detail: sentence })),
  )

/** A spot if something that ought to be said is said nowhere. */
export const missing = (isSaid: boolean, where: string): readonly Spot[] => (isSaid ? [] : [{ where }])
