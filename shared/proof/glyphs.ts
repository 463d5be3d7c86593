/** Text as this font can print it. `missing` is true if a letter had to be spelled out. */
export type Printable = { readonly text: string; readonly missing: boolean }

/** Invisible and harmless when left out: soft hyphens, joiners, direction marks, variation selectors. */
const SILENT = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]/u

/**
 * Letters the font lacks are written as their code points, "[U+674E U+660E]": a box in their place would say that
 * something stood there and not what. Control characters become spaces.
 */
export function printable(text: string, has: (codePoint: number) => boolean): Printable {
  let printed = ''
  let lost: string[] = []
  let missing = false
  const flush = (): void => {
    if (lost.length > 0) printed += `[${lost.join(' ')}]`
    lost = []
  }
  for (const letter of text.normalize('NFC')) {
    const codePoint = letter.codePointAt(0) ?? 0
    if (SILENT.test(letter)) continue
    if (/\p{Cc}/u.test(letter) || has(codePoint)) {
      flush()
      printed += /\p{Cc}/u.test(letter) ? ' ' : letter
    } else {
      missing = true
      lost.push(`U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`)
    }
  }
  flush()
  return { text: printed, missing }
}

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/**
 * A line in the order it is printed from left to right: words of a right-to-left script that stand together change
 * places; within a word the font does it. Enough for names and addresses, which is all that is ever written so here.
 */
export function visualOrder(line: string): string[] {
  const runs: { rtl: boolean; words: string[] }[] = []
  for (const word of line.split(' ')) {
    const rtl = RIGHT_TO_LEFT.test(word)
    const last = runs.at(-1)
    if (last?.rtl === rtl) last.words.push(word)
    else runs.push({ rtl, words: [word] })
  }
  return runs.flatMap(({ rtl, words }) => (rtl ? words.reverse() : [words.join(' ')]))
}
