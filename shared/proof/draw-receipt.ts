import { PDFName, PDFString } from 'pdf-lib'
import type { Bytes } from '../base/bytes'
import { type CodeModules, darkRuns } from '../paper/code-modules'
import { drawAnswers, drawFacts, drawFeet, drawHead } from './draw-parts'
import { type FontBytes, openPrint } from './open-print'
import { type PageFlow, ink, measure, paper, style } from './page-flow'
import type { ReceiptContent } from './receipt-content'
import { type ProofWords, sayFrom } from './words'

export type ReceiptToDraw = {
  readonly content: ReceiptContent
  /** The content's `codeText` as a QR code. */
  readonly code: CodeModules
  readonly words: ProofWords
}

/** Millimetres of paper in points. A code of 38 mm is read by any phone at arm's length. */
const CODE = (38 / 25.4) * 72

/** Draws a receipt as a PDF, A4, to be printed or handed over as a file. */
export async function drawReceipt({ content, code, words }: ReceiptToDraw, fonts: FontBytes): Promise<Bytes> {
  const say = sayFrom(words)
  const { doc, flow } = await openPrint(fonts)
  drawHead(flow, content)
  drawAnswers(flow, content, say)
  drawFacts(flow, say('receipt.withdrawHeading'), [])
  for (const sentence of content.withdrawal) {
    flow.text(sentence, style.body)
    flow.gap(4)
  }
  drawCode(flow, code, say('receipt.code'))
  // The foot of every page carries the fingerprint.
  drawFacts(
    flow,
    say('receipt.facts'),
    content.facts.filter(({ label }) => label !== say('fingerprint')),
  )
  drawFeet(flow, content, say)
  doc.setTitle(`${content.title} ${content.number}`, { showInWindowTitleBar: true })
  doc.setAuthor(content.controller)
  doc.setProducer('consent-workstation')
  doc.catalog.set(PDFName.of('Lang'), PDFString.of(content.language))
  return new Uint8Array(await doc.save({ useObjectStreams: true, addDefaultPage: false }))
}

function drawCode(flow: PageFlow, code: CodeModules, caption: string): void {
  flow.gap(16)
  flow.room(CODE + 8)
  flow.y -= CODE
  const side = CODE / code.size
  for (const { x, y, width } of darkRuns(code))
    flow.page.drawRectangle({
      x: paper.left + x * side,
      y: flow.y + CODE - (y + 1) * side,
      width: width * side,
      height: side,
      color: ink.text,
    })
  const beside = paper.left + CODE + 20
  const bottom = flow.y
  flow.y += CODE
  flow.text(caption, style.note, { x: beside, width: measure - CODE - 20 })
  flow.y = bottom - 6
}
