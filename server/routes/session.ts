import type { FastifyInstance } from 'fastify'
import { SessionAsk, type SessionAnswer } from '@shared/sync/protocol'
import type { Parts } from '../parts'
import { read } from '../wire'

/** What do you hold of me, and how far is your log? */
export function sessionRoute(app: FastifyInstance, { ledger, recovery, anyDeviceOf }: Parts): void {
  app.post<{ Body: Buffer }>('/v1/session', async (request): Promise<SessionAnswer> => {
    const device = await anyDeviceOf(request)
    const { known } = read(SessionAsk, request.body, 'json')
    // What it shows of our own log counts, whoever it is: we signed it.
    const span = await recovery.greet(device, known ?? null)
    return {
      serverHead: await ledger.headOf(device),
      logHead: await ledger.logHead(device.tenant),
      recovery: span,
      ...(device.revoked ? { revoked: true } : {}),
    }
  })
}
