import type { ContactPoint } from '../terms/contact-point'
import type { SubjectId } from '../terms/ids'

/** A person as matching sees them; any field may be empty. */
export type Comparable = {
  readonly givenName: string
  readonly familyName: string
  /** ISO, or null. */
  readonly birthDate: string | null
  readonly contactPoints: readonly ContactPoint[]
}

export type KnownPerson = Comparable & { readonly subject: SubjectId }

/** `short-form`: Fritz and Friedrich. `partly`: one of two names, an initial, or the beginning of a name being typed. */
export type Level = 'equal' | 'similar' | 'sounds-alike' | 'short-form' | 'swapped' | 'partly' | 'different'

/** How one field compares, in a step that has a sentence in every language (`match.<field>.<level>`). */
export type Reason = {
  readonly field: 'givenName' | 'familyName' | 'birthDate' | 'email' | 'phone' | 'post' | 'company' | 'nationalId'
  readonly level: Level
  /** Base-2 logarithm of how much likelier this is for one person than for two. */
  readonly bits: number
}

/** Somebody known who may be the person asked about. */
export type Resemblance = {
  readonly subject: SubjectId
  /** That they are one person, 0 to 1. */
  readonly probability: number
  readonly bits: number
  /** `household`: same address or number, other person. */
  readonly band: 'same' | 'likely' | 'possible' | 'household'
  readonly reasons: readonly Reason[]
}
