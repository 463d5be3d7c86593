import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { anna, anna2, foundSame, given, mobile, offers, refused, withdrawn } from '../builders/facts'
import { registered } from '../builders/life-facts'
import { type CuttingProxy, cuttingProxy } from '../fakes/cutting-proxy'
import { type Running, runningServer, scratchFolder } from '../server/running-server'
import { type Office, codeOf, leavesOf, openOffice } from './office'

const API_KEY = 'a key for the test that is long enough'

let running: Running
let wire: CuttingProxy
let mara: Office
let jonas: Office
beforeAll(async () => {
  running = await runningServer({ apiKeys: [{ name: 'crm', tenant: 'muster', key: API_KEY }] })
})
afterAll(async () => running.end())
beforeEach(async () => {
  const { everything: pool } = running
  // Each story begins in an empty house. The owner took from itself the right to do this, and lends it to the test.
  await pool.query('grant delete on event to current_user')
  for (const table of [
    'event',
    'device',
    'log_head',
    'subject_key',
    'register_subject',
    'register_point',
    'quarantine',
  ])
    await pool.query(`delete from ${table}`)
  await pool.query('revoke delete on event from current_user')
  // Or the server would see that its log once was longer.
  await rm(join(running.folder, 'high-water'), { recursive: true, force: true })
  wire = await cuttingProxy(running.server.url)
  mara = await openOffice(wire.url, codeOf(running.server))
  jonas = await openOffice(running.server.url, codeOf(running.server))
})
afterEach(async () => {
  await mara.end()
  await jonas.end()
  await wire.close()
})

const yes = given('2026-03-01').event
const stop = withdrawn('2026-03-10T10:00:00.000Z').event

async function serverSays(subject = anna): Promise<unknown> {
  const query = new URLSearchParams({ subject, purpose: offers, channel: 'phone', contactPoint: mobile.value })
  const answer = await fetch(`${running.server.url}/v1/may-contact?${query}`, {
    headers: { authorization: `Bearer ${API_KEY}` },
  })
  return answer.json()
}

test('what Mara records at a fair, Jonas has after sync, byte for byte, and so does the server', async () => {
  await mara.recordWithEvidence(yes, 40_000)
  await mara.record(refused('2026-03-02', { channel: 'email' }).event)
  await jonas.record(refused('2026-03-03', { subject: anna2, channel: 'sms' }).event)
  await mara.settle()
  await jonas.settle()
  await mara.settle()
  expect(await mara.leaves()).toHaveLength(3)
  expect(await jonas.leaves()).toEqual(await mara.leaves())
  expect(await leavesOf(running.server)).toEqual(await mara.leaves())
})

test('a withdrawal with Jonas closes the door with Mara, and for every other system that asks', async () => {
  // Whoever lives nowhere we know is not called at noon, as if in France: Anna lives in Germany.
  await mara.record(registered('2026-01-01').event)
  await mara.recordWithEvidence(yes, 2_000)
  await mara.settle()
  await jonas.settle()
  expect(await jonas.mayCallAnna()).toMatchObject({ kind: 'permitted' })
  expect(await serverSays()).toMatchObject({
    permission: { kind: 'permitted' },
    because: { event: { type: yes.type } },
  })

  await jonas.record(stop)
  expect(await jonas.mayCallAnna()).toMatchObject({ kind: 'not-permitted', why: 'withdrawn' })
  expect(await mara.mayCallAnna()).toMatchObject({ kind: 'permitted' })
  await jonas.settle()
  await mara.settle()
  const answer = await mara.mayCallAnna()
  expect(answer).toMatchObject({ kind: 'not-permitted', why: 'withdrawn' })
  const { on: _asked, ...same } = answer
  expect(await serverSays()).toMatchObject({ permission: same, because: { event: { type: 'consent-withdrawn' } } })
})

test('Jonas opens the evidence Mara took, from the server first and from his own disk after', async () => {
  await mara.recordWithEvidence(yes, 40_000)
  await mara.settle()
  await jonas.settle()
  const { entries } = await jonas.workstation.ask['journal:read']({ after: 0, limit: 10 })
  const [told] = entries.map(({ recorded }) => recorded.event)
  if (told?.type !== 'consent-given') throw new Error('the yes did not arrive')
  const [evidence] = told.evidence
  if (!evidence) throw new Error('the yes came without evidence')
  const opened = await jonas.workstation.ask['evidence:open'](evidence)
  expect(opened.kind === 'opened' && opened.bytes.length).toBe(40_000)
  expect(await jonas.workstation.services.evidence.has(evidence.id)).toBe(true)
  wire.unplug()
  expect(await mara.workstation.ask['evidence:open']({ ...evidence, id: told.notice.sha256 as never })).toEqual({
    kind: 'missing',
  })
})

