import { describe, expect, test } from 'vitest'
import type { Rule } from '@shared/notice/finding'
import { lintNotice, mayBePublished } from '@shared/notice/lint'
import { rules } from '@shared/notice/rules'
import { readNotice, shapeRules } from '@shared/notice/shape'
import { Notice } from '@shared/terms/notice'
import { around, findingsIn } from '../../notices/review'
import { goodTemplates, template, type Template } from '../../notices/template'

type Spoil = (spoilt: Template) => void
const paragraph =
  (text: string): Spoil =>
  ({ notice }) =>
    void notice.paragraphs.push(text)

/** Soft faults: nothing is blocked, and the text is marked. Hard ones have their sixty files. */
const soft: Record<string, readonly [slug: string, language: 'fr' | 'de' | 'en', spoil: Spoil][]> = {
  'basis-not-mixed': [
    ['radwerk', 'de', paragraph('Sonst stützen wir uns auf unser berechtigtes Interesse.')],
    ['theatre', 'fr', paragraph('Sinon, nous invoquons notre intérêt légitime.')],
    ['bakery', 'en', paragraph('Otherwise we rely on our legitimate interest.')],
  ],
  'advantage-mentioned': [
    ['uhren', 'de', paragraph('In den Briefen stehen auch Rabatte.')],
    ['librairie', 'fr', paragraph('Nos lettres parlent aussi de remises.')],
    ['gym', 'en', paragraph('Our messages also tell of discounts.')],
  ],
  'speaks-for-the-person': [
    ['radwerk', 'de', ({ notice }) => notice.questions.forEach((q) => void (q.text = 'Anmeldung zur Inspektion'))],
    ['theatre', 'fr', ({ notice }) => notice.questions.forEach((q) => void (q.text = 'Inscription au programme'))],
    [
      'bakery',
      'en',
      ({ notice }) => notice.questions.forEach((q) => void (q.text = 'Registration for the bread list')),
    ],
  ],
  'short-sentences': [
    [
      'bakery',
      'en',
      paragraph(
        'We write about bread and cake and rolls and pies and jam and tea and all the other things that we like to bake here.',
      ),
    ],
  ],
  'easy-to-read': [
    [
      'bakery',
      'en',
      ({ notice }) =>
        void (notice.paragraphs = [
          'Harbour Bakery Ltd disseminates informational communications regarding bakery availability. Participation remains voluntary, with no consequences.',
        ]),
    ],
    [
      'uhren',
      'de',
      ({ notice }) =>
        void (notice.paragraphs = [
          'Die Verarbeitung personenbezogener Daten bedarf ungeachtet vertraglicher Verpflichtungen der Einwilligung. Nachteile entstehen aufgrund unterlassener Einwilligung keinesfalls.',
        ]),
    ],
    [
      'librairie',
      'fr',
      ({ notice }) =>
        void (notice.paragraphs = [
          'La communication institutionnelle nécessite préalablement une autorisation univoque et documentée. Conséquences contractuelles inexistantes nonobstant désapprobation.',
        ]),
    ],
  ],
  'core-within-budget': [
    [
      'gym',
      'en',
      paragraph(
        'We like it when people know what we do and when. '.repeat(1) +
          'Our team is here from six in the morning until ten at night. Come in and see us when you want. You can look at the rooms, meet the people and try a class. We have a pool, a hall and a garden. In summer we swim in the sea.',
      ),
    ],
  ],
  'further-within-budget': [
    [
      'insurer',
      'en',
      ({ notice }) =>
        notice.questions.forEach((q) => void (q.text += ' phone, but only in the morning and never on a Sunday, and')),
    ],
  ],
  'without-jargon': [
    ['radwerk', 'de', paragraph('Dies erfolgt gemäß den Vorgaben.')],
    ['theatre', 'fr', paragraph('Cela se fait conformément à la règle.')],
    ['bakery', 'en', paragraph('This is done pursuant to the rules.')],
  ],
  'no-double-negative': [
    ['radwerk', 'de', paragraph('Das ist nicht unüblich.')],
    ['theatre', 'fr', paragraph('Ce choix n’est pas sans effet.')],
    ['bakery', 'en', paragraph('You do not have to not tick the box.')],
  ],
  'no-exclamation': [['bakery', 'en', paragraph('Fresh bread!')]],
  'french-typography': [
    ['theatre', 'fr', paragraph('Une question ?')],
    ['theatre', 'fr', paragraph("C'est tout.")],
    ['theatre', 'fr', paragraph('Une question?')],
  ],
  'minors-thought-of': [['choir', 'en', ({ notice }) => void notice.paragraphs.pop()]],
  'earlier-use-lawful': [
    ['radwerk', 'de', ({ notice }) => void (notice.fullText[3] = 'Nach drei Jahren löschen wir die Daten.')],
  ],
  'same-paragraphs': [['museum', 'fr', ({ notice }) => void notice.fullText.push('Merci de votre visite.')]],
  'german-proof-kept': [
    ['weingut', 'de', ({ notice }) => void (notice.fullText[3] = 'Wir speichern die Daten bis zum Widerruf.')],
  ],
  'french-list-gone': [
    ['opticien', 'fr', ({ notice }) => void notice.fullText.push('Vous pouvez vous inscrire sur Bloctel.')],
  ],
  'boxes-large-enough': [
    ['optician', 'en', ({ form }) => form?.layout.boxes.forEach((box) => void (box.roi_mm = [16, 90, 3, 3]))],
  ],
  'type-comfortable': [
    [
      'optician',
      'en',
      ({ form }) =>
        form?.layout.printed.forEach(
          (line) => void (line.roi_mm = [16, 20, line.roi_mm[2] * 0.8, line.roi_mm[3] * 0.7]),
        ),
    ],
  ],
  'corner-marks': [['optician', 'en', ({ form }) => void form?.layout.fiducials_mm.splice(0, 2)]],
  'readable-version': [['optician', 'en', ({ form }) => void form?.layout.printed.pop()]],
  'signature-below': [
    [
      'optician',
      'en',
      ({ form }) => void Object.assign(form?.layout ?? {}, { signature: { roi_mm: [116, 20, 78, 24] } }),
    ],
  ],
}

