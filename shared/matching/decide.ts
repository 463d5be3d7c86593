import { fieldsFrom } from './fields'
import { hashOf } from './hash'
import { SIZES, createComparer } from './levels'
import { type Model, logsOf, shippedModel } from './model'
import { emailForm, phoneForm } from './normalise'
import type { Comparable, Level, Reason, Resemblance } from './person'
import { createRoll } from './roll'
import { householdOf, probabilityOf, reasonsFrom, scorer } from './score'

const SAME = 0.99
const LIKELY = 0.8
/** From here on a person is asked whether these are one. */
const WORTH_ASKING = 0.05
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

/** Two records beside each other, of a register nothing is known about: as if it held so many. */
const SOMEWHERE = 1_000
export const unknownRegister: Register = { people: 0, named: () => 0, reachedBy: () => 0 }

/** How much two people resemble each other, and why. The same arithmetic as in the index and in a whole register. */
export function resemblance(
  a: Comparable,
  b: Comparable,
  register: Register = unknownRegister,
  model: Model = shippedModel,
): Omit<Resemblance, 'subject'> {
  const roll = createRoll()
  const [one, other] = [roll.add(fieldsFrom(a)), roll.add(fieldsFrom(b))]
  for (let word = 1; word < roll.names.size(); word++) {
    const bearers = register.named(roll.names.word(word))
    roll.names.add(word, Math.max(1, bearers) - roll.names.count(word))
  }
  const comparer = createComparer(roll)
  const levels = new Int32Array(SIZES.length)
  comparer.compare(one, other, levels)
  const people = register.people
  const { score, fields } = scorer(model, logsOf(model, Math.max(SOMEWHERE, people)), { people, sharing: sharingIn(a, register) }) // prettier-ignore
  const sums = score(levels, comparer.rare)
  const { reasons, bits } = reasonsFrom(levels, fields, sums)
  const [probability, household] = [probabilityOf(sums), householdOf(sums)]
  return { probability, bits, band: bandOf({ probability, household, reasons }), reasons }
}

/** How many share a mailbox or number of this person, asked by the number the roll knows it by. */
function sharingIn({ contactPoints }: Comparable, { reachedBy }: Register): (key: number) => number {
  const counts = new Map<number, number>()
  for (const { kind, value } of contactPoints) {
    const key = kind === 'email' ? emailForm(value)?.key : kind === 'phone' ? phoneForm(value)?.tail : undefined
    if (key !== undefined) counts.set(kind === 'email' ? hashOf(key) : Number(key) + 1, reachedBy(key))
  }
  return (key) => counts.get(key) ?? 0
}

/** Whether a person should be asked before this record is made: not for a mere neighbour, nor for a mere namesake. */
export const isWorthAsking = ({ band, probability }: Resemblance): boolean =>
  band !== 'household' && probability >= WORTH_ASKING

type Weighed = { readonly probability: number; readonly household: number; readonly reasons: readonly Reason[] }

/**
 * Which drawer a pair belongs in. Nothing is ever joined by it; it decides how a question is asked. Above the arithmetic
 * stands one rule: whoever has neither the given name nor the birth date in common is never put forward as the same
 * person, whatever else agrees. Their "no" must not be laid on a spouse or a child.
 */
export function bandOf({ probability, household, reasons }: Weighed): Resemblance['band'] {
  const level = (field: Reason['field']): Level | undefined => reasons.find((reason) => reason.field === field)?.level
  const [given, birth] = [level('givenName'), level('birthDate')]
  const sameGiven = given === 'equal' || given === 'short-form' || given === 'swapped'
  const sameBirth = birth === 'equal' || birth === 'swapped'

  if (household > probability && household > 0.5) return 'household'
  if (!sameGiven && !sameBirth) return 'possible'
  if (probability >= SAME && sameGiven && sameBirth) return 'same'
  return probability >= LIKELY ? 'likely' : 'possible'
}
