import { contains, contentWords, significantName } from './names'
import type { Review, Spot } from './finding'
import { sentencesOf } from './measure'
import {
  beginnings,
  everything,
  firstLayer,
  fullTextOf,
  missing,
  type Phrase,
  says,
  sentencesWith,
  spotsOf,
} from './passages'

/** What Art. 13 GDPR wants said, except the rights of the person (`rights.ts`). */

export const controllerNamed = ({ notice, controller }: Review): readonly Spot[] => {
  const name = significantName(controller.name)
  return missing(
    firstLayer(notice).some(({ text }) => contains(text, name)),
    'paragraphs',
  )
}

export const controllerReachable = ({ notice, controller }: Review): readonly Spot[] => {
  const ways = [controller.email, controller.postalAddress.split(',')[0] ?? controller.postalAddress]
  return missing(
    fullTextOf(notice).some(({ text }) => ways.some((way) => contains(text, way))),
    'fullText',
  )
}

export const officerReachable = ({ notice, controller: { dpoContact } }: Review): readonly Spot[] => {
  if (dpoContact === undefined) return []
  const mailbox = /[\w.+-]+@[\w.-]+\w/.exec(dpoContact)?.[0] ?? dpoContact
  return missing(
    fullTextOf(notice).some(({ text }) => contains(text, mailbox)),
    'fullText',
  )
}

const purposesAsked = ({ notice, purposes }: Review) =>
  notice.questions.map(({ purpose, purposeVersion }, at) => ({
    where: `questions[${at}]`,
    purpose: purposes.find(({ id, version }) => id === purpose && version === purposeVersion),
  }))

export const purposeKnown = (review: Review): readonly Spot[] =>
  purposesAsked(review).flatMap(({ where, purpose }) => (purpose ? [] : [{ where: `${where}.purpose` }]))

/** A third of the telling words of the purpose must stand in layer 1, which may say it in words of its own. */
export const purposeBeforeChoice = (review: Review): readonly Spot[] => {
  const { language } = review.notice
  const said = new Set(firstLayer(review.notice).flatMap(({ text }) => contentWords(text, language)))
  return purposesAsked(review).flatMap(({ where, purpose }) => {
    if (!purpose) return []
    const telling = contentWords(purpose.plainText[language], language)
    const found = telling.filter((word) => said.has(word)).length
    return found * 3 >= telling.length ? [] : [{ where, detail: purpose.plainText[language] }]
  })
}

const basis: Phrase = {
  de: beginnings('rechtsgrundlage', 'art\\.? ?6', 'artikel 6', 'beruht auf', 'auf (der )?grundlage', 'gestützt'),
  fr: beginnings('bases? (légale|juridique)', 'fonde', 'repose', 'article 6', 'art\\.? ?6', 'sur la base d'),
  en: beginnings('(legal|lawful) bas', 'article 6', 'art\\.? ?6', '(based|rel[iy]\\w*|rests?) on'),
}
const consentWord: Phrase = {
  de: beginnings('einwillig', 'zustimm', 'einverst', 'erlaub'),
  fr: beginnings('consent', 'accord'),
  en: beginnings('consent', 'agree', 'permission'),
}

export const basisStated = ({ notice }: Review): readonly Spot[] =>
  missing(
    fullTextOf(notice).some(({ text }) => basis[notice.language].test(text) && consentWord[notice.language].test(text)),
    'fullText',
  )

export const basisIsConsent = (review: Review): readonly Spot[] =>
  purposesAsked(review).flatMap(({ where, purpose }) =>
    purpose && purpose.legalBasis !== 'consent' ? [{ where, detail: purpose.legalBasis }] : [],
  )

/** "Art. 6(1)(c) GDPR" says that there is a duty, not which. */
const onlyTheGdpr =
  /\b(art\.?|article|artikel|par\.?|point|abs\.?|buchst\.?|lit\.?|gdpr|dsgvo|rgpd|du|of|the)\b|[\s()\d,.§]|\bc\b/gi

export const obligationCited = ({ purposes }: Review): readonly Spot[] =>
  purposes.flatMap(({ id, legalBasis, citation }) =>
    legalBasis === 'legal-obligation' && citation.replace(onlyTheGdpr, '') === ''
      ? [{ where: `purposes.${id}.citation`, detail: citation }]
      : [],
  )

const legitimateInterest: Phrase = {
  de: beginnings('berechtigte\\w* interesse', 'interessenabwägung'),
  fr: beginnings('intérêts? légitime'),
  en: beginnings('legitimate interest'),
}
const proof: Phrase = {
  de: beginnings('nachweis', 'beweis'),
  fr: beginnings('preuve'),
  en: beginnings('proof', 'prove'),
}

/** Consent asked for, and another basis held ready: then the no would mean nothing. Keeping proof is another matter. */
export const basisNotMixed = ({ notice }: Review): readonly Spot[] =>
  spotsOf(
    everything(notice).filter(({ text }) => !proof[notice.language].test(text)),
    legitimateInterest[notice.language],
  )

