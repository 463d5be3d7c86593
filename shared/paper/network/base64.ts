const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUES = new Uint8Array(128)
for (let i = 0; i < LETTERS.length; i++) VALUES[LETTERS.charCodeAt(i)] = i

/** Bytes of RFC 4648 base64: `atob` is not in every runtime, and weights come as JSON. */
export function bytesFromBase64(text: string): Uint8Array<ArrayBuffer> {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  for (let i = 0, at = 0; i < text.length; i += 4, at += 3) {
    const value = (k: number): number => VALUES[text.charCodeAt(i + k)] ?? 0
    const word = (value(0) << 18) | (value(1) << 12) | (value(2) << 6) | value(3)
    bytes[at] = word >> 16
    if (at + 1 < bytes.length) bytes[at + 1] = word >> 8
    if (at + 2 < bytes.length) bytes[at + 2] = word
  }
  return bytes
}
