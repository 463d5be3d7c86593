import { fullYears } from '../capture/typed-date'
import { sameContactPoint } from '../terms/contact-point'
import { type PlainDate, dayOf, surelyAfter } from '../terms/time'
import { confirms } from './confirmation'
import { type CountryProfile, channelRule } from './country-profile'
import type { EventOf, Yes } from './event'
import { classesOf, stateOf } from './evidence-class'
import { localDay, monthsLater } from './local-time'
import { noticeFault, purposeFault } from './wording'
import type { PermissionQuestion, Rules } from './question'
import type { RuleCode, Why } from './reason'
import type { SortedRecord, Told } from './sorted-record'

/** One yes before one question under one country's rules. */
export type Case = {
  readonly sorted: SortedRecord
  readonly asked: PermissionQuestion
  readonly rules: Rules
  readonly profile: CountryProfile
}

/** Why this yes does not hold, or null. */
type ValidityRule = (yes: Told<Yes>, on: Case) => Why | null

/**
 * Whether a yes holds, rule by rule and in this order: the first that fails is the reason. V11 to V13 are about what
 * was said against it (`against.ts`), V14 about claims that are no yes at all (`effective-permission.ts`).
 */
export const validityRules: readonly (readonly [RuleCode, ValidityRule])[] = [
  ['V1', inScope],
  ['V2', ofThisValue],
  ['V10', byThisPerson],
  ['V1', coversThePurposeToday],
  ['V3', onWordsThatWereInForce],
  ['V4', theirOwnAct],
  ['V5', shownByEvidence],
  ['V6', confirmedWhereAsked],
  ['V8', oldEnoughOrSpokenFor],
  ['V9', freelyGiven],
  ['V7', notRunOut],
]

export function whyNotValid(yes: Told<Yes>, on: Case): Why | null {
  for (const [, rule] of validityRules) {
    const why = rule(yes, on)
    if (why !== null) return why
  }
  return null
}

function inScope({ event }: Told<Yes>, { asked }: Case): Why | null {
  if (event.purpose !== asked.purpose) return 'other-purpose'
  return event.channel === asked.channel ? null : 'other-channel'
}

function ofThisValue({ event }: Told<Yes>, { asked }: Case): Why | null {
  return sameContactPoint(event.contactPoint, asked.contactPoint) ? null : 'other-contact-point'
}

function byThisPerson({ id, event }: Told<Yes>, { sorted }: Case): Why | null {
  if (!sorted.record.same.has(event.subject)) return 'another-person'
  const invalidated = sorted.invalidated.get(id)
  return invalidated ? whyInvalid[invalidated.event.why] : null
}

const whyInvalid: Record<EventOf<'consent-invalidated'>['why'], Why> = {
  'notice-incomplete': 'notice-unsound',
  'chosen-by-operator': 'chosen-by-operator',
  'evidence-forged': 'evidence-forged',
  coerced: 'coerced',
  'wrong-person': 'wrong-person',
  'too-young': 'too-young',
  'typing-error': 'other-contact-point',
}

function coversThePurposeToday({ event }: Told<Yes>, { rules, asked }: Case): Why | null {
  return purposeFault(event, rules.catalogue, localDay(asked.on))
}

function onWordsThatWereInForce({ event }: Told<Yes>, { rules }: Case): Why | null {
  return noticeFault(event, rules)
}

function theirOwnAct({ event }: Told<Yes>): Why | null {
  if (event.statedBy === 'controller' || event.statedBy === 'authority') return 'said-by-others'
  const { handOver } = event
  return handOver && handOver.chosenAt < handOver.handedOverAt ? 'chosen-before-hand-over' : null
}

function shownByEvidence({ event }: Told<Yes>, { rules, profile }: Case): Why | null {
  const found = rules.evidence ?? 'not-checked'
  const states = event.evidence.map(({ id }) => stateOf(found, id))
  // One altered file casts doubt on all that was kept with it.
  if (states.includes('altered')) return 'evidence-altered'
  const held = classesOf(event, found)
  if (channelRule(profile, event.channel).evidence.some((one) => held.has(one))) return null
  if (states.includes('missing')) return 'evidence-missing'
  return event.signed === false ? 'unsigned' : 'evidence-too-weak'
}

/**
 * Needed where the profile says so and nothing in the yes shows the contact point to be theirs; and wherever we asked:
 * who asks has a doubt, and waits for the answer.
 */
