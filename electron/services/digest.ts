import { createHash } from 'node:crypto'
import type { Digest } from '@shared/ledger/frame'

/** SHA-256 of the parts in a row. */
export const sha256: Digest = (...parts) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return new Uint8Array(hash.digest())
}

export const sha256Hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
