import type { Bytes } from '../base/bytes'
import type { EventId } from '../terms/ids'
import { eventIdOf, openLeaf } from './envelope'

/**
 * Where a device's chain stops telling the truth: the position of the first leaf that does not follow the one before
 * it, or null. `verify` says whether the device's signature holds.
 */
export function firstBrokenLink(
  leaves: readonly Bytes[],
  verify: (signed: Bytes, signature: Bytes) => boolean,
  after: { readonly seq: number; readonly id: EventId | null } = { seq: -1, id: null },
): number | null {
  let tip = after
  for (const [position, leaf] of leaves.entries()) {
    const { envelope, signed, signature } = openLeaf(leaf)
    if (envelope.seq !== tip.seq + 1 || envelope.prev !== tip.id || !verify(signed, signature)) return position
    tip = { seq: envelope.seq, id: eventIdOf(leaf) }
  }
  return null
}
