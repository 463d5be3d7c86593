import { bytesFromBase64 } from '../base/base64'
import { utf8 } from '../base/bytes'
import type { EventId } from '../terms/ids'
import { NotBelieved } from './line'
import type { HeldReceipt, SyncPorts } from './ports'

/** What the server signs when it has an event. */
export const receiptText = (pos: number, id: EventId): Uint8Array => utf8(`receipt\n${pos}\n${id}`)
/** What it signs for a place nobody could fill again. */
export const voidText = (pos: number): Uint8Array => utf8(`void\n${pos}`)

type Verifier = Pick<SyncPorts, 'verifies' | 'receiptKey'>

/** A receipt counts if the server that let us in signed it, and only for a leaf we have in hand. */
export function requireReceipts(
  receipts: readonly HeldReceipt[],
  leaves: readonly { readonly id: EventId }[],
  { verifies, receiptKey }: Verifier,
): void {
  const ids = new Set(leaves.map(({ id }) => id))
  for (const { id, pos, signature } of receipts)
    if (!ids.has(id) || !verifies(receiptKey, receiptText(pos, id), signed(signature)))
      throw new NotBelieved(`the receipt of ${id} does not hold`)
}

export function requireVoid(pos: number, signature: string, { verifies, receiptKey }: Verifier): void {
  if (!verifies(receiptKey, voidText(pos), signed(signature))) throw new NotBelieved(`place ${pos} was left out`)
}

function signed(base64: string): Uint8Array {
  try {
    return bytesFromBase64(base64)
  } catch {
    return new Uint8Array()
  }
}

/** How far the log is known without a gap if these places follow what was read before. */
export function contiguousFrom(cursor: number, receipts: readonly { readonly pos: number }[]): number {
  const places = new Set(receipts.map(({ pos }) => pos))
  let through = cursor
  while (places.has(through + 1)) through++
  return through
}
