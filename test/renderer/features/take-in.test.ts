import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { utf8 } from '@shared/base/bytes'
import { countBatch, problemsOf } from '@shared/capture/batch'
import type { FlyerDraft } from '@shared/capture/draft'
import type { PageReading } from '@shared/capture/reading'
import { type Pile, pileOf } from '../../../renderer/features/digitise/pile'
import { type ReadFile, type TakeInDoors, bringFiles, readBatch } from '../../../renderer/features/digitise/take-in'
import { loadCatalogue } from '../../../renderer/store/catalogue'
import { draftKeeper } from '../../../renderer/store/drafts'
import type { FileOutcome, PageFound } from '../../../renderer/workers/read-paper'
import { inMemoryWorkstation } from '../../fakes/workstation'

const code = (serial: string, page = 1, pages = 1) => ({ id: 'NEWS-DE' as never, version: 2, serial, page, pages })
const reading = (part: Partial<PageReading> = {}): PageReading => ({
  template: null,
  rotation: 0,
  registered: true,
  homography: [8, 0, 0, 0, 8, 0, 0, 0, 1],
  fields: {},
  boxes: {},
  signature: { state: 'present', ink: null },
  problems: [],
  ms: 1,
  ...part,
})
/** A page whose picture is these words. */
const page = (words: string, part: Partial<PageReading> = {}): Omit<PageFound, 'page' | 'pages'> => ({
  image: { bytes: utf8(words), media: 'image/png' },
  reading: reading(part),
  print: null,
})
type Paper = readonly (Omit<PageFound, 'page' | 'pages'> | 'hangs' | 'hangs on reading')[] | FileOutcome | 'throws'

/** A worker as the lane knows it: pages in order, those wanted, until the signal says stop. */
const worker = (papers: Record<string, Paper>, asked: string[] = []): ReadFile => {
  return async (file, _, onPage, { done = [], plain = [], most = 1_000, signal, onOpened }) => {
    const name = await file.text()
    const pages = papers[name]
    if (pages === 'throws') throw new Error('a bug')
    if (pages === undefined || 'kind' in pages) return pages ?? { kind: 'refused', problem: { key: 'paper.damaged' } }
    await onOpened?.(pages.length)
    let read = 0
    for (const [at, found] of pages.entries()) {
      if (signal?.aborted) return { kind: 'cancelled' }
      if (done.includes(at + 1) || read >= most) continue
      read++
      asked.push(`${name} ${at + 1}`)
      const isPlain = plain.includes(at + 1)
      if (found === 'hangs' || (found === 'hangs on reading' && !isPlain)) return { kind: 'hung' }
      const shown = found === 'hangs on reading' ? page(`${name} ${at}`, { problems: [{ key: 'paper.reading-failed' }] }) : found // prettier-ignore
      await onPage({ page: at + 1, pages: pages.length, ...shown })
    }
    return { kind: 'read', pages: read }
  }
}

let host: ReturnType<typeof inMemoryWorkstation>
let drafts: ReturnType<typeof draftKeeper>
let pile: Pile
let rests = 0
beforeEach(() => {
  host = inMemoryWorkstation()
  start()
})
/** As after a start of the program: nothing is left but what the host keeps. */
function start(): void {
  drafts = draftKeeper(host.ask)
  pile = pileOf(drafts)
}

async function read(
  papers: Record<string, Paper>,
  { signal = new AbortController().signal, isRecorded = async () => false, asked = [], onPage = () => undefined }: Partial<Pick<TakeInDoors, 'isRecorded'>> & { signal?: AbortSignal; asked?: string[]; onPage?: () => void } = {}, // prettier-ignore
) {
  const doors: TakeInDoors = {
    catalogue: loadCatalogue(),
    readFile: worker(papers, asked),
    ask: host.ask,
    drafts,
    pile,
    isRecorded,
    rest: () => {
      rests++
    },
    worn: { pages: 0 },
  }
  const known = await bringFiles(Object.keys(papers).map((name) => new File([name], name)), 'chosen', doors) // prettier-ignore
  await readBatch(doors, { onBatch: () => undefined, onPage }, signal)
  const { batch } = await host.ask['batch:read']({})
  const kept = (await host.ask['draft:list']({})).drafts as FlyerDraft[]
  return { batch, known, drafts: kept, problems: problemsOf(batch).map(({ file, page: at, problem }) => [file, at, problem.key]) } // prettier-ignore
}

