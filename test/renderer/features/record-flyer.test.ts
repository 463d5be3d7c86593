import 'fake-indexeddb/auto'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { textFrom, utf8 } from '@shared/base/bytes'
import { must } from '@shared/base/never'
import type { FlyerDraft } from '@shared/capture/draft'
import type { PageReading } from '@shared/capture/reading'
import { ConfirmedReading } from '@shared/proof/confirmed-reading'
import { instantFrom } from '@shared/terms/time'
import { bringBack } from '../../../renderer/features/digitise/bring-back'
import { recordFlyer } from '../../../renderer/features/digitise/record-flyer'
import { loadCatalogue } from '../../../renderer/store/catalogue'
import { DeskDatabase } from '../../../renderer/store/database'
import { openProjection } from '../../../renderer/store/projection'
import { actRecorder } from '../../../renderer/store/record'
import { mara } from '../../builders/facts'
import { inMemoryWorkstation } from '../../fakes/workstation'

const catalogue = loadCatalogue()
const confirmedAt = instantFrom(Date.parse('2026-11-25T10:00:00.000Z'))
const read = (text: string) => ({ text, confidence: 0.5, accepted: false, box: [0, 0, 1, 1] as [number, number, number, number] }) // prettier-ignore

const reading = (problems: PageReading['problems'] = []): PageReading => ({
  template: { id: 'NEWS-DE' as never, version: 2, serial: 'SN1', page: 1, pages: 1 },
  rotation: 0,
  registered: true,
  homography: [8, 0, 0, 0, 8, 0, 0, 0, 1],
  fields: { last: read('Kelier'), email: read('anna') },
  boxes: { ch0: 'marked', ch1: 'marked', ch2: 'empty', ch3: 'unclear' },
  signature: { state: 'present', ink: null },
  problems,
  ms: 1,
})
const image = { bytes: utf8('a picture'), media: 'image/png' as const }
describe('a confirmed sheet becomes facts', () => {
  let db: DeskDatabase
  let close: () => void = () => undefined
  beforeEach(() => {
    db = new DeskDatabase(`desk-${randomUUID()}`)
  })
  afterEach(async () => {
    close()
    await db.delete()
  })

  async function desk() {
    const host = inMemoryWorkstation()
    const { journal } = await host.ask['app:describe']({})
    const projection = await openProjection(db, host.connected, journal)
    close = projection.close
    const recordAct = actRecorder(host.ask, projection)
    return { host, needs: { catalogue, db, ask: host.ask, recordAct, recordedBy: mara, confirmedAt } }
  }
  const sheet = async (host: ReturnType<typeof inMemoryWorkstation>): Promise<FlyerDraft> => ({
    kind: 'flyer',
    id: randomUUID() as never,
    act: randomUUID() as never,
    openedAt: confirmedAt,
    file: 'stack.pdf',
    page: 1,
    pages: 1,
    scan: await host.ask['evidence:keep']({ bytes: image.bytes, kind: 'scan', media: 'image/png' }),
    reading: reading(),
    fields: { last: 'Keller', first: 'Anna', birth: '12.03.1984', phone: '', email: 'anna.keller@example.org', date: '22.11.2024' }, // prettier-ignore
    boxes: { ch0: 'marked', ch1: 'marked', ch2: 'empty', ch3: 'unclear' },
    signature: 'present',
    subject: null,
    pairs: [],
    setAside: null,
  })

  test('yes where a clear mark meets a contact point; an unclear mark and one without are a no', async () => {
    const { host, needs } = await desk()
    const recorded = await recordFlyer(await sheet(host), needs)
    expect(recorded.ok).toBe(true)
    const events = host.entries.map(({ recorded: { event } }) => event)
    expect(events.map((event) => ('channel' in event ? `${event.type} ${event.channel}` : event.type))).toEqual([
      'subject-registered',
      'consent-given email',
      'consent-refused post',
      'consent-refused sms',
      'consent-refused phone',
    ])
  })

  test('its evidence is the scan, and what the machine proposed beside what the person made of it', async () => {
    const { host, needs } = await desk()
    const draft = await sheet(host)
    await recordFlyer(draft, needs)
    const given = host.entries.map(({ recorded }) => recorded.event).find(({ type }) => type === 'consent-given')
    const evidence = given && 'evidence' in given ? given.evidence : []
    expect(evidence.map(({ kind }) => kind)).toEqual(['scan', 'reading'])
    const kept = evidence[1] && (await host.ask['evidence:open']({ id: evidence[1].id, key: evidence[1].key }))
    const content = ConfirmedReading.parse(JSON.parse(kept?.kind === 'opened' ? textFrom(kept.bytes) : '{}'))
    expect(content.scan).toBe(draft.scan.id)
    expect(content.fields['last']).toMatchObject({ read: { text: 'Kelier' }, confirmed: 'Keller' })
    expect(content.boxes['ch3']).toMatchObject({ read: 'unclear', confirmed: 'unclear' })
  })

  test('recorded twice it is recorded once', async () => {
    const { host, needs } = await desk()
    const draft = await sheet(host)
    const once = await recordFlyer(draft, needs)
    expect(await recordFlyer(draft, needs)).toEqual(once)
    expect(await db.people.count()).toBe(1)
  })

  test('with a signature missing, a field open or set aside, nothing is recorded', async () => {
    const { host, needs } = await desk()
    const draft = await sheet(host)
    const { last: _, ...fields } = draft.fields
    for (const unfit of [
      { ...draft, signature: 'absent' as const },
      { ...draft, fields },
      { ...draft, setAside: 'other' },
    ])
      expect((await recordFlyer(unfit, needs)).ok).toBe(false)
    expect(host.entries).toEqual([])
  })

  test('found to be somebody known, it adds to them and registers nobody', async () => {
    const { host, needs } = await desk()
    await recordFlyer(await sheet(host), needs)
    const known = (await db.people.toArray())[0]?.subject ?? null
    const again = { ...(await sheet(host)), subject: known, fields: { ...(await sheet(host)).fields, phone: '0170 1234567' } } // prettier-ignore
    await recordFlyer(again, needs)
    expect(await db.people.count()).toBe(1)
    expect((await db.people.toArray())[0]?.contactPoints).toContainEqual({ kind: 'phone', value: '+491701234567' })
  })

  describe('brought back', () => {
    const recordedBy = mara
    async function twice(change: (draft: FlyerDraft) => FlyerDraft) {
      const { host, needs } = await desk()
      const first = await sheet(host)
      await recordFlyer(first, needs)
      const { id, act, openedAt, file, page, pages, scan } = first
      const step = { kind: 'recorded', sheet: id, act, openedAt, file, page, pages, scan: scan.id } as const
      const back = await bringBack(step, { db, ask: host.ask, recordAct: needs.recordAct, recordedBy })
      if (!back) throw new Error('it can be brought back')
      const before = host.entries.length
      const again = change({ ...back.draft, signature: 'present', typed: {} })
      const recorded = await recordFlyer(again, needs)
      return { host, first, back, recorded, before, since: host.entries.slice(before).map(({ recorded: { event } }) => event) } // prettier-ignore
    }

    test('nothing recorded is changed: each yes of it is declared invalid, and the sheet stands as it was confirmed', async () => {
      const { host, first, back, before } = await twice((draft) => draft)
      const events = host.entries.slice(0, before).map(({ recorded: { event } }) => event)
      const yes = host.entries.filter(({ recorded: { event } }) => event.type === 'consent-given')
      expect(events.filter(({ type }) => type === 'consent-invalidated')).toMatchObject([
        { consent: yes[0]?.recorded.id, why: 'typing-error' },
      ])
      expect(back.draft).toMatchObject({ fields: first.fields, boxes: first.boxes, scan: first.scan, signature: null })
      expect(back.noStands).toBe(true)
      expect(back.draft.act).not.toBe(first.act)
      expect(back.draft.reading.fields['last']).toMatchObject({ text: 'Kelier', accepted: false })
    })

    test('confirmed anew it is the same person, with what was wrong put right by further facts', async () => {
      const { since, host } = await twice((draft) => ({
        ...draft,
        fields: { ...draft.fields, last: 'Kellner', email: 'anna.kellner@example.org' },
      }))
      expect(since.map((event) => event.type)).toEqual([
        'details-corrected',
        'contact-point-ended',
        'contact-point-added',
        'consent-given',
        'consent-refused',
        'consent-refused',
        'consent-refused',
      ])
      expect(since[0]).toMatchObject({ before: { familyName: 'Keller' }, after: { familyName: 'Kellner' } })
      expect(since[1]).toMatchObject({ contactPoint: { value: 'anna.keller@example.org' }, why: 'typing-error' })
      expect(await db.people.count()).toBe(1)
      const reading = host.entries
        .flatMap(({ recorded: { event } }) => ('evidence' in event ? event.evidence : []))
        .at(-1)
      const kept = await host.ask['evidence:open']({ id: must(reading, 'a reading').id, key: must(reading, 'a reading').key }) // prettier-ignore
      expect(ConfirmedReading.parse(JSON.parse(kept.kind === 'opened' ? textFrom(kept.bytes) : '{}')).corrects).toBeDefined() // prettier-ignore
    })

    test('of somebody forgotten since, there is nothing to bring back', async () => {
      const { host, needs } = await desk()
      const first = await sheet(host)
      await recordFlyer(first, needs)
      host.evidence.clear()
      const { id, act, openedAt, file, page, pages, scan } = first
      const step = { kind: 'recorded', sheet: id, act, openedAt, file, page, pages, scan: scan.id } as const
      const before = host.entries.length
      expect(await bringBack(step, { db, ask: host.ask, recordAct: needs.recordAct, recordedBy })).toBeNull()
      expect(host.entries).toHaveLength(before)
    })
  })

  test('further pages of the form and the value that was asked blind stand in the evidence', async () => {
    const { host, needs } = await desk()
    const back = await host.ask['evidence:keep']({ bytes: utf8('the back'), kind: 'scan', media: 'image/png' })
    const blind = { field: 'last', typed: 'Keller', agreed: false }
    await recordFlyer({ ...(await sheet(host)), more: [{ page: 2, scan: back }], blind }, needs)
    const answer = host.entries.map(({ recorded: { event } }) => event).find(({ type }) => type === 'consent-given')
    const evidence = answer && 'evidence' in answer ? answer.evidence : []
    expect(evidence.map(({ kind }) => kind)).toEqual(['scan', 'scan', 'reading'])
    const reading = must(evidence[2], 'the reading')
    const kept = await host.ask['evidence:open']({ id: reading.id, key: reading.key })
    const content = ConfirmedReading.parse(JSON.parse(kept.kind === 'opened' ? textFrom(kept.bytes) : '{}'))
    expect(content).toMatchObject({ parts: [{ page: 2, scan: back.id }], blind })
  })
})
