import type { Bytes } from '@shared/base/bytes'
import type { Result } from '@shared/base/result'
import type { FormTemplate } from '@shared/capture/form-template'
import type { SheetToDraw } from '@shared/form/draw-flyer'
import type { FormNeeds, FormProblem } from '@shared/form/layout-form'
import { askOver } from './ask-port'
import type { PageImage } from './reading-messages'

export type PrintAsk =
  | { readonly kind: 'lay-out'; readonly needs: Omit<FormNeeds, 'fonts'> }
  | {
      readonly kind: 'draw'
      readonly form: FormTemplate
      readonly sheets: readonly SheetToDraw[]
      readonly base: string
    }
  | { readonly kind: 'picture'; readonly form: FormTemplate; readonly base: string }

export type Printer = {
  readonly layOut: (needs: Omit<FormNeeds, 'fonts'>) => Promise<Result<FormTemplate, FormProblem>>
  /** The PDF of these sheets. Their serials must be in the journal by now. */
  readonly draw: (form: FormTemplate, sheets: readonly SheetToDraw[]) => Promise<Bytes>
  /** The sheet as a picture to look at, under a serial that is none. */
  readonly picture: (form: FormTemplate) => Promise<PageImage>
}

let printer: Printer | undefined

/** One worker for the window, begun when the first sheet is looked at. */
export function thePrinter(): Printer {
  if (printer) return printer
  const worker = new Worker(new URL('./print.worker.ts', import.meta.url), { type: 'module', name: 'print' })
  const over = askOver(worker, 'the sheet')
  const ask = (what: PrintAsk): Promise<unknown> => over(what)
  const base = document.baseURI
  printer = {
    layOut: (needs) => ask({ kind: 'lay-out', needs }) as Promise<Result<FormTemplate, FormProblem>>,
    draw: (form, sheets) => ask({ kind: 'draw', form, sheets, base }) as Promise<Bytes>,
    picture: (form) => ask({ kind: 'picture', form, base }) as Promise<PageImage>,
  }
  return printer
}
