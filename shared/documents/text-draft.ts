import type { TextsDraft, TypedText } from '../capture/draft'
import type { Catalogue } from '../capture/catalogue'
import type { FormTemplate } from '../capture/form-template'
import { wordsOf } from '../notice/measure'
import { readNotice } from '../notice/shape'
import { coreWords } from '../notice/wording'
import type { ActId, DraftId } from '../terms/ids'
import { type Language, languages } from '../terms/language'
import type { Notice } from '../terms/notice'
import type { Instant } from '../terms/time'
import { documentFaults, familyOf, type Fault } from './faults'

const parts = (text: string): string[] =>
  text
    .split(/\n\s*\n/)
    .map((part) => part.replace(/\s*\n\s*/g, ' ').trim())
    .filter((part) => part !== '')

/** The notice a draft would be in one language; not yet known to be one. */
export function noticeFrom(draft: TextsDraft, language: Language, { controller }: Catalogue): unknown {
  const text = draft.texts[language]
  const countries = draft.countries.split(/[\s,]+/).filter((code) => code !== '')
  return {
    id: `${draft.family}.${draft.version}.${language}`,
    controller: controller.id,
    language,
    version: draft.version,
    activeFrom: draft.activeFrom,
    retiredOn: null,
    ...(countries.length > 0 ? { countries } : {}),
    ...(draft.material ? { material: true } : {}),
    title: text.title.trim(),
    paragraphs: parts(text.paragraphs),
    withdrawal: text.withdrawal.trim(),
    questions: draft.questions.map((question, at) => ({ ...question, text: (text.questions[at] ?? '').trim() })),
    fullText: parts(text.fullText),
  }
}

/** A passage of the editor. Findings that belong to no passage stand at `text`. */
export type Place = 'text' | 'title' | 'paragraphs' | 'withdrawal' | 'fullText' | `question${number}` | 'sheet'

/** Where a finding is shown, from the path the linter gave it. */
export function placeOf(where: string): Place {
  if (where.startsWith('form')) return 'sheet'
  const [, question] = /^questions\[(\d+)\]/.exec(where) ?? []
  if (question !== undefined) return `question${Number(question)}`
  for (const place of ['title', 'paragraphs', 'withdrawal', 'fullText'] as const)
    if (where === place || where.startsWith(`${place}[`)) return place
  return where.startsWith('questions') ? 'question0' : 'text'
}

export type DraftReview = {
  /** Null where it is not yet a notice at all. */
  readonly notices: Readonly<Record<Language, Notice | null>>
  readonly findings: Readonly<Record<Language, readonly Fault[]>>
  /** Words before the first choice. */
  readonly words: Readonly<Record<Language, number>>
  /** Nothing hard anywhere. */
  readonly sound: boolean
}

/** Everything the editor says about a draft: live, on every key, the same rules that will be asked at release. */
export function reviewDraft(draft: TextsDraft, catalogue: Catalogue, forms: readonly FormTemplate[] = []): DraftReview {
  const read = Object.fromEntries(
    languages.map((language) => [language, readNotice(noticeFrom(draft, language, catalogue))]),
  ) as Record<Language, ReturnType<typeof readNotice>>
  const notices = each((language) => ('notice' in read[language] ? read[language].notice : null))
  const known = languages.flatMap((language) => notices[language] ?? [])
  const sheets = forms.filter((form) => known.some(({ id }) => id === form.notice))
  const faults = documentFaults({ notices: known, purposes: [], forms: sheets }, catalogue)
  const findings = each((language): readonly Fault[] => {
    const one = read[language]
    const id = `${draft.family}.${draft.version}.${language}`
    if (!('notice' in one)) return one.findings.map((finding) => ({ ...finding, in: id }))
    return faults.filter((fault) => fault.in === id || fault.in === null)
  })
  return {
    notices,
    findings,
    words: each((language) => {
      const one = notices[language]
      return one ? coreWords(one) : roughWords(draft.texts[language])
    }),
    sound: languages.every((language) => findings[language].every(({ severity }) => severity !== 'hard')),
  }
}

const roughWords = ({ title, paragraphs, withdrawal, questions }: TypedText): number =>
  wordsOf([title, paragraphs, withdrawal, questions[0] ?? ''].join(' ')).length

const each = <T>(of: (language: Language) => T): Record<Language, T> => ({ fr: of('fr'), de: of('de'), en: of('en') })

export type NewDraft = {
  readonly id: DraftId
  readonly act: ActId
  readonly openedAt: Instant
  /** First day proposed: a day or more ahead, so that somebody has time to look. */
  readonly activeFrom: string
}

/** The next version of a family, beginning with the words of its newest one. A number once proposed is not used again. */
export function nextVersion(
  family: string,
  catalogue: Catalogue,
  fresh: NewDraft,
  proposed: readonly Notice[] = [],
): TextsDraft | null {
  const ofFamily = (notice: Notice): boolean => familyOf(notice) === family
  const all = catalogue.notices.filter(ofFamily)
  const newest = Math.max(0, ...all.map(({ version }) => version))
  const taken = Math.max(newest, ...proposed.filter(ofFamily).map(({ version }) => version))
  const of = (language: Language) => all.find((one) => one.version === newest && one.language === language)
  const model = languages.map(of).find((one) => one !== undefined)
  if (!model) return null
  const form = catalogue.forms.find(({ notice }) => notice === model.id)
  return {
    kind: 'texts',
    id: fresh.id,
    act: fresh.act,
    openedAt: fresh.openedAt,
    family,
    version: taken + 1,
    activeFrom: fresh.activeFrom,
    countries: (model.countries ?? []).join(' '),
    material: false,
    sheet: form ? form.id.replace(/-[A-Z]{2}$/, '') : '',
    questions: model.questions.map(({ text: _, ...question }) => question),
    texts: each((language) => typedFrom(of(language))),
  }
}

const typedFrom = (notice: Notice | undefined): TypedText => ({
  title: notice?.title ?? '',
  paragraphs: (notice?.paragraphs ?? []).join('\n\n'),
  withdrawal: notice?.withdrawal ?? '',
  questions: (notice?.questions ?? []).map(({ text }) => text),
  fullText: (notice?.fullText ?? []).join('\n\n'),
})
