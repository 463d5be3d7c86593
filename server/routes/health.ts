import type { FastifyInstance } from 'fastify'
import type { Metrics } from '../metrics'
import type { Parts } from '../parts'
import { callerOf } from '../rest'

/** Is it well, and how much is it doing? Health is for anybody, figures are for whoever has a key. */
export function healthRoutes(app: FastifyInstance, parts: Parts, metrics: Metrics): void {
  app.get('/health', async (_request, reply) => {
    const database = await parts.pool.query('select 1').then(
      () => true,
      () => false,
    )
    return reply.code(database ? 200 : 503).send({ status: database ? 'ok' : 'database away' })
  })
  app.get('/metrics', async (request, reply) => {
    const { tenant } = callerOf(request.headers.authorization, parts.apiKeys)
    const [head, waiting, open] = await Promise.all([
      parts.ledger.logHead(tenant),
      parts.letters.waiting(tenant),
      parts.recovery.openPlaces(tenant),
    ])
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(
      metrics.text({
        consent_log_places: head,
        consent_letters_waiting: waiting,
        consent_recovery_open_places: open,
        process_resident_memory_bytes: process.memoryUsage().rss,
      }),
    )
  })
}
