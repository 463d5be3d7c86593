import type { LineGuess } from './line-reader'

/**
 * What may be written in a field, letter by letter. A state is where the writing stands; `after` gives the states one
 * more character may lead to, each with its cost (the natural logarithm of how unlikely it is); `end` the cost of stopping.
 */
export type Spelling<State> = {
  readonly start: State
  /** Two states of one key are the same. */
  readonly key: (state: State) => string
  readonly after: (state: State, character: string) => readonly Step<State>[]
  /** Infinity where nothing may end. */
  readonly end: (state: State) => number
}
export type Step<State> = { readonly state: State; readonly cost: number }

/** A text and how likely it is that it was meant, against everything else that was weighed. */
export type Spelled = { readonly text: string; readonly share: number }

const BEAM = 14
/** Characters less likely than this at a place are not tried. */
const FAINTEST = Math.log(5e-4)
/** How much what is usually written counts beside what is seen. */
const CUSTOM = 0.7

type Path<State> = {
  readonly text: string
  readonly last: string
  readonly state: State
  readonly cost: number
  /** Logarithms of having come here by a blank, and by the last character itself. */
  blank: number
  own: number
}

/** The likeliest texts of a line, best first: a prefix beam search over the places (Graves 2012, Hannun 2014). */
export function spelled<State>(guess: LineGuess, spelling: Spelling<State>): readonly Spelled[] {
  let paths: readonly Path<State>[] = [{ text: '', last: '', state: spelling.start, cost: 0, blank: 0, own: -Infinity }]
  for (let place = 0; place < guess.places; place++) paths = best(grown(paths, place, guess, spelling))
  const whole = new Map<string, number>()
  for (const path of paths) {
    const text = path.text.trim()
    const score = added(path.blank, path.own) - CUSTOM * (path.cost + spelling.end(path.state))
    if (score > -Infinity) whole.set(text, added(whole.get(text) ?? -Infinity, score))
  }
  const all = [...whole.values()].reduce(added, -Infinity)
  return [...whole]
    .map(([text, score]): Spelled => ({ text, share: Math.exp(score - all) }))
    .sort((a, b) => b.share - a.share)
}

function grown<State>(
  paths: readonly Path<State>[],
  place: number,
  { alphabet, characters, logs }: LineGuess,
  spelling: Spelling<State>,
): readonly Path<State>[] {
  const from = place * characters
  const none = logs[from] ?? -Infinity
  const likely: { readonly character: string; readonly log: number }[] = []
  for (let i = 1; i < characters; i++) {
    const log = logs[from + i] ?? -Infinity
    if (log > FAINTEST) likely.push({ character: alphabet.charAt(i - 1), log })
  }
  const next = new Map<string, Path<State>>()
  const into = (text: string, last: string, state: State, cost: number): Path<State> => {
    const key = `${text}\n${spelling.key(state)}`
    const there = next.get(key)
    if (there) return there
    const path = { text, last, state, cost, blank: -Infinity, own: -Infinity }
    next.set(key, path)
    return path
  }
  for (const path of paths) {
    const { text, last, state, cost } = path
    const both = added(path.blank, path.own)
    const stay = into(text, last, state, cost)
    stay.blank = added(stay.blank, both + none)
    const again = likely.find(({ character }) => character === last)
    if (again) stay.own = added(stay.own, path.own + again.log)
    for (const { character, log } of likely) {
      const before = character === last ? path.blank : both
      if (before === -Infinity) continue
      for (const step of spelling.after(state, character)) {
        const longer = into(text + character, character, step.state, cost + step.cost)
        longer.own = added(longer.own, before + log)
      }
    }
  }
  return [...next.values()]
}

const best = <State>(paths: readonly Path<State>[]): readonly Path<State>[] =>
  paths.length <= BEAM ? paths : [...paths].sort((a, b) => worth(b) - worth(a)).slice(0, BEAM)

const worth = <State>(path: Path<State>): number => added(path.blank, path.own) - CUSTOM * path.cost

/** What the network sees by itself, rule or no rule: the likeliest character of each place. */
export function plainly({ alphabet, places, characters, logs }: LineGuess): string {
  let text = ''
  let last = 0
  for (let place = 0; place < places; place++) {
    let best = 0
    for (let i = 1; i < characters; i++)
      if ((logs[place * characters + i] ?? 0) > (logs[place * characters + best] ?? 0)) best = i
    if (best !== 0 && best !== last) text += alphabet.charAt(best - 1)
    last = best
  }
  return text.trim()
}

/** log(exp(a) + exp(b)). */
function added(a: number, b: number): number {
  const [more, less] = a > b ? [a, b] : [b, a]
  return less === -Infinity ? more : more + Math.log1p(Math.exp(less - more))
}
