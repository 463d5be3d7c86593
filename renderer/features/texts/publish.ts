import { must } from '@shared/base/never'
import type { TextsDraft } from '@shared/capture/draft'
import type { FormTemplate } from '@shared/capture/form-template'
import type { Document } from '@shared/consent/document'
import type { ConsentEvent } from '@shared/consent/event'
import type { Proposal } from '@shared/documents/fold-documents'
import type { DraftReview } from '@shared/documents/text-draft'
import type { FormProblem } from '@shared/form/layout-form'
import { SheetWords } from '@shared/form/words'
import { LINTER } from '@shared/notice/rules'
import { FormTemplateId, type NoticeId } from '@shared/terms/ids'
import { type Language, languages } from '@shared/terms/language'
import type { Notice } from '@shared/terms/notice'
import { PlainDate, statedAt } from '@shared/terms/time'
import type { Desk } from '../../desk'
import { newAct, now } from '../../platform/runtime'
import { thePrinter } from '../../workers/print'

const sheetFiles = import.meta.glob('../../../resources/locales/*/sheet.json', { eager: true, import: 'default' })

/** What the house prints on a sheet, in the language of the sheet. */
export const sheetWords = (language: Language): SheetWords =>
  SheetWords.parse(sheetFiles[`../../../resources/locales/${language}/sheet.json`])

type Needs = Pick<Desk, 'about' | 'builtIn' | 'recordAct'>

const told = ({ about, builtIn }: Needs) => ({
  subject: must(builtIn.controller.record, 'the record of the controller'),
  stated: statedAt(now()),
  recordedBy: about.operator.id,
  statedBy: 'controller' as const,
})

export type LaidOut =
  | { readonly kind: 'forms'; readonly forms: readonly FormTemplate[] }
  | { readonly kind: 'too-long'; readonly language: Language; readonly problem: FormProblem }

/** The sheets of a draft, one for each language; none if it is not printed. */
export async function sheetsOf(
  draft: Pick<TextsDraft, 'sheet' | 'version'>,
  notices: DraftReview['notices'],
  { builtIn }: Pick<Desk, 'builtIn'>,
): Promise<LaidOut> {
  const forms: FormTemplate[] = []
  for (const language of languages) {
    const notice = notices[language]
    if (!notice || draft.sheet === '') continue
    const form = await sheetOf(draft, notice, { builtIn })
    if (!form.ok) return { kind: 'too-long', language, problem: must(form.problems[0], 'a problem') }
    forms.push(form.value)
  }
  return { kind: 'forms', forms }
}

export const sheetOf = (
  { sheet, version }: Pick<TextsDraft, 'sheet' | 'version'>,
  notice: Notice,
  { builtIn }: Pick<Desk, 'builtIn'>,
) =>
  thePrinter().layOut({
    notice,
    controller: builtIn.controller,
    template: FormTemplateId.parse(`${sheet}-${notice.language.toUpperCase()}`),
    version,
    words: sheetWords(notice.language),
  })

/** Puts a draft before a colleague. Resolves when it is in the journal. */
export async function propose(
  draft: TextsDraft,
  { notices }: DraftReview,
  forms: readonly FormTemplate[],
  needs: Needs,
): Promise<void> {
  const documents: Document[] = [
    ...languages.flatMap((language): Document[] => {
      const notice = notices[language]
      return notice ? [{ kind: 'notice', notice }] : []
    }),
    ...forms.map((form): Document => ({ kind: 'form', form })),
  ]
  await needs.recordAct(draft.act, [{ ...told(needs), type: 'documents-proposed', documents }])
}

const record = (needs: Needs, event: ConsentEvent): Promise<unknown> => needs.recordAct(newAct(), [event])

export const release = ({ id, sha256 }: Proposal, needs: Needs): Promise<unknown> =>
  record(needs, { ...told(needs), type: 'documents-released', proposal: id, sha256, linter: LINTER })

export const reject = ({ id }: Proposal, reason: string, needs: Needs): Promise<unknown> =>
  record(needs, { ...told(needs), type: 'documents-rejected', proposal: id, reason })

export const retire = (notices: readonly NoticeId[], on: string, reason: string, needs: Needs): Promise<unknown> =>
  record(needs, { ...told(needs), type: 'notices-retired', notices: [...notices], on: PlainDate.parse(on), reason })

export const voidSheets = (serials: readonly string[], reason: string, needs: Needs): Promise<unknown> =>
  record(needs, { ...told(needs), type: 'sheets-voided', serials: [...serials], reason })
