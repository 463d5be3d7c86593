import type { FormTemplate } from '@shared/capture/form-template'
import type { Channel } from '@shared/terms/contact-point'
import type { Language } from '@shared/terms/language'
import { sheetFor } from './sheet'
import { storiesDe } from './stories-de'
import { storiesEn } from './stories-en'
import { storiesFr } from './stories-fr'
import type { Story } from './story'

/** What stands in a corpus file, before any schema has read it: a fault may be one no schema lets through. */
export type Template = {
  name: string
  /** What is wrong, for whoever reads the file. Absent in good ones. */
  fault?: string
  /** Every hard rule the text breaks. */
  expect: string[]
  notice: RawNotice
  controller: { id: string; name: string; postalAddress: string; email: string; phone?: string; dpoContact?: string }
  purposes: RawPurpose[]
  siblings?: RawNotice[]
  form?: FormTemplate
}
export type RawPurpose = {
  id: string
  version: number
  controller: string
  name: Record<Language, string>
  plainText: Record<Language, string>
  legalBasis: string
  citation: string
  recipients?: string[]
}
export type RawQuestion = {
  purpose: string
  purposeVersion: number
  channels: Channel[]
  text: string
  separate: boolean
  [more: string]: unknown
}
export type RawNotice = {
  id: string
  controller: string
  language: Language
  version: number
  activeFrom: string
  retiredOn: string | null
  countries?: string[]
  title: string
  paragraphs: string[]
  withdrawal: string
  questions: RawQuestion[]
  fullText: string[]
  [more: string]: unknown
}
const stories: Record<Language, readonly Story[]> = { de: storiesDe, fr: storiesFr, en: storiesEn }

/** Stories are typed on any keyboard; print has its own apostrophes and, in French, its own spaces. */
const typeset = (text: string, language: Language): string => {
  const curled = text.replace(/(?<=\p{L})'(?=\p{L})/gu, '’')
  return language === 'fr' ? curled.replace(/ (?=[:;?!»])/g, '\u202f').replace(/« /g, '«\u202f') : curled
}

const noticeFrom = (story: Story, language: Language): RawNotice => {
  const set = (text: string) => typeset(text, language)
  return {
    id: `${story.slug}.${story.version}.${language}`,
    controller: story.slug,
    language,
    version: story.version,
    activeFrom: story.activeFrom,
    retiredOn: null,
    countries: [...story.countries],
    title: set(story.title),
    paragraphs: story.paragraphs.map(set),
    withdrawal: set(story.withdrawal),
    questions: story.questions.map(({ purpose, channels, text, separate }) => ({
      purpose,
      purposeVersion: 1,
      channels: channels.split(' ') as Channel[],
      text: set(text),
      separate: separate ?? false,
    })),
    fullText: story.fullText.map(set),
  }
}

const inEvery = (text: string): Record<Language, string> => ({ fr: text, de: text, en: text })

/** A fresh copy each time: whoever spoils it spoils only their own. */
export function template(slug: string, language: Language): Template {
  const story = stories[language].find((candidate) => candidate.slug === slug)
  if (!story) throw new Error(`no story ${slug} in ${language}`)
  const notice = noticeFrom(story, language)
  const siblings = (['fr', 'de', 'en'] as const)
    .filter((other) => other !== language)
    .flatMap((other) =>
      stories[other].filter((candidate) => candidate.slug === slug).map((it) => noticeFrom(it, other)),
    )
  return {
    name: `${slug}.${language}`,
    expect: [],
    notice,
    controller: { id: slug, ...story.controller },
    purposes: story.purposes.map(({ id, name, text, recipients }) => ({
      id,
      version: 1,
      controller: slug,
      name: inEvery(typeset(name, language)),
      plainText: inEvery(typeset(text, language)),
      legalBasis: 'consent',
      citation: 'Art. 6(1)(a) GDPR',
      ...(recipients ? { recipients: [...recipients] } : {}),
    })),
    ...(siblings.length === 2 ? { siblings } : {}),
    ...(story.paper ? { form: sheetFor(notice) } : {}),
  }
}

export const goodTemplates = (): readonly Template[] =>
  (['de', 'fr', 'en'] as const).flatMap((language) => stories[language].map(({ slug }) => template(slug, language)))