test('two records Jonas finds to be one person share a no on every side', async () => {
  await mara.recordWithEvidence(yes, 2_000)
  await mara.settle()
  await jonas.settle()
  await jonas.record({ ...stop, subject: anna2 })
  await jonas.record(foundSame(anna, anna2).event)
  await jonas.settle()
  await mara.settle()
  expect(await mara.mayCallAnna()).toMatchObject({ kind: 'not-permitted', why: 'withdrawn' })
  expect(await serverSays()).toMatchObject({ permission: { kind: 'not-permitted', why: 'withdrawn' } })
})

test('offline is the normal state: work goes on, the status says so, and nothing is lost when the wire is back', async () => {
  await mara.record(refused('2026-02-01').event)
  await mara.settle()
  await jonas.settle()
  wire.unplug()
  await mara.recordWithEvidence(yes, 2_000)
  const status = await mara.workstation.ask['sync:now']({})
  expect(status).toMatchObject({ state: 'unreachable', waiting: 1, why: null })
  expect(status.lastContactAt).not.toBeNull()
  await jonas.record(stop)
  await jonas.settle()
  wire.plugIn()
  await mara.settle()
  await jonas.settle()
  expect(await jonas.leaves()).toEqual(await mara.leaves())
  expect(await mara.leaves()).toHaveLength(3)
  expect(await mara.workstation.ask['sync:describe']({})).toMatchObject({ state: 'resting', waiting: 0 })
})

test('a record made while sync is at work is taken along without being asked for', async () => {
  await mara.settle()
  const working = mara.workstation.ask['sync:now']({})
  await mara.record(stop)
  await working
  await expect.poll(() => mara.workstation.ask['sync:describe']({})).toMatchObject({ state: 'resting', waiting: 0 })
})

test('after a restart of workstation and server they go on where the server says they were', async () => {
  const root = scratchFolder()
  const folder = join(root, 'kept')
  const before = await openOffice(running.server.url, codeOf(running.server), folder)
  await before.recordWithEvidence(yes, 2_000)
  await before.settle()
  await before.workstation.close()
  // Nobody listens there, so this record surely waits.
  const offline = await openOffice('http://127.0.0.1:9', undefined, folder)
  await offline.record(stop)
  expect(offline.workstation.services.journal.waiting()).toBe(1)
  await offline.workstation.close()
  const server = await running.restart()

  // No code this time: it is enrolled.
  const after = await openOffice(server.url, undefined, folder)
  await after.settle()
  expect(await leavesOf(server)).toEqual(await after.leaves())
  await after.end()
  await rm(root, { recursive: true, force: true })
})

test('a folder put back from a copy is found out before it can say anything twice', async () => {
  const root = scratchFolder()
  const [folder, copy] = [join(root, 'kept'), join(root, 'copy')]
  const original = await openOffice(running.server.url, codeOf(running.server), folder)
  await original.record(stop)
  await original.settle()
  await original.workstation.close()
  await cp(folder, copy, { recursive: true })

  const goesOn = await openOffice(running.server.url, undefined, folder)
  await goesOn.record(stop)
  await goesOn.settle()
  await goesOn.end()
  const clone = await openOffice(running.server.url, undefined, copy)
  await clone.record(stop)
  expect(await clone.workstation.ask['sync:now']({})).toMatchObject({ state: 'stopped', why: 'refused', waiting: 1 })
  expect(await leavesOf(running.server)).toHaveLength(2)
  await clone.end()
  await rm(root, { recursive: true, force: true })
})

test('evidence that is gone from the disk holds nothing else up', async () => {
  await mara.settle()
  wire.unplug()
  await mara.recordWithEvidence(yes, 2_000)
  await mara.record(stop)
  const { services } = mara.workstation
  for (const id of await services.evidence.listOlder(Date.now() + 1000)) await services.evidence.remove(id)
  wire.plugIn()
  // The one without its evidence is in quarantine, and the operator sees that it waits.
  await expect.poll(() => mara.workstation.ask['sync:now']({})).toMatchObject({ state: 'resting', waiting: 1 })
  await jonas.settle()
  expect(await jonas.leaves()).toHaveLength(1)
})

test('what a workstation brought is not read back to it', async () => {
  const bytesFor = async (): Promise<number> => {
    const before = wire.bytes()
    await mara.record(stop)
    await mara.settle()
    return wire.bytes() - before
  }
  await mara.settle()
  await bytesFor()
  const [one, two, three] = [await bytesFor(), await bytesFor(), await bytesFor()]
  expect(Math.max(one, two, three) - Math.min(one, two, three)).toBeLessThan(400)
  expect(mara.workstation.services.journal.logCursor()).toBe(4)
})
