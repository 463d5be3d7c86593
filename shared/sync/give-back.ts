import { keysOf } from './bring'
import { bringEvidence } from './bring-evidence'
import type { LeafInHand, SyncPorts } from './ports'
import type { WireDevice } from './protocol'

const MOST_ENTRIES = 200
const MOST_BYTES = 900 * 1024

/**
 * A server put back from a backup lost leaves it had signed for. Whoever has one with its receipt gives it back, their
 * own and other people's, and each returns to the place it had. The server believes nothing but its own signature.
 */
export async function giveBack(ports: SyncPorts, span: { readonly above: number; readonly to: number }): Promise<void> {
  const { journal, line, receiptKey } = ports
  let entries: (LeafInHand & { pos: number; signature: string })[] = []
  let bytes = 0
  const send = async (done: boolean): Promise<void> => {
    await bringEvidence(ports, [...new Set(entries.flatMap(({ evidence }) => evidence))])
    const devices = new Map<string, WireDevice>()
    for (const { id } of entries) {
      const by = journal.deviceOf(id)
      if (by) devices.set(`${by.device}.${by.incarnation}`, by)
    }
    await line.giveBack({
      entries: entries.map(({ pos, leaf, sealed, signature }) => ({ pos, leaf, sealed, signature })),
      keys: keysOf(ports, entries),
      devices: [...devices.values()],
      done,
    })
    entries = []
    bytes = 0
  }
  for (const { id, pos, signature } of journal.receiptedBetween(span, receiptKey)) {
    const leaf = await journal.leafOf(id)
    const size = leaf.leaf.length + leaf.sealed.length
    if (entries.length > 0 && (entries.length === MOST_ENTRIES || bytes + size > MOST_BYTES)) await send(false)
    entries.push({ ...leaf, pos, signature })
    bytes += size
  }
  await send(true)
}
