import type { FastifyInstance } from 'fastify'
import { SessionAsk, type SessionAnswer } from '@shared/sync/protocol'
import type { Parts } from '../parts'
import { read } from '../wire'

/** What do you hold of me, and how far is your log? */
export function sessionRoute(app: FastifyInstance, { ledger, deviceOf }: Parts): void {
  app.post<{ Body: Buffer }>('/v1/session', async (request): Promise<SessionAnswer> => {
    const device = await deviceOf(request)
    read(SessionAsk, request.body, 'json')
    return { serverHead: await ledger.headOf(device), logHead: await ledger.logHead(device.tenant) }
  })
}