const recipients: Phrase = {
  de: beginnings(
    'empfänger',
    'weiterg',
    'weiterleit',
    'weiterreich',
    'weiter(,|\\.| )',
    'an dritte',
    'übermitt',
    'erhält',
    'bekomm(t|en) (die|diese|ihre) daten',
    'niemand(em|en)? (sonst|ander|außer|weiter)',
    'keine andere',
    'dienstleister',
    'in unserem auftrag',
    'auftragsverarbeit',
    'nur unser',
    'sieht',
    'verkauf',
  ),
  fr: beginnings(
    'destinatai',
    'transm',
    'communiqu',
    'reçoi(?!\\p{L}* (vos |votre )?(plainte|réclam))',
    'tiers',
    'prestataire',
    'sous-traitant',
    'partag',
    'personne (d|en|ne|n)',
    'aucune? autre',
    'seule?s? ',
    'hébergeur',
    'rest\\w+ chez',
    'vend',
  ),
  en: beginnings(
    'recipient',
    'share',
    'pass',
    'disclos',
    'receive',
    'third part',
    'nobody',
    'no one',
    'on our behalf',
    'for us',
    'provider',
    'processor',
    'to other companies',
    'who sees',
    'only our',
    'stays? (in|with)',
    'goes nowhere',
    'transfer(s|red)? (the|your|to)',
  ),
}

export const recipientsStated = ({ notice }: Review): readonly Spot[] =>
  missing(says(fullTextOf(notice), recipients[notice.language]), 'fullText')

const farAway: Phrase = {
  de: beginnings(
    'USA(?!\\p{L})',
    'vereinigten staaten',
    'indien(?!\\p{L})',
    'china(?!\\p{L})',
    'drittl(a|ä)nd',
    'außerhalb (der|des) (EU|EWR|europ)',
  ),
  fr: beginnings(
    'états-unis',
    'USA(?!\\p{L})',
    'inde(?!\\p{L})',
    'chine(?!\\p{L})',
    'pays tiers',
    "hors de l'(union|EEE|UE)",
    'en dehors de l',
  ),
  en: beginnings(
    'united states',
    'USA(?!\\p{L})',
    'india(?!\\p{L})',
    'china(?!\\p{L})',
    'third countr',
    'outside (of )?the (EU|EEA|european)',
  ),
}
const safeguard: Phrase = {
  de: beginnings('angemessenheits', 'standardvertrags', 'standarddatenschutz', 'verbindliche interne'),
  fr: beginnings(
    "décision d'adéquation",
    '(une )?adéquation',
    'clauses (contractuelles )?types',
    "règles d'entreprise",
  ),
  en: beginnings('adequacy', 'standard (contractual|data protection) clause', 'binding corporate'),
}
const negated: Phrase = {
  de: beginnings('nicht', 'kein', 'nie(?!\\p{L})', 'niemand', 'weder', 'ohne', 'nichts'),
  fr: beginnings('ne(?!\\p{L})', "n'", 'aucun', 'sans', 'jamais', 'ni(?!\\p{L})'),
  en: beginnings('not', 'no(?!\\p{L})', 'never', 'nobody', 'none', 'nowhere', "don't", 'without'),
}
export const isNegated = (sentence: string, { notice }: Review): boolean => negated[notice.language].test(sentence)

export const thirdCountrySafeguard = (review: Review): readonly Spot[] => {
  const { notice } = review
  if (says(everything(notice), safeguard[notice.language])) return []
  return sentencesWith(everything(notice), farAway[notice.language]).filter(
    ({ detail = '' }) => !isNegated(detail, review),
  )
}

const keeping: Phrase = {
  de: beginnings(
    'lösch',
    'gelösch',
    '~speicher',
    'aufbewahr',
    'bewahr',
    'behalt',
    'heben',
    'entfern',
    'vernicht',
    'wie lange',
    'dauer',
  ),
  fr: beginnings('supprim', 'suppress', 'effa[cç]', 'conserv', 'gard', 'durée', 'combien de temps', 'détrui'),
  en: beginnings(
    'delet',
    'eras',
    'keep',
    'kept',
    'stor',
    'retain',
    'retention',
    'remov',
    'hold',
    'how long',
    'period',
    'destroy',
  ),
}
const until: Phrase = {
  de: beginnings(
    '~jahr',
    'monat',
    'woche',
    '~tage',
    'bis(?!\\p{L})',
    'sobald',
    'solange',
    'widerruf',
    'widerruft',
    'ende(?!\\p{L})',
    'kündig',
    'letzt',
  ),
  fr: beginnings(
    'ans?(?!\\p{L})',
    'mois',
    'semaine',
    'jours?(?!\\p{L})',
    "jusqu'",
    'dès',
    'tant que',
    'retire',
    'retrait',
    'saison',
    'année',
    'fin',
    'la durée',
    'désinscri',
  ),
  en: beginnings(
    'years?',
    'months?',
    'weeks?',
    'days',
    'until',
    'as soon',
    'as long as',
    'withdraw',
    'season',
    'end(s|ed)?(?!\\p{L})',
    'at once',
  ),
}
const asNeeded: Phrase = {
  de: beginnings(
    'so ?lange,? (wie |es |dies |das )*(für [^.]*)?(nötig|erforderlich|notwendig)',
    'solange [^.]*(erforderlich|notwendig|nötig|brauchen)',
    'angemessene[nr]? (zeit|dauer|frist)',
  ),
  fr: beginnings(
    'aussi longtemps que',
    'tant que [^.]*(nécessaire|utile|besoin)',
    'durée (nécessaire|raisonnable)',
    '(le )?temps nécessaire',
  ),
  en: beginnings(
    'as long as [^.]*(necessary|needed|need|required)',
    'for a reasonable',
    'no longer than (is )?necessary',
  ),
}

