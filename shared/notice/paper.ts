import type { BoxMm, FormTemplate } from '../capture/form-template'
import { kindForChannel } from '../terms/contact-point'
import type { Review, Spot } from './finding'
import { plain } from './measure'
import {
  beginnings,
  firstLayer,
  missing,
  paragraphsOf,
  type Phrase,
  titleOf,
  withdrawalOf,
  questionsOf,
} from './passages'

/** What a sheet of paper must show, read from its layout. Lengths in millimetres. */

const onPaper =
  (find: (form: FormTemplate, review: Review) => readonly Spot[]) =>
  (review: Review): readonly Spot[] =>
    review.form ? find(review.form, review) : []

const printedText = (form: FormTemplate): string => plain(form.layout.printed.map(({ text }) => text).join(' '))
const choices = (form: FormTemplate) =>
  form.layout.boxes.filter(({ name }) => form.questions.some(({ box }) => box === name))
const top = ([, y]: BoxMm): number => y
const bottom = ([, y, , height]: BoxMm): number => y + height

export const sheetOfThisNotice = onPaper((form, { notice }) =>
  [
    { where: 'form.notice', fits: form.notice === notice.id },
    { where: 'form.language', fits: form.language === notice.language && form.layout.lang === notice.language },
    { where: 'form.controller', fits: form.controller === notice.controller },
  ].flatMap(({ where, fits }) => (fits ? [] : [{ where }])),
)

/** Every row of the notice has its box, every box its row. */
export const everyRowHasItsBox = onPaper((form, { notice }) => {
  const rows = notice.questions.flatMap(({ purpose, purposeVersion, channels }) =>
    channels.map((channel) => `${purpose}.${purposeVersion}/${channel}`),
  )
  const boxes = form.questions.map(({ purpose, purposeVersion, channel }) => `${purpose}.${purposeVersion}/${channel}`)
  const drawn = new Set(form.layout.boxes.map(({ name }) => name))
  return [
    ...rows.filter((row) => !boxes.includes(row)).map((row) => ({ where: 'form.questions', detail: row })),
    ...boxes.filter((row) => !rows.includes(row)).map((row) => ({ where: 'form.questions', detail: row })),
    ...form.questions.filter(({ box }) => !drawn.has(box)).map(({ box }) => ({ where: `form.boxes.${box}` })),
  ]
})

export const wordsArePrinted = onPaper((form, { notice }) => {
  const printed = printedText(form)
  const words = [...titleOf(notice), ...paragraphsOf(notice), ...withdrawalOf(notice), ...questionsOf(notice)]
  return words.filter(({ text }) => !printed.includes(text)).map(({ where }) => ({ where }))
})

export const withdrawalAboveTheBoxes = onPaper((form, { notice }) => {
  const first = Math.min(...choices(form).map(({ roi_mm }) => top(roi_mm)))
  const line = form.layout.printed.find(({ text }) => plain(text).includes(plain(notice.withdrawal)))
  return line && top(line.roi_mm) >= first ? [{ where: 'form.withdrawal' }] : []
})

export const boxesAreEqual = onPaper((form) => {
  const [first, ...rest] = choices(form)
  if (!first) return []
  return rest
    .filter(
      ({ roi_mm: [, , width, height], round }) =>
        Math.abs(width - first.roi_mm[2]) > 0.2 || Math.abs(height - first.roi_mm[3]) > 0.2 || round !== first.round,
    )
    .map(({ name }) => ({ where: `form.boxes.${name}` }))
})

const SMALLEST_BOX = 3.5
export const boxesLargeEnough = onPaper((form) =>
  choices(form)
    .filter(({ roi_mm: [, , width, height] }) => Math.min(width, height) < SMALLEST_BOX)
    .map(({ name }) => ({ where: `form.boxes.${name}` })),
)

