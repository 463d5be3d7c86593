import type { FastifyInstance } from 'fastify'
import { GiveBackAsk } from '@shared/sync/protocol'
import type { Parts } from '../parts'
import { read, sendPacked } from '../wire'

/**
 * Here is what you lost: leaves with the receipts this server once signed. From a device that was sent away too: nothing
 * is believed but our own signature.
 */
export function recoveryRoute(app: FastifyInstance, { recovery, anyDeviceOf }: Parts): void {
  app.post<{ Body: Buffer }>('/v1/recovery', async (request, reply) => {
    const device = await anyDeviceOf(request)
    const answer = await recovery.takeBack(device, read(GiveBackAsk, request.body, 'msgpack'))
    request.log.info({ tenant: device.tenant, device: device.device, open: answer.open }, 'given back')
    return sendPacked(reply, answer)
  })
}
