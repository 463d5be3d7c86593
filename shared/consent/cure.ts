import { type Channel, channels, kindForChannel, sameContactPoint } from '../terms/contact-point'
import type { SubjectId } from '../terms/ids'
import { barsAgainst } from './against'
import type { PermissionQuestion } from './question'
import type { Why } from './reason'
import { contactPointsOf } from './record'
import type { SortedRecord } from './sorted-record'

/** What would change the answer. */
export type CureKind =
  | 'ask'
  | 'decide-duplicate'
  | 'await-confirmation'
  | 'repair-evidence'
  | 'confirm-reading'
  | 'ask-guardian'
  | 'review'
  | 'lift-restriction'
  | 'wait'
  | 'none'

/** How one may ask: face to face, or over a channel that is still open. Asking over a denied one is advertising too. */
export type Way = 'in-person' | Channel

export type Cure = {
  readonly kind: CureKind
  /** Empty where asking changes nothing. */
  readonly ways: readonly Way[]
  /** Whom to compare with, if a duplicate is to be decided. */
  readonly others: readonly SubjectId[]
}

export const cures: Record<Why, CureKind> = {
  'never-asked': 'ask',
  unanswered: 'ask',
  'condition-missing': 'ask',
  'basis-off': 'ask',
  'other-purpose': 'ask',
  'other-channel': 'ask',
  'purpose-unknown': 'review',
  'purpose-changed': 'ask',
  'other-contact-point': 'ask',
  'contact-point-ended': 'ask',
  moved: 'ask',
  'notice-unknown': 'review',
  'notice-unsound': 'ask',
  'notice-not-yet': 'ask',
  'notice-retired': 'ask',
  'notice-language': 'ask',
  'notice-not-asking': 'ask',
  'said-by-others': 'ask',
  'chosen-before-hand-over': 'ask',
  'chosen-by-operator': 'ask',
  unsigned: 'ask',
  'evidence-too-weak': 'ask',
  'evidence-altered': 'repair-evidence',
  'evidence-missing': 'repair-evidence',
  'evidence-forged': 'ask',
  unconfirmed: 'await-confirmation',
  'confirmation-lapsed': 'ask',
  expired: 'ask',
  disused: 'ask',
  'too-young': 'ask-guardian',
  'authority-missing': 'ask-guardian',
  'child-not-heard': 'ask-guardian',
  'made-a-condition': 'review',
  coerced: 'ask',
  'shared-contact-point': 'ask',
  'another-person': 'decide-duplicate',
  'wrong-person': 'ask',
  'contact-point-reported': 'ask',
  'employer-changed': 'ask',
  refused: 'ask',
  unclear: 'confirm-reading',
  outranked: 'ask',
  withdrawn: 'ask',
  revoked: 'ask',
  objected: 'ask',
  'claimed-only': 'ask',
  died: 'none',
  restricted: 'lift-restriction',
  suppressed: 'ask',
  'calling-hours': 'wait',
  'frequency-cap': 'wait',
  'on-hold': 'wait',
}

/** Whether the same question over another contact point would be answered with a yes. */
export type IsOpen = (asked: PermissionQuestion) => boolean

export function cureFor(
  why: Why,
  onPossible: boolean,
  sorted: SortedRecord,
  asked: PermissionQuestion,
  isOpen: IsOpen,
): Cure {
  const { record } = sorted
  const kind = onPossible ? 'decide-duplicate' : cures[why]
  const asks = kind === 'ask' || kind === 'ask-guardian' || kind === 'decide-duplicate'
  const others = kind === 'decide-duplicate' ? [...record.possible].sort() : []
  return { kind, ways: asks ? waysToAsk(sorted, asked, isOpen) : [], others }
}

/**
 * In person, unless nothing may be done with the record at all; over every other channel that is open for the same
 * purpose; and by letter, unless somebody said no to letters.
 */
function waysToAsk(sorted: SortedRecord, asked: PermissionQuestion, isOpen: IsOpen): Way[] {
  const points = contactPointsOf(sorted.record.events.filter(({ event }) => sorted.record.same.has(event.subject)))
  const ways: Way[] = ['in-person']
  for (const channel of channels) {
    const theirs = points.filter(({ kind }) => kind === kindForChannel(channel))
    if (channel === 'post') {
      const addresses = theirs.length > 0 ? theirs : [NO_ADDRESS]
      const free = addresses.some(
        (contactPoint) => barsAgainst(sorted, { ...asked, channel, contactPoint }).length === 0,
      )
      if (free) ways.push(channel)
    } else {
      const open = theirs.some(
        (contactPoint) =>
          !(channel === asked.channel && sameContactPoint(contactPoint, asked.contactPoint)) &&
          isOpen({ ...asked, channel, contactPoint }),
      )
      if (open) ways.push(channel)
    }
  }
  return ways
}

/** Stands for the address a letter would go to if we had one: only what was said of all letters reaches it. */
const NO_ADDRESS = { kind: 'post' as const, value: '-' }
