import { must } from '@shared/base/never'
import type { Bytes } from '@shared/base/bytes'
import type { FormTemplate } from '@shared/capture/form-template'
import type { Prefill } from '@shared/form/draw-flyer'
import { newSerials } from '@shared/documents/sheets'
import type { SubjectId } from '@shared/terms/ids'
import { statedAt } from '@shared/terms/time'
import type { Desk } from '../desk'
import { newAct, now } from '../platform/runtime'
import { thePrinter } from '../workers/print'

/** How many blank sheets, or one sheet for a person we know. */
export type SheetsWanted = { readonly count: number } | { readonly recipient: SubjectId; readonly prefill: Prefill }

export type PrintedSheets = { readonly pdf: Bytes; readonly serials: readonly string[] }

/**
 * Prints sheets of a form in use. Their serials stand in the journal before there is a PDF: a sheet nobody knows of
 * cannot leave this house. If drawing fails, they are in the list of sheets that never came back, and can be voided.
 */
export async function printSheets(
  form: FormTemplate,
  wanted: SheetsWanted,
  { about, catalogue, recordAct }: Pick<Desk, 'about' | 'catalogue' | 'recordAct'>,
): Promise<PrintedSheets> {
  const serials = newSerials(crypto.getRandomValues(new Uint8Array(7)), 'count' in wanted ? wanted.count : 1)
  await recordAct(newAct(), [
    {
      type: 'sheets-issued',
      subject: must(catalogue.controller.record, 'the record of the controller'),
      stated: statedAt(now()),
      recordedBy: about.operator.id,
      statedBy: 'controller',
      template: form.id,
      version: form.version,
      serials: [...serials],
      recipient: 'recipient' in wanted ? wanted.recipient : null,
    },
  ])
  const prefill = 'prefill' in wanted ? { prefill: wanted.prefill } : {}
  const pdf = await thePrinter().draw(
    form,
    serials.map((serial) => ({ serial, ...prefill })),
  )
  return { pdf, serials }
}
