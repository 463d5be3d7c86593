import { sha256Of } from '@shared/proof/canonical'
import type { AsOf } from '@shared/consent/as-of'
import type { ConsentEvent, Reach, RecordedEvent, Yes } from '@shared/consent/event'
import type { PermissionQuestion, Rules } from '@shared/consent/question'
import { gatherRecord, type ConsentRecord, type FactSource } from '@shared/consent/record'
import { type EffectivePermission, effectivePermission } from '@shared/consent/effective-permission'
import { pointsNamedAgainst } from '@shared/consent/named-points'
import { isPairFact } from '@shared/consent/subject-link'
import { utf8 } from '@shared/base/bytes'
import { type Channel, type ContactPoint, kindForChannel, sameContactPoint } from '@shared/terms/contact-point'
import {
  ActId,
  DeviceId,
  EventId,
  EvidenceId,
  Hash,
  NoticeId,
  OperatorId,
  PurposeId,
  SubjectId,
} from '@shared/terms/ids'
import type { EvidenceKind, EvidenceRef } from '@shared/terms/evidence'
import { Instant, PlainDate, type Stated, statedAt, statedOn } from '@shared/terms/time'
import { rules } from './rules'

/** The cast: Anna says things, her possible double says things, and two strangers share a line with them. */
const subjectOf = (digit: string) => SubjectId.parse(`00000000-0000-4000-8000-00000000000${digit}`)
export const anna = subjectOf('1')
export const anna2 = subjectOf('2')
export const karl = subjectOf('3')
export const mara = OperatorId.parse('mara')
export const device = DeviceId.parse('00000000-0000-4000-8000-0000000000d1')

export const offers = PurposeId.parse('offers')
export const newsletter = PurposeId.parse('newsletter')
export const mobile: ContactPoint = { kind: 'phone', value: '+491701234567' }
export const newMobile: ContactPoint = { kind: 'phone', value: '+491709999999' }
export const mailbox: ContactPoint = { kind: 'email', value: 'anna.keller@example.org' }

/** A day gives the range a paper form gives; a full instant gives the moment a clock gives. */
export const statedFrom = (when: string): Stated =>
  when.includes('T') ? statedAt(Instant.parse(when)) : statedOn(PlainDate.parse(when))

let made = 0
/** One recorded event. Ids come from a counter unless an act is named, so that facts differ and tests repeat. */
export function fact(event: ConsentEvent, act = ++made): RecordedEvent {
  const seq = ++made
  return {
    id: EventId.parse(sha256Of(utf8(`${act}/${seq}/${JSON.stringify(event)}`))),
    device,
    seq,
    act: ActId.parse(`00000000-0000-4000-9000-${act.toString(16).padStart(12, '0')}`),
    recordedAt: Instant.parse('2026-06-01T00:00:00.000Z'),
    event,
  }
}

export type Saying = {
  readonly subject?: SubjectId
  readonly purpose?: PurposeId
  readonly channel?: Channel
  readonly contactPoint?: ContactPoint
  readonly act?: number
}

const sha256 = Hash.parse('0'.repeat(64))
/** Words in force in Spring 2026 that ask for this purpose. */
const noticeFor = (purpose: PurposeId) => ({
  id: NoticeId.parse(purpose === newsletter ? 'newsletter.2.de' : 'offers.1.de'),
  sha256,
  language: 'de' as const,
})

/** One piece of evidence; each digit of `mark` is another file. */
export const evidence = (kind: EvidenceKind, mark = '1'): EvidenceRef => ({
  id: EvidenceId.parse(mark.repeat(64)),
  kind,
  media: 'application/json',
  bytes: 100,
  key: '2'.repeat(64),
})
const ink = evidence('ink')

export const address: ContactPoint = { kind: 'post', value: 'Lindenweg 4, 89073 Ulm' }

const points = { email: mailbox, phone: mobile, post: address }
export const pointFor = (channel: Channel): ContactPoint => points[kindForChannel(channel)]

export type GivenSaying = Saying & {
  readonly expiresOn?: string
  /** Whatever else stands in it. */
  readonly with?: Partial<Yes>
}

export const given = (when: string, said: GivenSaying = {}): RecordedEvent => yes('consent-given', when, said)
export const reaffirmed = (when: string, said: GivenSaying = {}): RecordedEvent => yes('consent-reaffirmed', when, said)

function yes(type: Yes['type'], when: string, said: GivenSaying): RecordedEvent {
  const channel = said.channel ?? 'phone'
  return fact(
    {
      type,
      subject: said.subject ?? anna,
      stated: statedFrom(when),
      recordedBy: mara,
      purpose: said.purpose ?? offers,
      purposeVersion: 1,
      channel,
      contactPoint: said.contactPoint ?? pointFor(channel),
      notice: noticeFor(said.purpose ?? offers),
      chosenBy: 'data-subject-on-screen',
      form: null,
      evidence: [ink],
      expiresOn: said.expiresOn === undefined ? null : PlainDate.parse(said.expiresOn),
      ...said.with,
    },
    said.act,
  )
}

