import { type Prepared, compare } from './compare'
import type { Level, Reason, Resemblance } from './person'
import { type Register, type Weight, weigh } from './weigh'

const SAME = 0.99
const LIKELY = 0.8
/** From here on a person is asked whether these are one. */
const WORTH_ASKING = 0.05

/** How much two prepared persons resemble each other, and why. */
export function resemblance(a: Prepared, b: Prepared, register: Register): Omit<Resemblance, 'subject'> {
  const weight = weigh(compare(a, b), register)
  return { probability: weight.probability, bits: weight.bits, band: bandOf(weight), reasons: weight.reasons }
}

/** Whether a person should be asked before this record is made: not for a mere neighbour, nor for a mere namesake. */
export const isWorthAsking = ({ band, probability }: Resemblance): boolean =>
  band !== 'household' && probability >= WORTH_ASKING

/**
 * Which drawer a pair belongs in. Nothing is ever joined by it; it decides how a question is asked. Above the arithmetic
 * stands one rule: whoever has neither the given name nor the birth date in common is never put forward as the same
 * person, whatever else agrees. Their "no" must not be laid on a spouse or a child.
 */
export function bandOf({ probability, household, reasons }: Weight): Resemblance['band'] {
  const level = (field: Reason['field']): Level | undefined => reasons.find((reason) => reason.field === field)?.level
  const [given, birth] = [level('givenName'), level('birthDate')]
  const sameGiven = given === 'equal' || given === 'short-form' || given === 'swapped'
  const sameBirth = birth === 'equal' || birth === 'swapped'

  if (household > probability && household > 0.5) return 'household'
  if (!sameGiven && !sameBirth) return 'possible'
  if (probability >= SAME && sameGiven && (sameBirth || birth === undefined)) return 'same'
  return probability >= LIKELY ? 'likely' : 'possible'
}
