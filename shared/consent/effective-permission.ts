import { type ContactPoint, sameContactPoint } from '../terms/contact-point'
import type { EventId } from '../terms/ids'
import type { Instant, PlainDate } from '../terms/time'
import { type Bar, barsAgainst, isShared, outranks } from './against'
import type { AsOf } from './as-of'
import { citationsFor, consentCitation } from './citations'
import { type Citation, type CountryProfile, type OtherBasis, channelRule, profileInForce } from './country-profile'
import { type Cure, cureFor } from './cure'
import type { Yes } from './event'
import { localDay } from './local-time'
import { waitBefore } from './moment'
import { otherBasis } from './other-bases'
import type { PermissionQuestion, Rules } from './question'
import { type Reason, type Why, reason } from './reason'
import type { ConsentRecord } from './record'
import { type SortedRecord, type Told, sortRecord } from './sorted-record'
import { type Case, confirmationOf, lastDayOf, whyNotValid } from './validity'
import { wantsReview } from './wording'

/** Counts up with every change of what the rule answers. The profiles have their own dates. */
export const RULE_VERSION = 2

/**
 *     every fact about the person, under every id that is or may be theirs
 *          │
 *          ├── wide:   noes, life events, the list of "never contact"  ──► bars that reach this question
 *          └── narrow: yeses of confirmed ids ── V1 … V10 ──► those that hold
 *                                                                 │
 *      a yes that is surely later than every bar?  ── yes ──► is this the moment? ──► permitted │ not now
 *          │ no
 *          ├── a bar stands ──────────────────────────────────────────────────► not permitted
 *          └── none: another basis, switched on, all its conditions facts? ──► permitted │ not permitted
 *
 *      all of it once for every country the person may live in; the strictest answer is the answer.
 */
export type EffectivePermission =
  | (Answered & { readonly kind: 'permitted'; readonly because: EventId; readonly until: PlainDate | null })
  | (Answered & {
      readonly kind: 'not-now'
      readonly why: Why
      readonly because: EventId
      /** From then on it is permitted; null if nobody can say. */
      readonly from: Instant | null
    })
  | (Answered & {
      readonly kind: 'not-permitted'
      readonly why: Why
      readonly because: EventId | null
      /** The "no" stands on a record that only may be the same person: deciding that would settle it. */
      readonly onPossibleDuplicate: boolean
    })

/** What every answer says. */
type Answered = {
  /** What it rests on; null if nothing permits it. */
  readonly basis: 'consent' | 'contract' | 'legitimate-interests' | null
  readonly contactPoint: ContactPoint
  /** The facts that show it may be done, and that must be shown to whoever asks. */
  readonly proofs: readonly EventId[]
  /** Why not, the first the one that decides. */
  readonly reasons: readonly Reason[]
  /** Every other statement that was weighed, newest first, and why it does not decide. */
  readonly losers: readonly (Reason & { readonly event: EventId })[]
  readonly citations: readonly Citation[]
  readonly cure: Cure | null
  readonly tasks: readonly Task[]
  readonly country: string
  readonly evidence: 'checked' | 'not-checked'
  readonly on: Instant
  readonly asOf: AsOf
  /** The rule and the country profile, for example `2/FR.2026-08-11`. */
  readonly rulesVersion: string
}

/** Something a person should look at, whatever the answer is. */
export type Task = 'decide-duplicate' | 'review-notice' | 'evidence-alarm' | 'disuse-soon' | 'country-unknown'

/**
 * May we use this contact point over this channel for this purpose at this moment, and because of what?
 *
 * The answer depends on what was said and when, never on the order in which machines learned of it.
 * A yes is narrow: this person, this exact contact point, this channel, this purpose, these words. A no is wide: as far
 * as it was said, over every record that may be the same person, and over the contact point it names whoever said it.
 * A yes outranks a no only if it was surely said later; every tie and every doubt is a no.
 */
export function effectivePermission(
  record: ConsentRecord,
  rules: Rules,
  asked: PermissionQuestion,
): EffectivePermission {
  return permissionFrom(sortRecord(record), rules, asked)
}

/** The same for a record that was sorted before: for many questions about one person. */
export function permissionFrom(sorted: SortedRecord, rules: Rules, asked: PermissionQuestion): EffectivePermission {
  const isOpen = (other: PermissionQuestion): boolean => strictest(sorted, rules, other).kind === 'permitted'
  const answer = strictest(sorted, rules, asked)
  if (answer.kind === 'permitted') return answer
  const onPossible = answer.kind === 'not-permitted' && answer.onPossibleDuplicate
  return { ...answer, cure: cureFor(answer.why, onPossible, sorted, asked, isOpen) }
}

const strictness = { permitted: 0, 'not-now': 1, 'not-permitted': 2 } as const

function strictest(sorted: SortedRecord, rules: Rules, asked: PermissionQuestion): EffectivePermission {
  const { profiles, known } = profilesFor(sorted, rules, asked.on)
  const bars = barsAgainst(sorted, asked)
  const answers = profiles.map((profile) => answerUnder({ sorted, rules, asked, profile }, bars))
  const answer = answers.reduce((worst, one) =>
    strictness[one.kind] > strictness[worst.kind] || (one.kind === worst.kind && endsBefore(one, worst)) ? one : worst,
  )
  return known ? answer : { ...answer, tasks: [...answer.tasks, 'country-unknown'] }
}

