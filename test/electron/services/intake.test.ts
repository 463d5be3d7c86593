import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { utf8 } from '@shared/base/bytes'
import type { PageOutcome } from '@shared/capture/batch'
import { nothingDone } from '@shared/capture/undo-log'
import { DraftId, Hash } from '@shared/terms/ids'
import { Instant } from '@shared/terms/time'
import { sha256Hex } from '../../../electron/services/digest'
import { openIntake } from '../../../electron/services/intake'
import { openLane } from '../../../electron/services/lane'
import { fileKeeper } from '../../../electron/services/secret-keeper'
import { openVault } from '../../../electron/services/vault'
import { openFolderWatch } from '../../../electron/services/watched-folder'
import { fixturePages } from '../../builders/paper'

const now = () => Instant.parse('2026-11-25T09:00:00.000Z')
const scan = new Uint8Array(readFileSync(join(fixturePages, 'dev-010.jpg')))
const other = new Uint8Array(readFileSync(join(fixturePages, 'dev-009.jpg')))
const sheet = DraftId.parse('00000000-0000-4000-8000-000000000001')
const became = (page: number, content: Hash | null = null): PageOutcome => ({ page, became: 'sheet', sheet, problem: null, content }) // prettier-ignore

let scratch: string
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'intake-'))
})
afterEach(() => rmSync(scratch, { recursive: true }))

const open = async () => openIntake(join(scratch, 'intake'), await openVault(join(scratch, 'keys'), [fileKeeper]), now)
const papers = () => readdirSync(join(scratch, 'intake')).filter((name) => name.endsWith('.paper'))
const take = (bytes: Uint8Array<ArrayBuffer>, name = 'a.jpg') => ({ name, bytes, from: 'chosen' as const })

describe('the tray', () => {
  test('a file taken in is on the disk before the answer, sealed, and still there after the program was killed', async () => {
    const { id } = await (await open()).take(take(scan))
    expect(id).toBe(sha256Hex(scan))
    expect(readFileSync(join(scratch, 'intake', `${id}.paper`)).includes(Buffer.from(scan.subarray(0, 32)))).toBe(false)
    // Opened anew without having been closed: nothing but the disk connects the two.
    const again = await open()
    expect(again.batch().files.map(({ name, state }) => [name, state])).toEqual([['a.jpg', 'waiting']])
    expect(await again.open(id)).toEqual(scan)
  })

  test('it goes on at the page after the last one that was settled', async () => {
    const first = await open()
    const { id } = await first.take(take(scan))
    await first.change({ kind: 'opened', file: id, pages: 3 })
    await first.change({ kind: 'page', file: id, outcome: became(1) })
    await first.change({ kind: 'page', file: id, outcome: became(2) })
    const [file] = (await open()).batch().files
    expect(file).toMatchObject({ state: 'waiting', pages: 3, outcomes: [{ page: 1 }, { page: 2 }] })
  })

  test('a file goes out of the tray with its last page, and its bytes with it', async () => {
    const tray = await open()
    const { id } = await tray.take(take(scan))
    await tray.change({ kind: 'opened', file: id, pages: 1 })
    await tray.change({ kind: 'page', file: id, outcome: became(1, id) })
    expect(papers()).toEqual([])
    expect(await tray.open(id)).toBeNull()
  })

  test('the same bytes are taken in once: on this pile, and after it', async () => {
    const tray = await open()
    const { id } = await tray.take(take(scan))
    expect(await tray.take(take(scan, 'again.jpg'))).toMatchObject({ kind: 'twice', id })
    await tray.change({ kind: 'opened', file: id, pages: 1 })
    await tray.change({ kind: 'page', file: id, outcome: became(1, id) })
    await tray.close()
    expect(await (await open()).take(take(scan, 'next-day.jpg'))).toMatchObject({ kind: 'seen', seenAt: now() })
    expect(tray.seen(id)).toBe(now())
  })

  test('a stack is seen before only once it was read through, and its rest can be brought again', async () => {
    const tray = await open()
    const { id } = await tray.take(take(scan))
    await tray.change({ kind: 'opened', file: id, pages: 2 })
    const page = Hash.parse('1'.repeat(64))
    await tray.change({ kind: 'page', file: id, outcome: became(1, page) })
    await tray.change({ kind: 'forget-unread' })
    expect(papers()).toEqual([])
    expect(await tray.take(take(scan))).toMatchObject({ kind: 'taken' })
    expect(tray.seen(page)).toBe(now())
  })

  test('a page thrown out may be brought again', async () => {
    const tray = await open()
    const { id } = await tray.take(take(scan))
    await tray.change({ kind: 'opened', file: id, pages: 1 })
    await tray.change({ kind: 'page', file: id, outcome: became(1, id) })
    await tray.change({ kind: 'finished', sheet, as: 'removed' })
    await tray.close()
    expect(await tray.take(take(scan))).toMatchObject({ kind: 'taken' })
  })

  test('what a stopped program left half-written is swept', async () => {
    await open()
    writeFileSync(join(scratch, 'intake', '.x.paper.1.tmp'), 'half')
    writeFileSync(join(scratch, 'intake', `${'0'.repeat(64)}.paper`), 'nobody asked for me')
    await open()
    expect(readdirSync(join(scratch, 'intake')).filter((name) => /paper/.test(name))).toEqual([])
  })
})

