import { z } from 'zod'
import { Channel, ContactPoint } from '../terms/contact-point'
import { EvidenceRef } from '../terms/evidence'
import {
  ActId,
  DeviceId,
  EventId,
  FormTemplateId,
  Hash,
  NoticeId,
  OperatorId,
  PurposeId,
  SubjectId,
} from '../terms/ids'
import { Language } from '../terms/language'
import { SubjectDetails } from '../terms/party'
import { Instant, PlainDate, Stated } from '../terms/time'

/** Every fact we record. Past tense, from the person's side; never edited, only followed by another. */
const Fact = z.object({
  /** Whose words these are, as understood that day. Never rewritten: duplicates are linked, not merged. */
  subject: SubjectId,
  stated: Stated,
  recordedBy: OperatorId,
})

/** How far a "no" reaches: as wide as it was said. */
export const Reach = z.object({
  purposes: z.union([z.literal('all'), z.array(PurposeId).min(1)]),
  channels: z.union([z.literal('all'), z.array(Channel).min(1)]),
  contactPoints: z.union([z.literal('all'), z.array(ContactPoint).min(1)]),
})
export type Reach = z.infer<typeof Reach>

/** Which words the person had in front of them. */
export const NoticeShown = z.object({ id: NoticeId, sha256: Hash, language: Language })
export type NoticeShown = z.infer<typeof NoticeShown>

/** The sheet it was said on, if it was paper. */
export const FormUsed = z.object({
  template: FormTemplateId,
  version: z.int().positive(),
  serial: z.string().nullable(),
})

/** A statement about one purpose over one channel. */
const Answer = Fact.extend({
  purpose: PurposeId,
  purposeVersion: z.int().positive(),
  channel: Channel,
  notice: NoticeShown,
  /** Who made the mark. An operator is not among them: a box ticked for somebody proves nothing (CJEU C-61/19). */
  chosenBy: z.enum(['data-subject-on-screen', 'data-subject-on-paper']),
  form: FormUsed.nullable(),
  evidence: z.array(EvidenceRef),
})

/** A "yes" opens one purpose over one channel to one contact point, and nothing beside it. */
export const ConsentGiven = Answer.extend({
  type: z.literal('consent-given'),
  contactPoint: ContactPoint,
  evidence: z.array(EvidenceRef).min(1),
  expiresOn: PlainDate.nullable(),
})
/** A recorded "no" to a question that was asked. It needs no contact point, no signature and no reason. */
export const ConsentRefused = Answer.extend({
  type: z.literal('consent-refused'),
  contactPoint: ContactPoint.nullable(),
})

const No = Fact.extend({
  reach: Reach,
  /** How it reached us: any way will do (Art. 7(3), 21 GDPR). */
  by: z.enum(['in-person', 'phone', 'email', 'post', 'other']),
})
/** Taken back by the data subject. No reason, no signature, never more steps than giving it. */
export const ConsentWithdrawn = No.extend({ type: z.literal('consent-withdrawn') })
/** "Stop", whatever the legal basis was (Art. 21 GDPR). */
export const ObjectionRaised = No.extend({ type: z.literal('objection-raised') })

/** A person enters the register. */
export const SubjectRegistered = Fact.extend({
  type: z.literal('subject-registered'),
  details: SubjectDetails,
  contactPoints: z.array(ContactPoint),
  /** Where the data came from (Art. 14(2)(f) GDPR). */
  source: z.enum(['in-person', 'paper', 'import']),
})
export const ContactPointAdded = Fact.extend({ type: z.literal('contact-point-added'), contactPoint: ContactPoint })
/** The number or address is no longer theirs, or never was. */
export const ContactPointEnded = Fact.extend({
  type: z.literal('contact-point-ended'),
  contactPoint: ContactPoint,
  why: z.enum(['replaced', 'lost', 'someone-elses', 'typing-error']),
})

const Pair = Fact.extend({ other: SubjectId })
/** A person decided: these two are one. */
export const SubjectsFoundSame = Pair.extend({ type: z.literal('subjects-found-same') })
/** A person decided: these two are not one. */
export const SubjectsFoundDifferent = Pair.extend({ type: z.literal('subjects-found-different') })
/** They may be one; nobody has decided yet. A "no" of either holds for both until somebody does. */
export const SubjectsMayBeSame = Pair.extend({
  type: z.literal('subjects-may-be-same'),
  probability: z.number().min(0).max(1),
})
/** One of the three facts above is taken back, as if it had never been said. */
export const PairDecisionTakenBack = Pair.extend({ type: z.literal('pair-decision-taken-back'), decision: EventId })

export const ConsentEvent = z.discriminatedUnion('type', [
  ConsentGiven,
  ConsentRefused,
  ConsentWithdrawn,
  ObjectionRaised,
  SubjectRegistered,
  ContactPointAdded,
  ContactPointEnded,
  SubjectsFoundSame,
  SubjectsFoundDifferent,
  SubjectsMayBeSame,
  PairDecisionTakenBack,
])
export type ConsentEvent = z.infer<typeof ConsentEvent>
export type EventOf<T extends ConsentEvent['type']> = Extract<ConsentEvent, { type: T }>

/** A fact as the journal holds it: what was said, and the signed place it has in a device's chain. */
export const RecordedEvent = z.object({
  id: EventId,
  device: DeviceId,
  /** Place in that device's chain, from 0. */
  seq: z.int().nonnegative(),
  act: ActId,
  /** When the device says it wrote it down. On paper this can be weeks after it was said. */
  recordedAt: Instant,
  event: ConsentEvent,
})
export type RecordedEvent = z.infer<typeof RecordedEvent>