const endsBefore = (one: EffectivePermission, other: EffectivePermission): boolean =>
  one.kind === 'permitted' && other.kind === 'permitted' && (one.until ?? '9999') < (other.until ?? '9999')

/** The profiles of every country they may live in. Where one is unknown or has no profile, all of ours must allow. */
export function profilesFor(
  { countries }: Pick<SortedRecord, 'countries'>,
  { profiles }: Pick<Rules, 'profiles'>,
  on: Instant,
): { readonly profiles: readonly CountryProfile[]; readonly known: boolean } {
  const theirs = countries.map((country) => profileInForce(profiles, country, on))
  const found = theirs.filter((profile) => profile !== undefined)
  if (found.length > 0 && found.length === theirs.length) return { profiles: found, known: true }
  const all = [...new Set(profiles.map(({ country }) => country))].sort()
  if (all.length === 0) throw new Error('no country profile was handed in')
  return { profiles: all.flatMap((country) => profileInForce(profiles, country, on) ?? []), known: false }
}

function answerUnder(on: Case, bars: readonly Bar[]): EffectivePermission {
  const { sorted, asked, rules, profile } = on
  const weighed = [...sorted.yeses, ...sorted.yesesOfPossible].map((yes) => ({ yes, why: whyNotValid(yes, on) }))
  const valid = weighed.filter(({ why }) => why === null).map(({ yes }) => yes)
  const standing = newest(valid.filter((yes) => bars.every((bar) => outranks(yes, bar))))

  if (standing) return permittedBy(standing, on, bars, weighed)
  const common = { ...outline(on), losers: losersOf(weighed, bars, null) }
  const best = newest(valid)
  if (best || bars.some(({ why }) => !suspends.has(why))) return barredBy(bars, best, on, common)

  // Nobody said no, and no yes holds. Whatever suspends a yes keeps other bases away too, but is not the reason.
  const failing = newest(weighed.filter(({ why }) => why !== null && !aside.has(why)).map(({ yes }) => yes))
  const first = failing
    ? reason(whyNotValid(failing, on) ?? 'outranked', failing.id)
    : (nothingSaid(on, weighed) ?? reason('never-asked', null))
  if (bars.length > 0) return notPermitted(on, common, [first, ...reasonsOf(bars)], false, null)

  const other = otherBasis(sorted, asked, rules, profile)
  if (other.kind === 'none') return notPermitted(on, common, [first, ...other.reasons], false, other.considered)
  const { facts, rule, until } = other
  const basis = { basis: rule.basis, proofs: facts, citations: [rule.citation], until }
  return nowOrLater(on, { ...common, ...basis }, facts[0] as EventId, null)
}

/** Suspends a yes that is there, and is no answer where there is none. */
const suspends: ReadonlySet<Why> = new Set<Why>(['moved', 'employer-changed'])

/** A yes to something else fails no rule of this question; it explains why there is none. */
const aside: ReadonlySet<Why> = new Set<Why>([
  'other-purpose',
  'other-channel',
  'other-contact-point',
  'another-person',
])

type Weighed = readonly { readonly yes: Told<Yes>; readonly why: Why | null }[]
type Common = Omit<Answered, 'cure'> & { readonly cure: null }

function outline({ sorted, asked, rules, profile }: Case): Common {
  const { record } = sorted
  return {
    basis: null,
    contactPoint: asked.contactPoint,
    proofs: [],
    reasons: [],
    losers: [],
    citations: [],
    cure: null,
    tasks: record.possible.size > 0 ? ['decide-duplicate'] : [],
    country: profile.country,
    evidence: rules.evidence === undefined || rules.evidence === 'not-checked' ? 'not-checked' : 'checked',
    on: asked.on,
    asOf: record.asOf,
    rulesVersion: `${RULE_VERSION}/${profile.country}.${profile.from}`,
  }
}

function permittedBy(yes: Told<Yes>, on: Case, bars: readonly Bar[], weighed: Weighed): EffectivePermission {
  const { sorted, asked, rules, profile } = on
  const common = outline(on)
  const confirmed = confirmationOf(yes, sorted.confirmations)
  const until = lastDayOf(yes, on)
  const tasks: Task[] = [...common.tasks]
  if (wantsReview(yes.event, rules.catalogue.notices)) tasks.push('review-notice')
  if (endsSoon(until, on)) tasks.push('disuse-soon')
  const { citation, proof } = channelRule(profile, asked.channel)
  const said = {
    basis: 'consent' as const,
    proofs: confirmed ? [yes.id, confirmed.id] : [yes.id],
    losers: losersOf(weighed, bars, yes),
    citations: [consentCitation, citation, proof.citation],
    tasks,
    until,
  }
  return nowOrLater(on, { ...common, ...said }, yes.id, yes.event)
}

