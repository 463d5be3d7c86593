/** What may differ between two cases, and the levels of each. */
export type Factors = Readonly<Record<string, readonly string[]>>
export type Levels<F extends Factors> = { readonly [K in keyof F]: F[K][number] }

type Pair = `${string}=${string}&${string}=${string}`

/**
 * Cases in which every two levels of every two factors meet at least once. Greedy and without chance: each case begins
 * with a pair nobody has met yet and takes, factor by factor, the level that meets most of what is still missing.
 */
export function everyPair<F extends Factors>(factors: F): Levels<F>[] {
  const names = Object.keys(factors)
  const missing = new Set<Pair>(pairsOf(factors))
  const cases: Levels<F>[] = []
  for (const first of missing) {
    const chosen = Object.fromEntries(first.split('&').map((one) => one.split('=') as [string, string]))
    for (const name of names) {
      if (chosen[name] !== undefined) continue
      // Turned a little further with each case, so that ties do not always go to the first level.
      const levels = factors[name] ?? []
      const turned = levels.map((_, at) => levels[(at + cases.length) % levels.length] ?? '')
      chosen[name] = turned.reduce((best, level) => (meets(name, level) > meets(name, best) ? level : best))
    }
    for (const met of pairsIn(chosen)) missing.delete(met)
    cases.push(chosen as Levels<F>)

    function meets(name: string, level: string): number {
      return Object.entries(chosen).filter(([other, its]) => missing.has(pair(name, level, other, its))).length
    }
  }
  return cases
}

/** Every pair there is, whether or not a case holds it. */
export function pairsOf(factors: Factors): Pair[] {
  const all = Object.entries(factors).flatMap(([name, levels]) => levels.map((level) => [name, level] as const))
  return all.flatMap(([a, x]) => all.filter(([b]) => a < b).map(([b, y]) => pair(a, x, b, y)))
}

export const pairsIn = (one: Readonly<Record<string, string>>): Pair[] =>
  pairsOf(Object.fromEntries(Object.entries(one).map(([name, level]) => [name, [level]])))

const pair = (a: string, x: string, b: string, y: string): Pair =>
  a < b ? `${a}=${x}&${b}=${y}` : `${b}=${y}&${a}=${x}`