describe('soft rules', () => {
  const cases = Object.entries(soft).flatMap(([rule, spoils]) =>
    spoils.map(([slug, language, spoil]) => ({ rule, slug, language, spoil })),
  )

  test('each has a text that breaks it', () =>
    expect(Object.keys(soft).sort()).toEqual(
      rules
        .filter(({ severity }) => severity === 'soft')
        .map(({ id }) => id)
        .sort(),
    ))

  test.each(cases)(
    '$rule is found in $slug ($language), and was not there before',
    ({ rule, slug, language, spoil }) => {
      const before = template(slug, language)
      const after = template(slug, language)
      spoil(after)
      expect(findingsIn(before).map((finding) => finding.rule)).not.toContain(rule)
      const found = findingsIn(after).filter((finding) => finding.rule === rule)
      expect(found.length).toBeGreaterThan(0)
      expect(found.every(({ severity }) => severity === 'soft')).toBe(true)
    },
  )
})

describe('the table of rules', () => {
  test('has at least forty, each with an id of its own, an article and a small function', () => {
    const ids = [...rules, ...shapeRules].map(({ id }) => id)
    expect(rules.length).toBeGreaterThanOrEqual(40)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { id, article } of [...rules, ...shapeRules]) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
      expect(article.length, id).toBeGreaterThan(8)
    }
    for (const { id, find } of rules as readonly Rule[])
      expect(find.toString().split('\n').length, id).toBeLessThanOrEqual(25)
  })

  test('a hard fault blocks publishing, a soft one does not', () => {
    const good = template('radwerk', 'de')
    expect(mayBePublished(findingsIn(good))).toBe(true)
    expect(findingsIn(good).length).toBeGreaterThan(0)
    good.notice.fullText = good.notice.fullText.slice(1)
    expect(mayBePublished(findingsIn(good))).toBe(false)
  })

  test('a finding says the rule, how grave it is, where, and on which ground', () => {
    const spoilt = template('bike-shop', 'en')
    spoilt.notice.questions.forEach((question) => void (question.text = 'I do not want reminders by'))
    expect(findingsIn(spoilt)).toContainEqual({
      rule: 'tick-means-yes',
      severity: 'hard',
      where: 'questions[0].text',
      article: 'Art. 4(11), rec. 32 GDPR',
      detail: 'not',
    })
  })
})

describe('what is no notice', () => {
  const { notice } = template('radwerk', 'de')
  const asking = (more: object) => ({ ...notice, questions: [{ ...notice.questions[0], ...more }] })
  test.each([
    ['a ticked box', 'no-pre-tick', asking({ preTicked: true })],
    ['a checked box', 'no-pre-tick', asking({ checked: true })],
    ['a default', 'no-pre-tick', asking({ defaultValue: 'yes' })],
    ['an attribute nobody knows', 'no-unknown-attribute', { ...notice, colour: 'green' }],
    ['an empty title', 'no-empty-slot', { ...notice, title: '' }],
    ['no question', 'no-empty-slot', { ...notice, questions: [] }],
    ['a language of no screen', 'well-formed', { ...notice, language: 'it' }],
    ['a number', 'well-formed', 7],
  ])('%s is told as %s', (_what, rule, value) => {
    const read = readNotice(value)
    expect('findings' in read && read.findings.map((finding) => finding.rule)).toEqual([rule])
  })
})

/** Whoever takes a paragraph out of layer 2 of a good text takes out something the law wants said. */
test('a missing paragraph of layer 2 is noticed', () => {
  let removed = 0
  let noticed = 0
  for (const good of goodTemplates().filter(({ name }) => name !== 'hospice-shop.en'))
    for (const at of good.notice.fullText.keys()) {
      const notice = Notice.parse({ ...good.notice, fullText: good.notice.fullText.filter((_, other) => other !== at) })
      removed++
      if (!mayBePublished(lintNotice({ ...around(good), notice }))) noticed++
    }
  expect(removed).toBeGreaterThan(400)
  expect(noticed / removed, `${noticed} of ${removed}`).toBeGreaterThanOrEqual(0.98)
})
