import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Bytes } from '@shared/base/bytes'
import type { Sealer } from '@shared/crypto/seal'

const NONCE = 12
const TAG = 16

const plain = (...parts: readonly Uint8Array[]): Bytes => new Uint8Array(Buffer.concat(parts))

/** AES-256-GCM by Node's own crypto. */
export const nodeSealer: Sealer = {
  newKey: () => plain(randomBytes(32)),
  seal: (key, bytes, bound) => {
    const nonce = randomBytes(NONCE)
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(bound, 'utf8'))
    return plain(nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag())
  },
  open: (key, sealed, bound) => {
    if (key.length !== 32 || sealed.length < NONCE + TAG) return null
    const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE))
    cipher.setAAD(Buffer.from(bound, 'utf8')).setAuthTag(sealed.subarray(sealed.length - TAG))
    try {
      return plain(cipher.update(sealed.subarray(NONCE, sealed.length - TAG)), cipher.final())
    } catch {
      return null
    }
  },
}
