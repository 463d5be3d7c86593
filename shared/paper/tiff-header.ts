import { startsWith, u16, u16le, u32, u32le } from './bytes-at'

/** One page of a TIFF as its directory describes it: nothing has been decoded yet. */
export type TiffPage = {
  /** Which of the file's directories it is; thumbnails and masks between the pages are left out. */
  readonly directory: number
  readonly width: number
  readonly height: number
  /** As EXIF counts it. */
  readonly orientation: number
  /** All its strips or tiles lie within the file. */
  readonly whole: boolean
}

export const isTiff = (bytes: Uint8Array): boolean =>
  startsWith(bytes, [0x49, 0x49, 0x2a, 0]) || startsWith(bytes, [0x4d, 0x4d, 0, 0x2a])

/** More directories than any stack of paper: a chain that bites its own tail, or means to. */
const MOST_DIRECTORIES = 20_000
/** Tag numbers of TIFF 6.0. */
const tag = { subfile: 254, width: 256, height: 257, orientation: 274, offsets: [273, 324], counts: [279, 325] }

/** The pages in order, or undefined when the chain of directories leaves the file. */
export function tiffPages(bytes: Uint8Array): readonly TiffPage[] | undefined {
  const little = bytes[0] === 0x49
  const short = (at: number): number => (little ? u16le(bytes, at) : u16(bytes, at))
  const long = (at: number): number => (little ? u32le(bytes, at) : u32(bytes, at))
  const pages: TiffPage[] = []
  const seen = new Set<number>()
  let at = long(4)
  for (let directory = 0; at !== 0; directory++) {
    const entries = short(at)
    const end = at + 2 + 12 * entries
    if (seen.has(at) || directory > MOST_DIRECTORIES || entries === 0 || end + 4 > bytes.length) return undefined
    seen.add(at)
    const values = valuesIn({ bytes, short, long }, at, entries)
    const one = (number: number, otherwise: number): number => values(number)[0] ?? otherwise
    // Bits 0 and 2 of the subfile tag: a smaller copy of another page, a mask of one.
    if ((one(tag.subfile, 0) & 5) === 0) {
      const offsets = tag.offsets.flatMap(values)
      const counts = tag.counts.flatMap(values)
      pages.push({
        directory,
        width: one(tag.width, 0),
        height: one(tag.height, 0),
        orientation: Math.min(8, Math.max(1, one(tag.orientation, 1))),
        whole: offsets.length > 0 && offsets.every((offset, i) => offset + (counts[i] ?? 0) <= bytes.length),
      })
    }
    at = long(end)
  }
  return pages
}

type Numbers = {
  readonly bytes: Uint8Array
  readonly short: (at: number) => number
  readonly long: (at: number) => number
}

/** The whole numbers (types SHORT and LONG) under a tag of one directory. */
function valuesIn({ bytes, short, long }: Numbers, at: number, entries: number): (tag: number) => readonly number[] {
  return (wanted) => {
    for (let i = 0; i < entries; i++) {
      const entry = at + 2 + 12 * i
      if (short(entry) !== wanted) continue
      const size = { 3: 2, 4: 4 }[short(entry + 2)]
      const count = long(entry + 4)
      if (size === undefined || count * size > bytes.length) return []
      const from = count * size <= 4 ? entry + 8 : long(entry + 8)
      return Array.from({ length: count }, (_, k) => (size === 2 ? short(from + 2 * k) : long(from + 4 * k)))
    }
    return []
  }
}
