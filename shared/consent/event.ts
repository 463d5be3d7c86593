import { z } from 'zod'
import { Channel, ContactPoint } from '../terms/contact-point'
import { EvidenceRef } from '../terms/evidence'
import { ActId, DeviceId, EventId, FormTemplateId, Hash, NoticeId, PurposeId, SubjectId } from '../terms/ids'
import { Language } from '../terms/language'
import { SubjectDetails } from '../terms/party'
import { Instant, PlainDate } from '../terms/time'
import { ConfirmationLapsed, ConfirmationSent, ConfirmationWanted, ConsentConfirmed } from './confirmation'
import {
  DocumentsProposed,
  DocumentsRejected,
  DocumentsReleased,
  NoticesRetired,
  SheetsIssued,
  SheetsVoided,
} from './document'
import { Fact } from './fact'
import {
  CircumstanceRecorded,
  ContactPointMarked,
  ContactPointReported,
  ContactUsed,
  DetailsCorrected,
  EmployerChanged,
  MovedAbroad,
  MovedInCountry,
  NameChanged,
  ProcessingRestricted,
  ReportTakenBack,
  RestrictionLifted,
  SubjectDied,
} from './life-event'

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

/** One question: this purpose over this channel, in these words. */
const Asked = Fact.extend({
  purpose: PurposeId,
  purposeVersion: z.int().positive(),
  channel: Channel,
  notice: NoticeShown,
  contactPoint: ContactPoint.nullable(),
})
/** It was put to them and is open: not a yes and not a no. */
export const ConsentRequested = Asked.extend({ type: z.literal('consent-requested') })
/** "Not now": still open, and no reason to ask again soon. */
export const ConsentDeferred = Asked.extend({ type: z.literal('consent-deferred') })

/** A statement about one purpose over one channel. */
const Answer = Asked.extend({
  /**
   * Who made the mark, and where. An operator is not among them: a box ticked for somebody proves nothing
   * (CJEU C-61/19). There is no way of saying yes by doing nothing.
   */
  chosenBy: z.enum([
    'data-subject-on-screen',
    'data-subject-on-paper',
    'data-subject-in-web-form',
    'data-subject-by-email',
    'data-subject-by-sms',
    'data-subject-by-voice',
  ]),
  form: FormUsed.nullable(),
  evidence: z.array(EvidenceRef),
})

/** A "yes" opens one purpose over one channel to one contact point, and nothing beside it. */
export const ConsentGiven = Answer.extend({
  type: z.literal('consent-given'),
  contactPoint: ContactPoint,
  evidence: z.array(EvidenceRef).min(1),
  expiresOn: PlainDate.nullable(),
  /** Whether the sheet bears the signature it asks for. Absent: it does, or it would not have been recorded. */
  signed: z.boolean().optional(),
  /** When the glass was handed over and when the row was touched. Absent: checked before it was recorded. */
  handOver: z.object({ handedOverAt: Instant, chosenAt: Instant }).optional(),
  /** It was asked as a condition of something else (Art. 7(4) GDPR). Absent: it was not. */
  conditionOf: z.enum(['contract', 'lottery', 'other']).optional(),
  /** How it was shown that a guardian or representative may speak. Absent: it was not. */
  authority: z.enum(['seen', 'on-file']).optional(),
  /** Who spoke for them, by name. Absent: nobody did. */
  spokenBy: z.string().min(1).max(240).optional(),
  /** The child said it too, beside the guardian (France). Absent: not so far as we know. */
  jointly: z.boolean().optional(),
  /** They agreed to calls at any hour. Absent: only at the hours the law gives. */
  anyHour: z.boolean().optional(),
})
/** Said again, before an end or after new words: a yes like any other, which starts the time anew. */
export const ConsentReaffirmed = ConsentGiven.extend({ type: z.literal('consent-reaffirmed') })
/** A recorded "no" to a question that was asked. It needs no contact point, no signature and no reason. */
export const ConsentRefused = Answer.extend({
  type: z.literal('consent-refused'),
  contactPoint: ContactPoint.nullable(),
  /** The mark was there and could not be read for certain: a clerk may look again. Absent: it was a clear no. */
  unclear: z.boolean().optional(),
})
/**
 * A register we took over says there is a yes, and has neither the words nor anything that shows it was said. It is
 * unknown (`dpv:ConsentUnknown`): kept and shown, never used.
 */
export const ConsentClaimed = Fact.extend({
  type: z.literal('consent-claimed'),
  purpose: PurposeId,
  channel: Channel,
  contactPoint: ContactPoint.nullable(),
  /** What stood there, for example "Optin=J". */
  asFound: z.string().max(400),
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
/** Somebody else ended it, from that moment on: the controller, an authority. */
export const ConsentRevoked = No.extend({ type: z.literal('consent-revoked') })
/** It never held. Reaches back to the start. */
export const ConsentInvalidated = Fact.extend({
  type: z.literal('consent-invalidated'),
  consent: EventId,
  why: z.enum([
    'notice-incomplete',
    'chosen-by-operator',
    'evidence-forged',
    'coerced',
    'wrong-person',
    'too-young',
    'typing-error',
  ]),
})

/** A person enters the register. */
export const SubjectRegistered = Fact.extend({
  type: z.literal('subject-registered'),
  details: SubjectDetails,
  contactPoints: z.array(ContactPoint),
  /** Where the data came from (Art. 14(2)(f) GDPR). */
  source: z.enum(['in-person', 'paper', 'web-form', 'email', 'sms', 'import']),
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
  ConsentRequested,
  ConsentDeferred,
  ConsentGiven,
  ConsentReaffirmed,
  ConsentRefused,
  ConsentClaimed,
  ConsentWithdrawn,
  ObjectionRaised,
  ConsentRevoked,
  ConsentInvalidated,
  ConfirmationWanted,
  ConfirmationSent,
  ConsentConfirmed,
  ConfirmationLapsed,
  DetailsCorrected,
  NameChanged,
  MovedInCountry,
  MovedAbroad,
  EmployerChanged,
  SubjectDied,
  ContactPointMarked,
  ContactPointReported,
  ProcessingRestricted,
  RestrictionLifted,
  ReportTakenBack,
  ContactUsed,
  CircumstanceRecorded,
  SubjectRegistered,
  ContactPointAdded,
  ContactPointEnded,
  SubjectsFoundSame,
  SubjectsFoundDifferent,
  SubjectsMayBeSame,
  PairDecisionTakenBack,
  DocumentsProposed,
  DocumentsReleased,
  DocumentsRejected,
  NoticesRetired,
  SheetsIssued,
  SheetsVoided,
])
export type ConsentEvent = z.infer<typeof ConsentEvent>
export type EventOf<T extends ConsentEvent['type']> = Extract<ConsentEvent, { type: T }>

/** A yes, or a yes said again. */
export type Yes = EventOf<'consent-given' | 'consent-reaffirmed'>
export const isYes = (event: ConsentEvent): event is Yes =>
  event.type === 'consent-given' || event.type === 'consent-reaffirmed'

/** What somebody said to a question that was put to them: yes, yes again, or no. */
export type AnswerGiven = Yes | EventOf<'consent-refused'>
export const isAnswer = (event: ConsentEvent): event is AnswerGiven => isYes(event) || event.type === 'consent-refused'

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
