import type { FastifyInstance } from 'fastify'
import { GiveBackAsk } from '@shared/sync/protocol'
import type { Parts } from '../parts'
import { read, sendPacked } from '../wire'

/** Here is what you lost: leaves with the receipts this server once signed. */
export function recoveryRoute(app: FastifyInstance, { recovery, deviceOf }: Parts): void {
  app.post<{ Body: Buffer }>('/v1/recovery', async (request, reply) => {
    const device = await deviceOf(request)
    const answer = await recovery.takeBack(device, read(GiveBackAsk, request.body, 'msgpack'))
    request.log.info({ tenant: device.tenant, device: device.device, open: answer.open }, 'given back')
    return sendPacked(reply, answer)
  })
}