export function refused(
  when: string,
  said: Saying & { readonly anyNumber?: boolean; readonly unclear?: boolean } = {},
): RecordedEvent {
  const channel = said.channel ?? 'phone'
  return fact(
    {
      type: 'consent-refused',
      subject: said.subject ?? anna,
      stated: statedFrom(when),
      recordedBy: mara,
      purpose: said.purpose ?? offers,
      purposeVersion: 1,
      channel,
      contactPoint: said.anyNumber ? null : (said.contactPoint ?? pointFor(channel)),
      ...(said.unclear ? { unclear: true } : {}),
      notice: noticeFor(said.purpose ?? offers),
      chosenBy: 'data-subject-on-screen',
      form: null,
      evidence: [],
    },
    said.act,
  )
}

const everything: Reach = { purposes: 'all', channels: 'all', contactPoints: 'all' }

const no =
  (type: 'consent-withdrawn' | 'objection-raised' | 'consent-revoked') =>
  (when: string, reach: Partial<Reach> = {}, subject = anna): RecordedEvent =>
    fact({
      type,
      subject,
      stated: statedFrom(when),
      recordedBy: mara,
      by: 'in-person',
      reach: { ...everything, ...reach },
    })

export const withdrawn = no('consent-withdrawn')
export const objected = no('objection-raised')
export const revoked = no('consent-revoked')

const pair =
  (type: 'subjects-found-same' | 'subjects-found-different') =>
  (a: SubjectId, b: SubjectId): RecordedEvent =>
    fact({ type, subject: a, other: b, stated: statedFrom('2026-05-01T00:00:00.000Z'), recordedBy: mara })

export const foundSame = pair('subjects-found-same')
export const foundDifferent = pair('subjects-found-different')

export const mayBeSame = (a: SubjectId, b: SubjectId): RecordedEvent =>
  fact({
    type: 'subjects-may-be-same',
    subject: a,
    other: b,
    probability: 0.8,
    stated: statedFrom('2026-05-01T00:00:00.000Z'),
    recordedBy: mara,
  })

export const takenBack = (decision: RecordedEvent): RecordedEvent => {
  if (!isPairFact(decision.event)) throw new Error('only a decision about a pair can be taken back')
  const { subject, other } = decision.event
  return fact({
    type: 'pair-decision-taken-back',
    subject,
    other,
    decision: decision.id,
    stated: statedFrom('2026-05-02T00:00:00.000Z'),
    recordedBy: mara,
  })
}

export const pointAdded = (when: string, contactPoint: ContactPoint, subject = anna): RecordedEvent =>
  fact({ type: 'contact-point-added', subject, contactPoint, stated: statedFrom(when), recordedBy: mara })

export const pointEnded = (
  when: string,
  contactPoint: ContactPoint,
  why: 'replaced' | 'lost' | 'someone-elses' | 'typing-error' = 'replaced',
  subject = anna,
): RecordedEvent =>
  fact({ type: 'contact-point-ended', subject, contactPoint, why, stated: statedFrom(when), recordedBy: mara })

/** A list of facts as a laptop's projection would offer it. */
export const sourceOf = (facts: readonly RecordedEvent[]): FactSource => ({
  aboutSubject: async (subject) =>
    facts.filter(({ event }) => event.subject === subject || (isPairFact(event) && event.other === subject)),
  noesNaming: async (point) =>
    facts.filter(({ event }) => pointsNamedAgainst(event).some((named) => sameContactPoint(named, point))),
})

export const recordOf = (facts: readonly RecordedEvent[], subject = anna, asOf?: AsOf): Promise<ConsentRecord> =>
  gatherRecord(subject, sourceOf(facts), asOf)

export type Question = Saying & {
  readonly on?: string
  readonly asOf?: AsOf
  readonly suppressed?: PermissionQuestion['suppressed']
  readonly holds?: PermissionQuestion['holds']
}

/** A Wednesday at eleven in the morning, when one may call anywhere. */
export const today = '2026-11-25T10:00:00.000Z'

export function questionFrom(asked: Question): PermissionQuestion {
  const channel = asked.channel ?? 'phone'
  return {
    purpose: asked.purpose ?? offers,
    channel,
    contactPoint: asked.contactPoint ?? pointFor(channel),
    on: Instant.parse(asked.on ?? today),
    ...(asked.suppressed ? { suppressed: asked.suppressed } : {}),
    ...(asked.holds ? { holds: asked.holds } : {}),
  }
}

/** May we call Anna on her mobile about offers, unless asked otherwise? */
export const mayContact = async (
  facts: readonly RecordedEvent[],
  asked: Question = {},
  under: Rules = rules,
): Promise<EffectivePermission> =>
  effectivePermission(await recordOf(facts, asked.subject ?? anna, asked.asOf), under, questionFrom(asked))