/** Two sentences at a time, so that "How long? Until you withdraw." is one statement. */
const pairs = (text: string): readonly string[] => {
  const sentences = sentencesOf(text)
  return sentences.map((sentence, at) => `${sentences[at - 1] ?? ''} ${sentence}`)
}
const statementsOfRetention = ({ notice }: Review): readonly string[] =>
  fullTextOf(notice)
    .flatMap(({ text }) => pairs(text))
    .filter((pair) => keeping[notice.language].test(pair) && until[notice.language].test(pair))

const vagueRetention = ({ notice }: Review) => spotsOf(fullTextOf(notice), asNeeded[notice.language])

export const retentionStated = (review: Review): readonly Spot[] =>
  missing(statementsOfRetention(review).length > 0 || vagueRetention(review).length > 0, 'fullText')

export const retentionConcrete = (review: Review): readonly Spot[] => {
  const concrete = statementsOfRetention(review).some((pair) => !asNeeded[review.notice.language].test(pair))
  return concrete ? [] : vagueRetention(review)
}

const duty: Phrase = {
  de: beginnings(
    '~freiwillig',
    '~pflicht',
    'müssen [^.]*(nicht|kein)',
    'müssen nichts',
    'brauchen [^.]*(nicht|kein)',
    'niemand muss',
    'entscheiden frei',
    'sind frei',
    'steht ihnen frei',
  ),
  fr: beginnings('facultati', '~oblig', 'tenue? ', 'libres? d', 'est libre', "c'est libre", 'contraint'),
  en: beginnings(
    'oblig',
    'voluntar',
    'optional',
    '(do not|need not|not) (have|need|required)',
    'need not',
    'not required',
    'duty',
    'free to',
    'your choice',
  ),
}

export const dutyToProvide = ({ notice }: Review): readonly Spot[] =>
  missing(says(fullTextOf(notice), duty[notice.language]), 'fullText')

const automated: Phrase = {
  de: beginnings('profiling', 'profil(e|s)?(?!\\p{L})', 'automatisierte\\w* entscheid', 'scoring', 'algorithm'),
  fr: beginnings('profilage', 'profils?(?!\\p{L})', 'décisions? automatisée', 'scoring', 'algorithm'),
  en: beginnings('profil', 'automated decision', 'scoring', 'algorithm'),
}
const logic: Phrase = {
  de: beginnings('logik', 'kriteri', 'tragweite', 'anhand', 'überprüf'),
  fr: beginnings('logique', 'critère', 'conséquence', 'intervention humaine'),
  en: beginnings('logic', 'criteri', 'consequence', 'human'),
}

export const automatedExplained = (review: Review): readonly Spot[] => {
  const { notice } = review
  if (says(fullTextOf(notice), logic[notice.language])) return []
  return sentencesWith(everything(notice), automated[notice.language]).filter(
    ({ detail = '' }) => !isNegated(detail, review),
  )
}

const special: Phrase = {
  de: beginnings('gesundheitsdaten', 'diagnose', 'religionszug', 'biometrisch', 'genetisch'),
  fr: beginnings('données (de|relatives à la) santé', 'données biométriques', 'diagnostic', 'convictions religieuses'),
  en: beginnings(
    'health data',
    'data (about|on|concerning) your health',
    'biometric',
    'genetic',
    'diagnos',
    'religious',
  ),
}
const explicitly: Phrase = {
  de: beginnings('ausdrücklich'),
  fr: beginnings('explicit', 'expressément'),
  en: beginnings('explicit', 'express'),
}

export const specialCategories = (review: Review): readonly Spot[] => {
  const { notice } = review
  if (says(firstLayer(notice), explicitly[notice.language])) return []
  return sentencesWith(everything(notice), special[notice.language]).filter(
    ({ detail = '' }) => !isNegated(detail, review),
  )
}
