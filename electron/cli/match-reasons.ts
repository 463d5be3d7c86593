import type { Reason } from '@shared/matching/person'
import type { Sentences } from './sentences'

/** Why, in words, each with its bits; what weighs most stands first. */
export const reasonWords = (reasons: readonly Reason[], words: Sentences): string[] =>
  [...reasons]
    .sort((a, b) => Math.abs(b.bits) - Math.abs(a.bits))
    .map(
      ({ field, level, bits }) => `${words(`${field}.${level}`)} (${bits < 0 ? '−' : '+'}${Math.abs(bits).toFixed(1)})`,
    )
