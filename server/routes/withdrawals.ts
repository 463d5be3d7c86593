import type { FastifyInstance } from 'fastify'
import { Withdrawal, recordWithdrawal } from '../own/withdrawals'
import type { Parts } from '../parts'
import { bodyAs, callerOf } from '../rest'

/** A "no" from another system of the controller. Workstations pull it like any other fact. */
export function withdrawalRoute(app: FastifyInstance, parts: Parts): void {
  app.post<{ Body: Buffer }>('/v1/withdrawals', async (request) => {
    const caller = callerOf(request.headers.authorization, parts.apiKeys)
    const done = await recordWithdrawal(caller.tenant, bodyAs(Withdrawal, request.body), parts)
    request.log.info({ caller: caller.name, people: done.people, again: done.again }, 'withdrawn')
    return done
  })
}
