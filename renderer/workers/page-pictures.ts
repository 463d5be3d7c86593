import type { PDFDocumentProxy } from 'pdfjs-dist'
import { getDocument, GlobalWorkerOptions } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Bytes } from '@shared/base/bytes'
import { notOk, ok, type Result } from '@shared/base/result'
import type { PaperProblem } from '@shared/capture/reading'
import { gated, MOST_PAGES, type PaperFile } from '@shared/paper/gate'
import { heicPicture } from '@shared/paper/heic'
import { shrunkTo, type Picture } from '@shared/paper/picture'
import { rasterFromRgba, type Raster } from '@shared/paper/raster'
import { readingSize } from '@shared/paper/reading-size'
import { openTiff } from '@shared/paper/tiff'
import type { PageImage } from './reading-messages'

/** A file whose pages can be had one at a time, so that a stack never stands in memory whole. */
export type OpenPaper = {
  readonly pages: number
  readonly page: (number: number) => Promise<Result<PagePicture, PaperProblem>>
  readonly close: () => Promise<void>
}

export type PagePicture = { readonly raster: Raster; readonly shrunk: number; readonly image: PageImage }

export async function openPaper(bytes: Bytes, base: string): Promise<Result<OpenPaper, PaperProblem>> {
  const file = gated(bytes)
  if (!file.ok) return file
  const { value } = file
  if (value.kind === 'pdf') return openPdf(bytes, base)
  const close = async (): Promise<void> => undefined
  if (value.kind === 'tiff') {
    const { pages, page } = openTiff(bytes)
    return ok({ pages, page: (number) => drawnFrom(page(number)), close })
  }
  const page = async (): Promise<Result<PagePicture, PaperProblem>> =>
    value.kind === 'heic' ? drawnFrom(await heicPicture(bytes)) : pictureFrom(bytes, value)
  return ok({ pages: 1, page, close })
}

/** What the browser cannot show as it came (a page of a TIFF, a HEIC) is shown and kept as a JPEG of the page. */
async function drawnFrom(picture: Result<Picture, PaperProblem>): Promise<Result<PagePicture, PaperProblem>> {
  if (!picture.ok) return picture
  const { width, height } = readingSize(picture.value.width, picture.value.height)
  const { rgba } = shrunkTo(picture.value, { width, height })
  const canvas = new OffscreenCanvas(width, height)
  penOn(canvas).putImageData(new ImageData(new Uint8ClampedArray(rgba), width, height), 0, 0)
  return ok({ raster: rasterFromRgba(width, height, rgba), shrunk: 1, image: await shownFrom(canvas) })
}

async function shownFrom(canvas: OffscreenCanvas): Promise<PageImage> {
  const shown = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 })
  emptied(canvas)
  return { bytes: new Uint8Array(await shown.arrayBuffer()), media: 'image/jpeg' }
}

async function pictureFrom(
  bytes: Bytes,
  { kind, width, height, orientation }: Extract<PaperFile, { width: number }>,
): Promise<Result<PagePicture, PaperProblem>> {
  const media = kind === 'heic' ? 'image/heic' : (`image/${kind}` as const)
  const size = readingSize(width, height)
  // A huge upright picture is decoded small at once. Whether sizes count before or after turning differs by browser.
  const small = size.shrunk > 1 && orientation === 1
  try {
    const bitmap = await createImageBitmap(new Blob([bytes], { type: media }), {
      imageOrientation: 'from-image',
      ...(small ? { resizeWidth: size.width, resizeHeight: size.height, resizeQuality: 'high' as const } : {}),
    })
    const right = small || (bitmap.width === width && bitmap.height === height)
    const canvas = right ? canvasWith(bitmap, size) : undefined
    bitmap.close()
    if (!canvas) return notOk({ key: 'paper.damaged' })
    const raster = rasterOf(canvas)
    if (media === 'image/jpeg' || media === 'image/png') {
      emptied(canvas)
      return ok({ raster, shrunk: size.shrunk, image: { bytes, media } })
    }
    // Evidence is kept in kinds every viewer opens in years to come.
    return ok({ raster, shrunk: 1, image: await shownFrom(canvas) })
  } catch {
    return notOk({ key: 'paper.damaged' })
  }
}

function canvasWith(
  picture: CanvasImageSource,
  { width, height }: { readonly width: number; readonly height: number },
): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height)
  const pen = penOn(canvas)
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(picture, 0, 0, width, height)
  return canvas
}

function rasterOf(canvas: OffscreenCanvas): Raster {
  const { width, height } = canvas
  return rasterFromRgba(width, height, penOn(canvas).getImageData(0, 0, width, height).data)
}

/** Its picture goes at once. The collector does not know how large it is, and a stack has hundreds. */
function emptied(canvas: OffscreenCanvas): void {
  canvas.width = 0
  canvas.height = 0
}

function penOn(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen) throw new Error('no canvas to draw on')
  return pen
}

/** 200 dpi: what an office scanner makes. A finer scan inside the PDF loses nothing we read. */
const PDF_DPI = 200

async function openPdf(bytes: Bytes, base: string): Promise<Result<OpenPaper, PaperProblem>> {
  const within = (part: string): string => new URL(`pdfjs/${part}`, base).href
  GlobalWorkerOptions.workerSrc = within('pdf.worker.min.mjs')
  const task = getDocument({
    // The reader keeps what it is given.
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    useSystemFonts: false,
    // This worker has no document to hang fonts or filters on: letters are drawn as shapes.
    disableFontFace: true,
    useWorkerFetch: true,
    CanvasFactory: OffscreenCanvases,
    FilterFactory: NoFilters,
    cMapUrl: within('cmaps/'),
    standardFontDataUrl: within('standard_fonts/'),
    wasmUrl: within('wasm/'),
    iccUrl: within('iccs/'),
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
    const canvas = new OffscreenCanvas(width, height)
    const pen = penOn(canvas)
    pen.fillStyle = 'white'
    pen.fillRect(0, 0, width, height)
    // Typed for a canvas of a document; it draws on this one alike.
    const canvasContext = pen as unknown as CanvasRenderingContext2D
    await page.render({ canvasContext, viewport: page.getViewport({ scale: PDF_DPI / 72 / shrunk }), canvas: null })
      .promise
    page.cleanup()
    const raster = rasterOf(canvas)
    const image = await shownFrom(canvas)
    // What is shown and kept is this picture, so the map is into its pixels.
    return ok({ raster, shrunk: 1, image })
  } catch {
    return notOk({ key: 'paper.damaged' })
  }
}

type Drawn = { canvas: OffscreenCanvas | null; context: OffscreenCanvasRenderingContext2D | null }

/** Canvases for the PDF reader where there is no document to make them. */
class OffscreenCanvases {
  create(width: number, height: number): Drawn {
    const canvas = new OffscreenCanvas(width, height)
    return { canvas, context: penOn(canvas) }
  }
  reset({ canvas }: Drawn, width: number, height: number): void {
    if (!canvas) return
    canvas.width = width
    canvas.height = height
  }
  destroy(drawn: Drawn): void {
    if (drawn.canvas) emptied(drawn.canvas)
    drawn.canvas = null
    drawn.context = null
  }
}

/** Filters recolour a PDF for the eye (transfer curves, high contrast); we read its grey. */
class NoFilters {
  addFilter(): string {
    return 'none'
  }
  addHCMFilter(): string {
    return 'none'
  }
  addAlphaFilter(): string {
    return 'none'
  }
  addLuminosityFilter(): string {
    return 'none'
  }
  addHighlightHCMFilter(): string {
    return 'none'
  }
  destroy(): void {
    // Nothing was made.
  }
}
