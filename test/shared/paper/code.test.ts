import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formCodeFrom, formCodeText } from '@shared/paper/code'
import { FormTemplateId } from '@shared/terms/ids'

const GOOD = 'CNS1|NEWS-FR|v2|p1/1|SN158064|63FC'

describe('the code of a form', () => {
  test('says form, version, sheet and serial', () => {
    expect(formCodeFrom(GOOD)).toEqual({ template: 'NEWS-FR', version: 2, page: 1, pages: 1, serial: 'CNS158064' })
  })

  test.each([
    'CNS1|IMG-FR|v3|p1/1|SN562263|7878',
    'CNS1|NEWS-DE|v2|p1/1|SN910991|ECFC',
    'CNS1|IMG-DE|v3|p1/1|SN950188|108A',
    'CNS1|NEWS-FR|v2|p1/1|SN192318|0A2C',
    'CNS1|NEWS-FR|v2|p1/1|SN000000|7459',
  ])('%s holds', (text) => expect(formCodeFrom(text)).toBeDefined())

  test('with any one character changed it is not believed', () => {
    const change = fc.tuple(fc.nat(GOOD.length - 1), fc.constantFrom(...Array.from('0123456789ABCDEFSN|/-vp')))
    fc.assert(
      fc.property(change, ([at, character]) => {
        fc.pre(GOOD[at] !== character)
        expect(formCodeFrom(GOOD.slice(0, at) + character + GOOD.slice(at + 1))).toBeUndefined()
      }),
    )
  })

  test.each([
    '',
    'https://example.org',
    'CNS1|NEWS-FR|v2|p1/1|SN158064|',
    'CNS1|NEWS-FR|v2|p1/1|SN158064|63fc',
    `${GOOD} `,
  ])('is not made of %j', (text) => expect(formCodeFrom(text)).toBeUndefined())
})

describe('writing one', () => {
  const code = { template: FormTemplateId.parse('NEWS-FR'), version: 2, page: 1, pages: 1, serial: 'CNS158064' }

  test('gives the very text that stands on the sheets we know', () => expect(formCodeText(code)).toBe(GOOD))

  test.each([
    { serial: '158-064' },
    { serial: '' },
    { version: 0 },
    { page: 2 },
    { template: FormTemplateId.parse('news_fr') },
    // It would be read back as CNS1.
    { serial: 'SN1' },
  ])('refuses %j, which could not be read back', (change) =>
    expect(() => formCodeText({ ...code, ...change })).toThrow(),
  )
})