const emptyIsNo: Phrase = {
  de: beginnings('(leer|nicht angekreuzt|kein kreuz|ohne kreuz)[^.]{0,60}(nein|ablehnung|nicht)', 'leer gelassen'),
  fr: beginnings('(vide|non cochée|sans croix)[^.]{0,60}(refus|non)', 'laissée vide'),
  en: beginnings('(empty|unticked|unmarked|blank)[^.]{0,60}(refusal|no(?!\\p{L})|not)'),
}
const emptyBox: Phrase = {
  de: /leere\w* (kästchen|feld)[^.]*(ablehn|nein)/iu,
  fr: /case[^.]*(refus|non)/iu,
  en: /box[^.]*(refusal|no\b)/iu,
}
export const emptyBoxIsNo = onPaper((form, { notice }) => {
  const printed = printedText(form)
  return missing(emptyIsNo[notice.language].test(printed) || emptyBox[notice.language].test(printed), 'form.printed')
})

/**
 * The size of the type, in points, from the room a text takes: half an em wide and 1.2 em high for each letter. Good to
 * about a fifth; the last line of a paragraph makes it look larger than it is.
 */
export function estimatedPoints([, , width, height]: BoxMm, text: string): number {
  const em = Math.sqrt((width * height) / (0.5 * 1.2 * Math.max(1, text.length)))
  return Math.round((em / 25.4) * 72 * 10) / 10
}
/** Words of layer 1 only: a label or a number may be smaller. */
const smallerThan = (points: number) =>
  onPaper((form, { notice }) => {
    const words = new Set(firstLayer(notice).map(({ text }) => text))
    return form.layout.printed
      .filter(({ text }) => words.has(plain(text)))
      .map(({ roi_mm, text }) => ({ points: estimatedPoints(roi_mm, text), text }))
      .filter((line) => line.points < points)
      .map((line) => ({ where: 'form.printed', detail: `${line.points} pt: ${line.text.slice(0, 40)}` }))
  })
export const typeReadable = smallerThan(6)
export const typeComfortable = smallerThan(8)

const WIDTH = 210
const HEIGHT = 297
const SMALLEST_CODE = 15
export const codeOnTheSheet = onPaper((form) => {
  const [x, y, width, height] = form.layout.qr_mm
  const fits =
    Math.min(width, height) >= SMALLEST_CODE && x >= 0 && y >= 0 && x + width <= WIDTH && y + height <= HEIGHT
  return missing(fits, 'form.qr_mm')
})

export const cornerMarks = onPaper((form) => missing(form.layout.fiducials_mm.length >= 3, 'form.fiducials_mm'))

export const readableVersion = onPaper((form) => {
  const printed = printedText(form)
  return missing(
    printed.includes(form.id) && new RegExp(`v\\.? ?${form.version}\\b`, 'i').test(printed),
    'form.printed',
  )
})

const roleOf = { email: 'email', phone: 'phone', post: 'postalAddress' } as const
/** A yes names one exact number or address: without a place to write it, it names none. */
export const placeForEachChannel = onPaper((form) => {
  const roles = new Set<string>(Object.values(form.roles))
  const wanted = [...new Set(form.questions.map(({ channel }) => roleOf[kindForChannel(channel)]))]
  return wanted.filter((role) => !roles.has(role)).map((role) => ({ where: 'form.roles', detail: role }))
})

export const dateOnTheSheet = onPaper((form) => missing(Object.values(form.roles).includes('statedOn'), 'form.roles'))

export const nameOnTheSheet = onPaper((form) => {
  const roles = new Set<string>(Object.values(form.roles))
  return ['familyName', 'givenName']
    .filter((role) => !roles.has(role))
    .map((role) => ({ where: 'form.roles', detail: role }))
})

/** The Federal Network Agency wants the postal address of whoever agreed to be called. */
export const germanAddressField = onPaper((form, { notice }) => {
  const german = (notice.countries ?? (notice.language === 'de' ? ['DE'] : [])).includes('DE')
  const calls = form.questions.some(({ channel }) => channel === 'phone')
  return german && calls ? missing(Object.values(form.roles).includes('postalAddress'), 'form.roles') : []
})

export const signatureBelow = onPaper((form) => {
  const last = Math.max(...choices(form).map(({ roi_mm }) => bottom(roi_mm)))
  return top(form.layout.signature.roi_mm) < last ? [{ where: 'form.signature' }] : []
})
