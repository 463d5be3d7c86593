import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { must } from '@shared/base/never'
import { FormTemplate } from '@shared/capture/form-template'
import { layoutForm } from '@shared/form/layout-form'
import { lintNotice } from '@shared/notice/lint'
import { FormTemplateId } from '@shared/terms/ids'
import { languages } from '@shared/terms/language'
import { catalogue } from '../builders/catalogue'
import { fonts } from '../builders/proof-drawing'
import { sheetWords } from '../builders/sheets'

const folder = resolve(import.meta.dirname, '../../resources/forms')
const shipped = [
  { family: 'newsletter', version: 3, template: 'NEWS' },
  { family: 'offers', version: 2, template: 'OFFERS' },
].flatMap((form) => languages.map((language) => ({ ...form, language })))

// The files are what the layout says. `WRITE_FORMS=1 npx vitest run test/resources/forms.test.ts`
describe.each(shipped)('$template-$language version $version', ({ family, version, template, language }) => {
  const name = `${template}-${language.toUpperCase()}`
  const path = resolve(folder, `${name}.${version}.json`)
  const id = `${family}.${version}.${language}`
  const notice = must(
    catalogue.notices.find((one) => one.id === id),
    id,
  )
  const laidOut = () =>
    layoutForm({
      notice,
      controller: catalogue.controller,
      template: FormTemplateId.parse(name),
      version,
      words: sheetWords(language),
      fonts,
    })

  test('is laid out as its file says', async () => {
    const form = await laidOut()
    if (!form.ok) throw new Error(JSON.stringify(form.problems))
    if (process.env.WRITE_FORMS === '1') writeFileSync(path, `${JSON.stringify(form.value, null, 2)}\n`)
    expect(existsSync(path)).toBe(true)
    expect(FormTemplate.parse(JSON.parse(readFileSync(path, 'utf8')))).toEqual(form.value)
  })

  test('has nothing against it, hard or soft', async () => {
    const form = FormTemplate.parse(JSON.parse(readFileSync(path, 'utf8')))
    const siblings = catalogue.notices.filter((one) => one !== notice && one.id.startsWith(`${family}.${version}.`))
    const { controller, purposes } = catalogue
    expect(lintNotice({ notice, siblings, controller, purposes, form })).toEqual([])
  })
})

test('a text that is too long for one side is refused, and says by how much', async () => {
  const notice = must(
    catalogue.notices.find(({ id }) => id === 'offers.2.de'),
    'a notice',
  )
  const long = { ...notice, fullText: [...notice.fullText, ...notice.fullText, ...notice.fullText] }
  const { controller } = catalogue
  const needs = {
    notice: long,
    controller,
    template: FormTemplateId.parse('LONG'),
    version: 1,
    words: sheetWords('de'),
    fonts,
  }
  const form = await layoutForm(needs)
  expect(form).toMatchObject({ ok: false, problems: [{ key: 'form.too-long' }] })
})
