import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { z } from 'zod'
import { type ConsentEvent, Reach } from '@shared/consent/event'
import { ContactPoint } from '@shared/terms/contact-point'
import { ActId, SubjectId } from '@shared/terms/ids'
import { Instant, type Stated, instantFrom } from '@shared/terms/time'
import { type Db, inTenant } from '../ledger/database'
import { reachedBy } from '../register/reach'
import { NotServed } from '../rest'
import type { Vault } from '../vault/vault'
import { BY_SERVER } from './confirmations'
import { takeInOnce, unlessKnown } from './intake'
import type { OwnHand } from './own-hand'

/** A "no" that reached another system: `POST /v1/withdrawals`. Whom it is about, or which contact point, or both. */
export const Withdrawal = z
  .strictObject({
    /** Chosen by whoever sends it, so that sending it twice records it once. */
    act: ActId,
    kind: z.enum(['withdrawn', 'objection']).default('withdrawn'),
    subject: SubjectId.optional(),
    /** Canonical value. Everybody reached by it is meant, and whoever will be. */
    contactPoint: ContactPoint.optional(),
    purposes: Reach.shape.purposes.default('all'),
    channels: Reach.shape.channels.default('all'),
    by: z.enum(['in-person', 'phone', 'email', 'post', 'other']).default('other'),
    /** When it was said, if that is known. Absent: when it arrived. */
    statedAt: Instant.optional(),
  })
  .refine(({ subject, contactPoint }) => subject !== undefined || contactPoint !== undefined, {
    path: ['subject'],
  })
export type Withdrawal = z.infer<typeof Withdrawal>

export type Withdrawn = { readonly act: ActId; readonly people: number; readonly again: boolean }

type Needs = {
  readonly pool: Pool
  readonly vaultOf: (tenant: string) => Promise<Vault>
  readonly own: OwnHand
  readonly clock: () => number
}

/**
 * Records a "no". It is never refused because nobody here has that number: it then stands under a fresh pseudonym and
 * holds for the contact point itself, whoever turns out to be reached by it.
 */
export async function recordWithdrawal(tenant: string, asked: Withdrawal, needs: Needs): Promise<Withdrawn> {
  const { pool, vaultOf, own, clock } = needs
  const { act, kind, purposes, channels, by } = asked
  const contactPoint = asked.contactPoint && canonicalPoint(asked.contactPoint)
  const vault = await vaultOf(tenant)
  const subjects = await inTenant(pool, tenant, async (db) => {
    const named = asked.subject ? await vault.keysOf(db, [asked.subject]) : new Map<SubjectId, unknown>()
    const reached = contactPoint ? await reachedBy(db, tenant, vault, contactPoint) : []
    return [...new Set([...named.keys(), ...reached])]
  })
  if (subjects.length === 0 && !contactPoint) throw new NotServed('not-found', 'Nobody here has this id.')
  if (subjects.length === 0) subjects.push(SubjectId.parse(randomUUID()))

  const reach: Reach = { purposes, channels, contactPoints: contactPoint ? [contactPoint] : 'all' }
  const stated = statedBy(asked.statedAt, instantFrom(clock()))
  const type = kind === 'withdrawn' ? 'consent-withdrawn' : 'objection-raised'
  const events = subjects.map((subject): ConsentEvent => ({ type, subject, reach, by, stated, recordedBy: BY_SERVER }))
  const along = (db: Db) => takeInOnce(db, tenant, act, 'withdrawal', new Date(clock()))
  const became = await unlessKnown(() => own.record(tenant, { act, events, along }))
  return { act, people: subjects.length, again: became === 'known' }
}

/** A clock that runs ahead is cut off at our own; a "no" counts from the earliest moment it may have been said. */
const statedBy = (at: Instant | undefined, now: Instant): Stated => ({
  notBefore: at !== undefined && at < now ? at : now,
  notAfter: now,
  source: 'clock',
})

function canonicalPoint({ kind, value }: ContactPoint): ContactPoint {
  const tidy = kind === 'email' ? value.normalize('NFC').trim().toLowerCase() : value.trim()
  if (kind === 'phone' && !/^\+\d{5,15}$/.test(tidy)) throw new NotServed('not-understood', 'Not usable: contactPoint.')
  return ContactPoint.parse({ kind, value: tidy })
}
