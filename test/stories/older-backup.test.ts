import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SubjectId } from '@shared/terms/ids'
import { anna2, given, refused, withdrawn } from '../builders/facts'
import { type CuttingProxy, cuttingProxy } from '../fakes/cutting-proxy'
import { type Everything, type Running, runningServer } from '../server/running-server'
import { type Office, codeOf, leavesOf, openOffice } from './office'

let running: Running
let wire: CuttingProxy
let mara: Office
let jonas: Office
beforeAll(async () => {
  running = await runningServer()
  const findCode = () => running.server.newCode('muster')
  wire = await cuttingProxy(running.server.url)
  mara = await openOffice(wire.url, findCode)
  jonas = await openOffice(wire.url, findCode)
})
afterAll(async () => {
  await mara.end()
  await jonas.end()
  await wire.close()
  await running.end()
})

const tables = ['event', 'device', 'log_head', 'subject_key', 'register_subject', 'register_point', 'register_reach']
const others = ['quarantine', 'blob', 'enrolment_code', 'recovery_heard', 'log_void']

/** The whole database as it stands, to be put back later. */
async function backUp(pool: Everything): Promise<() => Promise<void>> {
  for (const table of [...tables, ...others]) await pool.query(`create table kept_${table} as table ${table}`)
  return async () => {
    await pool.query('grant delete on event to current_user')
    for (const table of [...tables, ...others]) {
      await pool.query(`delete from ${table}`)
      await pool.query(`insert into ${table} select * from kept_${table}`)
    }
    await pool.query('revoke delete on event from current_user')
  }
}

const stop = (day: string) => withdrawn(`2026-03-${day}T10:00:00.000Z`).event

test('a server put back from an older backup gets every leaf back, at the place it had, before anybody reads on', async () => {
  await mara.record(stop('01'))
  await mara.settle()
  const putBack = await backUp(running.everything)
  await mara.recordWithEvidence(given('2026-03-02').event, 3_000)
  await mara.record(stop('03'))
  await jonas.record(refused('2026-03-04', { subject: anna2 }).event)
  await mara.settle()
  await jonas.settle()
  const placesBefore = await places()
  const before = await leavesOf(running.server)
  expect(before).toHaveLength(4)

  // Nobody speaks to a server while its backup is put back.
  wire.unplug()
  await putBack()
  const server = await running.restart({ port: Number(new URL(running.server.url).port) })
  wire.plugIn()
  expect(await server.parts.recovery.openPlaces('muster')).toBe(3)
  // Jonas alone knows the places of everybody; reading waits until Mara was heard too, unless nothing is open any more.
  expect((await mara.workstation.ask['sync:now']({})).state).not.toBe('stopped')
  await jonas.settle()
  await mara.settle()
  expect(await server.parts.recovery.openPlaces('muster')).toBe(0)
  expect(await leavesOf(server)).toEqual(before)
  expect(await places()).toEqual(placesBefore)
  expect(await jonas.leaves()).toEqual(before)

  await mara.record(stop('05'))
  await mara.settle()
  await jonas.settle()
  expect(await jonas.leaves()).toEqual(await mara.leaves())
  expect(await jonas.leaves()).toHaveLength(5)
})

test('what nobody can give back is void once a person decides not to wait, and the log goes on', async () => {
  const stranger = SubjectId.parse(randomUUID())
  const gone = await openOffice(running.server.url, codeOf(running.server))
  await gone.settle()
  const putBack = await backUp2()
  await mara.record(stop('07'))
  await mara.settle()
  await gone.record({ ...stop('06'), subject: stranger })
  await gone.settle()
  await gone.end()
  // Nobody speaks to a server while its backup is put back.
  wire.unplug()
  await putBack()
  const server = await running.restart({ port: Number(new URL(running.server.url).port) })
  wire.plugIn()
  await mara.workstation.ask['sync:now']({})
  // Uploads are taken, reading waits for whoever may still hold what is open.
  await mara.record(stop('08'))
  await expect.poll(() => mara.workstation.ask['sync:now']({})).toMatchObject({ state: 'unreachable', waiting: 0 })
  await jonas.workstation.ask['sync:now']({})
  expect(await server.parts.recovery.openPlaces('muster')).toBe(1)

  await server.parts.recovery.close('muster')
  await mara.settle()
  await jonas.settle()
  expect(await jonas.leaves()).toEqual(await mara.leaves())
  expect(await leavesOf(server)).toEqual(await mara.leaves())
})

async function backUp2() {
  for (const table of [...tables, ...others]) await running.everything.query(`drop table kept_${table}`)
  return backUp(running.everything)
}

async function places(): Promise<{ pos: number; id: string }[]> {
  const { rows } = await running.everything.query<{ pos: number; id: string }>(
    "select pos, encode(event_id, 'hex') as id from event order by pos",
  )
  return rows
}
