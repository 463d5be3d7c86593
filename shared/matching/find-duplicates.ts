import { candidatePairs } from './blocks'
import { groupPairs } from './group'
import { hashBoth } from './hash'
import { BIRTH, type Levels, NAME, SIZES, createComparer, levelsFrom } from './levels'
import { learn } from './learn'
import { type Logs, type Model, logsOf, sumsOf } from './model'
import { newOpen, openRun } from './open-run'
import { MOBILE, type Roll, contentHash } from './roll'
import { probabilityOf, scorer } from './score'

/** Two people of a roll and how likely they are one. */
export type FoundPair = { readonly a: number; readonly b: number; readonly probability: number }

export type Found = {
  readonly pairs: readonly FoundPair[]
  readonly model: Model
  /** How many pairs were compared, and how many that share a key were not, because too many share it. */
  readonly compared: number
  readonly left: number
  /** Records that are one person as far as arithmetic goes. */
  readonly groups: readonly (readonly number[])[]
}

/** From here on a person is asked whether two are one: the threshold that ships. */
export const POSSIBLE = 0.5

/** Every pair of a register that may be one person. Yields how far it is, from 0 to 1, so that it can pause between slices. */
export function* findDuplicates(
  roll: Roll,
  least = POSSIBLE,
  given?: Model,
  isLiving?: (at: number) => boolean,
): Generator<number, Found> {
  const met = yield* comparePairs(roll, true, isLiving)
  const { a, b, count, left, patternOf, comparer, levels } = met
  const model = given ?? learn(roll, met.patterns)
  yield 0.8
  const { score } = scorer(model, logsOf(model, roll.size()), { people: roll.size(), sharing: crowds(roll) })
  const direct: FoundPair[] = []
  const probability = (i: number, j: number): number => {
    comparer.compare(i, j, levels)
    return probabilityOf(score(levels, comparer.rare))
  }
  const isHopeless = hopeless(logsOf(model, roll.size()), Math.min(least, POSSIBLE))
  for (let n = 0; n < count; n++) {
    if (isHopeless(patternOf[n] ?? 0)) continue
    const [i, j] = [a[n] ?? 0, b[n] ?? 0]
    const one = probability(i, j)
    if (one >= Math.min(least, POSSIBLE)) direct.push({ a: Math.min(i, j), b: Math.max(i, j), probability: one })
    if (n % 1024 === 1023) yield 0.8 + (0.15 * n) / count
  }
  // Where nobody lives together, records so unlike each other are slips of the pen.
  const hasHouseholds = model.householdPerPerson > 0.05
  const steady = inSteadyOrder(direct, roll)
  yield 0.97
  const { groups } = groupPairs(
    steady.filter((pair) => pair.probability >= POSSIBLE),
    (i, j) => bitsFrom(probability(i, j)),
    () => hasHouseholds && areApart(levels),
  )
  return { pairs: withGroups(steady, groups, probability).filter((pair) => pair.probability >= least), groups, model, compared: count, left } // prettier-ignore
}

/** What a register teaches about itself, for answering while somebody types. */
export function learnFrom(roll: Roll): Model {
  return runToEnd(learning(roll))
}

export function* learning(roll: Roll, isLiving?: (at: number) => boolean): Generator<number, Model> {
  return learn(roll, (yield* comparePairs(roll, false, isLiving)).patterns)
}

/** Compares everybody who is worth comparing, once, and counts how the pairs look. */
function* comparePairs(roll: Roll, keep: boolean, isLiving?: (at: number) => boolean) {
  const blocks = candidatePairs(roll, isLiving)
  let step = blocks.next()
  while (!step.done) {
    yield 0.6 * step.value
    step = blocks.next()
  }
  const { a, b, count, left } = step.value
  const comparer = createComparer(roll)
  const levels = new Int32Array(SIZES.length)
  const patterns = new Map<number, number>()
  const patternOf = new Int32Array(keep ? count : 0)
  for (let n = 0; n < count; n++) {
    const pattern = comparer.compare(a[n] ?? 0, b[n] ?? 0, levels)
    if (keep) patternOf[n] = pattern
    patterns.set(pattern, (patterns.get(pattern) ?? 0) + 1)
    if (n % 1024 === 1023) yield 0.6 + (0.15 * n) / count
  }
  return { a, b, count, left, comparer, levels, patterns, patternOf }
}

