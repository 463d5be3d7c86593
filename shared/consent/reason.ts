import { z } from 'zod'
import type { EventId } from '../terms/ids'

/**
 * The rules an answer can rest on. V1 to V14 ask whether a yes holds; S1 and S2 stop whatever was said; B0 to B2 are
 * about there being any basis at all; M1 to M3 only about the moment.
 */
export const RuleCode = z.enum([
  ...['V1', 'V2', 'V3', 'V4', 'V5', 'V6', 'V7', 'V8', 'V9', 'V10', 'V11', 'V12', 'V13', 'V14'],
  ...['S1', 'S2', 'B0', 'B1', 'B2', 'M1', 'M2', 'M3'],
] as const)
export type RuleCode = z.infer<typeof RuleCode>

/** Everything an answer may give as its reason, and the rule it belongs to. Each has a sentence in three languages. */
export const ruleOf = {
  'never-asked': 'B0',
  unanswered: 'B0',
  'condition-missing': 'B1',
  'basis-off': 'B2',
  'other-purpose': 'V1',
  'other-channel': 'V1',
  'purpose-unknown': 'V1',
  'purpose-changed': 'V1',
  'other-contact-point': 'V2',
  'contact-point-ended': 'V2',
  moved: 'V2',
  'notice-unknown': 'V3',
  'notice-unsound': 'V3',
  'notice-not-yet': 'V3',
  'notice-retired': 'V3',
  'notice-language': 'V3',
  'notice-not-asking': 'V3',
  'said-by-others': 'V4',
  'chosen-before-hand-over': 'V4',
  'chosen-by-operator': 'V4',
  unsigned: 'V5',
  'evidence-too-weak': 'V5',
  'evidence-altered': 'V5',
  'evidence-missing': 'V5',
  'evidence-forged': 'V5',
  unconfirmed: 'V6',
  'confirmation-lapsed': 'V6',
  expired: 'V7',
  disused: 'V7',
  'too-young': 'V8',
  'authority-missing': 'V8',
  'child-not-heard': 'V8',
  'made-a-condition': 'V9',
  coerced: 'V9',
  'shared-contact-point': 'V10',
  'another-person': 'V10',
  'wrong-person': 'V10',
  'contact-point-reported': 'V10',
  'employer-changed': 'V10',
  refused: 'V11',
  unclear: 'V11',
  outranked: 'V11',
  withdrawn: 'V12',
  revoked: 'V12',
  objected: 'V13',
  'claimed-only': 'V14',
  died: 'S1',
  restricted: 'S1',
  suppressed: 'S2',
  'calling-hours': 'M1',
  'frequency-cap': 'M2',
  'on-hold': 'M3',
} as const satisfies Record<string, RuleCode>

export type Why = keyof typeof ruleOf
export const whys = Object.keys(ruleOf) as readonly Why[]

/** One reason, and the fact it stands on; null if it is that there is no fact. */
export type Reason = { readonly code: RuleCode; readonly why: Why; readonly event: EventId | null }

export const reason = (why: Why, event: EventId | null): Reason => ({ code: ruleOf[why], why, event })
