import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ConsentEvent } from '@shared/consent/event'
import { documentsHash, foldDocuments } from '@shared/documents/fold-documents'
import { LINTER } from '@shared/notice/rules'
import { EventId, OperatorId } from '@shared/terms/ids'
import { instantFrom, PlainDate, statedAt } from '@shared/terms/time'
import { catalogueInUse, documentFacts } from '../../../electron/services/admit-documents'
import { catalogue } from '../../builders/catalogue'
import { jonas, mara, offers, record } from '../../builders/documents'
import { bench } from './facts'
import { newAct } from './leaves'

let desk: Awaited<ReturnType<typeof bench>>
beforeEach(async () => {
  desk = await bench()
})
afterEach(() => desk.sweep())

const activeFrom = PlainDate.parse('2099-01-01')
const told = (by: OperatorId) => ({ subject: record, stated: statedAt(instantFrom(Date.now())), recordedBy: by })
const documents = offers(3, { activeFrom })
const proposal = (by = mara, what = documents): ConsentEvent => ({
  ...told(by),
  type: 'documents-proposed',
  documents: what,
})
const release = (id: EventId, by = jonas): ConsentEvent => ({
  ...told(by),
  type: 'documents-released',
  proposal: id,
  sha256: documentsHash(documents),
  linter: LINTER,
})

type Opened = Awaited<ReturnType<(typeof desk)['open']>>
const record1 = async ({ ask }: Opened, event: ConsentEvent, act = newAct()) => {
  const { entries } = await ask['journal:record']({ act, events: [event] })
  return EventId.parse(entries[0]?.recorded.id)
}

describe('documents in the journal', () => {
  test('two operators bring a text into use; one alone does not, whatever the window asks', async () => {
    const first = await desk.open()
    const id = await record1(first, proposal())
    await expect(record1(first, release(id, mara))).rejects.toThrow('same-operator')
    // In the name of a colleague who does not sit here: refused as well.
    await expect(record1(first, release(id, jonas))).rejects.toThrow('not-this-operator')

    expect(await first.ask['operator:choose']({ id: jonas })).toEqual({ operator: { id: jonas, name: 'Jonas' } })
    const act = newAct()
    const released = await record1(first, release(id, jonas), act)
    expect(await record1(first, release(id, jonas), act)).toBe(released)
    await expect(record1(first, release(id, jonas))).rejects.toThrow('no-longer-open')

    const needs = { ...first.services, builtIn: first.services.catalogue }
    expect((await catalogueInUse(needs)).notices.map(({ id }) => id)).toContain('offers.3.de')
    expect(foldDocuments(await documentFacts(needs), catalogue).proposals).toMatchObject([{ state: 'released' }])
    await first.close()

    const again = await desk.open()
    expect(await again.ask['app:describe']({})).toMatchObject({ operator: { id: jonas } })
    expect((await catalogueInUse({ ...again.services, builtIn: catalogue })).notices).toContainEqual(
      expect.objectContaining({ id: 'offers.3.de' }),
    )
    await again.close()
  })

  test('a text with something hard against it is not even proposed, and leaves no byte', async () => {
    const first = await desk.open()
    const before = first.services.journal.head()
    await expect(record1(first, proposal(mara, offers(3, { activeFrom, withdrawal: 'Danke.' })))).rejects.toThrow(
      'faulty',
    )
    expect(first.services.journal.head()).toBe(before)
    await first.close()
  })
})

describe('who sits here', () => {
  test('a file of one person alone, as it was written before there was a choice, is read', async () => {
    const path = join(desk.folder, 'operator.json')
    await (await desk.open()).close()
    await writeFile(path, JSON.stringify({ id: 'op-lind', name: 'Mara Lind' }))
    const first = await desk.open()
    expect(await first.ask['app:describe']({})).toMatchObject({
      operator: { id: 'op-lind', name: 'Mara Lind' },
      operators: [{ id: 'op-lind', name: 'Mara Lind' }],
    })
    await first.close()
  })
  test('somebody who is not on the list cannot be chosen', async () => {
    const first = await desk.open()
    await expect(first.ask['operator:choose']({ id: OperatorId.parse('op-nobody') })).rejects.toThrow()
    expect(await readFile(join(desk.folder, 'operator.json'), 'utf8')).toContain('"now": "op-mara"')
    await first.close()
  })
})