/** The most that rare words can add to a pattern, in bits. */
const RAREST = 20

/** Whether pairs of a pattern stay below `least` even if all they share is as rare as can be. */
function hopeless(logs: Logs, least: number): (pattern: number) => boolean {
  const known = new Map<number, boolean>()
  const levels = new Int32Array(SIZES.length)
  const sums = new Float64Array(3)
  const against = Math.log2(1 / Math.max(1e-9, least) - 1)
  return (pattern) => {
    const answer = known.get(pattern)
    if (answer !== undefined) return answer
    const [same = 0, household = 0, unrelated = 0] = sumsOf(levelsFrom(pattern, levels), logs, sums)
    // How common a name is changes "unrelated" alone, and "household" by a bit and a half at most.
    const made = Math.max(household - 1.5 - same, unrelated - RAREST - same) > against
    known.set(pattern, made)
    return made
  }
}

/** Other given names and another birth date, both known: two people, whatever else they share. */
const areApart = (levels: Levels): boolean => levels[0] === NAME.different && levels[2] === BIRTH.different

const bitsFrom = (probability: number): number =>
  Math.log2(Math.max(1e-12, probability)) - Math.log2(Math.max(1e-12, 1 - probability))

/** Strongest first; among equals by what they say, not by where they stood. */
function inSteadyOrder(pairs: readonly FoundPair[], roll: Roll): FoundPair[] {
  const hash = new Map<number, number>()
  const of = (at: number): number => {
    const known = hash.get(at)
    if (known !== undefined) return known
    const made = contentHash(roll, at)
    hash.set(at, made)
    return made
  }
  return pairs
    .map((pair) => ({ pair, key: hashBoth(of(pair.a), of(pair.b)) }))
    .sort((x, y) => y.pair.probability - x.pair.probability || x.key - y.key)
    .map(({ pair }) => pair)
}

/**
 * Inside a group two records may look unlike each other and still be one, through a third that is like both: then their
 * probability is that of the best way through one other member.
 */
function withGroups(
  direct: readonly FoundPair[],
  groups: readonly (readonly number[])[],
  probability: (a: number, b: number) => number,
): FoundPair[] {
  const groupOf = new Map<number, number>()
  groups.forEach((group, at) => group.forEach((one) => groupOf.set(one, at)))
  const within = groups.flatMap((group) => pairsWithin(group, probability))
  const outside = direct.filter(({ a, b }) => !groupOf.has(a) || groupOf.get(a) !== groupOf.get(b))
  return [...within, ...outside].sort((x, y) => y.probability - x.probability)
}

function pairsWithin(group: readonly number[], probability: (a: number, b: number) => number): FoundPair[] {
  const table = group.map((a) => group.map((b) => (a === b ? 1 : probability(a, b))))
  return group.flatMap((a, i) =>
    group.slice(i + 1).map((b, k) => {
      const j = i + 1 + k
      const through = group.reduce((best, _, n) => Math.max(best, (table[i]?.[n] ?? 0) * (table[n]?.[j] ?? 0)), 0)
      return { a, b, probability: through }
    }),
  )
}

/** How many people share a mailbox or a number. */
export function crowds(roll: Roll): (key: number) => number {
  const people = roll.size()
  const all = new Int32Array(2 * people)
  let n = 0
  const open = newOpen()
  for (let i = 0; i < people; i++) {
    openRun(roll, i, open)
    if (open.nEmails > 0) all[n++] = roll.data()[open.emails[0] ?? 0] ?? 0
    if (open.nPhones > 0) all[n++] = (open.phones[0] ?? 0) & ~MOBILE
  }
  const sorted = all.subarray(0, n).sort()
  const many = new Map<number, number>()
  for (let from = 0; from < n;) {
    let to = from + 1
    while (to < n && sorted[to] === sorted[from]) to++
    if (to - from > 2) many.set(sorted[from] ?? 0, to - from)
    from = to
  }
  return (key) => many.get(key) ?? 0
}

/** Runs a search to its end at once. */
export function runToEnd<T>(work: Generator<number, T>): T {
  let step = work.next()
  while (!step.done) step = work.next()
  return step.value
}
