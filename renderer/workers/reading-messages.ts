import type { Bytes } from '@shared/base/bytes'
import type { PaperLayout } from '@shared/capture/form-template'
import type { PageReading, PaperProblem } from '@shared/capture/reading'
import type { Language } from '@shared/terms/language'
import type { PlainDate } from '@shared/terms/time'

/** What the window asks of the reading worker. `id` names one file being read. */
export type ToReader =
  | {
      readonly type: 'read'
      readonly id: number
      readonly bytes: Bytes
      readonly layouts: readonly PaperLayout[]
      readonly today: PlainDate
      /** Where the program was loaded from: engines and languages lie beside it. */
      readonly base: string
      /** Pages settled before: they are passed over. */
      readonly done: readonly number[]
      /** Pages that are only to be shown: the machine hung on them. */
      readonly plain: readonly number[]
      /** The language a page of no known form is taken to be in, and quarter turns clockwise that make it upright. */
      readonly free: { readonly language: Language; readonly turns: number }
      /** So many pages at most; the file is opened again for the rest, by a worker with an empty memory. */
      readonly most: number
    }
  /** A page was taken; the next may come. */
  | { readonly type: 'taken'; readonly id: number }
  | { readonly type: 'cancel'; readonly id: number }

/** A page as shown: for a picture file the very bytes of the file, for a PDF a picture of the page. */
export type PageImage = { readonly bytes: Bytes; readonly media: 'image/jpeg' | 'image/png' }

export type FromReader =
  | { readonly type: 'opened'; readonly id: number; readonly pages: number }
  | {
      readonly type: 'page'
      readonly id: number
      readonly page: number
      readonly pages: number
      /** Null when the page could not even be shown. */
      readonly image: PageImage | null
      readonly reading: PageReading
      /** Of a page of no known form: everything written on it, as far as it could be read. */
      readonly print: string | null
    }
  | { readonly type: 'refused'; readonly id: number; readonly problem: PaperProblem }
  | { readonly type: 'done'; readonly id: number; readonly pages: number }
