import type { Bytes } from '../base/bytes'
import type { Ink } from '../terms/evidence'
import type { EventId } from '../terms/ids'
import type { Language } from '../terms/language'

/** One line of a proof: what it is, what it says, and how that is known. */
export type FactLine = { readonly label: string; readonly value: string; readonly note?: string }

/** One answer. Yes and no differ in the word and in nothing else. */
export type AnswerLine = {
  readonly event: EventId
  readonly channel: string
  readonly contactPoint: string
  readonly answer: 'yes' | 'no'
  readonly word: string
  readonly note: string | null
}

export type AnswerBlock = { readonly purpose: string; readonly question: string; readonly rows: readonly AnswerLine[] }

export type NoticeBlock = {
  readonly facts: readonly FactLine[]
  /** Null if the words are not at hand. */
  readonly words: {
    readonly title: string
    readonly language: Language
    readonly paragraphs: readonly string[]
    /** Each question with the boxes under it as they stood on the screen; on paper the sheet shows them. */
    readonly questions: readonly { readonly text: string; readonly rows: readonly string[] }[]
    readonly withdrawal: string
    readonly fullText: readonly string[]
  } | null
}

/** Where on the scan the signature stands: the corners top left, top right, bottom left in pixels, and its size in mm. */
export type SignatureCrop = {
  readonly corners: readonly [Pixel, Pixel, Pixel]
  readonly width: number
  readonly height: number
}
export type Pixel = readonly [number, number]

export type SignatureBlock =
  | { readonly kind: 'ink'; readonly ink: Ink; readonly caption: string }
  | { readonly kind: 'typed'; readonly name: string; readonly caption: string }
  | { readonly kind: 'paper'; readonly caption: string; readonly crop: SignatureCrop | null }
  | { readonly kind: 'none'; readonly caption: string }

export type SheetBlock = {
  readonly scan: {
    readonly file: string
    readonly media: string
    readonly bytes: Bytes
    /** Degrees clockwise by which it is turned to stand upright. */
    readonly rotation: number
    /** Page of the file, from 1. */
    readonly page: number
    readonly caption: string
  } | null
  readonly rows: readonly { readonly label: string; readonly read: string; readonly confirmed: string }[]
}

/** Everything a proof shows, in its reader's language, ready to be laid out: on the screen or on paper, the same. */
export type ProofContent = {
  readonly language: Language
  readonly title: string
  readonly number: string
  readonly fingerprint: string
  readonly summary: string
  readonly controller: string
  readonly person: readonly FactLine[]
  readonly answers: readonly AnswerBlock[]
  /** What was said without a question: a withdrawal, an objection. */
  readonly said: readonly FactLine[]
  readonly signature: SignatureBlock | null
  readonly notices: readonly NoticeBlock[]
  readonly times: readonly FactLine[]
  readonly origin: readonly FactLine[]
  readonly places: readonly FactLine[]
  readonly sheet: SheetBlock | null
  readonly meaning: readonly string[]
  readonly attachments: readonly FactLine[]
}
