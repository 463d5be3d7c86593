import { expect, test } from 'vitest'
import { must } from '@shared/base/never'
import { lintNotice } from '@shared/notice/lint'
import { catalogue } from '../../builders/catalogue'

const rulesIn = (language: string, sentence: string): string[] => {
  const notice = must(
    catalogue.notices.find(({ id }) => id === `offers.2.${language}`),
    language,
  )
  const { controller, purposes } = catalogue
  const paragraphs = [...notice.paragraphs, sentence]
  return lintNotice({ notice: { ...notice, paragraphs }, controller, purposes }).map(({ rule }) => rule)
}

test.each([
  ['de', 'Wer heute zustimmt, erhält einen Gutschein über 10 Euro.'],
  ['de', 'Wer bis Freitag ankreuzt, nimmt an einer Verlosung teil.'],
  ['fr', 'Toute personne qui accepte reçoit un cadeau.'],
  ['fr', 'Ceux qui cochent une case participent au tirage au sort.'],
  ['en', 'Anyone who ticks a box receives a voucher.'],
  ['en', 'Whoever agrees takes part in a prize draw.'],
])('a yes that is paid for is none, however it is put (%s: %s)', (language, sentence) =>
  expect(rulesIn(language, sentence)).toContain('no-advantage'),
)

test.each([
  ['de', 'Wer Fragen hat, erreicht uns unter unserer Nummer.'],
  ['fr', 'Toute personne qui a des questions peut nous appeler.'],
  ['en', 'Anyone who has questions can call us.'],
])('a promise to answer is no prize (%s: %s)', (language, sentence) =>
  expect(rulesIn(language, sentence)).not.toContain('no-advantage'),
)
