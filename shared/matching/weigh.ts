import type { Comparison, FieldName } from './compare'
import type { Level, Reason } from './person'

/**
 * From likenesses to one weight, with the arithmetic shown (Fellegi and Sunter, 1969), over three explanations instead
 * of two: one person, two people of one household, two people who never met. With two explanations a family that shares
 * an address, a name and a mailbox looks like one person; with three, those fields are explained by the household and
 * the given name and the date of birth decide. The figures are fixed; learning them from a register comes later.
 */
type Explained = readonly [samePerson: number, household: number, unrelated: number]

const TABLE: Readonly<Record<FieldName, Readonly<Partial<Record<Level, Explained>>>>> = {
  givenName: {
    equal: [0.78, 0.02, 0.004],
    similar: [0.09, 0.03, 0.004],
    'short-form': [0.03, 0.01, 0.004],
    swapped: [0.02, 0.01, 0.002],
    'sounds-alike': [0.03, 0.015, 0.006],
    partly: [0.046, 0.02, 0.01],
    different: [0.004, 0.895, 0.97],
  },
  familyName: {
    equal: [0.83, 0.82, 0.002],
    similar: [0.07, 0.075, 0.004],
    'short-form': [0.001, 0.001, 0.001],
    swapped: [0.9, 0.9, 0.3],
    'sounds-alike': [0.02, 0.025, 0.004],
    partly: [0.05, 0.055, 0.006],
    different: [0.03, 0.035, 0.98],
  },
  birthDate: {
    equal: [0.92, 0.01, 0.00007],
    swapped: [0.015, 0.001, 0.0005],
    similar: [0.035, 0.01, 0.003],
    partly: [0.015, 0.02, 0.005],
    different: [0.015, 0.959, 0.99],
  },
  email: {
    equal: [0.6, 0.35, 0.000002],
    similar: [0.08, 0.06, 0.0003],
    different: [0.32, 0.59, 0.9997],
  },
  phone: {
    equal: [0.6, 0.35, 0.000002],
    similar: [0.03, 0.02, 0.0001],
    different: [0.37, 0.63, 0.9998],
  },
  post: {
    equal: [0.82, 0.8, 0.00003],
    similar: [0.06, 0.065, 0.0004],
    partly: [0.05, 0.06, 0.003],
    different: [0.07, 0.075, 0.9965],
  },
}

/** A day people write when they do not know it: many share it who share nothing else. */
const VAGUE_BIRTH: Explained = [0.92, 0.05, 0.002]

/**
 * What is known of the register as a whole. A name half the town bears says little; the same mailbox on four hundred
 * records is a switchboard.
 */
export type Register = {
  readonly people: number
  /** How many people have this word in their name. */
  readonly named: (word: string) => number
  /** How many people have this mailbox, or these last digits of a number. */
  readonly reachedBy: (key: string) => number
}

/** Nobody known yet: every name is taken to be as common as names are. */
export const unknownRegister: Register = { people: 0, named: () => 0, reachedBy: () => 0 }

export type Weight = {
  /** That both are one person, 0 to 1. */
  readonly probability: number
  /** That they are two people of one household, 0 to 1. */
  readonly household: number
  readonly reasons: readonly Reason[]
  /** The sum of the bits of the reasons, within rounding of the last digit. */
  readonly bits: number
}

/** Before anything is compared: one of those asked about is known already, and three live with somebody who is. */
const KNOWN = 0.5
const LIVING_WITH = 1.5
/** With fewer people than this, how often a name occurs here says little about how common it is. */
const FEW = 1000

const FIELDS: readonly FieldName[] = ['givenName', 'familyName', 'birthDate', 'email', 'phone', 'post']

export function weigh(comparison: Comparison, register: Register): Weight {
  const people = Math.max(FEW, register.people)
  const before: Explained = [KNOWN / people, LIVING_WITH / people, 1 - (KNOWN + LIVING_WITH) / people]
  const compared = FIELDS.flatMap((field) => {
    const level = comparison.levels[field]
    return level ? [{ field, level, explained: explainedBy(field, level, comparison, register) }] : []
  })
  const of = (which: 0 | 1 | 2) =>
    compared.reduce((sum, { explained }) => sum + Math.log2(explained[which]), Math.log2(before[which]))
  const [same, household, unrelated] = [of(0), of(1), of(2)]

  // How the two explanations that are not "one person" share the doubt: with these shares, the bits of the fields are
  // exact, not an estimate (log of a sum = sum of the logs, weighted, plus what depends on no field).
  const share = 1 / (1 + 2 ** (unrelated - household))
  const reasons = compared.map(({ field, level, explained: [m, h, u] }) => ({
    field,
    level,
    bits: Math.log2(m) - share * Math.log2(h) - (1 - share) * Math.log2(u),
  }))
  const most = Math.max(same, household, unrelated)
  const [a, b, c] = [2 ** (same - most), 2 ** (household - most), 2 ** (unrelated - most)]
  return {
    probability: a / (a + b + c),
    household: b / (a + b + c),
    reasons,
    bits: reasons.reduce((sum, { bits }) => sum + bits, 0),
  }
}

function explainedBy(field: FieldName, level: Level, comparison: Comparison, register: Register): Explained {
  const fixed = TABLE[field][level] ?? TABLE[field].different
  const [m, h, u] = fixed ?? [1, 1, 1]
  if (level !== 'equal') return [m, h, u]
  switch (field) {
    case 'givenName':
      return [m, h, shareOf(register.named(comparison.common.given), register, u)]
    case 'familyName':
      return [m, h, shareOf(register.named(comparison.common.family), register, u)]
    case 'birthDate':
      return comparison.vagueBirth ? VAGUE_BIRTH : [m, h, u]
    case 'email':
      return [m, h, Math.max(comparison.sharedMailbox ? 0.001 : u, crowd(comparison.common.email, register))]
    case 'phone':
      return [m, h, Math.max(u, crowd(comparison.common.phone, register))]
    case 'post':
      return [m, h, u]
  }
}

/** The share of people who bear a name: what this register shows, leaning on what is usual while it is small. */
const shareOf = (bearers: number, { people }: Register, usual: number): number =>
  Math.min(0.02, (bearers + FEW * usual) / (people + FEW))

/** A household is a handful; a number more people have belongs to an office. */
const HANDFUL = 6
const crowd = (key: string, { people, reachedBy }: Register): number => {
  const sharing = key === '' ? 0 : reachedBy(key)
  return sharing > HANDFUL ? Math.min(0.01, sharing / Math.max(FEW, people)) : 0
}
