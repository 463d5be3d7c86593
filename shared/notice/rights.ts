import type { Review, Spot } from './finding'
import {
  beginnings,
  everything,
  fullTextOf,
  missing,
  type Passage,
  type Phrase,
  says,
  spotsOf,
  withdrawalOf,
} from './passages'

/** The rights of the person (Art. 13(2)(b) to (d), Art. 7(3) and Art. 21(4) GDPR). */

const access: Phrase = {
  de: beginnings('auskunft', 'wissen, was', 'welche daten wir'),
  fr: beginnings('accès', 'accéder'),
  en: beginnings('access', 'copy of (your|the)', 'see (your|the) data', 'know what'),
}
const rectification: Phrase = {
  de: beginnings('~bericht', 'korrig', 'korrekt', 'richtigstell'),
  fr: beginnings('rectifi', 'corrig'),
  en: beginnings('rectif', 'correct'),
}
const erasure: Phrase = {
  de: beginnings('lösch'),
  fr: beginnings('effa[cç]', 'suppr', "l'effa", "l'oubli"),
  en: beginnings('eras', 'delet'),
}
const restriction: Phrase = {
  de: beginnings('~einschränk', '~eingeschränkt', 'sperr'),
  fr: beginnings('limit'),
  en: beginnings('restrict', 'limit'),
}
const portability: Phrase = {
  de: beginnings(
    '~übertrag',
    '~portab',
    'mitnehm',
    'mitnahme',
    '~gängigen format',
    'maschinenlesbar',
    'herausgabe',
    'zu einem anderen anbieter',
  ),
  fr: beginnings('portab', 'récupér', 'emport', 'transf', 'format'),
  en: beginnings('portab', 'transfer', 'take (them|your data)', 'common format', 'machine-readable', 'hand over'),
}
const rightTo: Phrase = {
  de: beginnings('~recht(e)? auf', 'ihre rechte', 'betroffenenrecht', 'anspruch auf'),
  fr: beginnings('droits? (d|à|de)', 'vos droits'),
  en: beginnings('rights? (of|to)', 'your rights', 'rights'),
}

/** Passages that speak of rights: "we erase your data in May" is no right to erasure. */
const aboutRights = ({ notice }: Review): readonly Passage[] =>
  everything(notice).filter(({ text }) =>
    [access, rectification, restriction, portability, rightTo].some((phrase) => phrase[notice.language].test(text)),
  )

const right =
  (phrase: Phrase) =>
  (review: Review): readonly Spot[] =>
    missing(says(aboutRights(review), phrase[review.notice.language]), 'fullText')

export const rightOfAccess = right(access)
export const rightToRectification = right(rectification)
export const rightToErasure = right(erasure)
export const rightToRestriction = right(restriction)
export const rightToPortability = right(portability)

const objection: Phrase = {
  de: beginnings('widerspr', 'widersprech'),
  fr: beginnings("(?<!liste d')opposition", 'opposer', 'vous opposez', "l'opposition"),
  en: beginnings('object(?!ive)'),
}
const blockList: Phrase = {
  de: beginnings('robinson'),
  fr: beginnings('bloctel', "liste d'opposition"),
  en: beginnings('bloctel', 'preference service'),
}
const speaksOfObjection = ({ notice }: Review) =>
  everything(notice).filter(
    ({ text }) => objection[notice.language].test(text) && !blockList[notice.language].test(text),
  )

export const objectionStated = (review: Review): readonly Spot[] =>
  missing(speaksOfObjection(review).length > 0, 'fullText')

/** What must not share a paragraph with the objection. */
const otherMatters = (text: string, { notice: { language } }: Review) =>
  [access, rectification, restriction, portability, complaintWord].some((phrase) => phrase[language].test(text))

export const objectionApart = (review: Review): readonly Spot[] => {
  const spoken = speaksOfObjection(review)
  const apart = spoken.some(({ text }) => !otherMatters(text, review))
  return apart ? [] : spoken.map(({ where }) => ({ where }))
}

const complaintWord: Phrase = {
  de: beginnings('~beschwer'),
  fr: beginnings('réclam', 'plainte', 'plaindre', 'saisir'),
  en: beginnings('complain'),
}
const authority: Phrase = {
  de: beginnings('~behörde', '~beauftragte', '~landeszentrum', '~landesamt', '~datenschutzstelle'),
  fr: beginnings("(l')?autorité", 'CNIL', 'préposé', 'APD', 'commission'),
  en: beginnings('authorit', 'commission', 'comissão', 'ICO'),
}

