/**
 * Names, addresses and dates as people write them, brought to one spelling for comparing. What is shown to anybody is
 * never this form: it loses accents, particles and case on purpose.
 */

/** Longer is no name. Cut before any work, so that a hostile field costs nothing. */
const LONGEST = 200
const MOST_TOKENS = 12

/** Written where nothing is known. A whole field that says this carries nothing. "Null" and "Test" are real names. */
const PLACEHOLDERS = new Set(
  (
    'n/a n.a. k.a. ka. inconnu inconnue unbekannt unknown xxx xxxx xx keine keine-angabe ohne-angabe nicht-bekannt ' +
    'non-renseigne non-renseignee sans-nom neant aucun aucune anonym anonyme anonymous not-known not-given tbd'
  ).split(' '),
)

const TITLES = new Set(
  (
    'm mm mme mlle mmes monsieur madame mademoiselle maitre me herr herrn frau fraulein hr fr dr drs prof dipl ing ' +
    'mag mr mrs ms miss mx sir dame lord lady rev phd md msc mba jun sen jr sr co'
  ).split(' '),
)

/** Optional when two names are compared, unless they are all there is: Le, De and Van are surnames too. */
const PARTICLES = new Set(
  (
    'de du des d la le les l von vom van der den dem het ten ter zu zum zur und et and y e da do dos das di del della ' +
    'o mc mac el al bin ibn ben ep epouse nee ne geb geborene verh born formerly'
  ).split(' '),
)

/** One part of a person's name, ready for comparing. */
export type NameForm = {
  /** Every word, particles included, titles not. */
  readonly words: readonly string[]
  /** The words that carry the name. */
  readonly core: readonly string[]
  /** All words written as one: Le Goff and Legoff. */
  readonly joined: string
  /** The core words in the order of the alphabet, as one key. */
  readonly sorted: string
  /** Written with a gap, not with a hyphen: such words may be names of two kinds. */
  readonly isSpaced: boolean
}

const EMPTY: NameForm = { words: [], core: [], joined: '', sorted: '', isSpaced: false }

export function nameForm(text: string): NameForm {
  const folded = matchForm(text)
  if (folded === '' || isPlaceholder(folded)) return EMPTY
  const written = folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  // "M.-L." is Marie-Laure: an M is Monsieur, and an L an article, only beside a whole word.
  const initials = written.every((word) => word.length === 1)
  const words = without(TITLES, written, initials).slice(0, MOST_TOKENS)
  const core = without(PARTICLES, words, initials)
  const isSpaced = /[\p{L}\p{N}.][\s,]+[\p{L}\p{N}]/u.test(folded)
  return { words, core, joined: words.join(''), sorted: [...core].sort().join(' '), isSpaced }
}

/** The words that are not among `dropped`, or all of them if none would be left. */
function without(dropped: ReadonlySet<string>, words: readonly string[], keep: boolean): readonly string[] {
  const rest = keep ? words : words.filter((word) => !dropped.has(word))
  return rest.length > 0 ? rest : words
}

/** Lower case, no accents, no invisible signs, ü and ue and u alike, Cyrillic and Greek written in Latin letters. */
export function matchForm(text: string): string {
  const lower = visible(text).toLowerCase()
  const latin = PLAIN.test(lower)
    ? lower
    : inLatin(lower.normalize('NFD').replace(/\p{M}+/gu, '')).replace(
        /[ßœæøłđðþıŋħĸ]/gu,
        (letter) => SINGLE[letter] ?? letter,
      )
  // Manuel and Samuel fold too, and so does every other Manuel: what matters is that one name has one form.
  return latin
    .replace(/(^|[^aeiouq])ue/g, '$1u')
    .replace(/oe/g, 'o')
    .replace(/ae/g, 'a')
    .trim()
}

/** Nothing in it that has to be looked at: printable ASCII, single gaps, none at the ends. */
const PLAIN = /^(?:[!-~]+(?: [!-~]+)*)?$/

/** As it was written, without what nobody can see, at most 200 characters. Survives emoji and half surrogate pairs. */
export function visible(text: string): string {
  if (text.length <= LONGEST && PLAIN.test(text)) return text
  // By code points: half a pair is no sign, and a cluster of many is one name's letter as well as another's.
  const some = Array.from(text.slice(0, 4 * LONGEST))
    .slice(0, LONGEST)
    .join('')
  return some
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\uFFFD]+/gu, (signs) => (/\s/.test(signs) ? ' ' : ''))
    .replace(/(\p{M})\p{M}{2,}/gu, '$1')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 2 * LONGEST)
}

export function isPlaceholder(folded: string): boolean {
  const bare = folded.trim()
  if (!/[\p{L}\p{N}]/u.test(bare)) return true
  return PLACEHOLDERS.has(bare.replace(/\s+/g, '-')) || /^x{3,}$/.test(bare)
}

