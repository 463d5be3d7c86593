import { z } from 'zod'
import { Language } from '../terms/language'
import type { LineGuess } from './network/line-reader'
import { daySpelling, emailSpelling, phoneSpelling } from './network/patterns'
import { plainly, spelled, type Spelled } from './network/spell'
import { folded } from './network/folded'
import { treeFrom, WordList, wordsIn, wordSpelling, type WordTree } from './network/words'

/** What people of one language write on forms. */
export const LanguageWords = z.object({ given: WordList, family: WordList, city: WordList, street: WordList })
export type LanguageWords = z.infer<typeof LanguageWords>

export type LineContext = {
  readonly type: string
  readonly language: Language
  /** Nobody is born or signs after this year. */
  readonly year: number
  /** Names read on the same sheet: an e-mail address often holds them. */
  readonly names: readonly string[]
}

/** Reads what the network guessed by what can stand in the field; best first, with how likely each is against the rest. */
export type LineSpeller = (guess: LineGuess, context: LineContext) => readonly Spelled[]

export function lineSpellerFrom(words: Readonly<Record<Language, LanguageWords>>): LineSpeller {
  const trees = new Map<string, WordTree>()
  const treeOf = (language: Language, kind: 'person' | 'city' | 'street' | 'any'): WordTree => {
    const key = `${language} ${kind}`
    const made = trees.get(key) ?? treeFrom(listsOf(words[language], kind))
    trees.set(key, made)
    return made
  }
  const bySpelling = (guess: LineGuess, { type, language, year, names }: LineContext): readonly Spelled[] => {
    switch (type) {
      case 'date':
      case 'date8':
        return spelled(onlyOf(guess, '0123456789./- '), daySpelling(year))
      case 'phone':
        return spelled(onlyOf(guess, '0123456789+()./- '), phoneSpelling)
      case 'email':
        return spelled(lowered(guess), emailSpelling(names.flatMap((name) => name.split(/[ -]/).map(folded))))
      case 'name':
      case 'fullname':
        return spelled(guess, wordSpelling(treeOf(language, 'person'), { digits: false }))
      case 'city':
        return spelled(guess, wordSpelling(treeOf(language, 'city'), { digits: false }))
      case 'street':
        return spelled(guess, wordSpelling(treeOf(language, 'street'), { digits: true }))
      default:
        return spelled(guess, wordSpelling(treeOf(language, 'any'), { digits: true }))
    }
  }
  return (guess, context) => {
    const found = bySpelling(guess, context).map(({ text, share }) => ({ text: asWritten(text, context), share }))
    // Nothing that fits: a person sees what is there, and that it fits nothing.
    return found.length > 0 ? found : [{ text: plainly(guess), share: 0 }]
  }
}

/** Small capitals look like both cases mixed; within a word a pen does not mix them. French sets a bent apostrophe. */
function asWritten(text: string, { type, language }: LineContext): string {
  if (['date', 'date8', 'phone', 'email'].includes(type)) return text
  const evened = text.replace(/\p{L}{3,}/gu, (word) => {
    const upper = Array.from(word).filter((c) => c !== c.toLowerCase()).length
    if (upper < 2 || upper === word.length) return word
    return upper * 2 > word.length ? word.toUpperCase() : word.charAt(0) + word.slice(1).toLowerCase()
  })
  return language === 'fr' ? evened.replaceAll("'", '’') : evened
}

function listsOf(
  { given, family, city, street }: LanguageWords,
  kind: 'person' | 'city' | 'street' | 'any',
): Parameters<typeof treeFrom>[0] {
  const list = (from: WordList, share: number) => ({ words: wordsIn(from), share })
  switch (kind) {
    case 'person':
      return [list(given, 0.5), list(family, 0.5)]
    case 'city':
      return [list(city, 0.9), list(family, 0.1)]
    case 'street':
      return [list(street, 0.7), list(family, 0.2), list(given, 0.1)]
    case 'any':
      return [list(street, 0.3), list(city, 0.3), list(family, 0.2), list(given, 0.2)]
  }
}

/** Only these characters (and "none"): the others' likelihood is dropped, not shared out. */
function onlyOf(guess: LineGuess, wanted: string): LineGuess {
  const logs = guess.logs.map((log, i) => {
    const character = i % guess.characters
    return character === 0 || wanted.includes(guess.alphabet.charAt(character - 1)) ? log : -Infinity
  })
  return { ...guess, logs }
}

/** Capitals and small letters as one: an address means the same in either. */
function lowered(guess: LineGuess): LineGuess {
  const logs = guess.logs.slice()
  for (let i = 1; i < guess.characters; i++) {
    const letter = guess.alphabet.charAt(i - 1)
    const small = letter.toLowerCase()
    if (small === letter) continue
    const to = guess.alphabet.indexOf(small) + 1
    for (let at = 0; at < logs.length; at += guess.characters) {
      const [a, b] = [logs[at + i] ?? -Infinity, logs[at + to] ?? -Infinity]
      logs[at + to] = Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)))
      logs[at + i] = -Infinity
    }
  }
  return { ...guess, logs }
}