describe('taking in a pile', () => {
  test('each page is a draft of its own with its scan, on the disk, and nothing in it is confirmed', async () => {
    const { drafts: kept, batch } = await read({ 'stack.pdf': [page('one'), page('two')] })
    expect(kept.map(({ file, page: at, pages }) => [file, at, pages])).toEqual([
      ['stack.pdf', 1, 2],
      ['stack.pdf', 2, 2],
    ])
    for (const { fields, boxes, signature } of kept) expect([fields, boxes, signature]).toEqual([{}, {}, null])
    expect(new Set(kept.map(({ act }) => act)).size).toBe(2)
    expect(countBatch(batch)).toMatchObject({ sheets: 2, toRead: 0 })
  })

  test('a bad file says so by its name, and the rest goes on', async () => {
    const { problems, drafts: kept } = await read({
      'empty.jpg': { kind: 'refused', problem: { key: 'paper.empty-file' } },
      'breaks.png': 'throws',
      'blank.pdf': [page('', { problems: [{ key: 'paper.blank-page' }] }), page('x')],
      'lost.png': [{ ...page('y'), image: null }],
      'good.png': [page('z')],
    })
    expect(problems).toEqual([
      ['empty.jpg', null, 'paper.empty-file'],
      ['breaks.png', null, 'paper.reading-failed'],
      ['blank.pdf', 1, 'paper.blank-page'],
      ['lost.png', null, 'paper.damaged'],
    ])
    expect(kept.map(({ file }) => file)).toEqual(['blank.pdf', 'good.png'])
  })

  test('a page the machine cannot place waits to be typed in, with everything that was read on it', async () => {
    const free = { ...page('letter', { problems: [{ key: 'paper.no-code' }] }), print: 'Anna Keller' }
    const { drafts: kept, problems } = await read({ 'letter.jpg': [free] })
    expect(problems).toEqual([])
    expect(kept).toMatchObject([{ print: 'Anna Keller', setAside: null }])
  })
})

test('a worker that has read fifty pages is replaced by a new one, in the middle of a file too', async () => {
  rests = 0
  const many = (file: string, of: number) => Array.from({ length: of }, (_, n) => page(`${file} ${n}`))
  const { batch } = await read({ 'a.pdf': many('a', 120), 'b.png': many('b', 1), 'c.pdf': many('c', 30) })
  expect([rests, countBatch(batch).sheets]).toEqual([3, 151])
})

describe('held, killed, taken up again', () => {
  const stack = { 'stack.pdf': [page('1'), page('2'), page('3'), page('4')] }

  test('stopped at a page, it goes on at that page, and no page is lost or made twice', async () => {
    const stopper = new AbortController()
    const asked: string[] = []
    let pages = 0
    await read(stack, { signal: stopper.signal, asked, onPage: () => ++pages === 2 && stopper.abort() })
    expect(asked).toEqual(['stack.pdf 1', 'stack.pdf 2'])
    const { drafts: kept } = await read(stack, { asked })
    expect(asked).toEqual(['stack.pdf 1', 'stack.pdf 2', 'stack.pdf 3', 'stack.pdf 4'])
    expect(kept.map(({ page: at }) => at)).toEqual([1, 2, 3, 4])
  })

  test.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])(
    'killed at the %d. word to the host, it goes on at the same page and makes each sheet once',
    async (alive) => {
      const whole = host
      const { ask } = host
      let words = 0
      const dying = Object.fromEntries(
        Object.entries(ask).map(([channel, say]) => [
          channel,
          async (said: never) => {
            if (/take|page|change|keep/.test(channel) && words++ >= alive) throw new Error('killed')
            return (say as (ask: never) => Promise<unknown>)(said)
          },
        ]),
      ) as unknown as typeof ask
      host = { ...whole, ask: dying }
      start()
      await read(stack).catch(() => undefined)
      host = whole
      start()
      const { drafts: kept, problems } = await read(stack)
      expect(kept.map(({ page: at }) => at)).toEqual([1, 2, 3, 4])
      expect(new Set(kept.map(({ act }) => act)).size).toBe(4)
      expect(problems).toEqual([])
    },
  )

  test('paused, it reads nothing by itself', async () => {
    await host.ask['batch:change']({ change: { kind: 'hold', hold: 'paused' } })
    const asked: string[] = []
    expect((await read(stack, { asked })).drafts).toEqual([])
    expect(asked).toEqual([])
  })

  test('a page on which the machine hangs is set aside to be typed in; one that cannot even be shown is named', async () => {
    const { drafts: kept, problems } = await read({
      'bad.pdf': [page('1'), 'hangs on reading', page('3'), 'hangs', page('5')],
      'after.png': [page('6')],
    })
    expect(kept.map(({ file, page: at }) => [file, at])).toEqual([
      ['bad.pdf', 1],
      ['bad.pdf', 2],
      ['bad.pdf', 3],
      ['bad.pdf', 5],
      ['after.png', 1],
    ])
    expect(kept[1]?.reading.problems).toEqual([{ key: 'paper.reading-failed' }])
    expect(problems).toEqual([['bad.pdf', 4, 'paper.reading-failed']])
  })
})

