import type { Review, Spot } from './finding'
import { isNegated } from './information'
import { contains, significantName } from './names'
import {
  beginnings,
  everything,
  firstLayer,
  invitation,
  missing,
  paragraphsOf,
  type Phrase,
  questionsOf,
  sentencesWith,
  spotsOf,
} from './passages'

/** Whether the yes is free, specific and unambiguous (Art. 4(11) and 7 GDPR). */

const implied: Phrase = {
  de: beginnings(
    '(mit|durch) (dem|das|der|die|ihrer?|ihren) [^.]{0,60}(stimmen sie|erklären sie|willigen sie|gelten? als)',
    'schweigen',
    'keine antwort gilt',
    '(wenn|sofern|solange) sie nicht widersprechen',
    'gilt als (zustimmung|einwilligung|einverständnis)',
  ),
  fr: beginnings(
    'en (remplissant|signant|continuant|poursuivant|utilisant|validant|visitant|entrant|ne répondant)[^.]{0,80}(acceptez|consentez|donnez)',
    'sauf (refus|opposition|avis contraire)',
    'silence',
    'sans réponse de votre part',
    'vaut (accord|consentement|acceptation)',
  ),
  en: beginnings(
    'by (filling|completing|signing|continuing|using|submitting|visiting|entering|not)[^.]{0,80}(agree|consent|accept)',
    'unless you (tell|object|say|inform)',
    'silence',
    'counts as (consent|agreement|a yes)',
    'if we do not hear',
  ),
}
export const noImpliedConsent = ({ notice }: Review): readonly Spot[] =>
  spotsOf(everything(notice), implied[notice.language])

const negatedQuestion: Phrase = {
  de: beginnings('nicht', 'kein', 'widersprech', 'lehne'),
  fr: beginnings('ne (?=\\p{L}+ (pas|plus))', "n'\\p{L}+ (pas|plus)", 'pas (recevoir|être)', 'refuse', "m'oppose"),
  en: beginnings('not', "don't", 'refuse', 'opt out', 'object', 'no longer'),
}
/** A box that is ticked to say no. */
export const tickMeansYes = ({ notice }: Review): readonly Spot[] =>
  spotsOf(questionsOf(notice), negatedQuestion[notice.language])

const terms: Phrase = {
  de: beginnings(
    'AGB',
    '~geschäftsbedingungen',
    'nutzungsbedingungen',
    'teilnahmebedingungen',
    'vertragsbedingungen',
    'akzeptier[^.]*datenschutz',
    'datenschutz[^.]*akzeptier',
  ),
  fr: beginnings(
    'conditions générales',
    'CG[VU]',
    "conditions (d'utilisation|de vente|du contrat)",
    'règlement intérieur',
  ),
  en: beginnings(
    'terms (and|&) conditions',
    'terms of (use|service|sale|business)',
    'general terms',
    'accept (the|our) privacy',
  ),
}
export const notBundled = ({ notice }: Review): readonly Spot[] => spotsOf(firstLayer(notice), terms[notice.language])

const condition: Phrase = {
  de: beginnings(
    'ohne (ihre |diese )?(einwilligung|zustimmung|erlaubnis|ihr ja|ihr einverständnis)[^.]{0,60}(nicht|kein)',
    'voraussetzung für',
    'nur (bearbeiten|liefern|ausführen|abschließen|anbieten)[^.]{0,40}wenn sie',
    '(andernfalls|sonst) (können|kann) (wir|ihr)',
  ),
  fr: beginnings(
    "sans (votre |cet |ce )?(accord|consentement)[^.]{0,40}(ne |n')(pouvons|peut|pourr)",
    "(?<!n')est (une condition|obligatoire)",
    'condition (de|pour|nécessaire)',
    "(à défaut|faute) d'accord",
    'sinon,? nous ne',
  ),
  en: beginnings(
    'without (your )?(consent|agreement)[^.]{0,60}(cannot|unable|not possible)',
    '(is|are) a condition',
    'consent (is )?required',
    'condition (of|for)',
    'otherwise,? (we|your)',
    'only if you (agree|consent)[^.]{0,60}(deliver|process|order|contract|serve|repair)',
  ),
}
export const notACondition = ({ notice }: Review): readonly Spot[] =>
  spotsOf(firstLayer(notice), condition[notice.language])

