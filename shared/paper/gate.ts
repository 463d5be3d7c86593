import { notOk, ok, type Result } from '../base/result'
import type { PaperProblem } from '../capture/reading'
import { asciiAt, startsWith, u16, u32, u32le } from './bytes-at'
import { crc32 } from './crc32'
import { heicSize, isHeic } from './heic-header'
import { isTiff, tiffPages } from './tiff-header'
import { isWebp, webpSize } from './webp-header'

/** What a file is and how large, known from its first bytes: nothing has been decoded yet. */
export type PaperFile =
  | {
      readonly kind: PictureKind
      /** Pixels as shown, after turning by `orientation`. */
      readonly width: number
      readonly height: number
      /** As EXIF counts it: 1 upright, 3 upside down, 6 and 8 a quarter turn; the even others are mirrored. */
      readonly orientation: number
    }
  /** Opened by `openTiff`: every page, not only the first. */
  | { readonly kind: 'tiff' }
  | { readonly kind: 'pdf' }

/** Files of one picture. PNG, JPEG and WebP the runtime decodes itself, HEIC by `heicPicture`. */
export type PictureKind = 'png' | 'jpeg' | 'webp' | 'heic'

/** A3 at 600 dpi has 70 million pixels; decoded, a pixel costs four bytes. */
export const MOST_PIXELS = 120_000_000
const LONGEST_SIDE = 40_000
export const MOST_PAGES = 5000
export const MOST_BYTES = 512 * 1024 * 1024

/**
 * Refuses what cannot be read before any decoder sees it: a picture of 60,000 x 60,000 pixels fits in half a megabyte
 * and would fill the memory of the machine. The name of the file is never asked: text renamed .png is text.
 */
export function gated(bytes: Uint8Array): Result<PaperFile, PaperProblem> {
  if (bytes.length === 0) return notOk({ key: 'paper.empty-file' })
  if (bytes.length > MOST_BYTES)
    return notOk({ key: 'paper.too-large', detail: `${Math.round(bytes.length / 1e6)} MB` })
  if (startsWith(bytes, PNG)) return picture('png', pngSize(bytes))
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return picture('jpeg', jpegSize(bytes))
  if (isWebp(bytes)) return picture('webp', upright(webpSize(bytes)))
  // A phone's turn is in the container and carried out by the decoder.
  if (isHeic(bytes)) return picture('heic', upright(heicSize(bytes)))
  if (isTiff(bytes)) return tiff(bytes)
  if (asciiIn(bytes, '%PDF-', 1024)) return ok({ kind: 'pdf' })
  const kind = kindNotRead(bytes)
  return notOk(kind ? { key: 'paper.kind-not-read', detail: kind } : { key: 'paper.not-an-image' })
}

type Size = { readonly width: number; readonly height: number; readonly orientation: number }

const upright = (size: Omit<Size, 'orientation'> | undefined): Size | undefined => size && { ...size, orientation: 1 }

function picture(kind: PictureKind, size: Size | undefined): Result<PaperFile, PaperProblem> {
  if (!size || size.width < 1 || size.height < 1) return notOk({ key: 'paper.damaged' })
  const { width, height, orientation } = size
  if (isTooLarge(size)) return notOk({ key: 'paper.too-large', detail: `${width} × ${height}` })
  const lying = orientation >= 5
  return ok({ kind, width: lying ? height : width, height: lying ? width : height, orientation })
}

export const isTooLarge = ({ width, height }: { readonly width: number; readonly height: number }): boolean =>
  width * height > MOST_PIXELS || Math.max(width, height) > LONGEST_SIDE

/** A page cut short or too large is said when its turn comes: the others can be read. */
function tiff(bytes: Uint8Array): Result<PaperFile, PaperProblem> {
  const pages = tiffPages(bytes)
  if (!pages || pages.length === 0) return notOk({ key: 'paper.damaged' })
  return pages.length > MOST_PAGES
    ? notOk({ key: 'paper.too-many-pages', detail: String(pages.length) })
    : ok({ kind: 'tiff' })
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/**
 * From IHDR; undefined if the chunks do not reach IEND whole. Decoders show what they can of a damaged picture and leave
 * the rest white, and white looks like boxes left empty and a signature not given.
 */
function pngSize(bytes: Uint8Array): Size | undefined {
  if (bytes.length < 33 || !asciiAt(bytes, 12, 'IHDR')) return undefined
  const size = { width: u32(bytes, 16), height: u32(bytes, 20), orientation: 1 }
  let at = 8
  while (at + 12 <= bytes.length) {
    const end = at + 8 + u32(bytes, at)
    if (end + 4 > bytes.length || crc32(bytes, at + 4, end) !== u32(bytes, end)) return undefined
    if (asciiAt(bytes, at + 4, 'IEND')) return size
    at = end + 4
  }
  return undefined
}

/** From the frame header; undefined if the picture does not reach its end mark. */
function jpegSize(bytes: Uint8Array): Size | undefined {
  let size: { width: number; height: number } | undefined
  let orientation = 1
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at++
      continue
    }
    const length = u16(bytes, at + 2)
    if (marker === 0xe1) orientation = exifOrientation(bytes, at + 4, length - 2) ?? orientation
    if (isFrame(marker)) size = { height: u16(bytes, at + 5), width: u16(bytes, at + 7) }
    if (marker === 0xda) return size && reachesEnd(bytes, at + 2 + length) ? { ...size, orientation } : undefined
    at += 2 + length
  }
  return undefined
}

/** SOF0 to SOF15 but for the three of them that are tables. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** An end mark after the last scan. Inside a scan 0xff is always followed by 0, so this cannot be picture. */
function reachesEnd(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.length - 2; at >= from; at--) if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true
  return false
}

/** Tag 0x0112 of the first image directory, which a phone writes instead of turning the picture. */
function exifOrientation(bytes: Uint8Array, at: number, length: number): number | undefined {
  if (!asciiAt(bytes, at, 'Exif\0\0')) return undefined
  const tiff = at + 6
  const little = asciiAt(bytes, tiff, 'II')
  const short = (where: number): number =>
    little ? (bytes[where + 1] ?? 0) * 256 + (bytes[where] ?? 0) : u16(bytes, where)
  const long = (where: number): number =>
    little ? short(where + 2) * 65536 + short(where) : short(where) * 65536 + short(where + 2)
  const directory = tiff + long(tiff + 4)
  const end = at + length
  for (let i = 0; i < short(directory); i++) {
    const entry = directory + 2 + 12 * i
    if (entry + 12 > end) return undefined
    if (short(entry) !== 0x0112) continue
    const value = short(entry + 8)
    return value >= 1 && value <= 8 ? value : undefined
  }
  return undefined
}

/** What we know by its mark and do not read. */
function kindNotRead(bytes: Uint8Array): string | undefined {
  if (startsWith(bytes, [0x49, 0x49, 0x2b, 0]) || startsWith(bytes, [0x4d, 0x4d, 0, 0x2b])) return 'BigTIFF'
  if (asciiAt(bytes, 0, 'GIF8')) return 'GIF'
  if (asciiAt(bytes, 4, 'ftyp')) return asciiAt(bytes, 8, 'avif') ? 'AVIF' : 'video'
  if (asciiAt(bytes, 0, 'BM') && bytes.length > 26 && u32le(bytes, 2) <= bytes.length) return 'BMP'
  return undefined
}

function asciiIn(bytes: Uint8Array, text: string, within: number): boolean {
  for (let at = 0; at < Math.min(within, bytes.length); at++) if (asciiAt(bytes, at, text)) return true
  return false
}
