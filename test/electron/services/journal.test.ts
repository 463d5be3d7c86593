import { cp, mkdtemp, readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventIdOf } from '@shared/proof/envelope'
import { type Journal, openJournal } from '../../../electron/services/journal'
import { chainOf, leafAfter, newAct, newDevice } from './leaves'

let folder: string
const open: Journal[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-'))
})
afterEach(async () => {
  for (const journal of open.splice(0)) await journal.close()
  await rm(folder, { recursive: true })
})

const opened = async (segmentBytes?: number, at = folder): Promise<Journal> => {
  const journal = await openJournal(at, segmentBytes)
  open.push(journal)
  return journal
}
const device = newDevice()
const chain = { device, incarnation: 0 }
const record = (journal: Journal, count = 1, act = newAct()) =>
  journal.record(act, chain, async (head) => chainOf(count, { device, act }, head))
const segmentsIn = async (at: string) => (await readdir(at)).filter((name) => name.endsWith('.ledger')).sort()

test('what was recorded is there after the program starts again, in the same places', async () => {
  const first = await opened()
  const places = [...(await record(first, 3)), ...(await record(first, 1))]
  const bytes = await Promise.all(places.map((place) => first.read(place)))
  await first.close()

  const again = await opened()
  expect(again.id).toBe(first.id)
  expect(again.placesAfter(0, 100)).toEqual(places)
  expect(await Promise.all(places.map((place) => again.read(place)))).toEqual(bytes)
  expect(again.headOf(device, 0)).toEqual({ seq: 3, id: places[3]?.id })
})

test('an act asked twice, at once or later, is recorded once', async () => {
  const journal = await opened()
  const act = newAct()
  const [one, two] = await Promise.all([record(journal, 2, act), record(journal, 2, act)])
  expect(two).toEqual(one)
  expect(await record(journal, 2, act)).toEqual(one)
  expect(journal.head()).toBe(2)
})

test('two acts asked at once leave one unbroken chain', async () => {
  const journal = await opened()
  await Promise.all(Array.from({ length: 8 }, () => record(journal, 2)))
  const leaves = await journal.chainAfter(chain, -1, 1_000_000)
  expect(leaves.map(({ seq }) => seq)).toEqual(Array.from({ length: 16 }, (_, i) => i))
})

test('an act whose making fails leaves nothing behind and does not block the next', async () => {
  const journal = await opened()
  await expect(
    journal.record(newAct(), chain, async () => {
      throw new Error('no key')
    }),
  ).rejects.toThrow('no key')
  await record(journal)
  expect(journal.head()).toBe(1)
})

test('full segments go on in the next file, and the chain of frames holds across them', async () => {
  const journal = await opened(4_000)
  for (let i = 0; i < 20; i++) await record(journal)
  expect((await segmentsIn(folder)).length).toBeGreaterThan(3)
  const places = journal.placesAfter(0, 100)
  await journal.close()
  const again = await opened(4_000)
  expect(again.placesAfter(0, 100)).toEqual(places)
  for (const place of places) if (place.kind === 'event') await again.read(place)
})

test('wherever the last write was cut short, everything before it is kept and the rest is put aside', async () => {
  const journal = await opened()
  await record(journal, 2)
  const path = join(folder, '000001.ledger')
  const whole = (await stat(path)).size
  const act = newAct()
  await journal.record(act, chain, async (head) => chainOf(2, { device, act, payload: 8 }, head))
  await journal.close()
  const longer = (await stat(path)).size

  for (let size = whole; size < longer; size++) {
    const cut = `${folder}-cut`
    await cp(folder, cut, { recursive: true })
    await truncate(join(cut, '000001.ledger'), size)
    const recovered = await openJournal(cut)
    // The act of two is not there in part: it was never acknowledged.
    expect(recovered.head()).toBe(2)
    const aside = (await readdir(cut)).filter((name) => name.includes('torn'))
    expect(aside).toHaveLength(size === whole ? 0 : 1)
    if (aside[0] !== undefined) expect((await stat(join(cut, aside[0]))).size).toBe(size - whole)
    if (size % 97 === 0) {
      await record(recovered)
      await recovered.close()
      expect((await opened(undefined, cut)).head()).toBe(3)
      await open.pop()?.close()
    } else await recovered.close()
    await rm(cut, { recursive: true })
  }
})

test('a changed bit in the middle is named and refused, and nothing is changed', async () => {
  const journal = await opened(3_000)
  for (let i = 0; i < 9; i++) await record(journal)
  await journal.close()
  for (const name of await segmentsIn(folder)) {
    const path = join(folder, name)
    const bytes = await readFile(path)
    for (const at of [0, 5, 9, 40, bytes.length - 1]) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      await writeFile(path, changed)
      await expect(openJournal(folder)).rejects.toThrow(`The journal is damaged: ${name}, frame`)
      expect(await readFile(path)).toEqual(changed)
    }
    await writeFile(path, bytes)
  }
  await opened()
})

test('a missing segment and one cut short before the last are refused', async () => {
  const journal = await opened(3_000)
  for (let i = 0; i < 9; i++) await record(journal)
  await journal.close()
  const [, second = ''] = await segmentsIn(folder)
  const bytes = await readFile(join(folder, second))
  await rm(join(folder, second))
  await expect(openJournal(folder)).rejects.toThrow(`${second}, frame 0, byte 0 (segment-missing)`)
  await writeFile(join(folder, second), bytes.subarray(0, bytes.length - 10))
  await expect(openJournal(folder)).rejects.toThrow('cut-short')
})