const advantage: Phrase = {
  de: beginnings(
    'gewinn',
    'verlos',
    '~rabatt',
    '~gutschein',
    'geschenk',
    '~prämie',
    'bonus',
    'gratis',
    'nachlass',
    '~punkte',
    '~ ?%',
    '~prozent',
  ),
  fr: beginnings(
    'cadeau',
    'tirage au sort',
    'gagne',
    'remise',
    'réduction',
    "bons? d'achat",
    'prime',
    'offerte?s?(?!\\p{L})',
    'gratuit',
    '~ ?%',
    'points',
  ),
  en: beginnings(
    'prize',
    '(prize )?draw',
    'voucher',
    'discount',
    'gift',
    'bonus',
    'reward',
    'for free',
    'free (of|gift|coffee)',
    '~ ?%',
    'coupon',
    'win(?!\\p{L})',
  ),
}
const inReturn: Phrase = {
  de: beginnings(
    'wenn sie',
    'wer [^.]{0,30}(zustimmt|einwilligt|ankreuzt|ja sagt)',
    'bei (ihrer )?(zustimmung|einwilligung|anmeldung)',
    'als dank',
    'dafür',
    'für ihr',
    'mit ihrem ja',
    'im gegenzug',
    'sichern sie',
  ),
  fr: beginnings(
    'si vous',
    'en (échange|acceptant|contrepartie)',
    'pour vous remercier',
    'votre (oui|accord) vous',
    'profitez',
    '(chaque|toute) personne qui',
    'ceux qui',
  ),
  en: beginnings(
    'if you',
    'in (return|exchange)',
    'as a thank',
    'when you',
    '(everyone|anyone|those) who',
    'whoever',
    'by agreeing',
    'for your (consent|yes)',
    'enter',
  ),
}
/** A yes that is paid for is no free yes. */
export const noAdvantage = ({ notice }: Review): readonly Spot[] =>
  sentencesWith(firstLayer(notice), advantage[notice.language], inReturn[notice.language])

/** Offers may be about discounts; counsel should have seen the sentence. */
export const advantageMentioned = (review: Review): readonly Spot[] => {
  const tied = new Set(noAdvantage(review).map(({ where }) => where))
  return spotsOf(firstLayer(review.notice), advantage[review.notice.language]).filter(({ where }) => !tied.has(where))
}

const steering: Phrase = {
  de: beginnings(
    'wir empfehlen',
    'empfohlen',
    'ja, (natürlich|klar|unbedingt)',
    'verpassen',
    'leider',
    'schade',
    'die meisten',
    'verzichte',
    'fast alle',
  ),
  fr: beginnings(
    '(nous vous )?recommand(ons|é par)',
    'ne (ratez|manquez)',
    'dommage',
    'malheureusement',
    'la plupart',
    'tant pis',
    'oui, bien sûr',
    'presque tous',
  ),
  en: beginnings(
    'recommend',
    "(don't|do not) miss",
    'miss(ing)? out',
    'unfortunately',
    'sadly',
    'yes, of course',
    'most (of our|people|customers)',
    'pity',
    'no thanks, i',
  ),
}
/** Words that make the yes shine or the no shameful. */
export const equalWeight = ({ notice }: Review): readonly Spot[] =>
  spotsOf(invitation(notice), steering[notice.language])

const hurry: Phrase = {
  de: beginnings(
    'nur (noch )?(heute|jetzt|bis)',
    'jetzt (sofort|gleich|zustimmen|sichern)',
    'letzte (chance|gelegenheit)',
    'beeilen',
    'noch heute',
    'läuft (heute |bald )?ab',
    'solange der vorrat',
  ),
  fr: beginnings(
    'dépêch',
    'dernière (chance|occasion)',
    "(seulement )?aujourd'hui (seulement|même)",
    "seulement aujourd'hui",
    "avant qu'il ne soit",
    'maintenant ou jamais',
    'sans attendre',
    'plus que quelques',
  ),
  en: beginnings(
    'hurry',
    'act now',
    'right now',
    'today only',
    'only today',
    '(last|final) chance',
    'limited time',
    'before it is too late',
    "don't wait",
    'do not wait',
    'expires',
  ),
}
export const noUrgency = ({ notice }: Review): readonly Spot[] => spotsOf(invitation(notice), hurry[notice.language])

const noConsequence: Phrase = {
  de: beginnings(
    '(kein\\w*|ohne|weder) [^.]{0,30}(folge|nachteil|einfluss|auswirkung|wirkung)',
    'nachteil',
    '(hängt|hängen) [^.]{0,40}(nicht|nie) ',
    '(un)abhängig',
    'auf jeden fall',
    'in jedem fall',
    'wie bisher',
    'gleich',
    'd(ie|en|as|er|em)selb',
    'ändert sich[^.]{0,30}nichts',
    'unverändert',
    'auch (ohne|wenn)',
    'auf keinen fall',
    'immer',
    'nein sagen',
  ),
  fr: beginnings(
    "(aucune?|sans|pas d'|ni) ?(\\p{L}+ )?(effet|conséquence|incidence|inconvénient|influence|impact)",
    'rien ne change',
    'ne (change|modifie)',
    'ne dépend',
    'indépendant',
    'de la même façon',
    'identique',
    'les? mêmes?',
    'aux mêmes',
    'sans (recevoir|cela|accord)',
    '(avec|même) (ou|si)',
    'continuent',
    'toujours',
    'reste',
  ),
  en: beginnings(
    'no (effect|consequence|disadvantage|influence|impact)',
    'nothing changes',
    '(does not|never|not) (depend|affect|change)',
    'not affected',
    'either way',
    'just (the same|as)',
    'in any case',
    'whe?ther',
    'whatever you',
    'same',
    'stays? (as|open)',
    'even if',
    'always',
    'without (a|these|this)',
    'also without',
    'free to say no',
  ),
}
export const refusalWithoutDetriment = ({ notice }: Review): readonly Spot[] =>
  missing(
    paragraphsOf(notice).some(({ text }) => noConsequence[notice.language].test(text)),
    'paragraphs',
  )

