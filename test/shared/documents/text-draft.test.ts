import { describe, expect, test } from 'vitest'
import { must } from '@shared/base/never'
import { KeptDraft, TextsDraft } from '@shared/capture/draft'
import { bundleFrom } from '@shared/documents/faults'
import { foldDocuments } from '@shared/documents/fold-documents'
import { nextVersion, noticeFrom, placeOf, reviewDraft } from '@shared/documents/text-draft'
import { familiesIn } from '@shared/documents/versions'
import { noticeHash } from '@shared/proof/canonical'
import { ActId, DraftId } from '@shared/terms/ids'
import { languages } from '@shared/terms/language'
import { Notice } from '@shared/terms/notice'
import { catalogue } from '../../builders/catalogue'
import { minute, offers, proposed, released, retired } from '../../builders/documents'

const fresh = {
  id: DraftId.parse('00000000-0000-4000-8000-0000000000d1'),
  act: ActId.parse('00000000-0000-4000-8000-0000000000a1'),
  openedAt: minute(0),
  activeFrom: '2026-12-01',
}
const draft = (changed: Partial<TextsDraft> = {}): TextsDraft => ({
  ...must(nextVersion('offers', catalogue, fresh), 'a draft'),
  ...changed,
})

describe('a new version', () => {
  test('begins with the words of the newest, word for word', () => {
    for (const language of languages) {
      const before = must(
        catalogue.notices.find(({ id }) => id === `offers.2.${language}`),
        'the version before',
      )
      const { id, version, activeFrom, ...words } = Notice.parse(noticeFrom(draft(), language, catalogue))
      expect([id, version, activeFrom]).toEqual([`offers.3.${language}`, 3, '2026-12-01'])
      expect(words).toEqual({
        ...Object.fromEntries(Object.entries(before).filter(([key]) => !['id', 'version', 'activeFrom'].includes(key))),
      })
    }
    expect(draft().sheet).toBe('OFFERS')
  })
  test('does not take a number that was proposed before, used or not', () => {
    const waiting = bundleFrom(offers(7)).notices
    expect(nextVersion('offers', catalogue, fresh, waiting)?.version).toBe(8)
    expect(nextVersion('nothing', catalogue, fresh)).toBeNull()
  })
  test('is kept like any draft, and read back', () => expect(KeptDraft.parse(draft())).toEqual(draft()))
})

describe('what the editor says', () => {
  test('of sound words: nothing hard, and how many words come before the choice', () => {
    const review = reviewDraft(draft(), catalogue)
    expect(review.sound).toBe(true)
    for (const language of languages) expect(review.words[language]).toBeGreaterThan(50)
  })
  test('of a fault: under its passage, in its language, with its article', () => {
    const { texts } = draft()
    const review = reviewDraft(draft({ texts: { ...texts, fr: { ...texts.fr, withdrawal: 'Merci.' } } }), catalogue)
    expect(review.sound).toBe(false)
    const hard = review.findings.fr.filter(({ severity }) => severity === 'hard')
    expect(hard.map(({ rule, where }) => [rule, placeOf(where)])).toContainEqual([
      'withdrawal-before-choice',
      'withdrawal',
    ])
    expect(hard.every(({ article }) => article !== '')).toBe(true)
    expect(review.findings.de.filter(({ where }) => placeOf(where) === 'withdrawal')).toEqual([])
  })
  test('of a gap: it is not a notice yet, and the gap is named', () => {
    const { texts } = draft()
    const review = reviewDraft(draft({ texts: { ...texts, en: { ...texts.en, title: ' ' } } }), catalogue)
    expect(review.notices.en).toBeNull()
    expect(review.findings.en.map(({ rule, where }) => [rule, placeOf(where)])).toContainEqual([
      'no-empty-slot',
      'title',
    ])
    expect(review.sound).toBe(false)
  })
  test.each([
    ['questions[1].text', 'question1'],
    ['questions', 'question0'],
    ['fullText[3]', 'fullText'],
    ['paragraphs', 'paragraphs'],
    ['form.boxes.box0', 'sheet'],
    ['activeFrom', 'text'],
    ['titles', 'text'],
  ])('%s stands at %s', (where, place) => expect(placeOf(where)).toBe(place))
})

describe('versions of a family', () => {
  const statesOn = (today: string, ...facts: Parameters<typeof foldDocuments>[0]) =>
    familiesIn(foldDocuments(facts, catalogue).catalogue, today)
      .find(({ family }) => family === 'offers')
      ?.versions.map(({ version, state }) => `${version} ${state}`)

  test('one is in force, what came before is superseded, what is to come waits for its day', () => {
    const proposal = proposed()
    expect(statesOn('2026-11-25')).toEqual(['2 in-force', '1 superseded'])
    expect(statesOn('2026-11-30', proposal, released(proposal))).toEqual(['3 coming', '2 in-force', '1 superseded'])
    expect(statesOn('2026-12-01', proposal, released(proposal))).toEqual(['3 in-force', '2 superseded', '1 superseded'])
  })
  test('retired in all its languages it is retired, and the one before is in force again', () => {
    const all = languages.map((language) => `offers.2.${language}`)
    expect(statesOn('2026-12-24', retired(all, '2026-12-24'))).toEqual(['2 retired', '1 in-force'])
    expect(statesOn('2026-12-24', retired(all.slice(0, 1), '2026-12-24'))).toEqual(['2 in-force', '1 superseded'])
  })
})

test('what is proposed from a draft is what the draft says, byte for byte', () => {
  const { notices } = reviewDraft(draft(), catalogue)
  const again = Notice.parse(JSON.parse(JSON.stringify(notices.de)))
  expect(noticeHash(again)).toBe(noticeHash(must(notices.de, 'the German words')))
})
