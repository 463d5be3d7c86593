import type { Catalogue } from '../capture/catalogue'
import type { Document } from '../consent/document'
import type { Finding } from '../notice/finding'
import { lintNotice } from '../notice/lint'
import type { Notice } from '../terms/notice'

/** What is judged together: the words in their languages, and the purposes and sheets proposed with them. */
export type Bundle = Pick<Catalogue, 'notices' | 'purposes' | 'forms'>

export const bundleFrom = (documents: readonly Document[]): Bundle => ({
  notices: documents.flatMap((one) => (one.kind === 'notice' ? [one.notice] : [])),
  purposes: documents.flatMap((one) => (one.kind === 'purpose' ? [one.purpose] : [])),
  forms: documents.flatMap((one) => (one.kind === 'form' ? [one.form] : [])),
})

/** A finding, and the text it was found in. Null: in a purpose or a sheet. */
export type Fault = Finding & { readonly in: string | null }

/** `offers` of `offers.3.de`. */
export const familyOf = ({ id }: Pick<Notice, 'id'>): string => id.replace(/\.\d+\.[a-z]{2}$/, '')

/**
 * Everything that is wrong with a proposal beside what is in use already. Whoever lets documents through asks this: the
 * screen, the process that writes the journal, and the fold of every reader.
 */
export function documentFaults(bundle: Bundle, inUse: Catalogue): readonly Fault[] {
  return [...orderFaults(bundle, inUse), ...wordFaults(bundle, inUse)]
}

export const hardFaults = (faults: readonly Fault[]): readonly Fault[] =>
  faults.filter(({ severity }) => severity === 'hard')

/** Rules of the house for documents, beside those for words. */
export const documentRules = [
  { id: 'version-taken', article: 'Art. 5(2), 7(1) GDPR' },
  { id: 'first-day-named', article: 'Art. 5(2), 7(1) GDPR' },
  { id: 'not-yet-retired', article: 'Art. 5(2), 7(1) GDPR' },
  { id: 'of-this-controller', article: 'Art. 4(7), 7(1) GDPR' },
  { id: 'sheet-has-words', article: 'Art. 7(1) GDPR' },
] as const
type DocumentRule = (typeof documentRules)[number]['id']

const fault = (rule: DocumentRule, where: string, detail: string, text: string | null = null): Fault => ({
  rule,
  severity: 'hard',
  where,
  article: documentRules.find(({ id }) => id === rule)?.article ?? '',
  detail,
  in: text,
})

function orderFaults({ notices, purposes, forms }: Bundle, inUse: Catalogue): Fault[] {
  const owner = inUse.controller.id
  const versionOf = ({ id, version }: { id: string; version: number }): string => `${id} ${version}`
  const formsInUse = new Set(inUse.forms.map(versionOf))
  const purposesInUse = new Set(inUse.purposes.map(versionOf))
  const noticesInUse = new Set<string>(inUse.notices.map(({ id }) => id))
  const known = new Set<string>([...noticesInUse, ...notices.map(({ id }) => id)])
  return [
    ...notices.flatMap((notice) => [
      ...(noticesInUse.has(notice.id) ? [fault('version-taken', 'id', notice.id, notice.id)] : []),
      ...(notice.retiredOn !== null ? [fault('not-yet-retired', 'retiredOn', notice.retiredOn, notice.id)] : []),
      ...(notice.controller !== owner ? [fault('of-this-controller', 'controller', notice.controller, notice.id)] : []),
    ]),
    ...purposes.flatMap((purpose) => [
      ...(purposesInUse.has(versionOf(purpose)) ? [fault('version-taken', 'purpose', versionOf(purpose))] : []),
      ...(purpose.effectiveFrom === undefined ? [fault('first-day-named', 'purpose', purpose.id)] : []),
      ...(purpose.controller !== owner ? [fault('of-this-controller', 'purpose', purpose.controller)] : []),
    ]),
    ...forms.flatMap((form) => [
      ...(formsInUse.has(versionOf(form)) ? [fault('version-taken', 'form', versionOf(form))] : []),
      ...(form.controller !== owner ? [fault('of-this-controller', 'form', form.controller)] : []),
      ...(known.has(form.notice) ? [] : [fault('sheet-has-words', 'form.notice', form.notice)]),
      ...(form.layout.template === form.id && form.layout.version === form.version
        ? []
        : [fault('sheet-has-words', 'form.layout', versionOf(form))]),
    ]),
    ...twice(notices.map(({ id }) => id)),
    ...twice(purposes.map(versionOf)),
    ...twice(forms.map(versionOf)),
  ]
}

const twice = (names: readonly string[]): Fault[] =>
  names.filter((name, at) => names.indexOf(name) !== at).map((name) => fault('version-taken', 'id', name))

/** The linter over every text of the bundle, and over those in use that get a new sheet. */
function wordFaults({ notices, purposes, forms }: Bundle, inUse: Catalogue): Fault[] {
  const all = [...inUse.notices, ...notices]
  const withNewSheet = inUse.notices.filter(({ id }) => forms.some(({ notice }) => notice === id))
  return [...notices, ...withNewSheet].flatMap((notice) => {
    const siblings = all.filter(
      (other) => other !== notice && familyOf(other) === familyOf(notice) && other.version === notice.version,
    )
    const around = { controller: inUse.controller, purposes: [...inUse.purposes, ...purposes], siblings }
    const sheets = forms.filter((form) => form.notice === notice.id)
    const reviews = sheets.length === 0 ? [{ ...around, notice }] : sheets.map((form) => ({ ...around, notice, form }))
    return reviews.flatMap((review) => lintNotice(review).map((finding) => ({ ...finding, in: notice.id })))
  })
}