/** Within the months between the warning and the block. */
function endsSoon(until: PlainDate, { profile, asked }: Case): boolean {
  const days = (Date.parse(until) - Date.parse(localDay(asked.on))) / 86_400_000
  return days <= (profile.disuse.blockMonths - profile.disuse.warnMonths) * 30
}

function nowOrLater(
  on: Case,
  { until, ...common }: Common & { readonly until: PlainDate | null },
  because: EventId,
  yes: Yes | null,
): EffectivePermission {
  const wait = waitBefore(on.sorted, on.asked, on.rules, on.profile, yes)
  if (!wait) return { ...common, kind: 'permitted', because, until }
  const citations = citationsFor(wait.reason, on.profile, on.asked.channel)
  const { why } = wait.reason
  return { ...common, kind: 'not-now', why, because, from: wait.until, reasons: [wait.reason], citations }
}

/** The newest of what a yes could not outrank; with no yes to weigh against, the newest of all. */
function barredBy(bars: readonly Bar[], best: Told<Yes> | undefined, on: Case, common: Common): EffectivePermission {
  const standing = inOrder(best ? bars.filter((bar) => !outranks(best, bar)) : bars)
  return notPermitted(on, common, reasonsOf(standing), standing[0]?.onPossible ?? false, null)
}

/** What nothing opens first, then the newest. */
const inOrder = (bars: readonly Bar[]): Bar[] =>
  [...bars].sort(
    (a, b) =>
      Number(b.forGood) - Number(a.forGood) ||
      Number(suspends.has(a.why)) - Number(suspends.has(b.why)) ||
      byTime(b.stated.notAfter, a.stated.notAfter, b.told, a.told),
  )

const reasonsOf = (bars: readonly Bar[]): Reason[] =>
  inOrder(bars).map(({ why, told }) => reason(why, told?.id ?? null))

function notPermitted(
  { profile, asked }: Case,
  common: Common,
  reasons: readonly Reason[],
  onPossible: boolean,
  considered: OtherBasis | null,
): EffectivePermission {
  const [first = reason('never-asked', null)] = reasons
  const { why, event: because } = first
  return {
    ...common,
    kind: 'not-permitted',
    why,
    because,
    reasons,
    onPossibleDuplicate: onPossible || why === 'another-person',
    citations: [...citationsFor(first, profile, asked.channel), ...(considered ? [considered.citation] : [])],
    tasks: why === 'evidence-altered' ? [...common.tasks, 'evidence-alarm'] : common.tasks,
  }
}

/** No yes to this. Is there one to something near, a claim, or only a question? */
function nothingSaid({ sorted, asked }: Case, weighed: Weighed): Reason | null {
  const near = (why: Why) => weighed.find((one) => one.why === why)?.yes.id
  const { purpose, channel, contactPoint } = asked
  const claim = sorted.claims.find(({ event }) => event.purpose === purpose && event.channel === channel)
  if (claim) return reason('claimed-only', claim.id)
  if (isShared(sorted, asked)) return reason('shared-contact-point', null)
  const elsewhere = near('other-contact-point')
  if (elsewhere) return reason('other-contact-point', elsewhere)
  const asking = sorted.requests.find(
    ({ event }) =>
      event.purpose === purpose &&
      event.channel === channel &&
      (event.contactPoint === null || sameContactPoint(event.contactPoint, contactPoint)),
  )
  if (asking) return reason('unanswered', asking.id)
  const theirs = near('another-person')
  return theirs ? reason('another-person', theirs) : null
}

function losersOf(weighed: Weighed, bars: readonly Bar[], winner: Told<Yes> | null): Answered['losers'] {
  const lost = weighed
    .filter(({ yes }) => yes.id !== winner?.id)
    .map(({ yes, why }) => ({ told: yes, why: why ?? whyLost(yes, bars) }))
  const outranked = winner ? bars.flatMap(({ told }) => (told ? [{ told, why: 'outranked' as const }] : [])) : []
  return [...lost, ...outranked]
    .sort((a, b) => byTime(b.told.event.stated.notAfter, a.told.event.stated.notAfter, b.told, a.told))
    .map(({ told, why }) => ({ ...reason(why, told.id), event: told.id }))
}

/** A yes that holds and does not decide: something stands against it, or a newer one took its place. */
const whyLost = (yes: Told<Yes>, bars: readonly Bar[]): Why =>
  bars.find((bar) => !outranks(yes, bar))?.why ?? 'outranked'

/** The latest that surely was; at the same moment the smaller id, so that the order of arrival says nothing. */
const newest = (yeses: readonly Told<Yes>[]): Told<Yes> | undefined =>
  yeses.reduce<Told<Yes> | undefined>(
    (best, one) =>
      best && byTime(one.event.stated.notBefore, best.event.stated.notBefore, one, best) <= 0 ? best : one,
    undefined,
  )

type Id = { readonly id: EventId } | null

/** Later first is positive; of two at one moment the smaller id goes first. */
function byTime(a: Instant, b: Instant, one: Id, other: Id): number {
  if (a !== b) return a > b ? 1 : -1
  const [x, y] = [one?.id ?? '', other?.id ?? '']
  return x === y ? 0 : x < y ? 1 : -1
}