function confirmedWhereAsked(told: Told<Yes>, { sorted, rules, profile }: Case): Why | null {
  const { event, act } = told
  const asked = channelRule(profile, event.channel).confirmation
  const about = sorted.confirmations.filter(
    ({ event: one }) => one.ofAct === act && sameContactPoint(one.contactPoint, event.contactPoint),
  )
  const held = classesOf(event, rules.evidence ?? 'not-checked')
  const needed = asked !== null && !asked.unless.some((one) => held.has(one))
  if (!needed && about.length === 0) return null
  if (confirmationOf(told, about)) return null
  return about.some(({ event: one }) => one.type === 'consent-confirmation-lapsed')
    ? 'confirmation-lapsed'
    : 'unconfirmed'
}

/**
 * The fact that confirms this yes. A mail confirms a mailbox only, a call or a code a number only; a code must be the
 * one that was sent; and it must have come before we gave up waiting.
 */
export function confirmationOf(
  { act, event }: Pick<Told<Yes>, 'act' | 'event'>,
  about: SortedRecord['confirmations'],
): SortedRecord['confirmations'][number] | undefined {
  const ours = about.filter(
    ({ event: one }) => one.ofAct === act && sameContactPoint(one.contactPoint, event.contactPoint),
  )
  const lapsed = ours.filter(({ event: one }) => one.type === 'consent-confirmation-lapsed')
  const sent = ours.filter(({ event: one }) => one.type === 'consent-confirmation-sent')
  return ours.find(
    ({ event: one }) =>
      one.type === 'consent-confirmed' &&
      confirms(one.way, one.contactPoint) &&
      (one.way === 'call-back' ||
        (one.tokenSha256 !== null &&
          sent.some(({ event: was }) => was.way === one.way && was.tokenSha256 === one.tokenSha256))) &&
      lapsed.every(({ event: end }) => surelyAfter(end.stated, one.stated)),
  )
}

const isYounger = (birthDates: readonly PlainDate[], age: number, said: PlainDate): boolean =>
  birthDates.some((born) => fullYears(born, said) < age)

/** Under this profile, a guardian's yes of that day holds only if the child says it too. */
export const childSaysItToo = (
  birthDates: readonly PlainDate[],
  { profile, said }: { readonly profile: CountryProfile; readonly said: PlainDate },
): boolean => profile.age.below === 'guardian-and-child' && isYounger(birthDates, profile.age.online, said)

function oldEnoughOrSpokenFor({ event }: Told<Yes>, { sorted, profile }: Case): Why | null {
  const { statedBy, authority, jointly } = event
  const said = dayOf(event.stated.notBefore)
  const youngerThan = (age: number) => isYounger(sorted.birthDates, age, said)
  if (statedBy === 'guardian' || statedBy === 'representative') {
    if (!authority) return 'authority-missing'
    return childSaysItToo(sorted.birthDates, { profile, said }) && jointly !== true ? 'child-not-heard' : null
  }
  const inPerson = event.chosenBy === 'data-subject-on-screen' || event.chosenBy === 'data-subject-on-paper'
  return youngerThan(inPerson ? profile.age.inPerson : profile.age.online) ? 'too-young' : null
}

function freelyGiven({ event }: Told<Yes>): Why | null {
  return event.conditionOf === undefined ? null : 'made-a-condition'
}

function notRunOut(yes: Told<Yes>, on: Case): Why | null {
  const today = localDay(on.asked.on)
  const { expiresOn } = yes.event
  if (expiresOn !== null && expiresOn < today) return 'expired'
  return lastDayOfUse(yes, on) < today ? 'disused' : null
}

/** The last day before disuse ends this yes. What has lapsed once is not brought back by being used all the same. */
export function lastDayOfUse({ event }: Told<Yes>, { sorted, profile, asked }: Case): PlainDate {
  const { blockMonths, counts } = profile.disuse
  const used = sorted.uses
    .filter(
      ({ event: use }) =>
        use.purpose === event.purpose &&
        use.channel === event.channel &&
        sameContactPoint(use.contactPoint, event.contactPoint) &&
        (counts === 'use' || use.answered) &&
        use.stated.notAfter <= asked.on,
    )
    .map(({ event: use }) => localDay(use.stated.notBefore))
    .sort()
  let last = localDay(event.stated.notBefore)
  for (const day of used) if (day > last && day <= monthsLater(last, blockMonths)) last = day
  return monthsLater(last, blockMonths)
}

/** The last day on which this yes holds if nothing more is said. */
export function lastDayOf(yes: Told<Yes>, on: Case): PlainDate {
  const { expiresOn } = yes.event
  const unused = lastDayOfUse(yes, on)
  return expiresOn !== null && expiresOn < unused ? expiresOn : unused
}
