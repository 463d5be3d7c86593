import type { FastifyInstance } from 'fastify'
import { EnrolAsk } from '@shared/sync/protocol'
import { enrol } from '../devices/devices'
import type { Parts } from '../parts'
import { read } from '../wire'

/** Lets a device in for a one-time code of the controller. */
export function enrolRoute(app: FastifyInstance, { pool, onEnrolled }: Parts): void {
  app.post<{ Body: Buffer }>('/v1/devices/enrol', async (request) => {
    const { device, incarnation, tenant } = await enrol(pool, read(EnrolAsk, request.body, 'json'))
    request.log.info({ tenant, device, incarnation }, 'enrolled')
    onEnrolled()
    return { device, tenant }
  })
}