describe('the same page twice', () => {
  test('the same file is taken in once', async () => {
    await read({ 'a.png': [page('a')] })
    expect((await read({ 'a.png': [page('a')] })).known).toMatchObject([{ file: 'a.png', kind: 'twice' }])
    await host.ask['batch:close']({})
    const { known, drafts: kept } = await read({ 'a.png': [page('a')] })
    expect(known).toMatchObject([{ file: 'a.png', kind: 'seen' }])
    expect(kept).toHaveLength(1)
  })

  test('the same page in another stack is named and not made a sheet again', async () => {
    const { problems, drafts: kept } = await read({
      'mon.pdf': [page('a'), page('b')],
      'tue.pdf': [page('b'), page('c')],
    })
    expect(problems).toEqual([['tue.pdf', 1, 'paper.seen-before']])
    expect(kept).toHaveLength(3)
  })

  test('another scan of the same sheet is set aside: by its serial, on the pile or recorded', async () => {
    const sheet = (words: string) => page(words, { template: code('CNS1') })
    const { drafts: kept } = await read({ 'a.png': [sheet('first scan')], 'b.png': [sheet('second scan')] })
    expect(kept.map(({ setAside }) => setAside)).toEqual([null, 'same-serial'])
    const later = await read({ 'c.png': [page('third', { template: code('CNS2') })] }, { isRecorded: async (_, serial) => serial === 'CNS2' }) // prettier-ignore
    expect(later.drafts.at(-1)?.setAside).toBe('same-serial')
  })
})

describe('forms of several pages', () => {
  const of = (serial: string, at: number, pages = 2, version = 2) =>
    page(`${serial} ${at} ${pages} ${version} ${randomUUID()}`, { template: { ...code(serial, at, pages), version } })

  test('are one sheet, whichever page comes first', async () => {
    const { drafts: kept, batch } = await read({ 'stack.pdf': [of('CNS1', 1), of('CNS1', 2), of('CNS2', 2), of('CNS2', 1)] }) // prettier-ignore
    expect(kept.map(({ reading: { template }, more, setAside }) => [template?.serial, more?.map((one) => one.page), setAside])).toEqual([
      ['CNS1', [2], null],
      ['CNS2', [2], null],
    ]) // prettier-ignore
    expect(countBatch(batch).toRead).toBe(0)
  })

  test('with a page missing are set aside until it comes', async () => {
    expect((await read({ 'a.pdf': [of('CNS1', 1, 3), of('CNS1', 3, 3)] })).drafts).toMatchObject([{ setAside: 'page-missing' }]) // prettier-ignore
    expect((await read({ 'b.pdf': [of('CNS1', 2, 3)] })).drafts).toMatchObject([{ setAside: null, more: [{ page: 3 }, { page: 2 }] }]) // prettier-ignore
  })

  test('name a page that is there twice, and one that belongs to another form', async () => {
    const { problems } = await read({ 'a.pdf': [of('CNS1', 1), of('CNS1', 2), of('CNS1', 2), of('CNS1', 2, 2, 3)] })
    expect(problems).toEqual([
      ['a.pdf', 3, 'paper.page-twice'],
      ['a.pdf', 4, 'paper.page-foreign'],
    ])
  })
})
