import { BIRTH, EMAIL, type Levels, NAME, PHONE, SIZES, TEXT, postOf } from './levels'

/**
 * What explains how two records look (Fellegi and Sunter, 1969), with three explanations instead of two: one person, two
 * people of one household, two people who never met. With two, a family that shares an address, a name and a mailbox
 * looks like one person; with three those fields are explained by the household, and given name and birth date decide.
 */
export type Model = {
  /** For each explanation and field, how likely each level is. */
  readonly same: readonly Float64Array[]
  readonly household: readonly Float64Array[]
  readonly unrelated: readonly Float64Array[]
  /** Of all pairs, how many are one person, and how many one household, for each person in the register. */
  readonly samePerPerson: number
  readonly householdPerPerson: number
  /** 0: the figures we ship. Otherwise how many people it was learnt from. */
  readonly learntFrom: number
}

/** A table from what is said of some levels; the rest share what is left over, a little each. */
function table(field: number, said: Readonly<Record<number, number>>): Float64Array {
  const values = new Float64Array(SIZES[field] ?? 1)
  let left = 1
  let silent = 0
  for (let level = 1; level < values.length; level++) {
    const value = said[level]
    if (value === undefined) silent++
    else left -= value
  }
  for (let level = 1; level < values.length; level++)
    values[level] = said[level] ?? Math.max(1e-7, left / Math.max(1, silent))
  return values
}

const N = NAME
const given = {
  same: table(0, { [N.equal]: 0.76, [N.similar]: 0.09, [N.shortForm]: 0.03, [N.soundsAlike]: 0.02, [N.contains]: 0.025, [N.initial]: 0.03, [N.different]: 0.025, [N.swapped]: 0.02 }),
  household: table(0, { [N.equal]: 0.012, [N.similar]: 0.015, [N.shortForm]: 0.006, [N.soundsAlike]: 0.01, [N.contains]: 0.015, [N.initial]: 0.012, [N.different]: 0.929, [N.swapped]: 0.0006 }),
  unrelated: table(0, { [N.equal]: 0.004, [N.similar]: 0.004, [N.shortForm]: 0.002, [N.soundsAlike]: 0.006, [N.contains]: 0.006, [N.initial]: 0.006, [N.different]: 0.9719, [N.swapped]: 0.00001 }),
} // prettier-ignore
const family = {
  same: table(1, { [N.equal]: 0.8, [N.similar]: 0.085, [N.shortForm]: 0.002, [N.soundsAlike]: 0.025, [N.contains]: 0.025, [N.initial]: 0.005, [N.different]: 0.038, [N.swapped]: 0.02 }),
  household: table(1, { [N.equal]: 0.66, [N.similar]: 0.08, [N.shortForm]: 0.001, [N.soundsAlike]: 0.02, [N.contains]: 0.05, [N.initial]: 0.003, [N.different]: 0.185, [N.swapped]: 0.0006 }),
  unrelated: table(1, { [N.equal]: 0.002, [N.similar]: 0.003, [N.shortForm]: 0.0005, [N.soundsAlike]: 0.004, [N.contains]: 0.003, [N.initial]: 0.002, [N.different]: 0.9854, [N.swapped]: 0.00001 }),
} // prettier-ignore
const birth = {
  same: table(2, { [BIRTH.equal]: 0.86, [BIRTH.vague]: 0.02, [BIRTH.swapped]: 0.015, [BIRTH.digit]: 0.055, [BIRTH.twoParts]: 0.025, [BIRTH.year]: 0.01, [BIRTH.different]: 0.015 }),
  household: table(2, { [BIRTH.equal]: 0.02, [BIRTH.vague]: 0.001, [BIRTH.swapped]: 0.0005, [BIRTH.digit]: 0.01, [BIRTH.twoParts]: 0.012, [BIRTH.year]: 0.03, [BIRTH.different]: 0.9385 }),
  unrelated: table(2, { [BIRTH.equal]: 0.00004, [BIRTH.vague]: 0.00003, [BIRTH.swapped]: 0.00004, [BIRTH.digit]: 0.0012, [BIRTH.twoParts]: 0.004, [BIRTH.year]: 0.012, [BIRTH.different]: 0.98269 }),
} // prettier-ignore
const email = {
  same: table(3, { [EMAIL.personal]: 0.33, [EMAIL.equal]: 0.37, [EMAIL.office]: 0.01, [EMAIL.near]: 0.07, [EMAIL.different]: 0.22 }),
  household: table(3, { [EMAIL.personal]: 0.002, [EMAIL.equal]: 0.3, [EMAIL.office]: 0.01, [EMAIL.near]: 0.015, [EMAIL.different]: 0.673 }),
  unrelated: table(3, { [EMAIL.personal]: 0.0000002, [EMAIL.equal]: 0.000002, [EMAIL.office]: 0.0002, [EMAIL.near]: 0.0002, [EMAIL.different]: 0.9995976 }),
} // prettier-ignore
const phone = {
  same: table(4, { [PHONE.mobile]: 0.3, [PHONE.line]: 0.4, [PHONE.near]: 0.03, [PHONE.different]: 0.27 }),
  household: table(4, { [PHONE.mobile]: 0.2, [PHONE.line]: 0.32, [PHONE.near]: 0.005, [PHONE.different]: 0.555 }),
  unrelated: table(4, { [PHONE.mobile]: 0.000001, [PHONE.line]: 0.000002, [PHONE.near]: 0.00001, [PHONE.different]: 0.999987 }),
} // prettier-ignore
const company = {
  same: table(6, { [TEXT.equal]: 0.75, [TEXT.similar]: 0.1, [TEXT.different]: 0.15 }),
  household: table(6, { [TEXT.equal]: 0.3, [TEXT.similar]: 0.05, [TEXT.different]: 0.65 }),
  unrelated: table(6, { [TEXT.equal]: 0.002, [TEXT.similar]: 0.01, [TEXT.different]: 0.988 }),
}
const nationalId = {
  same: table(7, { [TEXT.equal]: 0.9, [TEXT.similar]: 0.0001, [TEXT.different]: 0.0999 }),
  household: table(7, { [TEXT.equal]: 0.001, [TEXT.similar]: 0.0001, [TEXT.different]: 0.9989 }),
  unrelated: table(7, { [TEXT.equal]: 0.000001, [TEXT.similar]: 0.0000001, [TEXT.different]: 0.9999989 }),
}

