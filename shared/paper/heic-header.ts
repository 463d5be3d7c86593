import { asciiAt, u32 } from './bytes-at'

const BRANDS = ['heic', 'heix', 'heim', 'heis', 'mif1', 'msf1']

/** HEVC pictures in the ISO container, as phones make them. AVIF has a brand of its own and is not one. */
export const isHeic = (bytes: Uint8Array): boolean =>
  asciiAt(bytes, 4, 'ftyp') && BRANDS.some((brand) => asciiAt(bytes, 8, brand))

/** The largest size any part of it claims; undefined if its boxes do not lie whole in the file. */
export function heicSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | undefined {
  for (let at = 0; at < bytes.length;) {
    const length = u32(bytes, at)
    // 0 says "to the end", 1 a size of 64 bits, which no picture of ours needs.
    if (length === 0) break
    if (length < 8 || at + length > bytes.length) return undefined
    at += length
  }
  let size: { width: number; height: number } | undefined
  // Sizes stand in `ispe` boxes near the start, one for each tile and one for the whole.
  for (let at = 4; at < Math.min(bytes.length - 16, 1 << 20); at++) {
    if (!asciiAt(bytes, at, 'ispe')) continue
    const found = { width: u32(bytes, at + 8), height: u32(bytes, at + 12) }
    if (!size || found.width * found.height > size.width * size.height) size = found
  }
  return size
}
