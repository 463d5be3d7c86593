import type { FastifyRequest } from 'fastify'
import type { Pool } from 'pg'
import type { Catalogue } from '@shared/capture/catalogue'
import type { Rules } from '@shared/consent/question'
import type { Device } from './devices/devices'
import type { DocumentsInUse } from './documents'
import type { Signer } from './devices/ed25519'
import type { Blobs } from './ledger/blobs'
import type { Ledger } from './ledger/ledger'
import type { Recovery } from './ledger/recovery'
import type { ApiKey } from './configuration'
import type { Letters } from './letters/letters'
import type { Say } from './letters/words'
import type { Limit } from './limit'
import type { Confirmations } from './own/confirmations'
import type { OwnHand } from './own/own-hand'
import type { Vault } from './vault/vault'

/** What the routes are made of, put together once in `main.ts`. */
export type Parts = {
  readonly pool: Pool
  readonly ledger: Ledger
  readonly blobs: Blobs
  readonly signer: Signer
  readonly vaultOf: (tenant: string) => Promise<Vault>
  readonly apiKeys: readonly ApiKey[]
  readonly rules: Rules
  /** Milliseconds since 1970. */
  readonly clock: () => number
  /** The workstation that proved it is speaking. */
  readonly deviceOf: (request: FastifyRequest) => Promise<Device>
  /** The same for one that was sent away too: it may bring what it has. */
  readonly anyDeviceOf: (request: FastifyRequest) => Promise<Device>
  readonly recovery: Recovery
  readonly onEnrolled: () => void
  /** What this program shipped with; `documents` knows what was released since. */
  readonly catalogue: Catalogue
  readonly documents: DocumentsInUse
  /** What begins on the server is written by this hand. */
  readonly own: OwnHand
  readonly confirmations: Confirmations
  readonly letters: Letters
  readonly say: Say
  /** A letter may have been posted: somebody should go and see. */
  readonly lettersWaiting: () => void
  /** How often who may ask. */
  readonly limits: { readonly strangers: Limit }
}
