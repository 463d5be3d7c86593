import fontkit from '@pdf-lib/fontkit'
import { PDFDocument } from 'pdf-lib'
import type { Bytes } from '../base/bytes'
import { type Face, PageFlow } from './page-flow'

/** TrueType fonts, whole; what is used of them is put into the PDF. */
export type FontBytes = Readonly<Record<Face, Bytes>>

/** A document to print into, with the fonts in it. The same input gives the same bytes: it has no date. */
export async function openPrint(fonts: FontBytes): Promise<{ readonly doc: PDFDocument; readonly flow: PageFlow }> {
  const doc = await PDFDocument.create({ updateMetadata: false })
  doc.registerFontkit(cachingFontkit)
  const embed = (bytes: Bytes) => doc.embedFont(bytes, { subset: true, features: { liga: false } })
  const flow = new PageFlow(doc, {
    text: await embed(fonts.text),
    bold: await embed(fonts.bold),
    mono: await embed(fonts.mono),
  })
  return { doc, flow }
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