describe('the folder the scanner writes to', () => {
  const watch = async () => {
    const vault = await openVault(join(scratch, 'keys'), [fileKeeper])
    const intake = await openIntake(join(scratch, 'intake'), vault, now)
    const clock = { now: Date.now() }
    const folder = join(scratch, 'scanner')
    const desk = await openFolderWatch({ path: join(scratch, 'folder'), vault, intake, every: 0, clock: () => clock.now }) // prettier-ignore
    return { desk, intake, folder, clock, put: (name: string, bytes: Uint8Array) => writeFileSync(join(folder, name), bytes) } // prettier-ignore
  }
  const names = (intake: Awaited<ReturnType<typeof open>>) => intake.batch().files.map(({ name }) => name)

  test('each file is taken in once, and never before it has stood still between two looks', async () => {
    const { desk, intake, folder, put } = await watch()
    mkdirSync(folder)
    expect(await desk.watch(folder)).toEqual({ folder, state: 'watching' })
    let told = 0
    desk.onArrived(() => told++)
    put('a.jpg', scan)
    await desk.look()
    expect(names(intake)).toEqual([])
    await desk.look()
    await desk.look()
    put('copy of a.jpg', scan)
    put('notes.txt', utf8('not paper'))
    await desk.look()
    await desk.look()
    expect([names(intake), told]).toEqual([['a.jpg'], 1])
    expect(readdirSync(folder).sort()).toEqual(['a.jpg', 'copy of a.jpg', 'notes.txt'])
  })

  test('a half-written file is waited for, however long the scanner pauses; after a minute it is taken for damaged', async () => {
    const { desk, intake, folder, put, clock } = await watch()
    mkdirSync(folder)
    await desk.watch(folder)
    put('slow.jpg', scan)
    truncateSync(join(folder, 'slow.jpg'), scan.length >> 1)
    for (let i = 0; i < 4; i++) await desk.look()
    expect(names(intake)).toEqual([])
    put('slow.jpg', scan)
    await desk.look()
    await desk.look()
    expect(names(intake)).toEqual(['slow.jpg'])
    put('cut.jpg', other.subarray(0, other.length >> 1))
    const old = new Date(clock.now - 120_000)
    utimesSync(join(folder, 'cut.jpg'), old, old)
    await desk.look()
    await desk.look()
    expect(names(intake)).toEqual(['slow.jpg', 'cut.jpg'])
  })

  test('a folder that is not there is said to be missing, and looked for again; the choice outlives a restart', async () => {
    const first = await watch()
    expect(await first.desk.watch(first.folder)).toEqual({ folder: first.folder, state: 'missing' })
    const again = await watch()
    await again.desk.look()
    expect(again.desk.describe()).toEqual({ folder: first.folder, state: 'missing' })
    mkdirSync(first.folder)
    await again.desk.look()
    expect(again.desk.describe().state).toBe('watching')
    expect(await again.desk.watch(null)).toEqual({ folder: null, state: 'none' })
    await expect(again.desk.watch('scans')).rejects.toThrow('from the root')
  })
})

test('what the lane remembers outlives the program', async () => {
  const vault = await openVault(join(scratch, 'keys'), [fileKeeper])
  const lane = await openLane(join(scratch, 'lane'), vault)
  const calibration = { v: 1 as const, seen: { 'email 0.95': { n: 3, wrong: 1 } } }
  await lane.keep({ calibration })
  expect((await openLane(join(scratch, 'lane'), vault)).read()).toEqual({ undo: nothingDone, calibration })
})
