import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { utf8 } from '@shared/base/bytes'
import type { Document } from '@shared/consent/document'
import type { ConsentEvent, RecordedEvent } from '@shared/consent/event'
import { noticeHash } from '@shared/proof/canonical'
import { recordedFrom } from '@shared/proof/envelope'
import { ActId, NoticeId } from '@shared/terms/ids'
import { catalogue } from '../builders/catalogue'
import { offers, proposed, released } from '../builders/documents'
import { anna, given, mobile } from '../builders/facts'
import { type Desk, newDesk } from './desk'
import { type Running, runningServer } from './running-server'

const KEY = 'the key of the customer system, long enough'
let running: Running
let desk: Desk
let next = 0
beforeAll(async () => {
  const now = Date.parse('2026-12-03T10:00:00.000Z')
  running = await runningServer({ apiKeys: [{ name: 'crm', tenant: 'muster', key: KEY }], clock: () => now })
  desk = await newDesk(running.server)
})
afterAll(async () => running.end())

/** Tells the server, and answers with the fact as it stands in the log. */
async function tell(event: ConsentEvent): Promise<RecordedEvent> {
  const [leaf] = desk.write([event], ActId.parse(randomUUID()))
  if (!leaf) throw new Error('a leaf')
  const { receipts, quarantined } = await desk.push({ from: next, leaves: [leaf], keys: [desk.keyOf(event.subject)] })
  expect([receipts.length, quarantined]).toEqual([1, []])
  next += 1
  return recordedFrom(leaf.leaf, event)
}

async function mayCall(): Promise<string> {
  const asked = { subject: anna, purpose: 'offers', channel: 'phone', contactPoint: mobile.value }
  const response = await fetch(`${running.server.url}/v1/may-contact?${new URLSearchParams(asked)}`, {
    headers: { authorization: `Bearer ${KEY}` },
  })
  return ((await response.json()) as { permission: { kind: string } }).permission.kind
}

/** The words with their sheets, as one: the largest fact we write. */
const withSheets = (): Document[] => [
  ...offers(),
  ...catalogue.forms
    .filter(({ id }) => id.startsWith('OFFERS'))
    .map((form): Document => {
      const notice = NoticeId.parse(`offers.3.${form.language}`)
      return { kind: 'form', form: { ...form, version: 3, notice, layout: { ...form.layout, version: 3 } } }
    }),
]

test('a yes in new words counts at the server once a second operator has released them, and not before', async () => {
  const documents = withSheets()
  const german = documents.flatMap((one) =>
    one.kind === 'notice' && one.notice.language === 'de' ? [one.notice] : [],
  )[0]
  if (!german) throw new Error('the German words')
  const proposal = await tell(proposed(documents).event)

  const evidence = desk.sealEvidence(utf8('ink'), 'ink', 'application/json')
  await desk.putBlob(evidence.sealed)
  const { event } = given('2026-12-02T10:00:00.000Z', { channel: 'phone' })
  if (event.type !== 'consent-given') throw new Error('a yes')
  const notice = { id: german.id, language: 'de' as const, sha256: noticeHash(german) }
  await tell({ ...event, notice, evidence: [evidence.ref] })
  expect(await mayCall()).toBe('not-permitted')

  await tell(released(proposal).event)
  expect(await mayCall()).toBe('permitted')
})
