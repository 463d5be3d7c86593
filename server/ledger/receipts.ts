import { utf8 } from '@shared/base/bytes'
import type { Receipt } from '@shared/sync/protocol'
import type { EventId } from '@shared/terms/ids'
import type { Signer } from '../devices/ed25519'

/** "The server has it, at this place." Ed25519 is deterministic: asked again, the same receipt comes out. */
export async function receiptFor(
  signer: Pick<Signer, 'signAside'>,
  { seq, pos, id }: { seq: number; pos: number; id: EventId },
): Promise<Receipt> {
  const signature = Buffer.from(await signer.signAside(utf8(`receipt\n${pos}\n${id}`))).toString('base64')
  return { seq, pos, id, signature }
}
