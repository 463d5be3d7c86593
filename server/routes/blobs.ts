import type { FastifyInstance } from 'fastify'
import { BlobPack, BlobsHaveAsk } from '@shared/sync/protocol'
import type { Parts } from '../parts'
import { read, sendPacked } from '../wire'

/** Evidence: which of it do you lack, and here it is. */
export function blobRoutes(app: FastifyInstance, { blobs, deviceOf }: Parts): void {
  app.post<{ Body: Buffer }>('/v1/blobs/have', async (request) => {
    const { tenant } = await deviceOf(request)
    return { missing: await blobs.missing(tenant, read(BlobsHaveAsk, request.body, 'json').ids) }
  })
  app.post<{ Body: Buffer }>('/v1/blobs', async (request, reply) => {
    const { tenant, device } = await deviceOf(request)
    const { chunks } = read(BlobPack, request.body, 'msgpack')
    const complete = await blobs.keep(tenant, chunks)
    request.log.info({ tenant, device, chunks: chunks.length, complete: complete.length }, 'evidence')
    return sendPacked(reply, { complete })
  })
}
