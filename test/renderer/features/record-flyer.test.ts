import 'fake-indexeddb/auto'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { textFrom, utf8 } from '@shared/base/bytes'
import type { FlyerDraft } from '@shared/capture/draft'
import type { PageReading } from '@shared/capture/reading'
import { ConfirmedReading } from '@shared/proof/confirmed-reading'
import { instantFrom } from '@shared/terms/time'
import { recordFlyer } from '../../../renderer/features/digitise/record-flyer'
import { type FileProblem, takeIn } from '../../../renderer/features/digitise/take-in'
import { loadCatalogue } from '../../../renderer/store/catalogue'
import { DeskDatabase } from '../../../renderer/store/database'
import { draftKeeper } from '../../../renderer/store/drafts'
import { openProjection } from '../../../renderer/store/projection'
import { actRecorder } from '../../../renderer/store/record'
import type { FileOutcome, PageFound } from '../../../renderer/workers/read-paper'
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
const found = (page: number, pages: number, problems: PageReading['problems'] = []): PageFound => ({
  page,
  pages,
  image,
  reading: reading(problems),
})

describe('taking in a pile', () => {
  const pile = async (
    files: Record<string, readonly PageFound[] | FileOutcome | 'throws'>,
    signal = new AbortController().signal,
  ) => {
    const host = inMemoryWorkstation()
    const problems: FileProblem[] = []
    const kept: FlyerDraft[] = []
    await takeIn(
      Object.keys(files).map((name) => new File(['x'], name)),
      {
        catalogue,
        ask: host.ask,
        drafts: draftKeeper(host.ask),
        readFile: async (file, _, onPage) => {
          const pages = files[(file as File).name]
          if (pages === 'throws') throw new Error('a bug')
          if (pages === undefined || 'kind' in pages) return pages ?? { kind: 'cancelled' }
          for (const page of pages) await onPage(page)
          return { kind: 'read', pages: pages.length }
        },
      },
      {
        onFile: () => undefined,
        onPage: () => undefined,
        onProblem: (problem) => problems.push(problem),
        onKept: (draft) => kept.push(draft),
      },
      signal,
    )
    const { drafts } = await host.ask['draft:list']({})
    return { host, problems, kept, drafts: drafts as FlyerDraft[] }
  }

  test('each page is a draft of its own with its scan, on the disk, and nothing in it is confirmed', async () => {
    const { drafts } = await pile({ 'stack.pdf': [found(1, 2), found(2, 2)] })
    expect(drafts.map(({ file, page, pages }) => [file, page, pages])).toEqual([['stack.pdf', 1, 2], ['stack.pdf', 2, 2]]) // prettier-ignore
    expect(drafts.every(({ fields, boxes, signature }) => Object.keys({ ...fields, ...boxes }).length === 0 && signature === null)).toBe(true) // prettier-ignore
    expect(new Set(drafts.map(({ act }) => act)).size).toBe(2)
  })

  test('a bad file says so by its name, and the rest goes on', async () => {
    const { problems, drafts } = await pile({
      'empty.jpg': { kind: 'refused', problem: { key: 'paper.empty-file' } },
      'hangs.png': 'throws',
      'blank.pdf': [found(1, 2, [{ key: 'paper.blank-page' }]), found(2, 2)],
      'lost.png': [{ ...found(1, 1), image: null }],
      'good.png': [found(1, 1)],
    })
    expect(problems.map(({ file, page, problem }) => [file, page, problem.key])).toEqual([
      ['empty.jpg', null, 'paper.empty-file'],
      ['hangs.png', null, 'paper.reading-failed'],
      ['blank.pdf', 1, 'paper.blank-page'],
      ['lost.png', null, 'paper.damaged'],
    ])
    expect(drafts.map(({ file }) => file)).toEqual(['blank.pdf', 'good.png'])
  })

  test('a page the machine cannot place waits to be typed in with its picture', async () => {
    const { drafts, problems } = await pile({ 'photo.jpg': [found(1, 1, [{ key: 'paper.no-code' }])] })
    expect(problems).toEqual([])
    expect(drafts).toHaveLength(1)
  })

  test('stopped, it takes no further file and keeps what it has', async () => {
    const stopper = new AbortController()
    stopper.abort()
    expect((await pile({ 'good.png': [found(1, 1)] }, stopper.signal)).drafts).toEqual([])
  })
})

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
})
