import { utf8 } from '@shared/base/bytes'
import type { Receipt } from '@shared/sync/protocol'
import type { EventId } from '@shared/terms/ids'
import type { Signer } from '../devices/ed25519'

/** "The server has it, at this place." Ed25519 is deterministic: asked again, the same receipt comes out. */
export function receiptFor(signer: Signer, { seq, pos, id }: { seq: number; pos: number; id: EventId }): Receipt {
  const signature = Buffer.from(signer.sign(utf8(`receipt\n${pos}\n${id}`))).toString('base64')
  return { seq, pos, id, signature }
}
