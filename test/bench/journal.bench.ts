import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { test } from 'vitest'
import { openJournal } from '../../electron/services/journal'
import { bench, given } from '../electron/services/facts'
import { chainOf, newAct, newDevice } from '../electron/services/leaves'
import { median, report, timed } from './report'

const EVIDENCE_BYTES = 62 * 1024
const at = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? NaN

test('a durable record: one event with 62 KB of evidence, sealed, signed and on the disk', async () => {
  const desk = await bench()
  const { ask } = await desk.open()
  const view = new Uint8Array(randomBytes(EVIDENCE_BYTES))
  const record = async (): Promise<void> => {
    const evidence = await ask['evidence:keep']({ bytes: view, kind: 'rendered-view', media: 'application/json' })
    await ask['journal:record']({ act: newAct(), events: [given(evidence)] })
  }
  const times = await timed(300, record)

  // What this disk does at best: the same bytes in one file, one flush each.
  const raw = await open(join(desk.folder, 'raw'), 'w')
  const floor = await timed(300, async () => {
    await raw.write(view)
    await raw.datasync()
  })
  await raw.close()
  await desk.sweep()
  report({ name: 'durable record, 1 event + 62 KB, p50', value: median(times), unit: 'ms' })
  report({ name: 'durable record, 1 event + 62 KB, p95', value: at(times, 0.95), unit: 'ms' })
  report({ name: 'plain write + fdatasync of 62 KB, p50', value: median(floor), unit: 'ms' })
})

test('recovery: opening a journal of 10,000 events, every frame and every envelope checked', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'recovery-'))
  const journal = await openJournal(folder)
  const chain = { device: newDevice(), incarnation: 0 }
  for (let i = 0; i < 100; i++) {
    const act = newAct()
    await journal.record(act, chain, async (head) => chainOf(100, { device: chain.device, act, payload: 1800 }, head))
  }
  await journal.close()
  const times: number[] = []
  for (let run = 0; run < 5; run++) {
    const start = performance.now()
    const again = await openJournal(folder)
    times.push(performance.now() - start)
    if (again.head() !== 10_000) throw new Error('events are missing')
    await again.close()
  }
  await rm(folder, { recursive: true })
  report({ name: 'recovery of 10,000 events', value: median(times), unit: 'ms' })
})
