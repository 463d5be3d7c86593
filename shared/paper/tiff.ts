import utif, { type IFD } from 'utif2'
import { notOk, ok, type Result } from '../base/result'
import type { PaperProblem } from '../capture/reading'
import { isTooLarge } from './gate'
import { turnedAsShown, type Picture } from './picture'
import { tiffPages, type TiffPage } from './tiff-header'

/** A stack of scans in one file; each page is decoded when it is asked for, so that the stack never stands in memory. */
export type OpenTiff = {
  readonly pages: number
  /** `number` counts from 1. */
  readonly page: (number: number) => Result<Picture, PaperProblem>
}

/** For bytes the gate took for a TIFF. Group 3 and 4 fax, LZW, Deflate, PackBits and JPEG are read; grey, colour, bilevel. */
export function openTiff(bytes: Uint8Array): OpenTiff {
  const pages = tiffPages(bytes) ?? []
  // The decoder wants the buffer itself, from its start.
  const buffer = bytes.slice().buffer
  const directories = utif.decode(buffer)
  return {
    pages: pages.length,
    page: (number) => {
      const page = pages[number - 1]
      const directory = page && directories[page.directory]
      return page && directory ? pageFrom(buffer, directory, page) : notOk({ key: 'paper.damaged' })
    },
  }
}

function pageFrom(buffer: ArrayBuffer, directory: IFD, page: TiffPage): Result<Picture, PaperProblem> {
  if (isTooLarge(page)) return notOk({ key: 'paper.too-large', detail: `${page.width} × ${page.height}` })
  if (!page.whole || page.width < 1 || page.height < 1) return notOk({ key: 'paper.damaged' })
  try {
    utif.decodeImage(buffer, directory)
    const rgba = utif.toRGBA8(directory)
    const { width, height } = directory
    // What it has decoded it keeps; a stack would pile up.
    directory.data = new Uint8Array(0)
    if (width !== page.width || height !== page.height || rgba.length !== width * height * 4)
      return notOk({ key: 'paper.damaged' })
    return ok(turnedAsShown({ width, height, rgba }, page.orientation))
  } catch {
    return notOk({ key: 'paper.damaged' })
  }
}
