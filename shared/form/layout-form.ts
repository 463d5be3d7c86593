import { type Result, notOk, ok } from '../base/result'
import type { BoxMm, FieldRole, FormTemplate, PaperLayout } from '../capture/form-template'
import { type FontBytes, openPrint } from '../proof/open-print'
import type { PageFlow } from '../proof/page-flow'
import { type Channel, kindForChannel } from '../terms/contact-point'
import type { FormTemplateId } from '../terms/ids'
import type { Notice } from '../terms/notice'
import type { Controller } from '../terms/party'
import { type PrintClass, roomFor, SHEET } from './print'
import type { SheetWords } from './words'

export type FormNeeds = {
  readonly notice: Notice
  readonly controller: Controller
  readonly template: FormTemplateId
  readonly version: number
  /** In the language of the notice. */
  readonly words: SheetWords
  readonly fonts: FontBytes
}

/** The text is longer than one side of A4 can hold in letters that can be read. */
export type FormProblem = { readonly key: 'form.too-long'; readonly overByMm: number }

/** Text starts here, clear of the corner squares. */
const LEFT = 16
const RIGHT = 194
const WIDTH = RIGHT - LEFT
const COLUMN = 86
const SECOND = RIGHT - COLUMN
/** Beside and below the code and its number. */
const CODE: BoxMm = [166, 15, 24, 24]
const CODE_END = 47
const BESIDE_CODE = 143
const BOTTOM = 280

const FIELD = 8.6
const COMB = 8
const CELL = 5.7
/** Labels stand clear of where people write. */
const LABEL = 4.2
const FIELD_ROW = LABEL + FIELD + 2.8
const BOX = 4.2
const BOX_ROW = 8.2

/**
 * Lays a notice out on one side of A4, in millimetres, once: what is printed, what is read back and what the linter
 * judges are this layout. Words first, then who, then the boxes, then day and signature; the full text below.
 */
export async function layoutForm(needs: FormNeeds): Promise<Result<FormTemplate, FormProblem>> {
  const { flow } = await openPrint(needs.fonts)
  const page = new PageLayout(flow)
  head(page, needs)
  who(page, needs)
  choices(page, needs)
  dayAndSignature(page, needs)
  fullText(page, needs)
  if (page.y > BOTTOM) return notOk({ key: 'form.too-long', overByMm: Math.ceil(page.y - BOTTOM) })
  return ok(templateFrom(page, needs))
}

/** Where the next thing stands, and all that stands there already. */
class PageLayout {
  y = 15
  readonly printed: PaperLayout['printed'] = []
  readonly fields: PaperLayout['fields'] = []
  readonly boxes: PaperLayout['boxes'] = []
  readonly roles: FormTemplate['roles'] = {}
  readonly questions: FormTemplate['questions'] = []
  signature: BoxMm = [0, 0, 0, 0]

  constructor(private readonly flow: PageFlow) {}

  print(text: string, cls: PrintClass, { x = LEFT, width = WIDTH, y = this.y } = {}): number {
    const roi_mm = roomFor(this.flow, text, cls, [x, y, width])
    this.printed.push({ roi_mm, text, cls })
    return roi_mm[3]
  }

  /** Text in the way down the page, beside the code as long as the code is there. */
  below(text: string, cls: PrintClass, gap: number): void {
    this.y += this.print(text, cls, { width: this.y < CODE_END ? BESIDE_CODE : WIDTH }) + gap
  }

  field(name: string, role: FieldRole, type: string, label: string, [x, width]: readonly [number, number]): void {
    this.print(label, 'label', { x, width })
    const roi_mm: BoxMm = [x, this.y + LABEL, width, FIELD]
    this.fields.push({ name, type, kind: 'line', roi_mm })
    this.roles[name] = role
  }

  comb(name: string, role: FieldRole, type: string, label: string, [x, cells]: readonly [number, number]): void {
    this.print(label, 'label', { x, width: COLUMN })
    const roi_mm: BoxMm = [x, this.y + LABEL, cells * CELL, COMB]
    this.fields.push({ name, type, kind: 'comb', cells, roi_mm })
    this.roles[name] = role
  }

  get nextBox(): string {
    return `box${this.boxes.length}`
  }
}

function head(page: PageLayout, { notice, controller, words }: FormNeeds): void {
  page.below(notice.title, 'h1', 0.6)
  page.below(`${controller.name}, ${controller.postalAddress}`, 'by', 2.4)
  for (const paragraph of notice.paragraphs) page.below(paragraph, 'p', 1.6)
  page.below(notice.withdrawal, 'strong', 1.6)
  page.below(`${words.emptyIsNo} ${words.how}`, 'p', 0)
  page.y = Math.max(page.y + 3.4, CODE_END + 1)
}

