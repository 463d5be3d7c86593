import * as choice from './choice'
import * as country from './country'
import { hard, type Rule, soft } from './finding'
import * as identity from './identity'
import * as information from './information'
import * as paper from './paper'
import * as rights from './rights'
import * as siblings from './siblings'
import * as wording from './wording'

/**
 * Every rule, with the ground it stands on. `hard` blocks publishing, `soft` is shown beside the text. A rule without a
 * binding article behind it ("house rule") is never hard, except where a missing fact makes proof impossible.
 */
export const rules = [
  // What must be said (Art. 13 GDPR)
  hard('controller-named', 'Art. 13(1)(a), rec. 42 GDPR', information.controllerNamed),
  hard('controller-reachable', 'Art. 13(1)(a) GDPR', information.controllerReachable),
  hard('officer-reachable', 'Art. 13(1)(b) GDPR', information.officerReachable),
  hard('purpose-known', 'Art. 5(1)(b), 7(1) GDPR', information.purposeKnown),
  hard('purpose-before-choice', 'Art. 13(1)(c), rec. 42 GDPR', information.purposeBeforeChoice),
  hard('basis-stated', 'Art. 13(1)(c) GDPR', information.basisStated),
  hard('basis-is-consent', 'Art. 6(1) GDPR; EDPB 05/2020 no. 121-123', information.basisIsConsent),
  hard('obligation-cited', 'Art. 6(1)(c), 6(3) GDPR', information.obligationCited),
  soft('basis-not-mixed', 'Art. 6(1) GDPR; EDPB 05/2020 no. 121-123', information.basisNotMixed),
  hard('recipients-stated', 'Art. 13(1)(e) GDPR', information.recipientsStated),
  hard('third-country-safeguard', 'Art. 13(1)(f), 44-49 GDPR', information.thirdCountrySafeguard),
  hard('retention-stated', 'Art. 13(2)(a) GDPR', information.retentionStated),
  hard('retention-concrete', 'Art. 13(2)(a) GDPR; WP260 rev.01 annex', information.retentionConcrete),
  hard('duty-to-provide', 'Art. 13(2)(e) GDPR', information.dutyToProvide),
  hard('automated-explained', 'Art. 13(2)(f), 22 GDPR', information.automatedExplained),
  hard('special-categories', 'Art. 9(2)(a) GDPR', information.specialCategories),

  // The rights of the person
  hard('right-of-access', 'Art. 13(2)(b), 15 GDPR', rights.rightOfAccess),
  hard('right-to-rectification', 'Art. 13(2)(b), 16 GDPR', rights.rightToRectification),
  hard('right-to-erasure', 'Art. 13(2)(b), 17 GDPR', rights.rightToErasure),
  hard('right-to-restriction', 'Art. 13(2)(b), 18 GDPR', rights.rightToRestriction),
  hard('right-to-portability', 'Art. 13(2)(b), 20 GDPR', rights.rightToPortability),
  hard('objection-stated', 'Art. 13(2)(b), 21(2) GDPR', rights.objectionStated),
  hard('objection-apart', 'Art. 21(4) GDPR', rights.objectionApart),
  hard('complaint', 'Art. 13(2)(d), 77 GDPR', rights.complaint),
  hard('withdrawal-before-choice', 'Art. 7(3) sentence 3 GDPR', rights.withdrawalBeforeChoice),
  hard('withdrawal-any-time', 'Art. 7(3) sentence 1 GDPR', rights.withdrawalAnyTime),
  hard('withdrawal-way', 'Art. 7(3), 12(2) GDPR', rights.withdrawalWay),
  hard('withdrawal-easy', 'Art. 7(3) sentence 4 GDPR', rights.withdrawalEasy),
  soft('earlier-use-lawful', 'Art. 7(3) sentence 2, 13(2)(c) GDPR', rights.earlierUseLawful),

  // Whether the yes is free, specific and unambiguous (Art. 4(11), 7 GDPR)
  hard('no-implied-consent', 'Art. 4(11), rec. 32 GDPR; CJEU C-673/17, C-61/19', choice.noImpliedConsent),
  hard('tick-means-yes', 'Art. 4(11), rec. 32 GDPR', choice.tickMeansYes),
  hard('not-bundled', 'Art. 7(2) GDPR; CJEU C-61/19', choice.notBundled),
  hard('not-a-condition', 'Art. 7(4), rec. 43 GDPR', choice.notACondition),
  hard('no-advantage', 'Art. 7(4), rec. 42 GDPR', choice.noAdvantage),
  soft('advantage-mentioned', 'Art. 7(4) GDPR; experience rule R11', choice.advantageMentioned),
  hard('refusal-without-detriment', 'Art. 7(4), rec. 42 GDPR; CJEU C-61/19', choice.refusalWithoutDetriment),
  hard('equal-weight', 'Art. 5(1)(a), 7(4) GDPR; EDPB 03/2022; CNIL on refusing as easily', choice.equalWeight),
  hard('no-urgency', 'Art. 4(11), 5(1)(a) GDPR; EDPB 03/2022', choice.noUrgency),
  hard('partners-asked-apart', 'Rec. 43 GDPR; CNIL on passing data to partners', choice.partnersAskedApart),
  hard('partners-named', 'Art. 13(1)(e), rec. 42 GDPR; EDPB 05/2020 no. 65', choice.partnersNamed),
  hard('one-purpose-a-question', 'Art. 6(1)(a), rec. 32, 43 GDPR; EDPB 05/2020 no. 42-45', choice.onePurposeAQuestion),
  hard('asked-once', 'Art. 7(2) GDPR', choice.askedOnce),
  hard('channel-by-channel', 'Art. 7(2), rec. 43 GDPR; UWG sect. 7(2); CPCE L34-5', choice.channelByChannel),
  soft('speaks-for-the-person', 'Art. 4(11) GDPR', choice.speaksForThePerson),

  // Plain words (Art. 12(1) GDPR)
  hard('nothing-empty', 'Art. 12(1), 13 GDPR', wording.nothingEmpty),
  hard('in-its-language', 'Art. 12(1) GDPR; WP260 rev.01 no. 13', wording.inItsLanguage),
  hard('purposes-plain', 'Art. 5(1)(b), 12(1) GDPR; WP260 rev.01 no. 12-13', wording.purposesPlain),
  soft('short-sentences', 'Art. 12(1) GDPR; WP260 rev.01 no. 12', wording.shortSentences),
  soft('easy-to-read', 'Art. 7(2), 12(1) GDPR', wording.easyToRead),
  soft('core-within-budget', 'Art. 12(1) GDPR; house rule: 80 words', wording.coreWithinBudget),
  soft('further-within-budget', 'Art. 12(1) GDPR; house rule: 20 words', wording.furtherWithinBudget),
  soft('without-jargon', 'Art. 7(2), 12(1) GDPR', wording.withoutJargon),
  soft('no-double-negative', 'Art. 7(2), 12(1) GDPR', wording.noDoubleNegative),
  soft('no-exclamation', 'House rule: calm words', wording.noExclamation),
  soft('french-typography', 'House rule: French typography', wording.frenchTypography),
  soft('minors-thought-of', 'Art. 8, 12(1) GDPR', wording.minorsThoughtOf),

  // Which text this is, and in which languages
  hard('id-says-what-it-is', 'Art. 5(2), 7(1) GDPR', identity.idSaysWhatItIs),
  hard('dates-in-order', 'Art. 5(2), 7(1) GDPR', identity.datesInOrder),
  hard('one-controller', 'Art. 4(7), 7(1) GDPR', identity.oneController),
  hard('every-language', 'Art. 12(1) GDPR; WP260 rev.01 no. 13', siblings.everyLanguage),
  hard('same-questions', 'Art. 7(1), 12(1) GDPR; WP260 rev.01 no. 13', siblings.sameQuestions),
  hard('same-version', 'Art. 7(1) GDPR', siblings.sameVersion),
  hard('same-mailboxes', 'Art. 12(1), 13 GDPR; WP260 rev.01 no. 13', siblings.sameMailboxes),
  soft('same-paragraphs', 'Art. 12(1) GDPR; WP260 rev.01 no. 13', siblings.sameParagraphs),

  // What a country asks on top
  hard('german-caller-identity', 'UWG sect. 7a(1); BNetzA guidance of 7 July 2022', country.germanCallerIdentity),
  soft('german-proof-kept', 'UWG sect. 7a(2)', country.germanProofKept),
  hard('french-calls-need-consent', 'Code conso L223-1, L223-2 (from 11 Aug 2026)', country.frenchCallsNeedConsent),
  hard('french-list-named', 'Code conso L223-2 (until 10 Aug 2026)', country.frenchListNamed),
  soft('french-list-gone', 'Code conso L223-1 (from 11 Aug 2026)', country.frenchListGone),

  // What the sheet must show
  hard('sheet-of-this-notice', 'Art. 7(1) GDPR', paper.sheetOfThisNotice),
  hard('every-row-its-box', 'Art. 7(1), 7(2) GDPR', paper.everyRowHasItsBox),
  hard('words-are-printed', 'Art. 7(1), 7(2) GDPR', paper.wordsArePrinted),
  hard('withdrawal-above-boxes', 'Art. 7(3) sentence 3 GDPR', paper.withdrawalAboveTheBoxes),
  hard('boxes-equal', 'Art. 5(1)(a), 7(4) GDPR; EDPB 03/2022', paper.boxesAreEqual),
  soft('boxes-large-enough', 'House rule: 3.5 mm', paper.boxesLargeEnough),
  hard('empty-box-is-no', 'Rec. 32 GDPR; CJEU C-61/19', paper.emptyBoxIsNo),
  hard('type-readable', 'Art. 7(2), 12(1) GDPR; BGH I ZR 213/84 (6 point)', paper.typeReadable),
  soft('type-comfortable', 'Art. 12(1) GDPR; compare Code conso R312-10 (8 point)', paper.typeComfortable),
  hard('code-on-sheet', 'Art. 5(2), 7(1) GDPR', paper.codeOnTheSheet),
  soft('corner-marks', 'House rule: reliable reading', paper.cornerMarks),
  soft('readable-version', 'Art. 7(1) GDPR', paper.readableVersion),
  hard('place-for-each-channel', 'Art. 4(11), 7(1) GDPR', paper.placeForEachChannel),
  hard('name-on-sheet', 'Art. 7(1) GDPR; UWG sect. 7a(1)', paper.nameOnTheSheet),
  hard('date-on-sheet', 'Art. 7(1) GDPR; UWG sect. 7a(1)', paper.dateOnTheSheet),
  hard('german-address-field', 'UWG sect. 7a(1); BNetzA guidance of 7 July 2022', paper.germanAddressField),
  soft('signature-below', 'Art. 7(2) GDPR', paper.signatureBelow),
] as const satisfies readonly Rule[]

export type NoticeRuleId = (typeof rules)[number]['id']

/** Counts up whenever a hard rule is added or tightened, so that a text is judged by the table it was released under. */
export const LINTER = 1
