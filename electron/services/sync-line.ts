import type { Transport } from './transport'
import type { Services } from './workstation'

/** A workstation talking to the server that let it in. */
export type Line = {
  readonly services: Pick<Services, 'journal' | 'keyring' | 'evidence' | 'device'>
  readonly ask: Transport['ask']
  /** The key its receipts must be signed with (raw, base64). */
  readonly receiptKey: string
}
