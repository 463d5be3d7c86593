import type { Language } from '../terms/language'
import { plain, wordsOf } from './measure'

/** Legal forms: a sign over a shop need not carry them, an imprint must. */
const legalForm =
  /[\s,]+(gGmbH|GmbH|AG|SE|KG|OHG|UG|e\. ?K\.|e\. ?V\.|eG|SARL|SAS|SASU|SA|SCOP|SNC|Ltd\.?|plc|DAC|CLG|LLP|Lda|Inc\.?)$/

/** The name as people say it: without the legal form at its end. */
export const significantName = (name: string): string => plain(name).replace(legalForm, '')

const folded = (text: string): string => plain(text).toLocaleLowerCase('de').replace(/\s+/g, ' ')

/** Is this piece said, whatever the capitals and spaces? */
export const contains = (text: string, piece: string): boolean => folded(text).includes(folded(piece))

const small: Record<Language, ReadonlySet<string>> = {
  de: new Set(
    'der die das den dem des und oder für mit von zum zur nach wenn ihre ihrer ihres ihren eine einer eines über alle sendet erhält'.split(
      ' ',
    ),
  ),
  fr: new Set('les des une pour avec sur dans vos votre aux par quand que qui nos leur reçoit envoie'.split(' ')),
  en: new Set('the and for with your you our when how from that this receives sends'.split(' ')),
}

/** The words that tell one text from another, cut to six letters so that endings do not matter. */
export const contentWords = (text: string, language: Language): readonly string[] => [
  ...new Set(
    wordsOf(text.replace(/\p{L}'/gu, ' '))
      .map((word) => word.toLocaleLowerCase('de'))
      .filter((word) => word.length > 3 && !small[language].has(word))
      .map((word) => word.slice(0, 6)),
  ),
]
