import { languages } from '../terms/language'
import type { Notice } from '../terms/notice'
import type { Review, Spot } from './finding'
import { readingEase, sentencesOf, wordsOf } from './measure'
import {
  beginnings,
  everything,
  firstLayer,
  missing,
  paragraphsOf,
  type Phrase,
  questionsOf,
  says,
  sentencesWith,
  spotsOf,
  titleOf,
  withdrawalOf,
} from './passages'

/** Plain words (Art. 12(1) GDPR, WP260 rev.01) and the writing rules of the house. */

const placeholder =
  /^\s*$|(?<!\p{L})(TODO|TBD|XXX+|lorem ipsum)(?!\p{L})|\?\?\?|\{\{|\}\}|\[\s*(…|\.\.\.|name|firma|société|entreprise|company|adresse|address|datum|date)[^\]]*\]|_{3,}|<[a-z]+>/iu
export const nothingEmpty = ({ notice }: Review): readonly Spot[] => spotsOf(everything(notice), placeholder)

/** Small words by which a language is known. */
const known: Phrase = {
  de: /(?<!\p{L})(der|die|das|und|ich|sie|wir|ist|nicht|mit|für|ein|eine|ihre|ihren|zu|den|dem|uns|an)(?!\p{L})/giu,
  fr: /(?<!\p{L})(le|la|les|des|et|je|vous|nous|est|pas|avec|pour|un|une|votre|vos|du|de|au|par)(?!\p{L})/giu,
  en: /(?<!\p{L})(the|and|you|we|is|not|with|for|a|an|your|to|of|us|by|at|our|or)(?!\p{L})/giu,
}
export const inItsLanguage = ({ notice }: Review): readonly Spot[] =>
  [...paragraphsOf(notice), ...withdrawalOf(notice)].flatMap(({ where, text }) => {
    const count = (language: keyof Phrase) => text.match(known[language])?.length ?? 0
    const own = count(notice.language)
    const other = languages.find((language) => count(language) > own + 1)
    return other === undefined ? [] : [{ where, detail: other }]
  })

const vague: Phrase = {
  de: beginnings(
    'und (ähnliche|dergleichen)',
    'u\\. ?ä\\.',
    'usw',
    'etc(?!\\p{L})',
    '(und|oder) (andere|weitere|sonstige) zwecke',
    'unter anderem',
    'u\\. ?a\\.',
    'könnten? [^.]*(verwende|genutz|verarbeit|weiterg)',
    'kann [^.]*(verwendet|genutzt|verarbeitet|weitergegeben) werden',
    'gegebenenfalls',
    'ggf',
    'möglicherweise',
    'eventuell',
    'diverse',
  ),
  fr: beginnings(
    'et (autres )?(choses )?(similaires|semblables)',
    'etc(?!\\p{L})',
    'entre autres',
    '(peu(t|vent)|pourr\\p{L}+) (aussi |également )?être (utilis|trait|communiqu|transm|partag)',
    'éventuel',
    'le cas échéant',
    "à? ?d'autres (fins|finalités)",
    'diverses fins',
    'ainsi de suite',
  ),
  en: beginnings(
    'and similar',
    'and so on',
    'and the like',
    'etc(?!\\p{L})',
    'among other',
    'and other (purposes|things|services|products|matters)',
    '(may|might|could) (also )?be (used|processed|shared|passed)',
    '(may|might) use',
    'other purposes',
    'various purposes',
    'from time to time',
    'possibly',
  ),
}
export const purposesPlain = ({ notice, purposes }: Review): readonly Spot[] => [
  ...spotsOf(everything(notice), vague[notice.language]),
  ...purposes
    .filter(({ id }) => notice.questions.some(({ purpose }) => purpose === id))
    .flatMap(({ id, plainText }) =>
      spotsOf([{ where: `purposes.${id}.plainText`, text: plainText[notice.language] }], vague[notice.language]),
    ),
]

const LONGEST_SENTENCE = 20
export const shortSentences = ({ notice }: Review): readonly Spot[] =>
  [...paragraphsOf(notice), ...withdrawalOf(notice), ...questionsOf(notice)].flatMap(({ where, text }) =>
    sentencesOf(text)
      .map((sentence) => wordsOf(sentence).length)
      .filter((words) => words > LONGEST_SENTENCE)
      .map((words) => ({ where, detail: `${words} words` })),
  )

/** What a reader of 13 to 15 years manages (B1): the "plain" band of each formula. */
const EASE = { de: 50, fr: 60, en: 60 } as const
export const easyToRead = ({ notice }: Review): readonly Spot[] => {
  const texts = [...paragraphsOf(notice), ...withdrawalOf(notice)].map(({ text }) => text)
  const ease = Math.round(readingEase(texts, notice.language))
  return ease >= EASE[notice.language] ? [] : [{ where: 'paragraphs', detail: `reading ease ${ease}` }]
}

