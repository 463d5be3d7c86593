import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { must } from '@shared/base/never'
import { webForm } from '@shared/form/web-form'
import { WebFormWords } from '@shared/form/web-form-words'
import { SheetWords } from '@shared/form/words'
import { noticeHash } from '@shared/proof/canonical'
import type { Language } from '@shared/terms/language'
import type { Notice } from '@shared/terms/notice'
import { catalogue } from './catalogue'

const root = resolve(import.meta.dirname, '../..')

/** What the house prints on a sheet, in one language. */
export const sheetWords = (language: Language): SheetWords =>
  SheetWords.parse(JSON.parse(readFileSync(resolve(root, `resources/locales/${language}/sheet.json`), 'utf8')))

const words = (language: Language) => ({
  ...WebFormWords.parse(JSON.parse(readFileSync(resolve(root, `resources/locales/${language}/webform.json`), 'utf8'))),
  sheet: sheetWords(language),
})

/** The web page of the newest form of this name, in one language. */
export const pageOf = (
  template: string,
  language: Language,
  postTo = '/v1/submissions',
  changed: Partial<Notice> = {},
): string => {
  const form = must(
    catalogue.forms
      .filter(({ id }) => id === `${template}-${language.toUpperCase()}`)
      .sort((a, b) => b.version - a.version)[0],
    template,
  )
  const notice = must(
    catalogue.notices.find(({ id }) => id === form.notice),
    form.notice,
  )
  return webForm({
    form,
    notice: { ...notice, ...changed },
    noticeSha256: noticeHash(notice),
    controller: catalogue.controller,
    words: words(language),
    postTo,
  })
}