/** Only what the questions need: a channel nobody asks about has no place to write its number in. */
function who(page: PageLayout, { notice, words: { field, dayMonthYear } }: FormNeeds): void {
  const wanted = new Set(notice.questions.flatMap(({ channels }) => channels.map(kindForChannel)))
  page.field('last', 'familyName', 'name', field.familyName, [LEFT, COLUMN])
  page.field('first', 'givenName', 'name', field.givenName, [SECOND, COLUMN])
  page.y += FIELD_ROW
  page.comb('birth', 'birthDate', 'date8', `${field.birthDate} (${dayMonthYear})`, [LEFT, 8])
  if (wanted.has('phone')) page.comb('phone', 'phone', 'phone', field.phone, [SECOND, 15])
  page.y += FIELD_ROW
  if (wanted.has('email')) {
    page.field('email', 'email', 'email', field.email, [LEFT, WIDTH])
    page.y += FIELD_ROW
  }
  if (wanted.has('post') || callsInGermany(notice)) {
    page.field('address', 'postalAddress', 'address', field.postalAddress, [LEFT, WIDTH])
    page.y += FIELD_ROW
  }
  page.y += 1
}

/** Whoever agreed to be called is documented with their postal address (BNetzA, 7 July 2022). */
const callsInGermany = ({ countries, language, questions }: Notice): boolean =>
  (countries ?? (language === 'de' ? ['DE'] : [])).includes('DE') &&
  questions.some(({ channels }) => channels.includes('phone'))

/** One box for each purpose and channel, all alike; a question of its own stands apart. */
function choices(page: PageLayout, { notice, words }: FormNeeds): void {
  for (const question of notice.questions) {
    if (question.separate) {
      page.y += 1.2
      page.below(words.apart, 'label', 0.4)
    }
    page.below(question.text, 'q', 1.8)
    for (const [at, channel] of question.channels.entries()) {
      const x = at % 2 === 0 ? LEFT : SECOND
      box(page, x, question, channel, words)
      if (at % 2 === 1 || at === question.channels.length - 1) page.y += BOX_ROW
    }
    page.y += 0.8
  }
}

function box(
  page: PageLayout,
  x: number,
  { purpose, purposeVersion }: Notice['questions'][number],
  channel: Channel,
  words: SheetWords,
): void {
  const name = page.nextBox
  page.boxes.push({ name, roi_mm: [x, page.y, BOX, BOX], round: false })
  page.questions.push({ box: name, purpose, purposeVersion, channel })
  page.print(words.channel[channel], 'div', { x: x + BOX + 2.4, width: COLUMN - BOX - 2.4, y: page.y + 0.05 })
}

function dayAndSignature(page: PageLayout, { words: { field, dayMonthYear, signature } }: FormNeeds): void {
  page.y += 0.6
  page.comb('date', 'statedOn', 'date8', `${field.statedOn} (${dayMonthYear})`, [LEFT, 8])
  page.print(signature, 'label', { x: SECOND, width: COLUMN })
  page.signature = [SECOND, page.y + LABEL, COLUMN, 20]
  page.y += LABEL + 20 + 3.6
}

/** Layer 2 in two columns, cut between paragraphs where both come out nearest to equal. */
function fullText(page: PageLayout, { notice, words, template, version }: FormNeeds): void {
  page.below(words.fullText, 'h2', 1)
  const top = page.y
  const heights = notice.fullText.map((text) => page.print(text, 'fine', { width: COLUMN }) + 1.1)
  const all = heights.reduce((sum, height) => sum + height, 0)
  const placed = page.printed.splice(page.printed.length - heights.length)
  let best = { at: 0, height: all }
  for (let at = 1, left = 0; at <= heights.length; at++) {
    left += heights[at - 1] ?? 0
    const height = Math.max(left, all - left)
    if (height < best.height) best = { at, height }
  }
  let [left, right] = [top, top]
  for (const [at, text] of placed.entries()) {
    const inLeft = at < best.at
    const [, , width, height] = text.roi_mm
    page.printed.push({ ...text, roi_mm: inLeft ? [LEFT, left, width, height] : [SECOND, right, width, height] })
    if (inLeft) left += heights[at] ?? 0
    else right += heights[at] ?? 0
  }
  page.y = Math.max(left, right)
  page.print(`${template} v${version}`, 'code', { y: 284.5 })
}

const templateFrom = (page: PageLayout, { notice, template, version }: FormNeeds): FormTemplate => ({
  id: template,
  version,
  controller: notice.controller,
  language: notice.language,
  notice: notice.id,
  layout: {
    template,
    version,
    lang: notice.language,
    qr_mm: CODE,
    fiducials_mm: [
      [10, 10],
      [SHEET.width - 10, 10],
      [10, SHEET.height - 10],
      [SHEET.width - 10, SHEET.height - 10],
    ],
    fields: page.fields.map((field) => ({ ...field, roi_mm: rounded(field.roi_mm) })),
    boxes: page.boxes.map((one) => ({ ...one, roi_mm: rounded(one.roi_mm) })),
    signature: { roi_mm: rounded(page.signature) },
    printed: page.printed.map((text) => ({ ...text, roi_mm: rounded(text.roi_mm) })),
  },
  roles: page.roles,
  questions: page.questions,
})

const rounded = ([x, y, width, height]: BoxMm): BoxMm => {
  const round = (mm: number): number => Math.round(mm * 100) / 100
  return [round(x), round(y), round(width), round(height)]
}
