import { z } from 'zod'
import { Channel, ContactPoint } from '../terms/contact-point'
import { EvidenceRef, Ink } from '../terms/evidence'
import { ActId, DraftId, Hash, NoticeId, PurposeId, SubjectId } from '../terms/ids'
import { Language } from '../terms/language'
import { NoticeQuestion } from '../terms/notice'
import { Instant } from '../terms/time'
import { BoxState, PageReading } from './reading'

/** The fields of a person as typed; nothing is checked yet. */
export const TypedPerson = z.object({
  givenName: z.string(),
  familyName: z.string(),
  birthDate: z.string(),
  email: z.string(),
  phone: z.string(),
  postalAddress: z.string(),
  country: z.string(),
})
export type TypedPerson = z.infer<typeof TypedPerson>

/** A row starts unanswered. There is no way to write down a box that was ticked beforehand. */
export const RowAnswer = z.object({
  purpose: PurposeId,
  purposeVersion: z.int().positive(),
  channel: Channel,
  contactPoint: ContactPoint,
  answer: z.enum(['unanswered', 'yes']),
  /** When the customer last touched it. */
  at: Instant.nullable(),
})
export type RowAnswer = z.infer<typeof RowAnswer>

/** What an operator decided about a resemblance while the draft was open. */
export const PairDecision = z.object({
  other: SubjectId,
  verdict: z.enum(['same', 'different', 'later']),
  probability: z.number().min(0).max(1),
})
export type PairDecision = z.infer<typeof PairDecision>

/** Who speaks for a person who cannot: a child's guardian, or somebody with power to represent them. */
export const Speaker = z.object({
  as: z.enum(['guardian', 'representative']),
  /** As typed. */
  name: z.string(),
  /** How it was shown that they may speak; null: not yet. A paper is looked at, never copied. */
  authority: z.enum(['seen', 'on-file']).nullable(),
  /** The child said it too. */
  jointly: z.boolean(),
})
export type Speaker = z.infer<typeof Speaker>

/** One question to put, where a meeting is about some questions only; null: over whatever they tell us. */
export const MeetingAsk = z.object({ purpose: PurposeId, channel: Channel, contactPoint: ContactPoint.nullable() })
export type MeetingAsk = z.infer<typeof MeetingAsk>

/** A consent being taken in person; anything may be missing. */
export const MeetingDraft = z.object({
  kind: z.literal('meeting'),
  id: DraftId,
  /** Chosen when the draft opens, so that recording it twice records it once. */
  act: ActId,
  openedAt: Instant,
  step: z.enum(['person', 'curtain', 'choice', 'thanks']),
  /** A known person, or null for somebody new. */
  subject: SubjectId.nullable(),
  person: TypedPerson,
  language: Language,
  notice: NoticeId.nullable(),
  rows: z.array(RowAnswer),
  ink: Ink.nullable(),
  typedName: z.string().nullable(),
  handedOverAt: Instant.nullable(),
  pairs: z.array(PairDecision),
  /** What is asked again, after a new number for example. Absent: everything the text asks. */
  asks: z.array(MeetingAsk).min(1).optional(),
  /** Absent: the person speaks for themselves. */
  speaker: Speaker.optional(),
})
export type MeetingDraft = z.infer<typeof MeetingDraft>

/** A scanned page waiting for a person to confirm it. */
export const FlyerDraft = z.object({
  kind: z.literal('flyer'),
  id: DraftId,
  act: ActId,
  openedAt: Instant,
  file: z.string(),
  page: z.int().positive(),
  pages: z.int().positive(),
  scan: EvidenceRef,
  reading: PageReading,
  /** What the person confirmed or typed, by field name. A field missing here is still open. */
  fields: z.record(z.string(), z.string()),
  boxes: z.record(z.string(), BoxState),
  signature: z.enum(['present', 'absent']).nullable(),
  /** What is being typed, marked or chosen and is not yet confirmed, by field, box or `signature`. Counts for nothing. */
  typed: z.record(z.string(), z.string()).optional(),
  subject: SubjectId.nullable(),
  pairs: z.array(PairDecision),
  setAside: z.string().nullable(),
  /** The file of the pile it came from. */
  from: z.object({ file: Hash, batch: z.uuid() }).optional(),
  /** Further pages of the same form, put beside this one by their codes. */
  more: z.array(z.object({ page: z.int().positive(), scan: EvidenceRef })).optional(),
  /** Of a page of no known form: everything that could be read on it. Its values are offered beside the picture. */
  print: z.string().optional(),
  /** One value of this sheet was asked with what was read hidden, and this is what the person typed. */
  blind: z.object({ field: z.string(), typed: z.string(), agreed: z.boolean() }).optional(),
  /** It was recorded before and brought back: its facts stand in the journal and are put right by further ones. */
  corrects: z.object({ act: ActId, subject: SubjectId }).optional(),
})
export type FlyerDraft = z.infer<typeof FlyerDraft>

export const Draft = z.discriminatedUnion('kind', [MeetingDraft, FlyerDraft])
export type Draft = z.infer<typeof Draft>

/** The words of a text in one language, as typed. Paragraphs are parted by an empty line. */
export const TypedText = z.object({
  title: z.string(),
  paragraphs: z.string(),
  withdrawal: z.string(),
  /** One for each question of the draft. */
  questions: z.array(z.string()),
  fullText: z.string(),
})
export type TypedText = z.infer<typeof TypedText>

/** A new version of a text, being written in its three languages side by side. Nothing in it is checked yet. */
export const TextsDraft = z.object({
  kind: z.literal('texts'),
  id: DraftId,
  act: ActId,
  openedAt: Instant,
  family: z.string(),
  version: z.int().positive(),
  activeFrom: z.string(),
  countries: z.string(),
  /** It says something new that matters to a yes. */
  material: z.boolean(),
  /** Name of the sheet it is printed on, without its language; empty if it is not printed. */
  sheet: z.string(),
  /** What is asked, alike in every language; the words of each question stand in the texts. */
  questions: z.array(NoticeQuestion.omit({ text: true })),
  texts: z.record(Language, TypedText),
})
export type TextsDraft = z.infer<typeof TextsDraft>

/** Everything that is kept until it is done or thrown away. */
export const KeptDraft = z.discriminatedUnion('kind', [...Draft.options, TextsDraft])
export type KeptDraft = z.infer<typeof KeptDraft>