/** Street and place together, from how each goes when the other is known. */
function posts(
  street: readonly number[],
  place: readonly (readonly number[])[],
  placeAlone: readonly number[],
): Float64Array {
  const values = new Float64Array(25)
  for (let s = 0; s <= 4; s++)
    for (let p = 0; p <= 4; p++) {
      if (s + p === 0) continue
      if (s === 0) values[postOf(s, p)] = placeAlone[p] ?? 0
      else if (p === 0) values[postOf(s, p)] = street[s] ?? 0
      else values[postOf(s, p)] = (street[s] ?? 0) * (place[s]?.[p] ?? 0)
    }
  return values
}
// Columns: missing, same, likely or near, other number or near, different.
const post = {
  same: posts([0, 0.74, 0.12, 0.02, 0.12], [[], [0, 0.9, 0.06, 0.03, 0.01], [0, 0.88, 0.07, 0.03, 0.02], [0, 0.7, 0.08, 0.07, 0.15], [0, 0.1, 0.02, 0.05, 0.83]], [0, 0.82, 0.05, 0.03, 0.1]),
  household: posts([0, 0.72, 0.12, 0.02, 0.14], [[], [0, 0.92, 0.05, 0.02, 0.01], [0, 0.9, 0.06, 0.02, 0.02], [0, 0.7, 0.08, 0.07, 0.15], [0, 0.1, 0.02, 0.05, 0.83]], [0, 0.8, 0.05, 0.03, 0.12]),
  unrelated: posts([0, 0.0003, 0.0006, 0.015, 0.9841], [[], [0, 0.02, 0.002, 0.02, 0.958], [0, 0.01, 0.002, 0.02, 0.968], [0, 0.001, 0.0005, 0.01, 0.9885], [0, 0.0007, 0.0005, 0.01, 0.9888]], [0, 0.0008, 0.0006, 0.01, 0.9886]),
} // prettier-ignore

const columns = [given, family, birth, email, phone, post, company, nationalId]

/** What we ship: for registers too small to learn from, and where learning starts. */
export const shippedModel: Model = {
  same: columns.map(({ same }) => same),
  household: columns.map(({ household }) => household),
  unrelated: columns.map(({ unrelated }) => unrelated),
  samePerPerson: 0.25,
  householdPerPerson: 0.75,
  learntFrom: 0,
}

/** How one register's figures become the three sums for a pair: base-2 logarithms. */
export type Logs = {
  readonly same: readonly Float64Array[]
  readonly household: readonly Float64Array[]
  readonly unrelated: readonly Float64Array[]
  readonly before: readonly [same: number, household: number, unrelated: number]
}

export function logsOf(model: Model, people: number): Logs {
  const logs = (tables: readonly Float64Array[]) =>
    tables.map((one) => one.map((value) => Math.log2(Math.max(value, 1e-9))))
  const [same, household, unrelated] = [logs(model.same), logs(model.household), logs(model.unrelated)]
  // Two names that changed places are one slip, and it is counted with the given name.
  for (const tables of [same, household, unrelated]) (tables[1] as Float64Array)[NAME.swapped] = 0
  const others = Math.max(1, (people - 1) / 2)
  const [m, h] = [Math.min(0.4, model.samePerPerson / others), Math.min(0.4, model.householdPerPerson / others)]
  return {
    same,
    household,
    unrelated,
    before: [Math.log2(m), Math.log2(h), Math.log2(1 - m - h)],
  }
}

/** The sums of a pair under the three explanations, without how common the shared words are. */
export function sumsOf(levels: Levels, logs: Logs, into: Float64Array): Float64Array {
  let [same, household, unrelated] = logs.before
  for (let f = 0; f < SIZES.length; f++) {
    const level = levels[f] ?? 0
    if (level === 0) continue
    same += logs.same[f]?.[level] ?? 0
    household += logs.household[f]?.[level] ?? 0
    unrelated += logs.unrelated[f]?.[level] ?? 0
  }
  into[0] = same
  into[1] = household
  into[2] = unrelated
  return into
}
