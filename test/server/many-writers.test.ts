import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hexFrom } from '@shared/base/bytes'
import { anna, refused } from '../builders/facts'
import { newDesk } from './desk'
import { everythingOf, type Running, runningServer } from './running-server'

let running: Running
beforeAll(async () => void (running = await runningServer()))
afterAll(async () => running.end())

const WRITERS = 8
const BATCHES = 12
const PER_BATCH = 4

test('eight writers at once: readers who follow the places miss nothing, and the places have no holes', async () => {
  const { server } = running
  const readers = await Promise.all([newDesk(server), newDesk(server), newDesk(server)])
  const writers = await Promise.all(Array.from({ length: WRITERS }, () => newDesk(server)))
  let writing = true
  const follow = async (reader: (typeof readers)[number]): Promise<string[]> => {
    const seen: string[] = []
    for (let cursor = 0; ;) {
      // Asked before the look: a look that began after the last writer ended sees everything.
      const last = !writing
      const { entries } = await reader.pull(cursor)
      for (const entry of entries) {
        seen.push(hexFrom(entry.leaf))
        cursor = entry.pos
      }
      if (last && entries.length === 0) return seen
      await pause(10)
    }
  }
  const write = async (writer: (typeof writers)[number]): Promise<void> => {
    for (let batch = 0; batch < BATCHES; batch++) {
      const leaves = writer.write(Array.from({ length: PER_BATCH }, () => refused('2026-03-01').event))
      await writer.push({ from: batch * PER_BATCH, leaves, keys: [writer.keyOf(anna)] })
    }
  }
  const following = readers.map(follow)
  await Promise.all(writers.map(write))
  writing = false
  const seen = await Promise.all(following)

  const { rows } = await everythingOf(server).query<{ pos: number; leaf: Buffer }>(
    'select pos, leaf from event order by pos',
  )
  expect(rows.map(({ pos }) => pos)).toEqual(Array.from({ length: WRITERS * BATCHES * PER_BATCH }, (_, i) => i + 1))
  const log = rows.map(({ leaf }) => hexFrom(leaf))
  for (const one of seen) expect(one.length - new Set(one).size).toBe(0)
  expect(seen.map((one) => log.length - one.length)).toEqual([0, 0, 0])
  for (const one of seen) expect(one).toEqual(log)
}, 240_000)

test('two servers on one database share the log without a hole', async () => {
  const { server, second } = { server: running.server, second: await running.beside() }
  try {
    const before = (await (await newDesk(server)).session()).logHead
    const writers = await Promise.all([newDesk(server), newDesk(second), newDesk(server), newDesk(second)])
    await Promise.all(
      writers.map(async (writer) => {
        for (let i = 0; i < 10; i++)
          await writer.push({
            from: i,
            leaves: writer.write([refused('2026-03-01').event]),
            keys: [writer.keyOf(anna)],
          })
      }),
    )
    const { entries } = await (await newDesk(server)).pull(before)
    expect(entries.map(({ pos }) => pos - before)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1))
  } finally {
    await second.close()
  }
})
