import { decode, encode } from '@msgpack/msgpack'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MAX_BATCH_BYTES, PushAnswer } from '@shared/sync/protocol'
import { SubjectId } from '@shared/terms/ids'
import { Refused } from '@shared/sync/line'
import { Unreachable, openTransport } from '../../electron/services/transport'
import { given, refused } from '../builders/facts'
import { cuttingProxy, seededChance } from '../fakes/cutting-proxy'
import { type Running, runningServer } from '../server/running-server'
import { codeOf, leavesOf, openOffice } from './office'

let running: Running
beforeAll(async () => void (running = await runningServer()))
afterAll(async () => running.end())

const subjectOf = (n: number) => SubjectId.parse(`00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`)

test('the same outbox pushed twice, in another order, with the connection cut 20 times: one copy of each event', async () => {
  const { server } = running
  const calm = await openOffice(server.url, codeOf(server))
  await calm.settle()
  const wire = await cuttingProxy(server.url, { cuts: 20, within: 90_000, seed: 7 })
  const mara = await openOffice(wire.url, codeOf(server))
  try {
    for (let i = 0; i < 200; i++) {
      if (i % 4 === 0) await mara.recordWithEvidence({ ...given('2026-03-01').event, subject: subjectOf(i) }, 30_000)
      else await mara.record({ ...refused('2026-03-02').event, subject: subjectOf(i) })
    }
    await mara.settle()

    // Once more, everything, in batches of other sizes and in another order.
    const { journal, device } = mara.workstation.services
    const transport = openTransport(wire.url, device)
    const chain = { device: device.id, incarnation: device.incarnation() }
    const all = await journal.chainAfter(chain, -1, 1_000 * MAX_BATCH_BYTES)
    const chance = seededChance(11)
    const batches: { from: number; leaves: { leaf: Uint8Array; sealed: Uint8Array }[] }[] = []
    for (let from = 0; from < all.length;) {
      const count = 1 + Math.floor(chance() * 17)
      batches.push({ from, leaves: all.slice(from, from + count).map(({ leaf, sealed }) => ({ leaf, sealed })) })
      from += count
    }
    batches.sort(() => chance() - 0.5)
    for (const batch of batches) {
      const body = encode({ incarnation: device.incarnation(), keys: [], lost: [], ...batch })
      for (;;)
        try {
          const answer = await transport.ask({ method: 'POST', path: '/v1/events', body, type: 'application/msgpack' })
          expect(PushAnswer.parse(decode(answer)).receipts).toHaveLength(batch.leaves.length)
          break
        } catch (problem) {
          if (!(problem instanceof Unreachable)) throw problem
        }
    }
    transport.close()
    expect(wire.cuts()).toBe(20)

    const jonasWire = await cuttingProxy(server.url, { cuts: 20, within: 60_000, seed: 9 })
    const jonas = await openOffice(jonasWire.url, codeOf(server))
    await jonas.settle()
    await calm.settle()
    const leaves = await mara.leaves()
    expect(leaves).toHaveLength(200)
    expect(new Set(leaves).size).toBe(200)
    expect(await leavesOf(server)).toEqual(leaves)
    expect(await jonas.leaves()).toEqual(leaves)
    expect(await calm.leaves()).toEqual(leaves)
    expect(jonasWire.cuts()).toBeGreaterThan(0)
    await jonas.end()
    await jonasWire.close()
  } finally {
    await mara.end()
    await calm.end()
    await wire.close()
  }
}, 240_000)

test('batches that arrive before those they follow are refused with the place to resend from', async () => {
  const { server } = running
  const mara = await openOffice(server.url, codeOf(server))
  await mara.settle()
  const { journal, device } = mara.workstation.services
  const wire = await cuttingProxy(server.url)
  const transport = openTransport(server.url, device)
  wire.unplug()
  for (let i = 0; i < 4; i++) await mara.record({ ...refused('2026-03-02').event, subject: subjectOf(1000 + i) })
  await mara.settle()
  const all = await journal.chainAfter({ device: device.id, incarnation: 0 }, -1, MAX_BATCH_BYTES)
  const body = encode({ incarnation: 0, keys: [], lost: [], from: 9, leaves: all.slice(3) })
  const refusal = await transport
    .ask({ method: 'POST', path: '/v1/events', body, type: 'application/msgpack' })
    .catch((problem: unknown) => problem)
  expect(refusal).toBeInstanceOf(Refused)
  expect((refusal as Refused).problem).toMatchObject({ type: 'gap', expected: 4 })
  transport.close()
  await mara.end()
  await wire.close()
})