test('what the server brings is kept once, however often it comes', async () => {
  const journal = await opened()
  const other = newDevice()
  const [a, b] = chainOf(2, { device: other, act: newAct() })
  if (!a || !b) throw new Error('no leaves')
  const learned = {
    devices: [{ device: other, incarnation: 0, publicKey: 'a2V5' }],
    arrivals: [
      { ...a, pos: 1, signature: 's1' },
      { ...b, pos: 2, signature: 's2' },
    ],
    serverKey: 'c2VydmVy',
    through: 2,
  }
  await journal.learn(learned)
  await Promise.all([journal.learn(learned), journal.learn({ arrivals: [...learned.arrivals, ...learned.arrivals] })])
  expect(journal.head()).toBe(2)
  expect(journal.logCursor()).toBe(2)
  expect(journal.waiting()).toBe(0)
  expect(journal.findDevice(other, 0)?.publicKey).toBe('a2V5')
  await journal.close()
  const again = await opened()
  expect(again.placesAfter(0, 10).map((place) => (place.kind === 'event' ? place.origin : place.kind))).toEqual([
    'server',
    'server',
  ])
  expect(again.logCursor()).toBe(2)
  expect(again.findReceipt(eventIdOf(a.leaf))).toEqual({ pos: 1, signature: 's1', publicKey: 'c2VydmVy' })
})

test('a receipt, or our own event coming back, says that the server has it: once, with a place of its own', async () => {
  const journal = await opened()
  const [one, two] = await record(journal, 2)
  if (!one || !two) throw new Error('no events')
  expect(journal.waiting()).toBe(2)
  await journal.learn({ receipts: [{ id: one.id, pos: 5, signature: 's' }] })
  expect(journal.unconfirmedIn(device, 0)).toEqual([1])
  const kept = await journal.read(two)
  await journal.learn({
    arrivals: [{ ...kept, pos: 6, signature: 's' }],
    receipts: [
      { id: one.id, pos: 5, signature: 's' },
      { id: two.id, pos: 6, signature: 's' },
    ],
  })
  expect(journal.waiting()).toBe(0)
  expect(journal.unconfirmedIn(device, 0)).toEqual([])
  expect([journal.findReceipt(one.id)?.pos, journal.findReceipt(two.id)?.pos]).toEqual([5, 6])
  expect(journal.placesAfter(2, 10)).toEqual([
    { kind: 'receipt', position: 3, id: one.id, pos: 5 },
    { kind: 'receipt', position: 4, id: two.id, pos: 6 },
  ])
  expect(journal.logCursor()).toBe(0)
  await journal.close()
  const again = await opened()
  expect([again.waiting(), again.findReceipt(two.id)?.pos, again.head()]).toEqual([0, 6, 4])
})

test('a receipt for an event nobody knows and an arrival that is no envelope are not kept', async () => {
  const journal = await opened()
  const [stranger] = chainOf(1, { device, act: newAct() })
  if (!stranger) throw new Error('no leaf')
  await journal.learn({ receipts: [{ id: eventIdOf(stranger.leaf), pos: 1, signature: 's' }] })
  await expect(
    journal.learn({ arrivals: [{ leaf: new Uint8Array(80), sealed: new Uint8Array(1), pos: 1, signature: 's' }] }),
  ).rejects.toThrow()
  expect(journal.head()).toBe(0)
})

test('news of growth comes after every append and stops when asked', async () => {
  const journal = await opened()
  const heard: number[] = []
  const stop = journal.onGrew((head) => heard.push(head))
  await record(journal, 2)
  await record(journal, 1)
  stop()
  await record(journal, 1)
  expect(heard).toEqual([2, 3])
})

test('a chain is handed out in pieces of a bounded size, never empty while something is left', async () => {
  const journal = await opened()
  const act = newAct()
  await journal.record(act, chain, async (head) => chainOf(5, { device, act, payload: 2_000 }, head))
  const first = await journal.chainAfter(chain, -1, 7_000)
  expect(first.map(({ seq }) => seq)).toEqual([0, 1])
  expect((await journal.chainAfter(chain, 1, 10)).map(({ seq }) => seq)).toEqual([2])
  expect(await journal.chainAfter(chain, 4, 10)).toEqual([])
  expect(await journal.chainAfter({ device, incarnation: 1 }, -1, 10)).toEqual([])
})

test('bytes changed behind our back are noticed when they are read', async () => {
  const journal = await opened()
  const [place] = await record(journal)
  if (!place) throw new Error('no event')
  const path = join(folder, '000001.ledger')
  const bytes = await readFile(path)
  bytes[place.frame.at + 60] = (bytes[place.frame.at + 60] ?? 0) ^ 1
  await writeFile(path, bytes)
  await expect(journal.read(place)).rejects.toThrow('not what was written')
})

test('a new incarnation begins a chain of its own', async () => {
  const journal = await opened()
  await record(journal, 2)
  const act = newAct()
  await journal.record(act, { device, incarnation: 1 }, async (head) => [
    leafAfter(head, { device, act, incarnation: 1 }),
  ])
  expect([journal.headOf(device, 0).seq, journal.headOf(device, 1).seq]).toEqual([1, 0])
})
