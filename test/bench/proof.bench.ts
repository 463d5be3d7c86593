import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fontkit from '@pdf-lib/fontkit'
import { PDFDocument } from 'pdf-lib'
import { test } from 'vitest'
import { drawProof } from '@shared/proof/draw-proof'
import { bytesOfFile } from '@shared/proof/proof-file'
import { verifyPdf } from '@shared/proof/verify-pdf'
import { verifyProof } from '@shared/proof/verify-proof'
import { flyer, meeting } from '../builders/drafts'
import { flyerProof, meetingProof, nodeProofCrypto } from '../builders/proof'
import { fonts, wordsOf } from '../builders/proof-drawing'
import { median, report, timed } from './report'

const scan = new Uint8Array(readFileSync(resolve(import.meta.dirname, '../fixtures/paper/pages/dev-017.jpg')))
const met = meetingProof(meeting())
const sheet = flyerProof(flyer(), scan, 'image/jpeg')
const words = wordsOf('de')
const drawing = { fonts, words: wordsOf }

/** A page of forty lines with a font of its own and nothing else: what the PDF library alone costs in this run. */
async function plainPage(): Promise<void> {
  const doc = await PDFDocument.create()
  doc.registerFontkit(fontkit)
  const font = await doc.embedFont(fonts.text, { subset: true })
  const page = doc.addPage([595.28, 841.89])
  for (let i = 0; i < 40; i++)
    page.drawText(`Zeile ${i}: Ich bin einverstanden, dass die Muster GmbH`, { x: 50, y: 800 - 18 * i, size: 10, font })
  await doc.save()
}

test('what a proof costs', async () => {
  const peer = median(await timed(15, plainPage))
  const meetingMs = median(await timed(20, () => drawProof(met, words, fonts)))
  const sheetMs = median(await timed(20, () => drawProof(sheet, words, fonts)))
  report({ name: 'pdf-lib, one plain page of 40 lines', value: peer, unit: 'ms' })
  report({
    name: 'proof of a meeting, 3 pages',
    value: meetingMs,
    unit: 'ms',
    against: { peer: 'plain page', ratio: peer / meetingMs },
  })
  report({ name: `proof of a sheet (scan of ${Math.round(scan.length / 1000)} kB)`, value: sheetMs, unit: 'ms' })

  const before = process.cpuUsage()
  for (let i = 0; i < 10; i++) await drawProof(met, words, fonts)
  const { user, system } = process.cpuUsage(before)
  report({ name: 'proof of a meeting, processor time', value: (user + system) / 10_000, unit: 'ms' })

  const [meetingPdf, sheetPdf] = [await drawProof(met, words, fonts), await drawProof(sheet, words, fonts)]
  report({ name: 'proof of a meeting', value: meetingPdf.length, unit: 'bytes' })
  report({ name: 'proof of a sheet', value: sheetPdf.length, unit: 'bytes' })
  report({ name: 'proof of a sheet, without the scan twice', value: sheetPdf.length - 2 * scan.length, unit: 'bytes' })
  report({ name: 'signed record of a meeting (proof.json)', value: bytesOfFile(met.file).length, unit: 'bytes' })

  const record = median(await timed(20, () => verifyProof(met, nodeProofCrypto)))
  const whole = median(await timed(15, () => verifyPdf(meetingPdf, { crypto: nodeProofCrypto, drawing })))
  report({ name: 'checking the record of a meeting', value: record, unit: 'ms' })
  report({ name: 'checking its PDF, pages drawn again', value: whole, unit: 'ms' })
})