/** The purposes of a question that hand data to another company, with the names of those companies. */
const handedOn = ({ notice, purposes }: Review) =>
  notice.questions.map((question, at) => ({
    at,
    question,
    recipients:
      purposes.find(({ id, version }) => id === question.purpose && version === question.purposeVersion)?.recipients ??
      [],
  }))

const handsOn: Phrase = {
  de: beginnings('erhält', 'weitergegeben', 'weitergibt', 'weitergeb', 'übermittelt', '~partner'),
  fr: beginnings('(reçoive|reçoivent) (mon|mes|ma)', '(transmet|communiqu|partag)\\p{L}* (mon|mes|ma)', 'partenaire'),
  en: beginnings('receives? (my|your)', '(shares?|passes?|gives?) (my|your)', 'passed (on )?to', 'partner'),
}
export const partnersAskedApart = (review: Review): readonly Spot[] =>
  handedOn(review)
    .filter(({ question, recipients }) => recipients.length > 0 || handsOn[review.notice.language].test(question.text))
    .filter(({ question }) => !question.separate)
    .map(({ at }) => ({ where: `questions[${at}].separate` }))

const somePartners: Phrase = {
  de: beginnings(
    '(unsere[nr]?|ausgewählte[nr]?|verbundene[nr]?|weitere[nr]?|andere[nr]?) (\\p{L}+ )?(partner|unternehmen|dritte|firmen)',
    'partnerunternehmen',
    'kooperationspartner',
    'werbepartner',
    '~konzerngesellschaft',
    'drittanbieter',
  ),
  fr: beginnings(
    '(nos|ses|des|certains) (\\p{L}+ )?partenaires',
    'sociétés du groupe',
    'tiers (sélectionnés|choisis)',
    "d'autres (sociétés|entreprises)",
  ),
  en: beginnings(
    '(our|selected|trusted|carefully|other|business|marketing) (\\p{L}+ )?(partners|third parties|companies|affiliates)',
    'group companies',
    'affiliates',
  ),
}
export const partnersNamed = (review: Review): readonly Spot[] => {
  const unnamed = handedOn(review).flatMap(({ at, question, recipients }) =>
    recipients
      .filter((name) => !contains(question.text, significantName(name)))
      .map((name) => ({ where: `questions[${at}].text`, detail: name })),
  )
  const vague = sentencesWith(everything(review.notice), somePartners[review.notice.language]).filter(
    ({ detail = '' }) => !isNegated(detail, review),
  )
  return [...unnamed, ...vague]
}

const alsoThis: Phrase = {
  de: beginnings(
    '(und|sowie) [^.]{0,50}(auswert|analysier|profil|weitergib|weitergeb|veröffentlich|verkauf|übermittel|verknüpf)',
  ),
  fr: beginnings('(et|ainsi que) [^.]{0,50}(analys|profil|transm|publi|partag|vend|évalu|crois)'),
  en: beginnings('and [^.]{0,50}(analys|profil|evaluat|share|publish|sell|pass|track|combin)'),
}
/** One row, one thing: a second verb about the data is a second question. */
export const onePurposeAQuestion = ({ notice }: Review): readonly Spot[] =>
  spotsOf(questionsOf(notice), alsoThis[notice.language])

export const askedOnce = ({ notice }: Review): readonly Spot[] => {
  const seen = new Set<string>()
  return notice.questions.flatMap(({ purpose, channels }, at) =>
    channels.flatMap((channel) => {
      const row = `${purpose}/${channel}`
      if (seen.has(row)) return [{ where: `questions[${at}].channels`, detail: row }]
      seen.add(row)
      return []
    }),
  )
}

const anyMeans: Phrase = {
  de: beginnings('auf (allen|jedem|beliebige[mn]) (weg|kan)', 'über alle kanäle', 'auf jede weise'),
  fr: beginnings('(par )?tous? (les )?moyens?', 'par tout canal', 'tous les canaux'),
  en: beginnings('by any means', '(by|through) (any|all|every) (channel|means)', 'any channel'),
}
export const channelByChannel = ({ notice }: Review): readonly Spot[] =>
  spotsOf(questionsOf(notice), anyMeans[notice.language])

const agreement: Phrase = {
  de: beginnings('ich', 'ja', 'einverstanden', 'darf', 'gern', 'mir', 'mich'),
  fr: beginnings("j'", 'je(?!\\p{L})', 'oui', 'accord', "m'", 'me(?!\\p{L})', '~-moi'),
  en: beginnings('I(?!\\p{L})', 'yes', 'me(?!\\p{L})', 'my', 'please'),
}
export const speaksForThePerson = ({ notice }: Review): readonly Spot[] =>
  questionsOf(notice).flatMap(({ where, text }) =>
    agreement[notice.language].test(text) ? [] : [{ where, detail: text }],
  )
