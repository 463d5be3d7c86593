import { type PDFDocument, PDFName, PDFString } from 'pdf-lib'
import type { Bytes } from '../base/bytes'
import { attachProof } from './attach'
import {
  drawAnswers,
  drawFacts,
  drawFeet,
  drawHead,
  drawMeaning,
  drawNotice,
  drawPlaces,
  drawReading,
  drawSheet,
  drawSignature,
} from './draw-parts'
import { FINGERPRINT_KEYWORD } from './open-proof'
import { type FontBytes, openPrint } from './open-print'
import { style } from './page-flow'
import type { ProofContent } from './content-model'
import { proofContent } from './proof-content'
import { type Proof, toldFrom } from './proof-file'
import { type ProofWords, sayFrom } from './words'

/**
 * Draws a proof as an A4 PDF with the record and the evidence attached. The same proof with the same fonts and words is
 * drawn as the same bytes: its dates are those of the record, so that a checker can draw it again and compare.
 */
export async function drawProof(proof: Proof, words: ProofWords, fonts: FontBytes): Promise<Bytes> {
  const say = sayFrom(words)
  const content = proofContent(proof, say)
  const { doc, flow } = await openPrint(fonts)

  drawHead(flow, content)
  if (content.answers.length > 0) drawAnswers(flow, content, say)
  if (content.said.length > 0) drawFacts(flow, say('section.said'), content.said)
  drawFacts(flow, say('section.person'), content.person)
  if (content.signature) await drawSignature(flow, content.signature, content.sheet?.scan ?? null, say)
  drawFacts(flow, say('section.times'), content.times)
  drawFacts(flow, say('section.origin'), content.origin)
  for (const notice of content.notices) drawNotice(flow, notice, say)
  if (content.sheet && content.sheet.rows.length > 0) drawReading(flow, content.sheet.rows, say)
  drawPlaces(flow, content.places, say)
  drawMeaning(flow, content.meaning, say)
  drawFacts(flow, say('section.attached'), content.attachments)
  if (flow.spelledOut) {
    flow.gap(12)
    flow.text(say('unprintable'), style.note)
  }
  if (content.sheet?.scan) await drawSheet(flow, content.sheet.scan, say)
  drawFeet(flow, content, say)
  describe(doc, proof, content)
  await attachProof(doc, proof, say, madeAt(proof))
  return new Uint8Array(await doc.save({ useObjectStreams: true, addDefaultPage: false }))
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
