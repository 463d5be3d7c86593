import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { type Result, notOk, ok } from '@shared/base/result'
import type { CaptureProblem } from '@shared/capture/problem'
import { captureFromSubmission } from '@shared/capture/validate'
import type { WebSubmission } from '@shared/capture/web-submission'
import { type ConsentEvent, isYes } from '@shared/consent/event'
import { eventsFromCapture } from '@shared/consent/events-from-capture'
import { BOUND_EVIDENCE } from '@shared/crypto/seal'
import { noticeHash, sha256Of } from '@shared/proof/canonical'
import type { EvidenceRef } from '@shared/terms/evidence'
import { EvidenceId, SubjectId } from '@shared/terms/ids'
import { instantFrom } from '@shared/terms/time'
import type { DocumentsInUse } from '../documents'
import { type Db, inTenant } from '../ledger/database'
import { lookalikes } from '../register/reach'
import { factSource } from '../register/register'
import { nodeSealer } from '../vault/sealer'
import type { Vault } from '../vault/vault'
import { BY_SERVER, type Confirmations } from './confirmations'
import { takeInOnce, unlessKnown } from './intake'
import type { OwnHand } from './own-hand'

/** What became of a web form. `asks`: a letter goes to its mailbox, and no yes of it counts before the answer. */
export type Submitted = { readonly asks: boolean }

type Needs = {
  readonly pool: Pool
  readonly vaultOf: (tenant: string) => Promise<Vault>
  readonly own: OwnHand
  readonly confirmations: Confirmations
  readonly documents: DocumentsInUse
  readonly clock: () => number
}

/**
 * A web form becomes the same events as a meeting or a sheet, about somebody new: nobody is taken for somebody known
 * because they typed a name. Whoever they resemble is written down as a doubt, over which a "no" goes and a "yes" does
 * not. What was posted is the evidence, byte for byte.
 */
export async function recordSubmission(
  submission: WebSubmission,
  posted: Uint8Array,
  needs: Needs,
): Promise<Result<Submitted, CaptureProblem>> {
  const { pool, vaultOf, own, confirmations, documents, clock } = needs
  const catalogue = await documents()
  const tenant = catalogue.controller.id
  const capture = captureFromSubmission(submission, {
    catalogue,
    confirmedAt: instantFrom(clock()),
    hashOf: noticeHash,
  })
  if (!capture.ok) return notOk(...capture.problems)

  const { act, details, contactPoints } = capture.value
  const vault = await vaultOf(tenant)
  const subject = SubjectId.parse(randomUUID())
  const alike = await inTenant(pool, tenant, (db) => {
    const facts = factSource(db, tenant, vault)
    return lookalikes(db, tenant, vault, { ...details, contactPoints }, facts.aboutSubject)
  })
  const pairs = alike.map(({ subject: other, probability }) => ({ other, verdict: 'later' as const, probability }))
  const evidence = sealedForm(posted)
  const events: ConsentEvent[] = eventsFromCapture(
    { ...capture.value, pairs },
    { subject: { kind: 'new', id: subject }, recordedBy: BY_SERVER, evidence: [evidence.ref], hashOf: noticeHash },
  )

  const yes = events.find((event) => isYes(event) && event.contactPoint.kind === 'email')
  const question =
    yes && isYes(yes)
      ? confirmations.ask({
          tenant,
          act,
          subject,
          language: details.language,
          contactPoint: yes.contactPoint,
          events,
          catalogue,
        })
      : null
  await unlessKnown(() =>
    own.record(tenant, {
      act,
      events: question ? [...events, question.event] : events,
      sealed: [evidence.sealed],
      along: async (db: Db) => {
        await takeInOnce(db, tenant, act, 'submission', new Date(clock()))
        await question?.along(db)
      },
    }),
  )
  return ok({ asks: question !== null })
}

function sealedForm(posted: Uint8Array): { readonly ref: EvidenceRef; readonly sealed: Uint8Array<ArrayBuffer> } {
  const key = nodeSealer.newKey()
  const sealed = nodeSealer.seal(key, new Uint8Array(posted), BOUND_EVIDENCE)
  const ref: EvidenceRef = {
    id: EvidenceId.parse(sha256Of(sealed)),
    kind: 'web-form',
    media: 'application/json',
    bytes: sealed.length,
    key: Buffer.from(key).toString('hex'),
  }
  return { ref, sealed }
}