const SINGLE: Record<string, string> = {
  ß: 'ss',
  œ: 'oe',
  æ: 'ae',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ŋ: 'n',
  ħ: 'h',
  ĸ: 'k',
}

const CYRILLIC: Record<string, string> = Object.fromEntries(
  (
    'а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh ' +
    'щ:shch ъ: ы:y ь: э:e ю:yu я:ya і:i ї:i є:ye ґ:g ј:j љ:lj њ:nj ћ:c ђ:dj џ:dz'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
)
const GREEK: Record<string, string> = Object.fromEntries(
  'α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p ρ:r σ:s ς:s τ:t υ:y φ:f χ:ch ψ:ps ω:o'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
)
/** Letters that look the same: a Cyrillic а inside a Latin word is a slip of the keyboard. */
const LOOKALIKES: Record<string, string> = { а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', х: 'x', у: 'y', к: 'k', м: 'm', т: 't', в: 'b', н: 'h', і: 'i', ј: 'j', ѕ: 's', ο: 'o', α: 'a', ν: 'v', ρ: 'p' } // prettier-ignore

const inLatin = (text: string): string =>
  /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(text)
    ? text.replace(/[\p{L}\p{M}]+/gu, (word) => (/\p{Script=Latin}/u.test(word) ? swapped(word) : romanised(word)))
    : text

const swapped = (word: string): string => Array.from(word, (letter) => LOOKALIKES[letter] ?? letter).join('')
const romanised = (word: string): string =>
  Array.from(word, (letter) => CYRILLIC[letter] ?? GREEK[letter] ?? letter).join('')

/** Year, month and day, and whether the day is one people write when they do not know it. */
export type DateForm = { readonly key: string; readonly vague: boolean }

export function dateForm(text: string | null): DateForm | null {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text ?? '') ?? []
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  if (year === '' || date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null
  if (Number(year) < 1500) return null
  return { key: year + month + day, vague: (month === '01' && day === '01') || year === '1900' }
}

export type EmailForm = { readonly key: string; readonly local: string; readonly shared: boolean }

/** Mailboxes of an office, which belong to nobody in particular. */
const OFFICE = /^(info|contact|kontakt|office|mail|service|accueil|secretariat|noreply|no-reply|buero|admin|vertrieb)$/

export function emailForm(value: string): EmailForm | null {
  const lower = visible(value).toLowerCase()
  const at = lower.lastIndexOf('@')
  if (at < 1 || at === lower.length - 1 || /\s/.test(lower)) return null
  const local = lower.slice(0, at).replace(/\+.*$/, '')
  return local === '' ? null : { key: `${local}${lower.slice(at)}`, local, shared: OFFICE.test(local) }
}

export type PhoneForm = { readonly key: string; readonly tail: string }

/** Fewer than six digits ring nowhere outside an office. */
export function phoneForm(value: string): PhoneForm | null {
  const digits = visible(value).replace(/\(0\)/g, '').replace(/\D/g, '').replace(/^00/, '').slice(0, 20)
  return digits.length < 6 || /^(\d)\1+$/.test(digits) ? null : { key: digits, tail: digits.slice(-8) }
}

export type PostForm = {
  readonly postcode: string
  readonly number: string
  /** Street and town as words, each once, in the order of the alphabet. */
  readonly words: readonly string[]
}

const SHORTER: readonly (readonly [RegExp, string])[] = [
  [/strasse\b|straat\b|\bstr\b/g, 'str'],
  [/\bavenue?\b|\bave\b/g, 'av'],
  [/\bboulevard\b|\bboul\b|\bblvd\b/g, 'bd'],
  [/\brue\b|\bru\b/g, 'r'],
  [/\bstreet\b/g, 'st'],
  [/\broad\b/g, 'rd'],
  [/\bplace\b|\bplatz\b/g, 'pl'],
  [/platz\b/g, 'pl'],
  [/\bsaint\b/g, 'st'],
  [/\bsainte\b/g, 'ste'],
]

/** An address on one line, in the order of any of our countries. */
export function postForm(value: string): PostForm | null {
  const folded = matchForm(value)
  if (isPlaceholder(folded)) return null
  const [postcode = ''] =
    folded.match(/\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b/g)?.slice(-1) ?? folded.match(/\b\d{5}\b/g)?.slice(-1) ?? []
  const rest = SHORTER.reduce((text, [long, short]) => text.replace(long, short), folded.replace(postcode, ' '))
  const tokens = rest.split(/[^\p{L}\p{N}]+/u).filter((token) => token !== '' && !PARTICLES.has(token))
  const number = tokens.find((token) => /^\d/.test(token)) ?? ''
  const words = [...new Set(tokens.filter((token) => !/^\d/.test(token)))].sort().slice(0, MOST_TOKENS)
  return postcode === '' && words.length === 0 ? null : { postcode: postcode.replace(' ', ''), number, words }
}
