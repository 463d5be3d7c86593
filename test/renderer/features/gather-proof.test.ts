import 'fake-indexeddb/auto'
import { randomUUID } from 'node:crypto'
import { MessageChannel } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { utf8 } from '@shared/base/bytes'
import { must } from '@shared/base/never'
import { getNotice } from '@shared/capture/catalogue'
import { validateCapture } from '@shared/capture/validate'
import { eventsFromCapture } from '@shared/consent/events-from-capture'
import { canonical, noticeHash } from '@shared/proof/canonical'
import { type Check, allHold } from '@shared/proof/check'
import { drawProof } from '@shared/proof/draw-proof'
import { fingerprintOf } from '@shared/proof/proof-file'
import { renderedViewFrom } from '@shared/proof/rendered-view'
import { verifyProof } from '@shared/proof/verify-proof'
import { NoticeId, SubjectId } from '@shared/terms/ids'
import { entriesFor, gatherProof } from '../../../renderer/features/proof/gather-proof'
import { webProofCrypto } from '../../../renderer/platform/proof-crypto'
import { DeskDatabase } from '../../../renderer/store/database'
import { openProjection } from '../../../renderer/store/projection'
import type { Port } from '../../../renderer/workers/match-port'
import { proveOn, proveOver } from '../../../renderer/workers/prove-port'
import { catalogue } from '../../builders/catalogue'
import { confirmedAt, meeting } from '../../builders/drafts'
import { fonts, wordsOf } from '../../builders/proof-drawing'
import { bench } from '../../electron/services/facts'

let desk: Awaited<ReturnType<typeof bench>>
let db: DeskDatabase
let sweep: (() => unknown)[] = []
beforeEach(async () => {
  desk = await bench()
  db = new DeskDatabase(`desk-${randomUUID()}`)
})
afterEach(async () => {
  for (const one of sweep.reverse()) await one()
  sweep = []
  await db.delete()
  await desk.sweep()
})

/** Anna's meeting, recorded by the real main process and read into the tables, with a lookalike left for later. */
async function recordedMeeting() {
  const workstation = await desk.open()
  const { ask, listen, services } = workstation
  const projection = await openProjection(db, { ask, listen }, services.journal.id)
  sweep.push(() => projection.close())

  const other = SubjectId.parse(randomUUID())
  const draft = meeting({ pairs: [{ other, verdict: 'later', probability: 0.6 }] })
  const notice = getNotice(catalogue, NoticeId.parse('offers.1.de'))
  const view = renderedViewFrom(draft, notice, { confirmedAt, labelOf: ({ channel }) => channel })
  const keep = (kind: 'rendered-view' | 'ink', value: unknown) =>
    ask['evidence:keep']({ bytes: canonical(value), kind, media: 'application/json' })
  const evidence = [await keep('rendered-view', view), await keep('ink', draft.ink)]
  const capture = validateCapture(draft, { catalogue, confirmedAt })
  if (!capture.ok) throw new Error('expected a capture')
  const subject = { kind: 'new', id: SubjectId.parse(randomUUID()) } as const
  const recordedBy = services.operator.id
  const events = eventsFromCapture(capture.value, { subject, recordedBy, evidence, hashOf: noticeHash })
  const { entries } = await ask['journal:record']({ act: draft.act, events })
  await projection.apply(entries)
  return { ask, services, other, ids: entries.map(({ recorded }) => recorded.id) }
}

test('the proof of any answer is the proof of the whole confirmation, and holds', async () => {
  const { ask, services, other, ids } = await recordedMeeting()
  const [registered, yes, no] = ids
  const entries = await entriesFor(db, must(no, 'the no'))
  expect(entries.map(({ id }) => id).sort()).toEqual(ids.slice(0, 4).sort())
  expect(await entriesFor(db, must(yes, 'the yes'))).toEqual(entries)
  expect(entries.map(({ id }) => id)).toContain(registered)

  const proof = await gatherProof(entries, { ask, catalogue, operators: [services.operator], language: 'fr' })
  expect(JSON.stringify(proof.file.record.leaves), 'a decision about somebody else stays out').not.toContain(other)
  expect([...proof.attached.keys()].sort()).toEqual(['ink.json', 'rendered-view.json'])
  const checks = await verifyProof(proof, webProofCrypto, { fingerprint: fingerprintOf(proof.file) })
  expect(checks.filter(({ state }) => state === 'failed')).toEqual([])
})

test('evidence that was altered on the disk is missing from the proof, and the checks say so', async () => {
  const { ask, ids } = await recordedMeeting()
  const entries = await entriesFor(db, must(ids[1], 'the yes'))
  const broken: typeof ask = { ...ask, 'evidence:open': async () => ({ kind: 'altered' }) }
  const proof = await gatherProof(entries, { ask: broken, catalogue, operators: [], language: 'en' })
  const checks = await verifyProof(proof, webProofCrypto)
  expect(allHold(checks)).toBe(false)
  expect(checks.find(({ key }) => key === 'evidence')?.broken).toHaveLength(2)
})

test('an event nobody here knows has no proof', async () => {
  await recordedMeeting()
  expect(await entriesFor(db, 'a'.repeat(64))).toEqual([])
})

test('the worker answers in turn, and says when it cannot', async () => {
  const { port1, port2 } = new MessageChannel()
  sweep.push(() => port1.close())
  proveOn(port2 as unknown as Port, async (ask) => {
    if (ask.kind === 'check') return [{ key: 'chain', state: 'passed', looked: 1, broken: [] } satisfies Check]
    if (ask.kind === 'draw-receipt') throw new Error('not asked here')
    return drawProof(ask.proof, ask.words, fonts)
  })
  const prover = proveOver(port1 as unknown as Port)
  const { ask, services, ids } = await recordedMeeting()
  const entries = await entriesFor(db, must(ids[1], 'the yes'))
  const proof = await gatherProof(entries, { ask, catalogue, operators: [services.operator], language: 'en' })
  const [checks, pdf, failed] = await Promise.allSettled([
    prover.check(proof, {}),
    prover.draw(proof, wordsOf('en')),
    prover.draw(proof, {}),
  ])
  expect(checks).toMatchObject({ status: 'fulfilled', value: [{ key: 'chain' }] })
  expect(pdf.status === 'fulfilled' && pdf.value.slice(0, 5)).toEqual(utf8('%PDF-'))
  expect(failed.status).toBe('rejected')
})