export const complaint = ({ notice }: Review): readonly Spot[] =>
  missing(
    fullTextOf(notice).some(
      ({ text }) => complaintWord[notice.language].test(text) && authority[notice.language].test(text),
    ),
    'fullText',
  )

const withdraw: Phrase = {
  de: beginnings('~widerruf', '~widerrief', 'zurücknehm', 'zurückzieh', 'zurückgenommen', 'entzieh'),
  fr: beginnings('retir', 'retrait', 'révo'),
  en: beginnings('withdr', 'take (it|that|each|your)[^.]* back', 'take back', 'revoke'),
}
const anyTime: Phrase = {
  de: beginnings('jederzeit', 'immer', 'wann (immer )?sie'),
  fr: beginnings('à tout moment', 'quand vous', "n'importe quand"),
  en: beginnings('(at )?any ?time', 'whenever'),
}
const way: Phrase = {
  de: beginnings(
    '~@',
    'link',
    'klick',
    '~telefon',
    '~ruf(en)? ',
    'anruf',
    'schreib',
    'sagen',
    '~mail',
    '~brief',
    'post',
    'kasse',
    'empfang',
    'büro',
    '~\\d{3}',
  ),
  fr: beginnings(
    '~@',
    'lien',
    'cliqu',
    'appel',
    '~téléphon',
    'écri',
    'courri',
    'dites',
    'dire',
    "l'accueil",
    '~\\d{2} \\d{2}',
  ),
  en: beginnings(
    '~@',
    'link',
    'click',
    'call',
    'phone',
    'telephone',
    'ring',
    'write',
    'e-?mail',
    'tell',
    'ask',
    'desk',
    'reply',
    'post',
    '~\\d{3}',
  ),
}

/** The withdrawal is told before the choice only if its own slot tells it. */
export const withdrawalBeforeChoice = ({ notice }: Review): readonly Spot[] =>
  missing(says(withdrawalOf(notice), withdraw[notice.language]), 'withdrawal')

export const withdrawalAnyTime = ({ notice }: Review): readonly Spot[] =>
  missing(says(withdrawalOf(notice), anyTime[notice.language]), 'withdrawal')

export const withdrawalWay = ({ notice }: Review): readonly Spot[] =>
  missing(says(withdrawalOf(notice), way[notice.language]), 'withdrawal')

const obstacle: Phrase = {
  de: beginnings(
    'einschreiben',
    'eingeschrieben',
    'mit begründung',
    'unter angabe (von|der) gründen',
    'nur schriftlich',
    'ausschließlich schriftlich',
    '(eigenhändig )?unterschrieben',
    '~ausweiskopie',
    'kopie ihres ausweises',
    '(?<!keine )gebühr',
    'kostenpflichtig',
  ),
  fr: beginnings(
    'recommandée',
    '(?<!sans )motiv',
    'justifi',
    'copie de (votre|la) (pièce|carte)',
    "pièce d'identité",
    'uniquement par (courrier|écrit)',
    '(?<!sans )frais',
  ),
  en: beginnings(
    'registered (letter|post|mail)',
    '(?<!without )(stating|giving) (your |a )?reason',
    'state your reason',
    'only in writing',
    'signed letter',
    'copy of your (id|passport|identity)',
    '(?<!without a |no )fees?(?!\\p{L})',
  ),
}

export const withdrawalEasy = ({ notice }: Review): readonly Spot[] =>
  spotsOf(
    everything(notice).filter(({ text }) => withdraw[notice.language].test(text)),
    obstacle[notice.language],
  )

const lawfulBefore: Phrase = {
  de: beginnings('~rechtmäßig', 'zukunft', 'bis (dahin|zum widerruf)', 'bisherig'),
  fr: beginnings("l'avenir", '~licite', '~légal', '~légaux', 'rétroacti'),
  en: beginnings('future', '~lawful', 'before (you|the|that) withdraw', 'earlier'),
}

export const earlierUseLawful = ({ notice }: Review): readonly Spot[] =>
  missing(
    everything(notice).some(
      ({ text }) => withdraw[notice.language].test(text) && lawfulBefore[notice.language].test(text),
    ),
    'withdrawal',
  )
