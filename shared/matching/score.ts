import {
  EMAIL,
  type Field,
  FIELDS,
  type Levels,
  NAME,
  PHONE,
  PLACE,
  SIZES,
  type Comparer,
  levelWord,
  placeOf,
} from './levels'
import type { Logs, Model } from './model'
import type { Reason } from './person'

/** How common what both share is among all people of the register. */
export type Frequencies = {
  readonly people: number
  /** How many people have this mailbox (its hash) or these last digits; asked only of what both share. */
  readonly sharing: (key: number) => number
}

/** A name's frequency counts as seen once this many people are known; before, it leans on what is usual. */
const FEW = 1_000
/** A household is a handful; a number more people have belongs to an office. */
const HANDFUL = 6

/**
 * The three sums of a pair, field by field, with how common the shared words are: Müller says less than Wolkenstein, a
 * mailbox four hundred people have says nothing.
 */
export function scorer(model: Model, logs: Logs, frequencies: Frequencies) {
  const { people, sharing } = frequencies
  const usual = {
    given: model.unrelated[0]?.[NAME.equal] ?? 0.004,
    family: model.unrelated[1]?.[NAME.equal] ?? 0.002,
    place: placeUsual(model.unrelated[5] as Float64Array),
  }
  const share = (count: number, usually: number): number =>
    Math.log2(Math.min(0.05, (count + FEW * usually) / (people + FEW)))
  const mean = { given: Math.log2(usual.given), place: Math.log2(usual.place) }
  const fields = new Float64Array(3 * SIZES.length)
  const sums = new Float64Array(3)

  /** Fills `sums` (before and all fields) and `fields` (each field alone). */
  const score = (levels: Levels, rare: Comparer['rare']): Float64Array => {
    let [same, household, unrelated] = logs.before
    for (let f = 0; f < SIZES.length; f++) {
      const level = levels[f] ?? 0
      let [s, h, u] = [0, 0, 0]
      if (level !== 0) {
        s = logs.same[f]?.[level] ?? 0
        h = logs.household[f]?.[level] ?? 0
        u = logs.unrelated[f]?.[level] ?? 0
        if (f === 0 && level === NAME.equal && rare.given > 0) {
          u = share(rare.given, usual.given)
          h += Math.max(-1.5, Math.min(1.5, 0.5 * (u - mean.given)))
        } else if (f === 1 && level === NAME.equal && rare.family > 0) u = share(rare.family, usual.family)
        else if (f === 3 && level <= EMAIL.equal) {
          const crowd = sharing(rare.email)
          if (crowd > HANDFUL) [h, u] = crowded(h, u, crowd)
        } else if (f === 4 && level <= PHONE.line) {
          const crowd = sharing(rare.phone)
          if (crowd > HANDFUL) [h, u] = crowded(h, u, crowd)
        } else if (f === 5 && rare.place > 0 && placeOf(level) <= PLACE.likely)
          u += Math.max(-6, Math.min(4, share(rare.place, usual.place) - mean.place))
      }
      fields[3 * f] = s
      fields[3 * f + 1] = h
      fields[3 * f + 2] = u
      same += s
      household += h
      unrelated += u
    }
    sums[0] = same
    sums[1] = household
    sums[2] = unrelated
    return sums
  }
  const crowded = (h: number, u: number, crowd: number): [number, number] => [
    h + Math.log2(HANDFUL / crowd),
    Math.max(u, Math.log2(Math.min(0.3, crowd / Math.max(FEW, people)))),
  ]
  return { score, fields }
}

export const probabilityOf = (sums: Float64Array): number => {
  const [s = 0, h = 0, u = 0] = sums
  return 1 / (1 + 2 ** (h - s) + 2 ** (u - s))
}

export const householdOf = (sums: Float64Array): number => {
  const [s = 0, h = 0, u = 0] = sums
  return 1 / (1 + 2 ** (s - h) + 2 ** (u - h))
}

/**
 * The bits of each field. How the two explanations that are not "one person" share the doubt: with these shares the
 * bits are exact, not an estimate, and their sum is the score.
 */
export function reasonsFrom(
  levels: Levels,
  fields: Float64Array,
  sums: Float64Array,
): { reasons: Reason[]; bits: number } {
  const share = 1 / (1 + 2 ** ((sums[2] ?? 0) - (sums[1] ?? 0)))
  const reasons: Reason[] = []
  let bits = 0
  FIELDS.forEach((field: Field, f) => {
    const level = levels[f] ?? 0
    if (level === 0) return
    const mine = (fields[3 * f] ?? 0) - share * (fields[3 * f + 1] ?? 0) - (1 - share) * (fields[3 * f + 2] ?? 0)
    bits += mine
    reasons.push({ field, level: levelWord(field, level), bits: mine })
  })
  return { reasons, bits }
}

/** Of two strangers, how often both live in one place. */
function placeUsual(table: Float64Array): number {
  let sum = 0
  table.forEach((value, level) => {
    if (placeOf(level) === PLACE.same || placeOf(level) === PLACE.likely) sum += value
  })
  return Math.max(1e-5, sum)
}
