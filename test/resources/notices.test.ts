import { describe, expect, test } from 'vitest'
import { must } from '@shared/base/never'
import { lintNotice, mayBePublished } from '@shared/notice/lint'
import { catalogue } from '../builders/catalogue'

const familyOf = (id: string) => id.split('.').slice(0, -1).join('.')
const findingsFor = (id: string) => {
  const notice = must(
    catalogue.notices.find((candidate) => candidate.id === id),
    id,
  )
  const siblings = catalogue.notices.filter((other) => other !== notice && familyOf(other.id) === familyOf(id))
  const form = catalogue.forms.find((candidate) => candidate.notice === id)
  const { controller, purposes } = catalogue
  return lintNotice({ notice, siblings, controller, purposes, ...(form ? { form } : {}) })
}
const hardRules = (id: string) => [
  ...new Set(
    findingsFor(id)
      .filter(({ severity }) => severity === 'hard')
      .map(({ rule }) => rule),
  ),
]

describe('the notices we ship', () => {
  test.each(['de', 'fr', 'en'])('offers, version 2, in %s: nothing to find, hard or soft', (language) => {
    expect(findingsFor(`offers.2.${language}`)).toEqual([])
  })

  test('offers, version 1: the French words do not say that sales calls need consent', () => {
    expect(hardRules('offers.1.de')).toEqual([])
    expect(hardRules('offers.1.en')).toEqual([])
    expect(hardRules('offers.1.fr')).toEqual(['french-calls-need-consent', 'french-list-named'])
  })

  test.each(['de', 'fr', 'en'])('newsletter, version 3, in %s: nothing to find, hard or soft', (language) => {
    expect(findingsFor(`newsletter.3.${language}`)).toEqual([])
  })

  // Words of an older printed form. They are shown as they were printed, and could not be published today.
  test.each(['de', 'fr', 'en'])('newsletter, version 2, in %s: an old form with hard faults', (language) => {
    expect(mayBePublished(findingsFor(`newsletter.2.${language}`))).toBe(false)
    expect(hardRules(`newsletter.2.${language}`)).toEqual(
      expect.arrayContaining(['controller-named', 'no-implied-consent', 'right-of-access', 'withdrawal-before-choice']),
    )
  })
})
