import type { Level, Reason, Resemblance } from './person'

/**
 * What a "no" does to the records it may be about. Somebody said who they are; everybody who may be them is here.
 *
 * Attached: surely theirs, under a rule no arithmetic can talk its way around. Held: may be theirs, so nobody writes
 * there until a person has looked; that person can only narrow. The rest is shown and not touched: a household is not
 * its members, and a spouse has a yes of their own.
 */
export type Gravity = {
  readonly attached: Resemblance | null
  readonly held: readonly Resemblance[]
  readonly untouched: readonly Resemblance[]
}

/** So sure that of ten thousand no one is wrong; and so far before the next that no twin stands behind. */
const SURE = 0.999
const AHEAD = 6
/** From here on a record is held: rather one stranger for a few days than a no that reached nobody. */
const HELD = 0.002

/**
 * Sorts the candidates, strongest first. `areOne` says which records people have found to be the same: these do not
 * stand in each other's way.
 */
export function gravityOf(
  candidates: readonly Resemblance[],
  areOne: (a: Resemblance, b: Resemblance) => boolean = () => false,
): Gravity {
  const [first, ...rest] = candidates
  const rival = first && rest.find((one) => !areOne(first, one))
  const attached =
    first &&
    isSurely(
      first,
      rival,
      rest.filter((one) => !areOne(first, one)),
    )
      ? first
      : null
  const open = candidates.filter((one) => one !== attached)
  const held = open.filter((one) => isPlausible(one, attached))
  return { attached, held, untouched: open.filter((one) => !held.includes(one)) }
}

const levelOf = ({ reasons }: Resemblance, field: Reason['field']): Level | undefined =>
  reasons.find((reason) => reason.field === field)?.level

/** Given name and birth date agree, or given name, family name and a mailbox or number nobody else here has. */
function isSurely(one: Resemblance, rival: Resemblance | undefined, others: readonly Resemblance[]): boolean {
  if (one.probability < SURE || one.band === 'household') return false
  if (rival && rival.bits > one.bits - AHEAD) return false
  if (levelOf(one, 'givenName') !== 'equal' || levelOf(one, 'familyName') !== 'equal') return false
  if (levelOf(one, 'birthDate') === 'equal') return true
  if (levelOf(one, 'birthDate') !== undefined) return false
  return (['email', 'phone'] as const).some(
    (field) => levelOf(one, field) === 'equal' && !others.some((other) => levelOf(other, field) === 'equal'),
  )
}

/**
 * Beside a record that is surely theirs another is held only if it may be a second record of the same person; where
 * nobody is sure, whoever may be meant.
 */
function isPlausible(one: Resemblance, attached: Resemblance | null): boolean {
  if (one.probability < HELD) return false
  if (attached) return one.band !== 'household' && levelOf(one, 'givenName') !== 'different'
  // Of two of one household and one birth date either may be meant, if a name was misheard.
  return one.band !== 'household' || ['equal', 'swapped'].includes(levelOf(one, 'birthDate') ?? '')
}
