import type { Receipt } from '@shared/sync/protocol'
import { receiptText, voidText } from '@shared/sync/receipts'
import type { EventId } from '@shared/terms/ids'
import type { Signer } from '../devices/ed25519'

/** "The server has it, at this place." Ed25519 is deterministic: asked again, the same receipt comes out. */
export async function receiptFor(
  signer: Pick<Signer, 'signAside'>,
  { seq, pos, id }: { seq: number; pos: number; id: EventId },
): Promise<Receipt> {
  const signature = Buffer.from(await signer.signAside(receiptText(pos, id))).toString('base64')
  return { seq, pos, id, signature }
}

/** "This place was given before a backup was put back, and nobody could fill it again." */
export async function voidFor(
  signer: Pick<Signer, 'signAside'>,
  pos: number,
): Promise<{ pos: number; signature: string }> {
  return { pos, signature: Buffer.from(await signer.signAside(voidText(pos))).toString('base64') }
}
