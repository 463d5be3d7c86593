import { z } from 'zod'
import { folded } from './folded'
import type { Spelling, Step } from './spell'

/** Words people write in one kind of field, with where the list comes from. */
export const WordList = z.object({
  about: z.string(),
  /** One word (or several with spaces between) a line, most usual first; after a tab how often, where it is known. */
  words: z.string(),
})
export type WordList = z.infer<typeof WordList>

type Node = {
  /** By the letter without its accent: lists leave accents out, and so do pens. */
  readonly children: Map<string, Node>
  /** The letter as the list has it; the most usual word that came here first says so. */
  readonly letter: string
  weight: number
  ends: number
}
export type WordTree = Node

export function treeFrom(
  lists: readonly { readonly words: readonly (readonly [string, number])[]; readonly share: number }[],
): WordTree {
  const root: Node = { children: new Map(), letter: '', weight: 0, ends: 0 }
  for (const { words, share } of lists) {
    const all = words.reduce((sum, [, count]) => sum + count, 0)
    for (const [word, count] of words) {
      const weight = (share * count) / all
      // Words of several parts are walked part by part: what joins them is not in the tree.
      for (const part of word.toLowerCase().split(/[ '-]/)) {
        let node = root
        node.weight += weight
        for (const letter of part) {
          for (const plain of folded(letter)) {
            let child = node.children.get(plain)
            if (!child) {
              child = { children: new Map(), letter, weight: 0, ends: 0 }
              node.children.set(plain, child)
            }
            child.weight += weight
            node = child
          }
        }
        node.ends += weight
      }
    }
  }
  return root
}

/** Words and counts of a list. Counts fall off slowly: a rare name is written by somebody. */
export const wordsIn = ({ words }: WordList): readonly (readonly [string, number])[] =>
  words
    .split('\n')
    .filter((line) => line !== '')
    .map((line, rank) => {
      const [word = '', count] = line.split('\t')
      return [word, Math.sqrt(count === undefined ? 1000 / (rank + 20) : Number(count))] as const
    })

/** Upper case all through, or as in "Jean-Pierre": what a pen does within one word. */
type Case = 'start' | 'first' | 'upper' | 'lower'

export type WordState = {
  /** Where in the tree; undefined when this word is none of the list. */
  readonly node: Node | undefined
  readonly letters: Case
  /** A number, as in a street. */
  readonly digits: boolean
  readonly key: string
}

/** A word that is on no list: this much at once, and this much for each of its letters. */
const UNKNOWN_WORD = 3.5
const UNKNOWN_LETTER = 2.4
const ODD_CASE = 3
const NEXT_WORD = 1.5
const DIGIT = 2.3

/** An accent the list has and the eye does not see is often lost in a thin stroke; the other way round it is rare. */
const accentCost = (seen: string, listed: string): number => (seen === listed ? 0 : folded(seen) === seen ? 1.5 : 2)

const isLetter = (c: string): boolean => folded(c) !== '' && c.toLowerCase() !== c.toUpperCase()

/** Words of a tree or unknown ones, joined by spaces, hyphens and apostrophes; numbers too where they occur. */
export function wordSpelling(tree: WordTree, allows: { readonly digits: boolean }): Spelling<WordState> {
  const stateOf = (node: Node | undefined, letters: Case, digits: boolean, key: string): WordState => ({
    node,
    letters,
    digits,
    key,
  })
  const start = stateOf(tree, 'start', false, '^')
  const atStart = ({ letters }: WordState): boolean => letters === 'start'

  const endOf = ({ node, letters, digits }: WordState): number => {
    if (digits) return 0.3
    if (letters === 'start') return Infinity
    return node === undefined ? UNKNOWN_LETTER : node.ends > 0 ? Math.log(node.weight / node.ends) : Infinity
  }

  const letter = (state: WordState, c: string): readonly Step<WordState>[] => {
    if (state.digits) return [{ state: stateOf(undefined, 'first', false, `d${c}`), cost: 4 }]
    const upper = c !== c.toLowerCase()
    const before = state.letters
    const letters: Case =
      before === 'start' ? (upper ? 'first' : 'lower') : before === 'first' ? (upper ? 'upper' : 'lower') : before
    const odd =
      (before === 'upper' && !upper) || (before === 'lower' && upper) ? ODD_CASE : before === 'start' && !upper ? 1 : 0
    const steps: Step<WordState>[] = []
    if (state.node) {
      let node: Node | undefined = state.node
      for (const part of folded(c)) node = node?.children.get(part)
      if (node && node !== state.node)
        steps.push({
          state: stateOf(node, letters, false, `${state.key}${folded(c)}${letters}`),
          cost: odd + Math.log(state.node.weight / node.weight) + accentCost(c.toLowerCase(), node.letter),
        })
    }
    // Leaving the list is possible at the first letter only: later it would be the same text once more.
    if (atStart(state) || state.node === undefined)
      steps.push({
        state: stateOf(undefined, letters, false, `?${letters}`),
        cost: odd + UNKNOWN_LETTER + (atStart(state) ? UNKNOWN_WORD : 0),
      })
    return steps
  }

  return {
    start,
    key: ({ key }) => key,
    after: (state, c) => {
      if (isLetter(c)) return letter(state, c)
      if (c >= '0' && c <= '9')
        return allows.digits && (atStart(state) || state.digits)
          ? [{ state: stateOf(undefined, 'start', true, '0'), cost: DIGIT }]
          : []
      if (atStart(state) && !state.digits) return []
      if (c === ' ' || c === '-' || c === "'" || c === '.') {
        const cost = c === '.' ? 3 + NEXT_WORD : endOf(state) + NEXT_WORD + (c === ' ' ? 0 : 1.5)
        return cost === Infinity ? [] : [{ state: stateOf(tree, 'start', false, '^'), cost }]
      }
      return []
    },
    end: (state) => (state.key === '^' ? 2 : endOf(state)),
  }
}
