import type { FastifyInstance } from 'fastify'
import { PushAsk } from '@shared/sync/protocol'
import { Refusal } from '../problem'
import type { Parts } from '../parts'
import { read, sendPacked } from '../wire'

/** Take leaves; keep, already have, or refuse with a reason. */
export function pushRoute(app: FastifyInstance, { ledger, anyDeviceOf }: Parts): void {
  app.post<{ Body: Buffer }>('/v1/events', async (request, reply) => {
    const device = await anyDeviceOf(request)
    const ask = read(PushAsk, request.body, 'msgpack')
    if (ask.incarnation !== device.incarnation) throw new Refusal('bad-proof')
    const answer = await ledger.push(device, ask)
    const { receipts, quarantined } = answer
    request.log.info({ tenant: device.tenant, device: device.device, kept: receipts.length, quarantined }, 'pushed')
    return sendPacked(reply, answer)
  })
}
