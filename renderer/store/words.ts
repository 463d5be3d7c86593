import type { ContactPoint } from '@shared/terms/contact-point'
import { type SubjectDetails, fullName } from '@shared/terms/party'

/** One spelling for finding: lower case, accents away, ß as ss. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('œ', 'oe')

/** The words of a text as somebody may begin to type them. */
export const wordsIn = (text: string): string[] => plain(text).match(/[\p{L}\p{N}]+/gu) ?? []

/** A number is asked for with or without its country code; so both are kept. */
const ofPhone = (value: string): string[] => {
  const digits = value.replace(/\D/g, '')
  return [digits, digits.slice(2), digits.slice(3)]
}

/** Everything a person may be found by. */
export function wordsOf(details: SubjectDetails, contactPoints: readonly ContactPoint[]): string[] {
  const words = [
    ...wordsIn(fullName(details)),
    ...contactPoints.flatMap(({ kind, value }) => {
      if (kind === 'phone') return ofPhone(value)
      return kind === 'email' ? [plain(value), ...wordsIn(value)] : wordsIn(value)
    }),
  ]
  return [...new Set(words)]
}

/** What was typed, as words to look for. A number keeps its digits together and loses its leading zeros. */
export function lookedFor(typed: string): string[] {
  const text = typed.trim()
  if (/^[+\d][\d\s/().-]{2,}$/.test(text))
    return [text.replace(/\D/g, '').replace(/^0+/, '')].filter((word) => word !== '')
  return text.includes('@') ? [plain(text)] : wordsIn(text)
}
