import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { MAX_BATCH_BYTES } from '@shared/sync/protocol'
import { Refusal } from '../problem'
import type { Parts } from '../parts'
import { sendPacked } from '../wire'

const After = z.object({ after: z.coerce.number().int().nonnegative() })

/** Everything after this place. */
export function pullRoute(app: FastifyInstance, { ledger, deviceOf }: Parts): void {
  app.get('/v1/events', async (request, reply) => {
    const { tenant } = await deviceOf(request)
    const asked = After.safeParse(request.query)
    if (!asked.success) throw new Refusal('not-understood')
    return sendPacked(reply, await ledger.pull(tenant, asked.data.after, MAX_BATCH_BYTES))
  })
}
