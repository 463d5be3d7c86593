import type { FlyerDraft, MeetingDraft, RowAnswer } from '@shared/capture/draft'
import type { ContactPoint, Channel } from '@shared/terms/contact-point'
import type { EvidenceRef, Ink } from '@shared/terms/evidence'
import { ActId, DraftId, EvidenceId, FormTemplateId, NoticeId, PurposeId } from '@shared/terms/ids'
import { Instant } from '@shared/terms/time'

export const confirmedAt = Instant.parse('2026-11-25T10:00:00.000Z')
export const handedOverAt = Instant.parse('2026-11-25T09:58:00.000Z')

/** Two strokes across a third of the pad. */
export const signature: Ink = {
  aspect: 3,
  strokes: [
    [
      [0.2, 0.6, 0],
      [0.32, 0.3, 90],
      [0.4, 0.7, 180],
    ],
    [
      [0.42, 0.5, 300],
      [0.55, 0.45, 420],
    ],
  ],
}

export const evidenceRef = (kind: EvidenceRef['kind'], fill: string): EvidenceRef => ({
  id: EvidenceId.parse(fill.repeat(64)),
  kind,
  media: kind === 'scan' ? 'image/jpeg' : 'application/json',
  bytes: 1234,
  key: 'ab'.repeat(32),
})

export const row = (channel: Channel, contactPoint: ContactPoint, answer: RowAnswer['answer'] = 'unanswered') =>
  ({
    purpose: PurposeId.parse('offers'),
    purposeVersion: 1,
    channel,
    contactPoint,
    answer,
    at: answer === 'yes' ? Instant.parse('2026-11-25T09:59:00.000Z') : null,
  }) satisfies RowAnswer

const mailbox: ContactPoint = { kind: 'email', value: 'anna.keller@example.org' }
const mobile: ContactPoint = { kind: 'phone', value: '+491701234567' }

/** Anna says yes to e-mail, and leaves the call and the SMS alone. */
export const meeting = (changed: Partial<MeetingDraft> = {}): MeetingDraft => ({
  kind: 'meeting',
  id: DraftId.parse('00000000-0000-4000-8000-0000000000a1'),
  act: ActId.parse('00000000-0000-4000-8000-0000000000b1'),
  openedAt: Instant.parse('2026-11-25T09:55:00.000Z'),
  step: 'choice',
  subject: null,
  person: {
    givenName: 'Anna',
    familyName: 'Keller',
    birthDate: '',
    email: 'Anna.Keller@example.org',
    phone: '0170 1234567',
    postalAddress: '',
    country: 'DE',
  },
  language: 'de',
  notice: NoticeId.parse('offers.1.de'),
  rows: [row('email', mailbox, 'yes'), row('phone', mobile), row('sms', mobile)],
  ink: signature,
  typedName: null,
  handedOverAt,
  pairs: [],
  ...changed,
})

/** Ulrike ticked e-mail and SMS on her sheet, and signed it. */
export const flyer = (changed: Partial<FlyerDraft> = {}): FlyerDraft => ({
  kind: 'flyer',
  id: DraftId.parse('00000000-0000-4000-8000-0000000000a2'),
  act: ActId.parse('00000000-0000-4000-8000-0000000000b2'),
  openedAt: Instant.parse('2026-11-25T09:55:00.000Z'),
  file: 'sheet.jpg',
  page: 1,
  pages: 1,
  scan: evidenceRef('scan', '5'),
  reading: {
    template: { id: FormTemplateId.parse('NEWS-DE'), version: 2, serial: 'CNS115234', page: 1, pages: 1 },
    rotation: 0,
    registered: true,
    homography: null,
    fields: {},
    boxes: {},
    signature: { state: 'present', ink: null },
    problems: [],
    ms: 400,
  },
  fields: {
    last: 'Vogel',
    first: 'Ulrike',
    birth: '01.10.1970',
    phone: '030 23125 162',
    email: 'ulrike.vogel@example.com',
    date: '20.08.2024',
  },
  boxes: { ch0: 'marked', ch1: 'empty', ch2: 'marked', ch3: 'empty' },
  signature: 'present',
  subject: null,
  pairs: [],
  setAside: null,
  ...changed,
})
