import type { EvidenceId } from '../terms/ids'
import type { SyncPorts } from './ports'
import { type BlobChunk, CHUNK_BYTES } from './protocol'

const MOST_CHUNKS = 500

/**
 * Brings what the server lacks of this evidence, in packs of at most 1 MiB. Answers with what it lacks and is not on
 * this disk any more.
 */
export async function bringEvidence(
  { line, evidence }: Pick<SyncPorts, 'line' | 'evidence'>,
  ids: readonly EvidenceId[],
): Promise<EvidenceId[]> {
  const lost: EvidenceId[] = []
  let pack: BlobChunk[] = []
  let bytes = 0
  const send = async (): Promise<void> => {
    if (pack.length === 0) return
    await line.putChunks(pack)
    pack = []
    bytes = 0
  }
  for (let at = 0; at < ids.length; at += 1000)
    for (const id of await line.missing(ids.slice(at, at + 1000))) {
      const sealed = await evidence.readSealed(id)
      if (sealed === null) lost.push(id)
      else
        for (let offset = 0; offset < sealed.length; offset += CHUNK_BYTES) {
          const part = sealed.slice(offset, offset + CHUNK_BYTES)
          if (bytes + part.length > CHUNK_BYTES || pack.length === MOST_CHUNKS) await send()
          pack.push({ id, total: sealed.length, offset, bytes: part })
          bytes += part.length
        }
    }
  await send()
  return lost
}