export const CORE_WORDS = 80
export const FURTHER_WORDS = 20
const countWords = (texts: readonly { readonly text: string }[]): number =>
  [...new Set(texts.map(({ text }) => text))].reduce((sum, text) => sum + wordsOf(text).length, 0)

/** Words a person reads before the first choice; a further question has its own budget. */
export const coreWords = (notice: Notice): number =>
  countWords([...titleOf(notice), ...paragraphsOf(notice), ...withdrawalOf(notice), ...questionsOf(notice).slice(0, 1)])

export const coreWithinBudget = ({ notice }: Review): readonly Spot[] => {
  const words = coreWords(notice)
  return words <= CORE_WORDS ? [] : [{ where: 'paragraphs', detail: `${words} words` }]
}

export const furtherWithinBudget = ({ notice }: Review): readonly Spot[] =>
  questionsOf(notice)
    .slice(1)
    .flatMap(({ where, text }) => {
      const words = wordsOf(text).length
      return words <= FURTHER_WORDS ? [] : [{ where, detail: `${words} words` }]
    })

const jargon: Phrase = {
  de: beginnings(
    'gemäß',
    'i\\. ?S\\. ?d',
    'Abs\\.',
    'lit\\.',
    '~§',
    'Art\\. ?\\d',
    'vorgenannt',
    'diesbezüglich',
    'hinsichtlich',
    'im sinne (der|des|von)',
  ),
  fr: beginnings(
    'conformément',
    'susmentionn',
    'article L?\\d',
    'art\\. ?\\d',
    'nonobstant',
    'ci-après',
    'susvisé',
    'en vertu',
  ),
  en: beginnings(
    'pursuant',
    'hereby',
    'herein',
    'aforementioned',
    'notwithstanding',
    'Art\\. ?\\d',
    'article \\d',
    'in accordance with',
    'thereof',
  ),
}
export const withoutJargon = ({ notice }: Review): readonly Spot[] =>
  spotsOf(firstLayer(notice), jargon[notice.language])

const twiceNo: Phrase = {
  de: beginnings(
    'nicht un\\p{L}',
    'nicht [^.,;:]{0,30}(?<!\\p{L})nicht(?!\\p{L})',
    'kein\\p{L}* [^.,;:]{0,20}nicht(?!\\p{L})(?! nur)',
    'nicht ohne',
    'nicht widersprechen',
  ),
  fr: beginnings(
    'pas (in|im|dé)\\p{L}+able',
    "(ne|n')[^.,;:]{0,25} pas [^.,;:]{0,25}(?<!\\p{L})(ne (pas|plus)|sans(?!\\p{L}))",
    'pas sans',
    'pas refuser',
  ),
  en: beginnings(
    'not un\\p{L}',
    'not [^.,;:]{0,25}(?<!\\p{L})not(?!\\p{L})',
    'not without',
    "don't [^.,;:]{0,25}(not|no longer)",
    'not (refuse|object)',
  ),
}
export const noDoubleNegative = ({ notice }: Review): readonly Spot[] =>
  sentencesWith(firstLayer(notice), twiceNo[notice.language])

export const noExclamation = ({ notice }: Review): readonly Spot[] => spotsOf(firstLayer(notice), /!/u)

/** Read from the text as it is: here the spaces matter. */
const asTyped = ({ title, paragraphs, withdrawal, questions, fullText }: Notice) => [
  { where: 'title', text: title },
  ...paragraphs.map((text, at) => ({ where: `paragraphs[${at}]`, text })),
  { where: 'withdrawal', text: withdrawal },
  ...questions.map(({ text }, at) => ({ where: `questions[${at}].text`, text })),
  ...fullText.map((text, at) => ({ where: `fullText[${at}]`, text })),
]
const frenchMark = /(?<![\u202f\u00a0])[:;?!»](?=\s|$)|«(?![\u202f\u00a0])|\p{L}'\p{L}/u
export const frenchTypography = ({ notice }: Review): readonly Spot[] =>
  notice.language === 'fr' ? spotsOf(asTyped(notice), frenchMark) : []

const age: Phrase = {
  de: beginnings(
    'unter 1\\d',
    'ab 1\\d jahren',
    'jünger als',
    'minderjährig',
    'volljährig',
    'eltern',
    '~erziehungsberechtigt',
    'gesetzlich vertret',
  ),
  fr: beginnings('moins de 1\\d', 'mineur', 'majeur', 'parents', 'représentant légal'),
  en: beginnings('under 1\\d', 'minors?(?!\\p{L})', 'parent', 'guardian', 'adult'),
}
export const minorsThoughtOf = ({ notice }: Review): readonly Spot[] =>
  missing(says(everything(notice), age[notice.language]), 'paragraphs')
