import { createCanvas, Image, type Canvas } from '@napi-rs/canvas'
import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { notOk, ok, type Result } from '@shared/base/result'
import type { PaperProblem } from '@shared/capture/reading'
import { gated, MOST_PAGES, type PaperFile } from '@shared/paper/gate'
import { heicPicture } from '@shared/paper/heic'
import { shrunkTo, type Picture } from '@shared/paper/picture'
import { readingSize } from '@shared/paper/reading-size'
import { rasterFromRgba, type Raster } from '@shared/paper/raster'
import { openTiff } from '@shared/paper/tiff'

/** A picture or PDF whose pages can be had one at a time, so that a stack never stands in memory whole. */
export type OpenPaper = {
  readonly pages: number
  readonly page: (number: number) => Promise<Result<PagePicture, PaperProblem>>
  readonly close: () => Promise<void>
}

/** `shrunk`: pixels of the picture as shown for each pixel of `raster`. */
export type PagePicture = { readonly raster: Raster; readonly shrunk: number }

export async function openPaper(bytes: Uint8Array): Promise<Result<OpenPaper, PaperProblem>> {
  const file = gated(bytes)
  if (!file.ok) return file
  const { value } = file
  if (value.kind === 'pdf') return openPdf(bytes)
  const close = async (): Promise<void> => undefined
  if (value.kind === 'tiff') {
    const { pages, page } = openTiff(bytes)
    return ok({ pages, page: async (number) => rasterFrom(page(number)), close })
  }
  const page = async (): Promise<Result<PagePicture, PaperProblem>> =>
    value.kind === 'heic' ? rasterFrom(await heicPicture(bytes)) : pictureFrom(bytes, value)
  return ok({ pages: 1, page, close })
}

function rasterFrom(picture: Result<Picture, PaperProblem>): Result<PagePicture, PaperProblem> {
  if (!picture.ok) return picture
  const { width, height, shrunk } = readingSize(picture.value.width, picture.value.height)
  const small = shrunkTo(picture.value, { width, height })
  return ok({ raster: rasterFromRgba(width, height, small.rgba), shrunk })
}

/** The decoder turns a picture as its EXIF asks; the gate counts width and height the same way. */
async function pictureFrom(
  bytes: Uint8Array,
  file: Extract<PaperFile, { width: number }>,
): Promise<Result<PagePicture, PaperProblem>> {
  const image = new Image()
  try {
    image.src = bytes
    await image.decode()
  } catch {
    return notOk({ key: 'paper.damaged' })
  }
  if (image.width !== file.width || image.height !== file.height) return notOk({ key: 'paper.damaged' })
  const { width, height, shrunk } = readingSize(image.width, image.height)
  return ok({ raster: rasterOf(canvasWith(image, width, height)), shrunk })
}

let canvas: Canvas | undefined

/** One canvas for all pages: twenty megabytes each would keep the memory busy. What is read is copied out of it at once. */
function canvasWith(image: Image, width: number, height: number): Canvas {
  if (canvas?.width !== width || canvas.height !== height) canvas = createCanvas(width, height)
  const pen = canvas.getContext('2d')
  // What is transparent counts as white paper.
  pen.fillStyle = 'white'
  pen.fillRect(0, 0, width, height)
  pen.imageSmoothingEnabled = width !== image.width
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(image, 0, 0, width, height)
  return canvas
}

/** The canvas is opaque here: its own bytes are the colours, and need not be copied out and divided by their alpha. */
function rasterOf(canvas: Canvas): Raster {
  return rasterFromRgba(canvas.width, canvas.height, canvas.data())
}

/** 200 dpi: what an office scanner makes. A finer scan inside the PDF loses nothing we read. */
const PDF_DPI = 200

async function openPdf(bytes: Uint8Array): Promise<Result<OpenPaper, PaperProblem>> {
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  const within = (part: string): string => join(folder, part) + sep
  GlobalWorkerOptions.workerSrc = pathToFileURL(join(folder, 'legacy', 'build', 'pdf.worker.mjs')).href
  const task = getDocument({
    // The reader keeps what it is given; the caller still needs its own.
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    useSystemFonts: false,
    cMapUrl: within('cmaps'),
    standardFontDataUrl: within('standard_fonts'),
    wasmUrl: within('wasm'),
    iccUrl: within('iccs'),
    verbosity: 0,
  })
  let document: PDFDocumentProxy
  try {
    document = await task.promise
  } catch (why) {
    await task.destroy()
    return notOk({
      key: why instanceof Error && why.name === 'PasswordException' ? 'paper.encrypted' : 'paper.damaged',
    })
  }
  const close = (): Promise<void> => task.destroy()
  if (document.numPages > MOST_PAGES) {
    await close()
    return notOk({ key: 'paper.too-many-pages', detail: String(document.numPages) })
  }
  return ok({ pages: document.numPages, page: (number) => pdfPage(document, number), close })
}

async function pdfPage(document: PDFDocumentProxy, number: number): Promise<Result<PagePicture, PaperProblem>> {
  try {
    const page = await document.getPage(number)
    const natural = page.getViewport({ scale: PDF_DPI / 72 })
    const { width, height, shrunk } = readingSize(Math.ceil(natural.width), Math.ceil(natural.height))
    const viewport = page.getViewport({ scale: PDF_DPI / 72 / shrunk })
    const canvas = createCanvas(width, height)
    const pen = canvas.getContext('2d')
    pen.fillStyle = 'white'
    pen.fillRect(0, 0, width, height)
    // The Node build draws on this canvas, whose type it does not know.
    const drawing: unknown = { canvasContext: pen, viewport, canvas: null }
    await page.render(drawing as Drawing).promise
    page.cleanup()
    return ok({ raster: rasterOf(canvas), shrunk })
  } catch {
    return notOk({ key: 'paper.damaged' })
  }
}

type Drawing = Parameters<Awaited<ReturnType<PDFDocumentProxy['getPage']>>['render']>[0]
