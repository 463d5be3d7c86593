import fontkit from '@pdf-lib/fontkit'
import { PDFDocument, PDFName, PDFString } from 'pdf-lib'
import type { Bytes } from '../base/bytes'
import { attachProof } from './attach'
import { drawInk } from './draw-ink'
import { drawCrop, drawScan } from './draw-scan'
import { grouped } from './format'
import { FINGERPRINT_KEYWORD } from './open-proof'
import { type Face, PageFlow, type Style, ink, measure, paper, style } from './page-flow'
import {
  type AnswerBlock,
  type FactLine,
  type NoticeBlock,
  type ProofContent,
  type SheetBlock,
  type SignatureBlock,
  proofContent,
} from './proof-content'
import { type Proof, toldFrom } from './proof-file'
import { type ProofWords, type Say, sayFrom } from './words'

/** TrueType fonts, whole; what is used of them is put into the PDF. */
export type FontBytes = Readonly<Record<Face, Bytes>>

/**
 * Draws a proof as an A4 PDF with the record and the evidence attached. The same proof with the same fonts and words is
 * drawn as the same bytes: its dates are those of the record, so that a checker can draw it again and compare.
 */
export async function drawProof(proof: Proof, words: ProofWords, fonts: FontBytes): Promise<Bytes> {
  const say = sayFrom(words)
  const content = proofContent(proof, say)
  const doc = await PDFDocument.create({ updateMetadata: false })
  doc.registerFontkit(cachingFontkit)
  const embed = (bytes: Bytes) => doc.embedFont(bytes, { subset: true, features: { liga: false } })
  const flow = new PageFlow(doc, {
    text: await embed(fonts.text),
    bold: await embed(fonts.bold),
    mono: await embed(fonts.mono),
  })

  drawHead(flow, content)
  if (content.answers.length > 0) drawAnswers(flow, content, say)
  if (content.said.length > 0) drawFacts(flow, say('section.said'), content.said)
  drawFacts(flow, say('section.person'), content.person)
  if (content.signature) await drawSignature(flow, content.signature, content.sheet?.scan ?? null, say)
  drawFacts(flow, say('section.times'), content.times)
  drawFacts(flow, say('section.origin'), content.origin)
  for (const notice of content.notices) drawNotice(flow, notice, say)
  drawPlaces(flow, content.places, say)
  drawMeaning(flow, content.meaning, say)
  drawFacts(flow, say('section.attached'), content.attachments)
  if (content.sheet) await drawSheet(flow, content.sheet, say)
  if (flow.spelledOut) {
    flow.gap(12)
    flow.text(say('unprintable'), style.note)
  }
  drawFeet(flow, content, say)
  describe(doc, proof, content)
  await attachProof(doc, proof, say, madeAt(proof))
  return new Uint8Array(await doc.save({ useObjectStreams: true, addDefaultPage: false }))
}

/** Parsing a font is most of the work; a batch does it once. */
const parsed = new WeakMap<Uint8Array, ReturnType<typeof fontkit.create>>()
const cachingFontkit: typeof fontkit = {
  create: (bytes, name) => {
    const known = parsed.get(bytes) ?? fontkit.create(bytes, name)
    parsed.set(bytes, known)
    return known
  },
}

function drawHead(flow: PageFlow, { title, number, summary, controller }: ProofContent): void {
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

function drawFacts(flow: PageFlow, title: string, facts: readonly FactLine[]): void {
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

function drawAnswers(flow: PageFlow, { answers }: ProofContent, say: Say): void {
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

async function drawSignature(flow: PageFlow, block: SignatureBlock, scan: SheetBlock['scan'], say: Say): Promise<void> {
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

function drawNotice(flow: PageFlow, { facts, words }: NoticeBlock, say: Say): void {
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

async function drawSheet(flow: PageFlow, { scan, rows }: NonNullable<ProofContent['sheet']>, say: Say): Promise<void> {
  if (scan) {
    flow.newPage()
    flow.text(say('section.sheet'), style.heading)
    flow.gap(6)
    const frame = { x: paper.left, y: paper.bottom + 22, width: measure, height: flow.y - paper.bottom - 22 }
    const drawn = await drawScan(flow.doc, flow.page, scan, frame)
    if (drawn) flow.y = paper.bottom + 18
    flow.text(drawn ? scan.caption : say('sheet.notDrawn', { file: scan.file }), style.note)
    if (drawn) flow.newPage()
  }
  if (rows.length > 0) drawReading(flow, rows, say)
}

function drawReading(flow: PageFlow, rows: NonNullable<ProofContent['sheet']>['rows'], say: Say): void {
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

function drawPlaces(flow: PageFlow, places: readonly FactLine[], say: Say): void {
  heading(flow, say('section.place'), 60)
  for (const place of places) drawFact(flow, place, style.code)
}

function drawMeaning(flow: PageFlow, meaning: readonly string[], say: Say): void {
  heading(flow, say('section.meaning'), 60)
  for (const sentence of meaning) {
    flow.text(sentence, style.fine)
    flow.gap(4)
  }
}

/** What lets a page that got loose find its document again: number, fingerprint, page. */
function drawFeet(flow: PageFlow, { number, fingerprint, title }: ProofContent, say: Say): void {
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

/** The device's own time of the last entry: the one date this document may carry. */
function madeAt(proof: Proof): Date {
  const times = toldFrom(proof.file.record).map(({ recorded }) => recorded.recordedAt)
  return new Date(times.sort().at(-1) ?? 0)
}

function describe(
  doc: PDFDocument,
  proof: Proof,
  { title, number, controller, fingerprint, language }: ProofContent,
): void {
  const at = madeAt(proof)
  doc.setTitle(`${title} ${number}`, { showInWindowTitleBar: true })
  doc.setAuthor(controller)
  doc.setSubject(title)
  doc.setKeywords([`${FINGERPRINT_KEYWORD}${fingerprint}`])
  doc.setProducer('consent-workstation')
  doc.setCreator(`consent-workstation proof ${proof.file.drawnBy}`)
  doc.setCreationDate(at)
  doc.setModificationDate(at)
  doc.catalog.set(PDFName.of('Lang'), PDFString.of(language))
}
