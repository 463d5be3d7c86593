import { drawInk } from './draw-ink'
import { drawCrop, drawScan } from './draw-scan'
import { grouped } from './format'
import { type PageFlow, type Style, ink, measure, paper, style } from './page-flow'
import type { AnswerBlock, FactLine, NoticeBlock, ProofContent, SheetBlock, SignatureBlock } from './content-model'
import type { Say } from './words'

export function drawHead(
  flow: PageFlow,
  { title, number, summary, controller }: Pick<ProofContent, 'title' | 'number' | 'summary' | 'controller'>,
): void {
  flow.page.drawRectangle({ x: 0, y: paper.height - 7, width: paper.width, height: 7, color: ink.accent })
  flow.text(controller, style.label)
  flow.putLeftOf(number, style.label, paper.left + measure, flow.y + 3.2)
  flow.gap(4)
  flow.text(title, style.title)
  flow.gap(5)
  flow.text(summary, style.lead)
  flow.gap(2)
}

function heading(flow: PageFlow, text: string, keep: number): void {
  flow.gap(16)
  flow.room(style.heading.leading + keep)
  flow.text(text, style.heading)
  flow.gap(2)
  flow.rule()
  flow.gap(4)
}

const LABEL = 118

export function drawFacts(flow: PageFlow, title: string, facts: readonly FactLine[]): void {
  const whole = facts.reduce((height, fact) => height + factHeight(flow, fact, style.body) + 4, 0)
  heading(flow, title, Math.min(whole, 320))
  for (const fact of facts) drawFact(flow, fact)
}

function drawFact(flow: PageFlow, { label, value, note }: FactLine, look: Style = style.body): void {
  const [x, width] = [paper.left + LABEL, measure - LABEL]
  const height = factHeight(flow, { label, value, ...(note ? { note } : {}) }, look)
  flow.room(height + 4)
  const top = flow.y
  flow.text(label, style.label, { width: LABEL - 12 })
  flow.y = top
  flow.text(value, look, { x, width })
  if (note) flow.text(note, style.note, { x, width })
  flow.y = top - height - 4
}

function factHeight(flow: PageFlow, { label, value, note }: FactLine, look: Style): number {
  const width = measure - LABEL
  const said = flow.height(value, look, width) + (note ? flow.height(note, style.note, width) : 0)
  return Math.max(flow.height(label, style.label, LABEL - 12), said)
}

export function drawAnswers(flow: PageFlow, { answers }: Pick<ProofContent, 'answers'>, say: Say): void {
  heading(flow, say('section.choice'), 90)
  for (const [i, block] of answers.entries()) {
    if (i > 0) flow.gap(8)
    drawBlock(flow, block)
  }
}

const BOX = { width: 58, height: 21 } as const

function drawBlock(flow: PageFlow, { purpose, question, rows }: AnswerBlock): void {
  flow.room(80)
  flow.text(purpose, style.strong)
  if (question !== '' && question !== purpose) flow.text(question, style.note)
  flow.gap(4)
  for (const [i, { channel, contactPoint, word, note }] of rows.entries()) {
    const [x, width] = [paper.left + LABEL, measure - LABEL - BOX.width - 14]
    const height = Math.max(
      BOX.height,
      flow.height(contactPoint, style.body, width) + (note ? flow.height(note, style.note, width) : 0),
    )
    flow.room(height + 9)
    if (i > 0) flow.rule()
    flow.gap(4.5)
    const top = flow.y
    flow.text(channel, style.strong, { width: LABEL - 12 })
    flow.y = top
    flow.text(contactPoint, style.body, { x, width })
    if (note) flow.text(note, style.note, { x, width })
    // Yes and no: the same box, the same letters, the same colour.
    const box = { x: paper.left + measure - BOX.width, y: top - (height + BOX.height) / 2 }
    flow.page.drawRectangle({ ...box, ...BOX, borderColor: ink.strong, borderWidth: 0.9 })
    const middle = box.x + BOX.width / 2 - flow.width(word, style.strong) / 2
    flow.put(word, style.strong, middle, box.y + 6.6)
    flow.y = top - height - 4.5
  }
}

export async function drawSignature(
  flow: PageFlow,
  block: SignatureBlock,
  scan: SheetBlock['scan'],
  say: Say,
): Promise<void> {
  heading(flow, say('section.signature'), 110)
  if (block.kind === 'ink') {
    const width = Math.min(260, 96 * block.ink.aspect)
    const height = width / block.ink.aspect
    flow.room(height + 24)
    flow.gap(3)
    flow.y -= height
    const place = { x: paper.left, y: flow.y, width, height }
    flow.page.drawRectangle({ ...place, borderColor: ink.line, borderWidth: 0.6 })
    drawInk(flow.page, block.ink, place)
    flow.gap(4)
  }
  if (block.kind === 'paper' && block.crop && scan) {
    const { crop } = block
    const width = Math.min(220, (72 * crop.width) / crop.height)
    const height = (width * crop.height) / crop.width
    flow.room(height + 24)
    flow.gap(3)
    const frame = { x: paper.left, y: flow.y - height, width, height }
    if (await drawCrop(flow.doc, flow.page, { scan, crop, frame })) flow.y -= height + 4
  }
  if (block.kind === 'typed') flow.text(block.name, style.lead)
  flow.text(block.caption, style.note)
}

