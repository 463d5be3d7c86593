import type { ApiKey } from '../configuration'
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { effectivePermission } from '@shared/consent/effective-permission'
import { gatherRecord } from '@shared/consent/record'
import { Channel, kindForChannel } from '@shared/terms/contact-point'
import { PurposeId, SubjectId } from '@shared/terms/ids'
import { instantFrom } from '@shared/terms/time'
import type { Parts } from '../parts'
import { factSource } from '../register/register'

const Question = z.object({
  subject: SubjectId,
  purpose: PurposeId,
  channel: Channel,
  /** Canonical value: lower-case mailbox, E.164 number, or address on one line. */
  contactPoint: z.string().min(1).max(400),
})

/** May we use this contact point today, and because of what? The same rule the workstations apply. */
export function mayContactRoute(app: FastifyInstance, { pool, vaultOf, clock, apiKeys, rules }: Parts): void {
  app.get('/v1/may-contact', async (request, reply) => {
    const caller = callerOf(request.headers.authorization, apiKeys)
    if (!caller) return problem(reply, 401, 'not-known', 'No such API key.')
    const parsed = Question.safeParse(request.query)
    if (!parsed.success) return problem(reply, 400, 'not-understood', wrongFields(parsed.error))
    const { subject, purpose, channel, contactPoint: value } = parsed.data

    const asked = { purpose, channel, contactPoint: { kind: kindForChannel(channel), value }, on: instantFrom(clock()) }
    const record = await gatherRecord(subject, factSource(pool, caller.tenant, await vaultOf(caller.tenant)))
    const permission = effectivePermission(record, rules, asked)
    const because = record.events.find(({ id }) => id === permission.because)
    request.log.info({ caller: caller.name, subject, purpose, channel, answer: permission.kind }, 'may we')
    return { asked: { subject, ...asked }, permission, because: because ?? null }
  })
}

/** Compares with every key, always to the end, so that the time taken tells nothing. */
function callerOf(header: string | undefined, apiKeys: readonly ApiKey[]): ApiKey | undefined {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  const shown = digest(header?.startsWith('Bearer ') ? header.slice('Bearer '.length) : '')
  let found: ApiKey | undefined
  for (const apiKey of apiKeys) if (timingSafeEqual(digest(apiKey.key), shown)) found = apiKey
  return found
}

/** Names of fields only: their values are somebody's. */
const wrongFields = (error: z.ZodError): string =>
  `Not usable: ${[...new Set(error.issues.map(({ path }) => String(path[0])))].join(', ')}.`

const problem = (
  reply: { code: (status: number) => unknown; type: (media: string) => unknown },
  status: number,
  type: string,
  title: string,
) => {
  reply.code(status)
  reply.type('application/problem+json')
  return { type, status, title }
}
