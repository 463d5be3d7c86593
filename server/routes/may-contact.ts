import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { effectivePermission } from '@shared/consent/effective-permission'
import { gatherRecord } from '@shared/consent/record'
import { Channel, kindForChannel } from '@shared/terms/contact-point'
import { PurposeId, SubjectId } from '@shared/terms/ids'
import { instantFrom } from '@shared/terms/time'
import { inTenant } from '../ledger/database'
import type { Parts } from '../parts'
import { factSource } from '../register/register'
import { NotServed, callerOf, wrongFields } from '../rest'

const Question = z.object({
  subject: SubjectId,
  purpose: PurposeId,
  channel: Channel,
  /** Canonical value: lower-case mailbox, E.164 number, or address on one line. */
  contactPoint: z.string().min(1).max(400),
})

/** May we use this contact point today, and because of what? The same rule the workstations apply. */
export function mayContactRoute(app: FastifyInstance, parts: Parts): void {
  const { pool, vaultOf, clock, apiKeys } = parts
  app.get('/v1/may-contact', async (request) => {
    const caller = callerOf(request.headers.authorization, apiKeys)
    const parsed = Question.safeParse(request.query)
    if (!parsed.success) throw new NotServed('not-understood', wrongFields(parsed.error))
    const { subject, purpose, channel, contactPoint: value } = parsed.data

    const asked = { purpose, channel, contactPoint: { kind: kindForChannel(channel), value }, on: instantFrom(clock()) }
    const vault = await vaultOf(caller.tenant)
    const record = await inTenant(pool, caller.tenant, (db) =>
      gatherRecord(subject, factSource(db, caller.tenant, vault)),
    )
    const rules = { ...parts.rules, catalogue: await parts.documents() }
    const permission = effectivePermission(record, rules, asked)
    const because = record.events.find(({ id }) => id === permission.because)
    request.log.info({ caller: caller.name, subject, purpose, channel, answer: permission.kind }, 'may we')
    return { asked: { subject, ...asked }, permission, because: because ?? null }
  })
}
