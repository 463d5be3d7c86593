import { z } from 'zod'

/**
 * How often the machine was wrong here, by kind of field and by how sure it was: counted on this workstation from what
 * clerks confirmed or corrected, never from the recogniser's opinion of itself (`paper.md`: scores are no probabilities).
 * Only rows a person looked at count; a row nobody opened teaches nothing.
 */
export const Calibration = z.object({
  v: z.literal(1),
  seen: z.record(z.string(), z.object({ n: z.int().nonnegative(), wrong: z.int().nonnegative() })),
})
export type Calibration = z.infer<typeof Calibration>

export const uncalibrated: Calibration = { v: 1, seen: {} }

/** One row a person has looked at. */
export type Looked = { readonly kind: string; readonly confidence: number; readonly right: boolean }

/** Upper edges of the bands of confidence; the last one is certainty itself. */
const BANDS = [0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1] as const

const bandOf = (confidence: number): number => BANDS.find((edge) => confidence <= edge) ?? 1
const slot = (kind: string, confidence: number): string => `${kind} ${bandOf(confidence)}`

export function learned(calibration: Calibration, looked: readonly Looked[]): Calibration {
  const seen = { ...calibration.seen }
  for (const { kind, confidence, right } of looked) {
    const at = slot(kind, confidence)
    const { n = 0, wrong = 0 } = seen[at] ?? {}
    seen[at] = { n: n + 1, wrong: wrong + (right ? 0 : 1) }
  }
  return { v: 1, seen }
}

/** Fewer looks than this say nothing. */
const LEAST_LOOKS = 12

export type MissRate =
  /** `once in`: one value in so many would be wrong, as counted here with one more error than was found. */
  | { readonly kind: 'known'; readonly onceIn: number; readonly looks: number }
  | { readonly kind: 'not-yet'; readonly looks: number; readonly needed: number }

/**
 * "Would be wrong once in N" for a value read with this confidence. Cautious: an error more than was seen, so that
 * twenty right ones in a row are "once in 21" and not "never".
 */
export function missRate(calibration: Calibration, kind: string, confidence: number): MissRate {
  const { n = 0, wrong = 0 } = calibration.seen[slot(kind, confidence)] ?? {}
  if (n < LEAST_LOOKS) return { kind: 'not-yet', looks: n, needed: LEAST_LOOKS }
  return { kind: 'known', onceIn: Math.max(1, Math.floor((n + 1) / (wrong + 1))), looks: n }
}

/** Looks after which experience outweighs the rules. */
const ENOUGH_LOOKS = 50
const MOST_WRONG = 0.02

/**
 * Whether a row may stay closed. The rules propose it (`accepted`); what clerks corrected here can only take it back:
 * a band that proved wrong more than twice in a hundred is opened again, on every flyer, until it has proved better.
 */
export function mayStayClosed(calibration: Calibration, kind: string, confidence: number, accepted: boolean): boolean {
  if (!accepted) return false
  const { n = 0, wrong = 0 } = calibration.seen[slot(kind, confidence)] ?? {}
  return n < ENOUGH_LOOKS || wrong / n <= MOST_WRONG
}
