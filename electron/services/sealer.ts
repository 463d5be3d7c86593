import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { type Bytes, joined, utf8 } from '@shared/base/bytes'
import type { Sealer } from '@shared/crypto/seal'

export const NONCE_BYTES = 12
const TAG_BYTES = 16

/** AES-256-GCM of the platform: nonce ‖ ciphertext ‖ tag. */
export const nodeSealer: Sealer = {
  newKey: () => new Uint8Array(randomBytes(32)),
  seal: (key, plain, bound) => {
    const nonce = randomBytes(NONCE_BYTES)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    cipher.setAAD(utf8(bound))
    return joined(nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag())
  },
  open: (key, sealed, bound) => {
    if (sealed.length < NONCE_BYTES + TAG_BYTES) return null
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES))
    decipher.setAAD(utf8(bound))
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES))
    try {
      return opened(decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES)), decipher.final())
    } catch {
      return null
    }
  },
}

const opened = (...parts: readonly Uint8Array[]): Bytes => joined(...parts)
