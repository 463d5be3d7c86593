import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { must } from '@shared/base/never'
import { languages } from '@shared/terms/language'
import { catalogue } from '../../builders/catalogue'
import { pageOf } from '../../builders/sheets'

describe.each(['NEWS', 'OFFERS'])('the web form of %s', (template) => {
  test.each(languages)('in %s says every word of the notice, and ticks nothing', (language) => {
    const page = pageOf(template, language)
    const form = must(
      catalogue.forms.filter(({ id }) => id === `${template}-${language.toUpperCase()}`).at(-1),
      template,
    )
    const notice = must(
      catalogue.notices.find(({ id }) => id === form.notice),
      'the notice',
    )
    const plain = page.replaceAll('&amp;', '&').replaceAll('&quot;', '"')
    for (const text of [notice.title, ...notice.paragraphs, notice.withdrawal, ...notice.fullText])
      expect(plain).toContain(text)
    for (const { text } of notice.questions) expect(plain).toContain(text)
    expect(page.indexOf(notice.withdrawal.slice(0, 20))).toBeLessThan(page.indexOf('type="checkbox"'))
    const boxes = page.match(/<input type="checkbox"[^>]*>/g) ?? []
    expect(boxes).toHaveLength(form.questions.length)
    for (const box of boxes) expect(box).toMatch(/^<input type="checkbox" id="row-\d-[a-z]+" autocomplete="off">$/)
    expect(page).not.toMatch(/<(input|option)[^>]*\s(checked|selected|value="on")/)
  })

  test.each(languages)('in %s fetches nothing, and only what is in the file may run', (language) => {
    const page = pageOf(template, language)
    expect(page).not.toMatch(/\s(src|href|srcset|action|formaction|background|poster)=/)
    expect(page).not.toMatch(/@import|url\(/)
    expect(page).not.toMatch(/\son[a-z]+=/)
    const policy = must(/http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1], 'a policy')
    const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
    const script = must(/<script>([\s\S]*?)<\/script>/.exec(page)?.[1], 'the script')
    const style = must(/<style>([\s\S]*?)<\/style>/.exec(page)?.[1], 'the style')
    expect(policy).toContain(`script-src ${hashOf(script)}`)
    expect(policy).toContain(`style-src ${hashOf(style)}`)
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("connect-src 'self'")
    expect(policy).not.toContain('unsafe')
  })
})

test('words of a notice are words, never markup', () => {
  const page = pageOf('NEWS', 'de', '/v1/submissions', { title: '</script><script>alert(1)</script>"&' })
  expect(page).not.toContain('<script>alert')
  expect(page).toContain('&lt;/script&gt;')
  const data = must(/id="data">([\s\S]*?)<\/script>/.exec(page)?.[1], 'the data')
  expect(data).not.toContain('<')
  expect(() => JSON.parse(data) as unknown).not.toThrow()
})

test('a page put elsewhere speaks to its server and to nobody else', () => {
  const page = pageOf('NEWS', 'fr', 'https://consent.muster.example/v1/submissions')
  expect(page).toContain('connect-src https://consent.muster.example;')
})