export function drawNotice(flow: PageFlow, { facts, words }: NoticeBlock, say: Say): void {
  heading(flow, say('section.words'), 120)
  for (const fact of facts) drawFact(flow, fact, fact.label === say('notice.hash') ? style.code : style.body)
  if (!words) return
  flow.gap(6)
  const quote = (text: string, look: Style): void => {
    for (const line of flow.lines(text, look, measure - 16)) {
      flow.room(look.leading)
      flow.text(line, look, { x: paper.left + 16, width: measure - 16 })
      // A bar along every line that is quoted, whatever page it falls on.
      flow.page.drawRectangle({ x: paper.left, y: flow.y, width: 2.4, height: look.leading, color: ink.accent })
    }
    flow.room(5)
    if (flow.y < paper.height - paper.top) {
      flow.y -= 5
      flow.page.drawRectangle({ x: paper.left, y: flow.y, width: 2.4, height: 5, color: ink.accent })
    }
  }
  quote(words.title, style.strong)
  for (const paragraph of words.paragraphs) quote(paragraph, style.body)
  for (const { text, rows } of words.questions) {
    quote(text, style.strong)
    for (const row of rows) quote(`\u2610 ${row}`, style.body)
  }
  if (!words.paragraphs.includes(words.withdrawal)) quote(words.withdrawal, style.body)
  const more = words.fullText.filter((paragraph) => !words.paragraphs.includes(paragraph))
  if (more.length > 0) quote(say('section.fullText'), style.label)
  for (const paragraph of more) quote(paragraph, style.fine)
}

/** The scan on a page of its own, as large as it allows. */
export async function drawSheet(flow: PageFlow, scan: NonNullable<SheetBlock['scan']>, say: Say): Promise<void> {
  flow.newPage()
  flow.text(say('section.sheet'), style.heading)
  flow.gap(6)
  const frame = { x: paper.left, y: paper.bottom + 22, width: measure, height: flow.y - paper.bottom - 22 }
  const drawn = await drawScan(flow.doc, flow.page, scan, frame)
  if (drawn) flow.y = paper.bottom + 18
  flow.text(drawn ? scan.caption : say('sheet.notDrawn', { file: scan.file }), style.note)
}

export function drawReading(flow: PageFlow, rows: SheetBlock['rows'], say: Say): void {
  heading(flow, say('section.reading'), 60)
  const columns = [0, 0.36, 0.7].map((part) => paper.left + part * measure)
  const width = 0.3 * measure
  const line = (cells: readonly string[], looks: readonly Style[]): void => {
    const heights = cells.map((cell, i) => flow.height(cell, looks[i] ?? style.body, width))
    flow.room(Math.max(...heights) + 4)
    const top = flow.y
    for (const [i, cell] of cells.entries()) {
      flow.y = top
      flow.text(cell, looks[i] ?? style.body, { x: columns[i] ?? paper.left, width })
    }
    flow.y = top - Math.max(...heights) - 2.5
    flow.rule()
    flow.y -= 1.5
  }
  line([say('reading.field'), say('reading.confirmed'), say('reading.read')], [style.label, style.label, style.label])
  for (const { label, confirmed, read } of rows) line([label, confirmed, read], [style.label, style.body, style.label])
}

export function drawPlaces(flow: PageFlow, places: readonly FactLine[], say: Say): void {
  heading(flow, say('section.place'), 60)
  for (const place of places) drawFact(flow, place, style.code)
}

export function drawMeaning(flow: PageFlow, meaning: readonly string[], say: Say): void {
  heading(flow, say('section.meaning'), 60)
  for (const sentence of meaning) {
    flow.text(sentence, style.fine)
    flow.gap(4)
  }
}

/** What lets a page that got loose find its document again: number, fingerprint, page. */
export function drawFeet(
  flow: PageFlow,
  { number, fingerprint, title }: Pick<ProofContent, 'number' | 'fingerprint' | 'title'>,
  say: Say,
): void {
  const pages = flow.doc.getPages()
  for (const [i, page] of pages.entries()) {
    flow.page = page
    const right = paper.left + measure
    if (i > 0) {
      flow.put(title, style.note, paper.left, paper.height - 40)
      flow.putLeftOf(say('number', { number }), style.note, right, paper.height - 40)
    }
    flow.y = 48
    flow.rule()
    flow.put(say('number', { number }), style.note, paper.left, 35)
    flow.putLeftOf(say('page', { page: i + 1, pages: pages.length }), style.note, right, 35)
    flow.put(
      `${say('fingerprint')} ${grouped(fingerprint)}`,
      { ...style.code, size: 6.6, color: ink.quiet },
      paper.left,
      24,
    )
  }
}
