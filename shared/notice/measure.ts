import type { Language } from '../terms/language'

/**
 * How long and how hard a text is. Words and syllables are counted by simple rules, not by a dictionary, so the figures
 * are estimates: good enough to point at a sentence, not to grade an author.
 */

/** Characters compared, not typed: composed letters, plain apostrophes, plain spaces. */
export const plain = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()

/** A mailbox, an address on the web, an amount or a number is one thing to read, however it is written. */
const oneThing = /[\w.+-]+@[\w.-]+\w|https?:\/\/\S+|www\.\S+|\+?\d[\d\s./-]*\d|\d/g

/** Full stops that end no sentence: always, or only before a number, a small letter or a bracket. */
const abbreviations = [
  /(?<![\p{L}])(dr|prof|tel|bzw|ggf|ca|inkl|mme|e\. ?[kv]|z\. ?b|d\. ?h|u\. ?a|s\. ?a)\./giu,
  /(?<![\p{L}])([Aa]rt|[Aa]bs|[Ll]it|[Bb]uchst|[Bb]st|[Uu][Aa]bs|[Nn]r|[Nn]o|[Pp]ar|[Aa]l|[Ll]et|[Ss]t|[Ss]tr|[Ii]nc|[Ll]td|M)\.(?= ?[\da-z(])/gu,
]

/** Sentences, ended by a full stop, a question mark, an exclamation mark, a colon or a semicolon. */
export function sentencesOf(text: string): readonly string[] {
  const kept = plain(text).replace(oneThing, (thing) => thing.replace(/[.:?!]/g, '\u00b7'))
  return abbreviations
    .reduce((rest, pattern) => rest.replace(pattern, (short) => short.replaceAll('.', '\u00b7')), kept)
    .split(/(?<=[.!?:;])\s+/)
    .map((sentence) => sentence.replaceAll('\u00b7', '.').trim())
    .filter((sentence) => /\p{L}/u.test(sentence))
}

export function wordsOf(text: string): readonly string[] {
  return (
    plain(text)
      .replace(oneThing, ' 0 ')
      .match(/[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*/gu) ?? []
  )
}

const vowels: Record<Language, RegExp> = {
  de: /ei|ai|au|eu|äu|ie|aa|ee|oo|[aeiouyäöü]/g,
  fr: /[aeiouyàâäéèêëîïôöùûüœæ]+/g,
  en: /[aeiouy]+/g,
}
/** Endings that are written and not spoken. */
const silent: Partial<Record<Language, RegExp>> = {
  fr: /(?<=[^aeiouyàâäéèêëîïôöùûüœæ])(e|es|(?<!m)ent)$/,
  en: /(?<=[^aeiouyl])(e|ed|es)$/,
}

export function syllablesOf(word: string, language: Language): number {
  const spoken = silent[language] ? word.toLowerCase().replace(silent[language], '') : word.toLowerCase()
  return Math.max(1, spoken.match(vowels[language])?.length ?? 1)
}

/**
 * Reading ease from 0 (hard) to 100 (easy): Flesch 1948 for English, Amstad 1978 for German, Kandel and Moles 1958 for
 * French. `words` is the mean length of a sentence in words, `syllables` the mean length of a word in syllables.
 */
const formulas: Record<Language, (words: number, syllables: number) => number> = {
  en: (words, syllables) => 206.835 - 1.015 * words - 84.6 * syllables,
  de: (words, syllables) => 180 - words - 58.5 * syllables,
  fr: (words, syllables) => 207 - 1.015 * words - 73.6 * syllables,
}

export function readingEase(texts: readonly string[], language: Language): number {
  const sentences = texts.flatMap(sentencesOf)
  const words = sentences
    .flatMap(wordsOf)
    .flatMap((word) => word.split('-'))
    .filter((word) => /\p{L}/u.test(word))
  if (words.length === 0) return 100
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word, language), 0)
  return formulas[language](words.length / sentences.length, syllables / words.length)
}
