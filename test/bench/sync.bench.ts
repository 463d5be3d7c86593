import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, test } from 'vitest'
import { SubjectId } from '@shared/terms/ids'
import type { EventPlace } from '../../electron/services/journal-index'
import { given, refused } from '../builders/facts'
import { cuttingProxy } from '../fakes/cutting-proxy'
import { newDesk } from '../server/desk'
import { type Running, runningServer } from '../server/running-server'
import { codeOf, openOffice } from '../stories/office'
import { median, report, timed } from './report'

let running: Running
beforeAll(async () => void (running = await runningServer()))
afterAll(async () => running.end())

const subjectOf = (n: number) => SubjectId.parse(`00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`)

test('events pushed and pulled in batches', async () => {
  const EVENTS = 5_000
  const BATCH = 250
  const runs: number[] = []
  const cpu: number[] = []
  for (let run = 0; run < 3; run++) {
    const desk = await newDesk(running.server)
    const people = Array.from({ length: 100 }, (_, i) => subjectOf(i))
    const leaves = desk.write(
      Array.from({ length: EVENTS }, (_, i) => ({ ...refused('2026-03-01').event, subject: subjectOf(i % 100) })),
    )
    const keys = people.map((subject) => desk.keyOf(subject))
    const start = performance.now()
    const before = process.cpuUsage()
    for (let from = 0; from < EVENTS; from += BATCH)
      await desk.push({ from, leaves: leaves.slice(from, from + BATCH), keys })
    runs.push(EVENTS / ((performance.now() - start) / 1000))
    const { user, system } = process.cpuUsage(before)
    cpu.push((user + system) / EVENTS)
  }
  const bare = await bareInsert(EVENTS, BATCH)
  const pushed = median(runs)
  report({
    name: 'sync: events pushed, batches of 250',
    value: pushed,
    unit: 'events/s',
    against: { peer: 'the same bytes inserted unchecked', ratio: pushed / bare },
  })
  // What a busy machine does not change: the work itself, of server and client together, the database not counted.
  report({ name: 'sync: processor time per event pushed', value: median(cpu), unit: 'µs' })

  const reader = await newDesk(running.server)
  const start = performance.now()
  let read = 0
  for (let cursor = 0, more = true; more;) {
    const { entries } = await reader.pull(cursor)
    read += entries.length
    cursor = entries.at(-1)?.pos ?? cursor
    more = entries.length > 0
  }
  report({ name: 'sync: events pulled', value: read / ((performance.now() - start) / 1000), unit: 'events/s' })
})

/** The ceiling: leaves of the same size put into the same PostgreSQL by nobody who looks at them, in events/s. */
async function bareInsert(events: number, batch: number): Promise<number> {
  const { everything: pool } = running
  await pool.query('create table bare (pos bigint primary key, leaf bytea, sealed bytea)')
  const start = performance.now()
  for (let from = 0; from < events; from += batch) {
    const rows = Array.from({ length: batch }, () => randomBytes(1300))
    const places = rows.map((_, i) => from + i)
    await pool.query('insert into bare select * from unnest($1::bigint[], $2::bytea[], $3::bytea[])', [
      places,
      rows,
      rows,
    ])
  }
  return events / ((performance.now() - start) / 1000)
}

test('a session with nothing new, and what the wire carries', async () => {
  const wire = await cuttingProxy(running.server.url)
  const office = await openOffice(wire.url, codeOf(running.server))
  await office.settle()
  const { journal } = office.workstation.services

  const before = wire.bytes()
  const CONSENTS = 100
  for (let i = 0; i < CONSENTS; i++)
    await office.recordWithEvidence({ ...given('2026-03-01').event, subject: subjectOf(10_000 + i) }, 60_000)
  const start = performance.now()
  await office.settle()
  const seconds = (performance.now() - start) / 1000
  let payload = CONSENTS * (60_000 + 28)
  for (const place of journal.placesAfter(0, 1_000_000).filter((one): one is EventPlace => one.kind === 'event'))
    if (place.origin === 'here') {
      const { leaf, sealed } = await journal.read(place)
      payload += leaf.length + sealed.length
    }
  report({ name: 'sync: consents with 60 KB of evidence, uploaded', value: CONSENTS / seconds, unit: 'consents/s' })
  report({ name: 'sync: wire bytes / payload bytes', value: (wire.bytes() - before) / payload, unit: '' })

  const idle = wire.bytes()
  const RUNS = 50
  const times = await timed(RUNS, () => office.workstation.ask['sync:now']({}))
  report({ name: 'sync: session with nothing new, median', value: median(times), unit: 'ms' })
  report({
    name: 'sync: session with nothing new, both ways',
    value: (wire.bytes() - idle) / (RUNS + Math.ceil(RUNS / 10)),
    unit: 'bytes',
  })
  await office.end()
  await wire.close()
})
