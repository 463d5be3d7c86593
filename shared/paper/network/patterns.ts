import type { Spelling } from './spell'

/** Writing that follows a pattern: what has been written so far is the state, and the pattern says if it can go on so. */
export function patternSpelling(pattern: {
  readonly canBegin: (text: string) => boolean
  readonly canBe: (text: string) => boolean
  readonly cost: (character: string, text: string) => number
  /** What it costs to be done, beside being allowed to. */
  readonly ending?: (text: string) => number
}): Spelling<string> {
  return {
    start: '',
    key: () => '',
    after: (text, character) => {
      const next = text + character
      return pattern.canBegin(next) ? [{ state: next, cost: pattern.cost(character, text) }] : []
    },
    end: (text) => (pattern.canBe(text) ? (pattern.ending?.(text) ?? 0) : Infinity),
  }
}

const PARTS_OF_A_DAY = /^(\d{0,2})(?:([./ -])(?:(\d{0,2})(?:\2(\d{0,4}))?)?)?$/

/** A day in numbers: day, month, year of this century or the last, one kind of mark between. */
export const daySpelling = (lastYear: number): Spelling<string> =>
  patternSpelling({
    canBegin: (text) => {
      const found = PARTS_OF_A_DAY.exec(text)
      if (!found) return false
      const [, day = '', mark, month, year] = found
      if (Number(day) > 31 || day === '00' || (mark !== undefined && Number(day) === 0)) return false
      if (month !== undefined && (Number(month) > 12 || month === '00')) return false
      if (year === undefined) return true
      if (Number(month) === 0) return false
      return year.length < 4
        ? year.length < 2 || ['19', '20'].includes(year.slice(0, 2)) || year.length === 2
        : Number(year) >= 1900 && Number(year) <= lastYear
    },
    canBe: (text) => {
      const [, day = '', , month = '', year = ''] = PARTS_OF_A_DAY.exec(text) ?? []
      return (year.length === 4 || year.length === 2) && isDay(Number(day), Number(month), Number(year))
    },
    // Years are written with four digits nearly always; two are more often a digit not seen.
    ending: (text) => (/\D\d{2}$/.test(text) ? 3 : 0),
    // Two digits each is the habit of forms.
    cost: (character, text) => (/\d/.test(character) ? 1.2 : /(^|\D)\d$/.test(text) ? 2 : character === ' ' ? 2 : 0.2),
  })

function isDay(day: number, month: number, year: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  // Of two digits nobody knows the century; '00 of this one had its 29 February.
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return day <= ([31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0)
}

/** A telephone number: digits in groups. */
export const phoneSpelling: Spelling<string> = patternSpelling({
  canBegin: (text) => /^(?:\+|\(|0|\+\d|\(0)[\d ()./-]*$/.test(text) && !/[ ./(-][ ./-]/.test(text),
  canBe: (text) => {
    const digits = text.replace(/\D/g, '').length
    return digits >= 8 && digits <= 15
  },
  cost: (character) => (/\d/.test(character) ? 2.3 : character === ' ' ? 1.2 : 3.5),
})

const HOSTS = [
  'gmail.com', 'googlemail.com', 'outlook.com', 'outlook.fr', 'outlook.de', 'hotmail.com', 'hotmail.fr', 'hotmail.co.uk', 'yahoo.com',
  'yahoo.fr', 'yahoo.de', 'yahoo.co.uk', 'icloud.com', 'me.com', 'orange.fr', 'wanadoo.fr', 'free.fr', 'sfr.fr', 'laposte.net',
  'bbox.fr', 'neuf.fr', 'web.de', 'gmx.de', 'gmx.net', 'gmx.at', 'gmx.ch', 't-online.de', 'freenet.de', 'posteo.de', 'mailbox.org',
  'bluewin.ch', 'btinternet.com', 'sky.com', 'live.com', 'live.fr', 'aol.com', 'proton.me', 'protonmail.com', 'example.com', 'example.org',
  'example.net',
] // prettier-ignore

/** An e-mail address: known hosts are likelier than others; names of the same sheet likelier still. */
export function emailSpelling(names: readonly string[]): Spelling<string> {
  const expected = new Set(names.filter((name) => name.length > 1))
  const nextIn = (words: Iterable<string>, begun: string): string | undefined => {
    for (const word of words) if (word.startsWith(begun) && word.length > begun.length) return word.charAt(begun.length)
    return undefined
  }
  return patternSpelling({
    canBegin: (text) =>
      /^[a-z0-9][a-z0-9._+-]*(?:@(?:[a-z0-9][a-z0-9.-]*)?)?$/.test(text) && !/[.@_-][.@_-]/.test(text),
    canBe: (text) => /^[a-z0-9._+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,24}$/.test(text),
    cost: (character, text) => {
      const at = text.indexOf('@')
      if (at < 0) {
        const begun = /[a-z]*$/.exec(text)?.[0] ?? ''
        if (character === '@') return expected.has(begun) ? 0.5 : 2
        if (/[._-]/.test(character)) return expected.has(begun) ? 0.7 : 3
        return nextIn(expected, begun) === character ? 0.7 : 2.8
      }
      const host = text.slice(at + 1)
      const same = HOSTS.filter((known) => known.startsWith(host))
      const fits = same.filter((known) => known.startsWith(host + character)).length
      return fits > 0 ? Math.log(same.length / fits) + 0.3 : 4
    },
  })
}
