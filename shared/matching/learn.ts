import { steadyChance } from './hash'
import { BIRTH, EMAIL, NAME, type Levels, SIZES, createComparer, levelsFrom, placeOf, streetOf } from './levels'
import { type Model, logsOf, shippedModel, sumsOf } from './model'
import { type Roll, contentHash } from './roll'

/** With fewer people than this the figures we ship are better than any learnt. */
export const FEWEST_TO_LEARN = 2_000
const STRANGERS = 200_000
const ROUNDS = 40

/** How often each pattern occurs among the pairs that were compared. */
export type Patterns = ReadonlyMap<number, number>

/**
 * Learns the figures of a register from itself, nobody telling it who is who: how strangers look, from pairs drawn by
 * chance; how one person and how one household look, from the pairs that met, by expectation and maximisation. What is
 * true of people anywhere leans on the result: in a household given names and birth dates differ.
 */
export function learn(roll: Roll, patterns: Patterns, settings = LEANING): Model {
  const people = roll.size()
  if (people < 3) return shippedModel
  // Too few to learn how people look; how many of them are known twice, or live together, can be told even so.
  const isFew = people < FEWEST_TO_LEARN
  const unrelated = isFew ? shippedModel.unrelated : strangers(roll)
  const list = [...patterns].sort((x, y) => x[0] - y[0])
  const levels = list.map(([pattern]) => levelsFrom(pattern, new Int32Array(SIZES.length)))
  let model: Model = { ...shippedModel, unrelated, learntFrom: isFew ? 0 : people }
  const sums = new Float64Array(3)
  for (let round = 0; round < ROUNDS; round++) {
    const logs = logsOf(model, people)
    const [same, household] = [emptyTables(), emptyTables()]
    let [sames, households] = [0, 0]
    list.forEach(([, count], at) => {
      const mine = levels[at] as Levels
      const [s = 0, h = 0, u = 0] = sumsOf(mine, logs, sums)
      const most = Math.max(s, h, u)
      const [ps, ph, pu] = [2 ** (s - most), 2 ** (h - most), 2 ** (u - most)]
      const all = ps + ph + pu
      const [cs, ch] = [(count * ps) / all, (count * ph) / all]
      sames += cs
      households += ch
      for (let f = 0; f < SIZES.length; f++) {
        const level = mine[f] ?? 0
        if (level === 0) continue
        const [st, ht] = [same[f] as Float64Array, household[f] as Float64Array]
        st[level] = (st[level] ?? 0) + cs
        ht[level] = (ht[level] ?? 0) + ch
      }
    })
    model = {
      ...model,
      ...(isFew
        ? {}
        : {
            same: same.map((table, f) => leaned(table, shippedModel.same[f] as Float64Array, settings.same[f] ?? 0.05)),
            household: household.map((table, f) =>
              leaned(table, shippedModel.household[f] as Float64Array, settings.household[f] ?? 0.2),
            ),
          }),
      samePerPerson: Math.max(0.001, (sames + 1) / people),
      householdPerPerson: Math.max(0.0005, (households + 1) / people),
    }
  }
  return model
}

/** How strongly what is true anywhere leans on what a register shows: a share of what was seen, for each field. */
export const LEANING = {
  same: [0.05, 0.05, 0.1, 0.05, 0.05, 0.05, 0.1, 0.3],
  household: [4, 0.1, 20, 0.5, 0.2, 0.1, 0.3, 1],
} as const

function leaned(seen: Float64Array, usual: Float64Array, share: number): Float64Array {
  const all = seen.reduce((sum, one) => sum + one, 0)
  const usually = usual.reduce((sum, one) => sum + one, 0)
  const weight = share * all + 20
  return seen.map((one, level) => (level === 0 ? 0 : (one + (weight * (usual[level] ?? 0)) / usually) / (all + weight)))
}

const emptyTables = (): Float64Array[] => SIZES.map((size) => new Float64Array(size))

/** How people who have nothing to do with each other look, from pairs drawn by chance from the people in a steady order. */
function strangers(roll: Roll): Float64Array[] {
  const people = roll.size()
  const keyed = new Float64Array(people)
  for (let i = 0; i < people; i++) keyed[i] = (contentHash(roll, i) >>> 0) * 2 ** 21 + i
  keyed.sort()
  const chance = steadyChance(20_260_101)
  const tables = emptyTables()
  const comparer = createComparer(roll)
  const levels: Levels = new Int32Array(SIZES.length)
  const logs = logsOf(shippedModel, people)
  const sums = new Float64Array(3)
  const draws = Math.min(STRANGERS, people * 20)
  for (let n = 0; n < draws; n++) {
    const [i, j] = [Math.floor(chance() * people), Math.floor(chance() * people)]
    if (i === j) continue
    comparer.compare((keyed[i] ?? 0) % 2 ** 21, (keyed[j] ?? 0) % 2 ** 21, levels)
    const [s = 0, h = 0, u = 0] = sumsOf(levels, logs, sums)
    const weight = 1 / (1 + 2 ** (s - u) + 2 ** (h - u))
    for (let f = 0; f < SIZES.length; f++) {
      const table = tables[f] as Float64Array
      table[levels[f] ?? 0] = (table[levels[f] ?? 0] ?? 0) + weight
    }
  }
  return tables.map((table, f) => {
    const usual = shippedModel.unrelated[f] as Float64Array
    const seen = table.reduce((sum, one, level) => (level === 0 ? sum : sum + one), 0)
    const total = usual.reduce((sum, one) => sum + one, 0)
    const lean = 3_000
    return table.map((one, level) => {
      if (level === 0) return 0
      // What only a household or one person would share is too rare among strangers to be drawn: the shipped figure holds.
      if (isTelling(f, level)) return usual[level] ?? 0
      return (one + (lean * (usual[level] ?? 0)) / total) / (seen + lean)
    })
  })
}

function isTelling(field: number, level: number): boolean {
  if (field === 3) return level <= EMAIL.near
  if (field === 4) return level < 4
  if (field === 5) return streetOf(level) > 0 && streetOf(level) <= 2 && placeOf(level) > 0 && placeOf(level) <= 2
  if (field === 7) return level === NAME.equal
  return field === 2 && level <= BIRTH.swapped
}
