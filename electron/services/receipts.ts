import { createPublicKey, verify } from 'node:crypto'
import { utf8 } from '@shared/base/bytes'
import type { Receipt } from '@shared/sync/protocol'
import type { EventId } from '@shared/terms/ids'

/** The other side says something that cannot be true. Not an outage: a person has to look. */
export class NotBelieved extends Error {}

/** `publicKey` is raw Ed25519 in base64. */
export function verifies(publicKey: string, signed: Uint8Array, signature: Uint8Array): boolean {
  const x = Buffer.from(publicKey, 'base64').toString('base64url')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  return verify(null, signed, key, signature)
}

/** A receipt counts if the server that let us in signed it, and only for a leaf we have in hand. */
export function requireReceipts(
  receipts: readonly Receipt[],
  leaves: readonly { readonly id: EventId }[],
  receiptKey: string,
): void {
  const ids = new Set(leaves.map(({ id }) => id))
  for (const { id, pos, signature } of receipts)
    if (!ids.has(id) || !verifies(receiptKey, utf8(`receipt\n${pos}\n${id}`), Buffer.from(signature, 'base64')))
      throw new NotBelieved(`the receipt of ${id} does not hold`)
}

/** How far the log is known without a gap if these places follow what was read before. */
export function contiguousFrom(cursor: number, receipts: readonly { readonly pos: number }[]): number {
  const places = new Set(receipts.map(({ pos }) => pos))
  let through = cursor
  while (places.has(through + 1)) through++
  return through
}
