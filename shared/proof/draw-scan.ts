import {
  type PDFDocument,
  type PDFImage,
  type PDFPage,
  clip,
  concatTransformationMatrix,
  degrees,
  drawObject,
  endPath,
  popGraphicsState,
  pushGraphicsState,
  rectangle,
} from 'pdf-lib'
import { gated } from '../paper/gate'
import { ink } from './page-flow'
import type { Pixel, SheetBlock, SignatureCrop } from './content-model'

type Scan = NonNullable<SheetBlock['scan']>
type Frame = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
type Picture = {
  readonly width: number
  readonly height: number
  readonly draw: (page: PDFPage, at: { x: number; y: number; width: number; height: number; turn: number }) => void
}

/**
 * Draws a scan upright and as large as the frame allows, with a thin edge. False if these bytes cannot be drawn, which
 * is no reason to have no proof: they are attached.
 */
export async function drawScan(doc: PDFDocument, page: PDFPage, scan: Scan, frame: Frame): Promise<boolean> {
  const picture = await pictureFrom(doc, scan)
  if (!picture) return false
  const turn = (((scan.rotation + cameraTurn(scan)) % 360) + 360) % 360
  const lying = turn === 90 || turn === 270
  const [wide, high] = lying ? [picture.height, picture.width] : [picture.width, picture.height]
  const scale = Math.min(frame.width / wide, frame.height / high)
  const [width, height] = [wide * scale, high * scale]
  const x = frame.x + (frame.width - width) / 2
  const y = frame.y + frame.height - height
  const [w, h] = lying ? [height, width] : [width, height]
  // PDF turns counter-clockwise about the lower left corner of what it draws.
  const corner = { 0: [x, y], 90: [x, y + height], 180: [x + width, y + height], 270: [x + width, y] }[turn] ?? [x, y]
  picture.draw(page, { x: corner[0] ?? x, y: corner[1] ?? y, width: w, height: h, turn: -turn })
  page.drawRectangle({ x, y, width, height, borderColor: ink.line, borderWidth: 0.6 })
  return true
}

/**
 * Draws the part of a scan that bears the signature, upright whatever way the sheet lay: three corners decide how the
 * picture is laid under a window the size of the field. False if the scan is not an image that can be drawn.
 */
export async function drawCrop(
  doc: PDFDocument,
  page: PDFPage,
  { scan, crop, frame }: { readonly scan: Scan; readonly crop: SignatureCrop; readonly frame: Frame },
): Promise<boolean> {
  const image = scan.media === 'application/pdf' ? null : await imageFrom(doc, scan)
  if (!image) return false
  const [[ux, uy], [vx, vy], [wx, wy]] = crop.corners
  const [ax, ay, bx, by] = [vx - ux, vy - uy, wx - ux, wy - uy]
  const area = ax * by - ay * bx
  if (Math.abs(area) < 1) return false
  // Along the two edges of the field, in points per pixel: `right` runs with its width, `down` with its height.
  const right = [(frame.width * by) / area, (-frame.width * bx) / area] as const
  const down = [(-frame.height * ay) / area, (frame.height * ax) / area] as const
  const at = (x: number, y: number): readonly [number, number] => [
    frame.x + right[0] * (x - ux) + right[1] * (y - uy),
    frame.y + frame.height - (down[0] * (x - ux) + down[1] * (y - uy)),
  ]
  // An image is drawn into the unit square, its first row at the top; its pixels lie as the camera held it.
  const seen = (x: number, y: number): readonly [number, number] =>
    at(...asSeen([x, y], image.width, image.height, cameraTurn(scan)))
  const [origin, across, up] = [seen(0, image.height), seen(image.width, image.height), seen(0, 0)]
  const name = page.node.newXObject('Signature', image.ref)
  page.pushOperators(
    pushGraphicsState(),
    rectangle(frame.x, frame.y, frame.width, frame.height),
    clip(),
    endPath(),
    concatTransformationMatrix(
      across[0] - origin[0],
      across[1] - origin[1],
      up[0] - origin[0],
      up[1] - origin[1],
      origin[0],
      origin[1],
    ),
    drawObject(name),
    popGraphicsState(),
  )
  page.drawRectangle({ ...frame, borderColor: ink.line, borderWidth: 0.6 })
  return true
}

/** Degrees clockwise by which a camera asks for its picture to be turned (EXIF); every reader of the sheet did so. */
function cameraTurn({ bytes, media }: Scan): 0 | 90 | 180 | 270 {
  const file = media === 'image/jpeg' ? gated(bytes) : null
  const orientation = file?.ok && file.value.kind === 'jpeg' ? file.value.orientation : 1
  return ({ 3: 180, 6: 90, 8: 270 } as const)[orientation] ?? 0
}

/** Where a pixel of the stored picture is seen once the picture is turned. */
function asSeen([x, y]: Pixel, width: number, height: number, turn: number): Pixel {
  if (turn === 90) return [height - y, x]
  if (turn === 180) return [width - x, height - y]
  return turn === 270 ? [y, width - x] : [x, y]
}

/** One scan is put into the document once, however often it is drawn. */
const embedded = new WeakMap<PDFDocument, Map<Scan['bytes'], PDFImage | null>>()

async function imageFrom(doc: PDFDocument, { bytes, media }: Scan): Promise<PDFImage | null> {
  const known = embedded.get(doc) ?? new Map<Scan['bytes'], PDFImage | null>()
  embedded.set(doc, known)
  const already = known.get(bytes)
  if (already !== undefined) return already
  try {
    const image = media === 'image/png' ? await doc.embedPng(bytes) : await doc.embedJpg(bytes)
    known.set(bytes, image)
    return image
  } catch {
    known.set(bytes, null)
    return null
  }
}

async function pictureFrom(doc: PDFDocument, scan: Scan): Promise<Picture | null> {
  if (scan.media !== 'application/pdf') {
    const image = await imageFrom(doc, scan)
    return (
      image && {
        width: image.width,
        height: image.height,
        draw: (page, { turn, ...at }) => page.drawImage(image, { ...at, rotate: degrees(turn) }),
      }
    )
  }
  try {
    const [sheet] = await doc.embedPdf(scan.bytes, [scan.page - 1])
    if (!sheet) return null
    return {
      width: sheet.width,
      height: sheet.height,
      draw: (page, { turn, ...at }) => page.drawPage(sheet, { ...at, rotate: degrees(turn) }),
    }
  } catch {
    return null
  }
}
