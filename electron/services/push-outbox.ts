import { decode, encode } from '@msgpack/msgpack'
import { textFrom, utf8 } from '@shared/base/bytes'
import type { KeptLeaf } from '@shared/ledger/body'
import {
  type BlobChunk,
  BlobsHaveAnswer,
  CHUNK_BYTES,
  type Head,
  MAX_BATCH_BYTES,
  PushAnswer,
  type PushAsk,
} from '@shared/sync/protocol'
import type { EvidenceId } from '@shared/terms/ids'
import type { EventPlace } from './journal-index'
import { NotBelieved, contiguousFrom, requireReceipts } from './receipts'
import type { Line } from './sync-line'
import { Refused } from './transport'

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
export async function pushOutbox(line: Line, serverHead: Head, size: BatchSize): Promise<void> {
  const { journal, device } = line.services
  const chain = { device: device.id, incarnation: device.incarnation() }
  let after = serverHead.seq
  for (let detours = 0; ;) {
    const leaves = (await journal.chainAfter(chain, after, size.bytes)).slice(0, MOST_LEAVES)
    if (leaves.length === 0) return
    try {
      const answer = await pushBatch(line, leaves, after + 1)
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
      else if (type === 'evidence-missing' && missing) await sendEvidence(line, missing)
      else if (type === 'too-large' && size.bytes > SMALLEST_BATCH) size.bytes >>= 1
      else throw problem
    }
  }
}

async function pushBatch(line: Line, leaves: readonly (KeptLeaf & EventPlace)[], from: number): Promise<PushAnswer> {
  const { journal, keyring, device } = line.services
  const evidence = [...new Set(leaves.flatMap((leaf) => leaf.evidence))]
  const lost = await sendEvidence(line, await missingAmong(line, evidence))
  const subjects = [...new Set(leaves.map(({ subject }) => subject))]
  const ask: PushAsk = {
    incarnation: device.incarnation(),
    from,
    leaves: leaves.map(({ leaf, sealed }) => ({ leaf, sealed })),
    keys: subjects.flatMap((subject) => {
      const key = keyring.find(subject)
      return key ? [{ subject, key }] : []
    }),
    lost,
  }
  const answer = PushAnswer.parse(
    decode(await line.ask({ method: 'POST', path: '/v1/events', body: encode(ask), type: 'application/msgpack' })),
  )
  requireReceipts(answer.receipts, leaves, line.receiptKey)
  await journal.learn({
    serverKey: line.receiptKey,
    receipts: answer.receipts,
    // Nobody wrote between: what follows the cursor is our own, and need not be read back.
    through: contiguousFrom(journal.logCursor(), answer.receipts),
  })
  return answer
}

async function missingAmong(line: Line, ids: readonly EvidenceId[]): Promise<EvidenceId[]> {
  const missing: EvidenceId[] = []
  for (let at = 0; at < ids.length; at += 1000) {
    const body = utf8(JSON.stringify({ ids: ids.slice(at, at + 1000) }))
    const answer = await line.ask({ method: 'POST', path: '/v1/blobs/have', body })
    missing.push(...BlobsHaveAnswer.parse(JSON.parse(textFrom(new Uint8Array(answer)))).missing)
  }
  return missing
}

/** Sends evidence in packs of at most 1 MiB. Answers with what is not on this disk any more. */
async function sendEvidence(line: Line, ids: readonly EvidenceId[]): Promise<EvidenceId[]> {
  const lost: EvidenceId[] = []
  let pack: BlobChunk[] = []
  let bytes = 0
  const send = async (): Promise<void> => {
    if (pack.length === 0) return
    await line.ask({ method: 'POST', path: '/v1/blobs', body: encode({ chunks: pack }), type: 'application/msgpack' })
    pack = []
    bytes = 0
  }
  for (const id of ids) {
    const sealed = await line.services.evidence.readSealed(id)
    if (sealed === null) lost.push(id)
    else
      for (let offset = 0; offset < sealed.length; offset += CHUNK_BYTES) {
        const part = sealed.subarray(offset, offset + CHUNK_BYTES)
        if (bytes + part.length > CHUNK_BYTES || pack.length === 500) await send()
        pack.push({ id, total: sealed.length, offset, bytes: part })
        bytes += part.length
      }
  }
  await send()
  return lost
}
