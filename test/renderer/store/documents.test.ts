import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DeskDatabase } from '../../../renderer/store/database'
import { followDocuments, sheetsKnown, type DocumentsInUse } from '../../../renderer/store/documents'
import { waitingIn } from '../../../renderer/features/sync/waiting'
import { rowFrom } from '../../../renderer/store/fold'
import type { RecordedEvent } from '@shared/consent/event'
import { FormTemplateId } from '@shared/terms/ids'
import { statedAt } from '@shared/terms/time'
import { catalogue } from '../../builders/catalogue'
import { mara, minute, proposed, record, recorded, released } from '../../builders/documents'
import { given } from '../../builders/facts'

let db: DeskDatabase
let documents: DocumentsInUse
beforeEach(async () => {
  db = new DeskDatabase()
  documents = await followDocuments(db, catalogue)
})
afterEach(async () => {
  documents.close()
  await db.delete()
})

let position = 0
const arrive = (...facts: RecordedEvent[]) =>
  db.entries.bulkPut(
    facts.map((one) => rowFrom({ position: ++position, origin: 'server', receivedAt: position, recorded: one })),
  )
const heard = () => new Promise<void>((resolve) => documents.subscribe(resolve))
const ids = () => documents.now().catalogue.notices.map(({ id }) => id as string)

test('words released at another desk are in use here when the facts arrive, the release first or last', async () => {
  const proposal = proposed()
  const hearing = heard()
  await arrive(released(proposal))
  await hearing
  expect(ids()).not.toContain('offers.3.de')
  const again = heard()
  await arrive(proposal)
  await again
  expect(ids()).toContain('offers.3.de')
})

test('facts about people change nothing, and nobody is told', async () => {
  let told = 0
  documents.subscribe(() => told++)
  await arrive(given('2026-05-01'))
  const hearing = heard()
  await arrive(proposed())
  await hearing
  // Heard of once: of the proposal, not of Anna.
  expect(told).toBe(1)
})

test('a sheet that came back is no longer out', async () => {
  const issued = recorded({
    subject: record,
    stated: statedAt(minute(1)),
    recordedBy: mara,
    type: 'sheets-issued',
    template: FormTemplateId.parse('NEWS-DE'),
    version: 3,
    serials: ['CNSA0001', 'CNSA0002'],
    recipient: null,
  })
  const yes = given('2026-05-01')
  const onPaper = { ...yes, event: { ...yes.event, form: { template: 'NEWS-DE', version: 3, serial: 'CNSA0001' } } }
  await arrive(issued, onPaper as RecordedEvent)
  const { sheets, strangers } = await sheetsKnown(db, catalogue)
  expect(sheets.map(({ serial, state }) => `${serial} ${state}`)).toEqual(['CNSA0001 returned', 'CNSA0002 out'])
  expect(strangers).toEqual([])
})

test('a text waiting for the server is in the list of what waits, under the name of the controller', async () => {
  await db.entries.bulkPut([rowFrom({ position: ++position, origin: 'here', receivedAt: null, recorded: proposed() })])
  expect(await waitingIn(db, catalogue.controller)).toMatchObject([{ subject: null, name: 'Muster GmbH', records: 1 }])
})
