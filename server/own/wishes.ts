import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import type { EventOf } from '@shared/consent/event'
import { detailsToday, inOrder } from '@shared/consent/person-today'
import { gatherRecord } from '@shared/consent/record'
import { sameContactPoint } from '@shared/terms/contact-point'
import { ActId, type SubjectId } from '@shared/terms/ids'
import type { DocumentsInUse } from '../documents'
import { inTenant } from '../ledger/database'
import { factSource } from '../register/register'
import type { Vault } from '../vault/vault'
import type { Confirmations } from './confirmations'
import { takeInOnce, unlessKnown } from './intake'
import type { OwnHand } from './own-hand'

type Needs = {
  readonly pool: Pool
  readonly vaultOf: (tenant: string) => Promise<Vault>
  readonly own: OwnHand
  readonly confirmations: Pick<Confirmations, 'ask'>
  readonly documents: DocumentsInUse
  readonly clock: () => number
}

/**
 * A desk wished that somebody be asked whether a mailbox is theirs. Only here is the token made, so that whoever wished
 * never sees what confirms. Each wish is answered once, however often its fact comes; a yes that was confirmed, taken
 * back or asked about since is left alone. Answers with how many letters were written.
 */
export async function answerWishes(tenant: string, subject: SubjectId, needs: Needs): Promise<number> {
  const { pool, vaultOf, own, confirmations, documents, clock } = needs
  const vault = await vaultOf(tenant)
  const record = await inTenant(pool, tenant, (db) => gatherRecord(subject, factSource(db, tenant, vault)))
  const facts = inOrder(record.events.filter(({ event }) => event.subject === subject))
  const details = detailsToday(facts)
  let asked = 0
  for (const { act, event: wish } of facts) {
    if (wish.type !== 'consent-confirmation-wanted' || wish.way !== 'double-opt-in' || !details) continue
    const about = facts.filter(({ event }) => isAbout(event, wish)).map(({ event }) => event)
    if (about.some(({ type, stated }) => type === 'consent-confirmed' || stated.notAfter > wish.stated.notAfter))
      continue
    const question = confirmations.ask({
      tenant,
      act: wish.ofAct,
      subject,
      language: details.language,
      contactPoint: wish.contactPoint,
      events: facts.filter((fact) => fact.act === wish.ofAct).map(({ event }) => event),
      catalogue: await documents(),
    })
    const done = await unlessKnown(() =>
      own.record(tenant, {
        act: ActId.parse(randomUUID()),
        events: [question.event],
        along: async (db) => {
          await takeInOnce(db, tenant, act, 'wish', new Date(clock()))
          await question.along(db)
        },
      }),
    )
    if (done === 'recorded') asked += 1
  }
  return asked
}

const isAbout = (
  event: { readonly type: string },
  { ofAct, contactPoint }: EventOf<'consent-confirmation-wanted'>,
): event is EventOf<'consent-confirmation-sent' | 'consent-confirmed' | 'consent-confirmation-lapsed'> =>
  (event.type === 'consent-confirmation-sent' ||
    event.type === 'consent-confirmed' ||
    event.type === 'consent-confirmation-lapsed') &&
  (event as EventOf<'consent-confirmed'>).ofAct === ofAct &&
  sameContactPoint((event as EventOf<'consent-confirmed'>).contactPoint, contactPoint)
