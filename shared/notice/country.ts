import type { Language } from '../terms/language'
import { contains } from './names'
import type { Review, Spot } from './finding'
import { beginnings, everything, fullTextOf, missing, type Phrase, says, sentencesWith, spotsOf } from './passages'

/** What one country asks on top. Where a notice names no country, its language stands for one. */

const spokenIn: Record<Language, readonly string[]> = { de: ['DE'], fr: ['FR'], en: [] }
const appliesIn = ({ notice }: Review, country: string): boolean =>
  (notice.countries ?? spokenIn[notice.language]).includes(country)
const asksForPhone = ({ notice }: Review): boolean =>
  notice.questions.some(({ channels }) => channels.includes('phone'))
const germanCalls = (review: Review) => appliesIn(review, 'DE') && asksForPhone(review)
const frenchCalls = (review: Review) => appliesIn(review, 'FR') && asksForPhone(review)

/** Name with its legal form and postal address: what must stand in the documented declaration. */
export const germanCallerIdentity = (review: Review): readonly Spot[] => {
  if (!germanCalls(review)) return []
  const { name, postalAddress } = review.controller
  const text = everything(review.notice)
    .map((passage) => passage.text)
    .join(' ')
  return [name, ...postalAddress.split(',')]
    .map((piece) => piece.trim())
    .filter((piece) => !contains(text, piece))
    .map((piece) => ({ where: 'fullText', detail: piece }))
}

const fiveYears: Phrase = {
  de: beginnings('fünf jahre', '5 jahre'),
  fr: beginnings('cinq ans', '5 ans'),
  en: beginnings('five years', '5 years'),
}
export const germanProofKept = (review: Review): readonly Spot[] =>
  germanCalls(review) ? missing(says(fullTextOf(review.notice), fiveYears[review.notice.language]), 'fullText') : []

/** The day the French list of objections ended and consent became the rule. */
const CONSENT_RULE = '2026-08-11'

/** The act of calling: "your phone number" is none. */
const callWord: Phrase = {
  de: beginnings('~anruf', '~anzurufen', 'telefonwerbung', 'telefonische'),
  fr: beginnings('appel', 'démarch', 'sollicitation', 'téléphoner'),
  en: beginnings('calls?(?!\\p{L})', 'calling', 'telephone (sales|marketing)'),
}
const beforehand: Phrase = {
  de: beginnings('nur mit [^.]*(einwilligung|zustimmung)', 'vorherige'),
  fr: beginnings(
    '(consentement|accord) préalable',
    "(sans|que si|seulement (si|avec)|qu'avec) [^.]*(accord|consentement|accept)",
  ),
  en: beginnings(
    'prior (consent|agreement)',
    'only (with|if) [^.]*(consent|agree)',
    'without [^.]*(consent|agreement)',
  ),
}
/** Whoever collects a phone number tells the consumer that sales calls need consent beforehand. */
export const frenchCallsNeedConsent = (review: Review): readonly Spot[] => {
  const { notice } = review
  const over = notice.retiredOn !== null && notice.retiredOn <= CONSENT_RULE
  if (!frenchCalls(review) || over) return []
  const told = sentencesWith(fullTextOf(notice), callWord[notice.language], beforehand[notice.language])
  return missing(told.length > 0, 'fullText')
}

const listOfObjections: Phrase = {
  de: beginnings('bloctel'),
  fr: beginnings('bloctel', "liste d'opposition"),
  en: beginnings('bloctel'),
}
/** Before that day the same article wanted the list of objections named. */
export const frenchListNamed = (review: Review): readonly Spot[] =>
  frenchCalls(review) && review.notice.activeFrom < CONSENT_RULE
    ? missing(says(everything(review.notice), listOfObjections[review.notice.language]), 'fullText')
    : []

export const frenchListGone = (review: Review): readonly Spot[] =>
  review.notice.activeFrom >= CONSENT_RULE
    ? spotsOf(everything(review.notice), listOfObjections[review.notice.language])
    : []
