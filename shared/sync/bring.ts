import { bringEvidence } from './bring-evidence'
import { NotBelieved, Refused } from './line'
import type { LeafInHand, SyncPorts } from './ports'
import { type Head, MAX_BATCH_BYTES, type PushAnswer, type SubjectKey } from './protocol'
import { contiguousFrom, requireReceipts } from './receipts'

/** Room for keys and field names beside the leaves of one batch. */
const BESIDE_LEAVES = 64 * 1024
const MOST_LEAVES = 500
const SMALLEST_BATCH = 32 * 1024
/** How often in a row the server may ask for something before a batch is given up as refused. */
const MOST_DETOURS = 4

/**
 * How large batches are, learned from how they fare: halved when the connection breaks, doubled when one comes through.
 */
export type BatchSize = { bytes: number }
export const fullBatch = (): BatchSize => ({ bytes: MAX_BATCH_BYTES - BESIDE_LEAVES })

/**
 * Brings the server every own leaf after the last one it says it has. Evidence first, then what rests on it. Nothing is
 * marked as sent: if this is cut off, the server says next time how far it came.
 */
export async function bringLeaves(ports: SyncPorts, serverHead: Head, size: BatchSize): Promise<void> {
  const { journal, device } = ports
  const chain = { device: device.id, incarnation: device.incarnation() }
  let after = serverHead.seq
  for (let detours = 0; ;) {
    const leaves = (await journal.chainAfter(chain, after, size.bytes)).slice(0, MOST_LEAVES)
    if (leaves.length === 0) return
    try {
      const answer = await bringBatch(ports, leaves, after + 1)
      if (answer.through.seq <= after) throw new NotBelieved('the server took leaves and stands where it stood')
      after = answer.through.seq
      detours = 0
      size.bytes = Math.min(size.bytes * 2, fullBatch().bytes)
    } catch (problem) {
      if (!(problem instanceof Refused) || ++detours > MOST_DETOURS) {
        size.bytes = Math.max(size.bytes >> 1, SMALLEST_BATCH)
        throw problem
      }
      const { type, expected, missing } = problem.problem
      if (type === 'gap' && expected !== undefined) after = expected - 1
      else if (type === 'evidence-missing' && missing) await bringEvidence(ports, missing)
      else if (type === 'too-large' && size.bytes > SMALLEST_BATCH) size.bytes >>= 1
      else throw problem
    }
  }
}

async function bringBatch(ports: SyncPorts, leaves: readonly LeafInHand[], from: number): Promise<PushAnswer> {
  const { journal, line, receiptKey } = ports
  const answer = await line.push(await askFor(ports, leaves, from))
  requireReceipts(answer.receipts, leaves, ports)
  await journal.learn({
    serverKey: receiptKey,
    receipts: answer.receipts,
    // Nobody wrote between: what follows the cursor is our own, and need not be read back.
    through: contiguousFrom(journal.logCursor(), answer.receipts),
  })
  return answer
}

/**
 * The server holds another branch of this chain. Ours may say what people said too: it is kept beside the other one, so
 * that nothing is lost while a person looks.
 */
export async function bringBranch(ports: SyncPorts, size: BatchSize): Promise<void> {
  const { journal, device, line } = ports
  const chain = { device: device.id, incarnation: device.incarnation() }
  for (let after = -1; ;) {
    const leaves = (await journal.chainAfter(chain, after, size.bytes)).slice(0, MOST_LEAVES)
    const last = leaves.at(-1)
    if (!last) return
    await line.push({ ...(await askFor(ports, leaves, after + 1)), fork: true })
    after = last.seq
  }
}

async function askFor(ports: SyncPorts, leaves: readonly LeafInHand[], from: number) {
  const lost = await bringEvidence(ports, [...new Set(leaves.flatMap((leaf) => leaf.evidence))])
  return {
    incarnation: ports.device.incarnation(),
    from,
    leaves: leaves.map(({ leaf, sealed }) => ({ leaf, sealed })),
    keys: keysOf(ports, leaves),
    lost,
  }
}

export function keysOf({ keyring }: SyncPorts, leaves: readonly LeafInHand[]): SubjectKey[] {
  return [...new Set(leaves.map(({ subject }) => subject))].flatMap((subject) => {
    const key = keyring.find(subject)
    return key ? [{ subject, key }] : []
  })
}
