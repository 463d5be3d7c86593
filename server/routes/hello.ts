import type { FastifyInstance } from 'fastify'
import { type Hello, MAX_BATCH_BYTES, MAX_EVENT_BYTES, PROTOCOL } from '@shared/sync/protocol'
import { instantFrom } from '@shared/terms/time'
import type { Parts } from '../parts'

/** Who is there, and what time is it? The one question anybody may ask. */
export function helloRoute(app: FastifyInstance, { signer, clock }: Parts): void {
  app.get('/v1/hello', async (): Promise<Hello> => ({
    protocols: [PROTOCOL],
    maxBatchBytes: MAX_BATCH_BYTES,
    maxEventBytes: MAX_EVENT_BYTES,
    serverTime: instantFrom(clock()),
    receiptKey: Buffer.from(signer.publicKey).toString('base64'),
  }))
}
