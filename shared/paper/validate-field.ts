import type { Language } from '../terms/language'
import type { PlainDate } from '../terms/time'

const DIGITS = '0123456789'
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const ACCENTED = 'àâäçéèêëîïôöùûüÿñßœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸÑŒÆ'

/** The characters a field can hold, by its type; empty when it can hold anything. */
export function alphabetOf(type: string): string {
  switch (type) {
    case 'date':
      return `${DIGITS}./-`
    case 'date8':
    case 'id':
    case 'zip':
      return DIGITS
    case 'phone':
      return `${DIGITS}+()./- `
    case 'email':
      return `${DIGITS}${LETTERS}@._-+`
    case 'name':
    case 'fullname':
    case 'city':
      return `${LETTERS}${ACCENTED}-'’. `
    default:
      return ''
  }
}

/** What a recogniser gave, without the spaces it invents. */
export function tidied(type: string, text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return ['date', 'date8', 'id', 'zip', 'email'].includes(type) ? line.replaceAll(' ', '') : line
}

/** What a text of this type can be held against. `none`: nothing is known that could show it wrong. */
export type Plausibility = 'passes' | 'fails' | 'none'

/** `today` bounds dates: nobody signs or is born tomorrow. */
export function plausibility(type: string, text: string, language: Language, today: PlainDate): Plausibility {
  switch (type) {
    case 'date':
    case 'date8': {
      const day = isoDayFrom(text)
      return day !== undefined && day >= '1900-01-01' && day <= today ? 'passes' : 'fails'
    }
    case 'phone':
      return isPhone(text) ? 'passes' : 'fails'
    case 'email':
      return /^[A-Za-z0-9._+-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,24}$/.test(text) &&
        !text.includes('..')
        ? 'passes'
        : 'fails'
    case 'zip':
      return (language === 'en' ? /^\d{4,6}$/ : /^\d{5}$/).test(text) ? 'passes' : 'fails'
    case 'id':
      return /^\d+$/.test(text) ? 'none' : 'fails'
    default:
      return 'none'
  }
}

/** `25.04.1953`, `25/04/1953`, `25-4-1953` or `25041953` as an ISO day, if the calendar has it. */
export function isoDayFrom(text: string): string | undefined {
  const [, day, month, year] =
    /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text) ?? []
  if (day === undefined || month === undefined || year === undefined) return undefined
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const moment = new Date(`${iso}T00:00:00Z`)
  return Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== iso ? undefined : iso
}

/** A national number with its leading zero, or an international one: 8 to 15 digits. */
function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '')
  return /^[+0(]/.test(text) && /^[+\d()./ -]+$/.test(text) && digits.length >= 8 && digits.length <= 15
}

/** A probability that the text is exactly right, from what the recogniser says of itself and what the rules say. */
export function calibrated(raw: number, rule: Plausibility): number {
  if (rule === 'fails') return 0.02
  const steps = CERTAINTY[rule]
  const above = steps.findIndex(([from]) => from >= raw)
  const [toRaw, to] = steps[above] ?? steps.at(-1) ?? [1, 0]
  const [fromRaw, from] = steps[above - 1] ?? [0, to]
  return toRaw === fromRaw ? to : from + ((to - from) * (raw - fromRaw)) / (toRaw - fromRaw)
}

/**
 * Share exactly right at a raw confidence, as counted on 239 handwritten fields (writing-like fonts; real cursive is
 * harder, so it ends below what was counted: 11 of 11 above 0.95 with a rule, 24 of 25 without).
 */
const CERTAINTY: Record<'passes' | 'none', readonly (readonly [raw: number, right: number])[]> = {
  passes: [
    [0, 0.15],
    [0.5, 0.4],
    [0.8, 0.6],
    [0.9, 0.78],
    [0.95, 0.93],
    [1, 0.95],
  ],
  none: [
    [0, 0.08],
    [0.5, 0.25],
    [0.8, 0.4],
    [0.9, 0.8],
    [0.95, 0.9],
    [1, 0.93],
  ],
}

/**
 * What no person needs to look at: a rule that could have failed did not, and next to no doubt is left. The recogniser
 * of print never gets there on handwriting, by the table above: every written value goes to a person.
 */
export const isAccepted = (rule: Plausibility, confidence: number): boolean => rule === 'passes' && confidence >= 0.97
