import { randomUUID } from 'node:crypto'
import { encode } from '@msgpack/msgpack'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { utf8 } from '@shared/base/bytes'
import { ControllerId, SubjectId } from '@shared/terms/ids'
import { openPool, inTenant } from '../../server/ledger/database'
import { tenantTables } from '../../server/ledger/guards'
import { mobile, offers, withdrawn } from '../builders/facts'
import { type Desk, MUSTER, newDesk } from './desk'
import { type Running, runningServer } from './running-server'

const OTHER = ControllerId.parse('other')
const KEYS = { muster: 'the key of the one controller, long enough', other: 'the key of the other one, long enough' }
/** 20,000 when it is measured (`npm run bench`); fewer where every change waits for it. */
const REQUESTS = Number(process.env['REQUESTS'] ?? 1500)

let running: Running
beforeAll(async () => {
  running = await runningServer({
    apiKeys: Object.entries(KEYS).map(([tenant, key]) => ({ name: tenant, tenant, key })),
    clock: () => 1_764_064_800_000,
  })
})
afterAll(async () => running.end())

type Side = { tenant: string; desk: Desk; subject: SubjectId; blob: string; marks: string[]; key: string; next: number }

async function settle(tenant: ControllerId, key: string): Promise<Side> {
  const desk = await newDesk(running.server, tenant)
  const subject = SubjectId.parse(randomUUID())
  const sealed = desk.sealEvidence(utf8(`${tenant} ${randomUUID()}`), 'ink', 'application/json')
  await desk.putBlob(sealed.sealed)
  const leaves = desk.write([{ ...withdrawn('2026-03-01').event, subject }])
  const { receipts } = await desk.push({ from: 0, leaves, keys: [desk.keyOf(subject)] })
  const marks = [subject, desk.device.device, receipts[0]?.id ?? '', sealed.ref.id]
  return { tenant, desk, subject, blob: sealed.ref.id, marks, key, next: 1 }
}

/** Everything a workstation or another system can ask, put by one side with the names of the other's things. */
const asks = (me: Side, them: Side, base: string) => [
  () => me.desk.send('GET', '/v1/events?after=0'),
  () => me.desk.send('GET', `/v1/blobs/${them.blob}`),
  () => me.desk.send('POST', '/v1/blobs/have', utf8(JSON.stringify({ ids: [them.blob] }))),
  () => me.desk.send('POST', '/v1/session', utf8(JSON.stringify({ incarnation: 0, head: { seq: -1, id: null } }))),
  () => me.desk.send('POST', '/v1/recovery', encode({ entries: [], keys: [], devices: [], done: false })),
  () =>
    me.desk.send(
      'POST',
      '/v1/events',
      encode({ incarnation: 0, from: 99, leaves: me.desk.write([]).length ? [] : [{ leaf: new Uint8Array(9), sealed: new Uint8Array(9) }], keys: [them.desk.keyOf(them.subject)], lost: [] }), // prettier-ignore
    ),
  () =>
    fetch(
      `${base}/v1/may-contact?${new URLSearchParams({ subject: them.subject, purpose: offers, channel: 'phone', contactPoint: mobile.value })}`,
      { headers: { authorization: `Bearer ${me.key}` } },
    ),
  () =>
    fetch(`${base}/v1/withdrawals`, {
      method: 'POST',
      headers: { authorization: `Bearer ${me.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ act: randomUUID(), subject: them.subject }),
    }),
]

test(`${REQUESTS} requests of two controllers over every door: no word of the other one comes back`, async () => {
  const sides = [await settle(MUSTER, KEYS.muster), await settle(OTHER, KEYS.other)] as const
  const before = await running.everything.query('select count(*) as n from event')
  let foreign = 0
  const answers = new Map<number, number>()
  for (let sent = 0; sent < REQUESTS;) {
    const wave = [0, 1].flatMap((who) => {
      const [me, them] = who === 0 ? [sides[0], sides[1]] : [sides[1], sides[0]]
      return asks(me, them, running.server.url).map(async (ask, i) => {
        const response = await ask()
        answers.set(response.status, (answers.get(response.status) ?? 0) + 1)
        const text = Buffer.from(await response.arrayBuffer()).toString('latin1')
        // What was asked about may be named again; whose it is may not be told.
        const told = them.marks.filter(
          (mark) => text.includes(mark) || text.includes(Buffer.from(mark, 'hex').toString('latin1') || '\0'),
        )
        const named = i === 1 || i === 2 ? [them.blob] : i === 6 ? [them.subject] : []
        if (told.some((mark) => !named.includes(mark))) foreign++
        if (i === 6 && !text.includes('never-asked')) foreign++
      })
    })
    sent += wave.length
    await Promise.all(wave)
  }
  expect(foreign).toBe(0)
  expect(answers.get(500) ?? 0).toBe(0)
  expect((await running.everything.query('select count(*) as n from event')).rows).toEqual(before.rows)
}, 1_200_000)

test('the database itself shows a transaction one tenant, and none without a name', async () => {
  const pool = openPool(running.server.programUrl)
  const owner = openPool(running.server.databaseUrl)
  try {
    for (const table of tenantTables) {
      for (const who of [pool, owner]) expect((await who.query(`select 1 from ${table}`)).rowCount, table).toBe(0)
      const { rows } = await inTenant(pool, 'other', (db) => db.query(`select distinct tenant_id from ${table}`))
      expect(
        rows.filter(({ tenant_id }) => tenant_id !== 'other'),
        table,
      ).toEqual([])
    }
    // After an aborted transaction the connection has forgotten whom it worked for.
    await inTenant(pool, 'muster', (db) => db.query('select 1 / 0')).catch(() => undefined)
    expect((await pool.query('select 1 from event')).rowCount).toBe(0)
    await expect(
      inTenant(pool, 'other', (db) =>
        db.query("insert into letter values ('muster', $1, $1, null, now())", [randomUUID()]),
      ),
    ).rejects.toThrow()
    await expect(
      inTenant(pool, 'other', (db) => db.query("insert into log_void (tenant_id, pos) values ('muster', 1)")),
    ).rejects.toThrow(/row-level security/)
    for (const loosening of [
      'alter table event disable row level security',
      'drop policy own_tenant on event',
      'set role consent',
      'reset role; set session authorization postgres',
      'create table aside (x int)',
    ])
      await expect(pool.query(loosening), loosening).rejects.toThrow()
  } finally {
    await pool.end()
    await owner.end()
  }
})
