import type { FastifyInstance } from 'fastify'
import { BlobPack, BlobsHaveAsk } from '@shared/sync/protocol'
import { EvidenceId } from '@shared/terms/ids'
import type { Parts } from '../parts'
import { Refusal } from '../problem'
import { read, sendPacked } from '../wire'

/** Evidence: which of it do you lack, here it is, and may I have this one. Sealed all the way: the server opens none. */
export function blobRoutes(app: FastifyInstance, { blobs, deviceOf, anyDeviceOf }: Parts): void {
  app.post<{ Body: Buffer }>('/v1/blobs/have', async (request) => {
    const { tenant } = await anyDeviceOf(request)
    return { missing: await blobs.missing(tenant, read(BlobsHaveAsk, request.body, 'json').ids) }
  })
  app.post<{ Body: Buffer }>('/v1/blobs', async (request, reply) => {
    const { tenant, device } = await anyDeviceOf(request)
    const { chunks } = read(BlobPack, request.body, 'msgpack')
    const complete = await blobs.keep(tenant, chunks)
    request.log.info({ tenant, device, chunks: chunks.length, complete: complete.length }, 'evidence')
    return sendPacked(reply, { complete })
  })
  app.get<{ Params: { id: string } }>('/v1/blobs/:id', async (request, reply) => {
    const { tenant } = await deviceOf(request)
    const id = EvidenceId.safeParse(request.params.id)
    if (!id.success) throw new Refusal('not-understood')
    if ((await blobs.missing(tenant, [id.data])).length > 0)
      throw new Refusal('evidence-missing', { missing: [id.data] })
    return reply.type('application/octet-stream').send(await blobs.read(tenant, id.data))
  })
}
