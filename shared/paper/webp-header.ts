import { asciiAt, u16le, u32le } from './bytes-at'

export const isWebp = (bytes: Uint8Array): boolean => asciiAt(bytes, 0, 'RIFF') && asciiAt(bytes, 8, 'WEBP')

/** Width and height from the first chunk; undefined if the file is shorter than it says. */
export function webpSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | undefined {
  if (bytes.length < 30 || u32le(bytes, 4) + 8 > bytes.length) return undefined
  if (asciiAt(bytes, 12, 'VP8 ')) return { width: u16le(bytes, 26) & 0x3fff, height: u16le(bytes, 28) & 0x3fff }
  if (asciiAt(bytes, 12, 'VP8L')) {
    const packed = u32le(bytes, 21)
    return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 }
  }
  const u24 = (at: number): number => u32le(bytes, at) & 0xffffff
  return asciiAt(bytes, 12, 'VP8X') ? { width: u24(24) + 1, height: u24(27) + 1 } : undefined
}
