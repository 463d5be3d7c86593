import { randomBytes } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hexFrom, joined, utf8 } from '@shared/base/bytes'
import type { ConsentEvent } from '@shared/consent/event'
import { canonical } from '@shared/proof/canonical'
import type { WireLeaf } from '@shared/sync/protocol'
import { ControllerId, SubjectId } from '@shared/terms/ids'
import { newPrivateKey, signerFrom, verifies } from '../../server/devices/ed25519'
import { revokeDevice } from '../../server/devices/devices'
import { idOf } from '../../server/ledger/check-leaf'
import { openPool } from '../../server/ledger/database'
import { factSource } from '../../server/register/register'
import { anna, anna2, given, mobile, refused, withdrawn } from '../builders/facts'
import { type Desk, SaidNo, hello, newDesk } from './desk'
import { type Running, runningServer } from './running-server'

let running: Running
beforeAll(async () => void (running = await runningServer()))
afterAll(async () => running.end())

const no = refused('2026-03-01').event
const stop = withdrawn('2026-03-02', { contactPoints: [mobile] }).event

/** What the server answered instead: the kind of refusal, and its details. */
const refusal = async (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => 'accepted',
    (problem: unknown) => (problem instanceof SaidNo ? problem.problem : problem),
  )

const stored = async (desk: Desk): Promise<string[]> => {
  const { rows } = await running.everything.query<{ leaf: Buffer }>(
    'select leaf from event where device_id = $1 order by seq',
    [desk.device.device],
  )
  return rows.map(({ leaf }) => hexFrom(leaf))
}
const held = async (desk: Desk): Promise<{ seq: number; why: string }[]> =>
  (
    await running.everything.query<{ seq: number; why: string }>(
      'select seq, why from quarantine where device_id = $1 order by seq',
      [desk.device.device],
    )
  ).rows

describe('pushing', () => {
  test('leaves are stored byte for byte, and each gets a receipt the server signed', async () => {
    const desk = await newDesk(running.server)
    const leaves = desk.write([no, stop])
    const answer = await desk.push({ from: 0, leaves, keys: [desk.keyOf(anna)] })
    expect(answer.through).toEqual({ seq: 1, id: idOf(leaves[1]?.leaf ?? new Uint8Array()) })
    expect(await stored(desk)).toEqual(leaves.map(({ leaf }) => hexFrom(leaf)))

    const receiptKey = Buffer.from((await hello(running.server)).receiptKey, 'base64')
    for (const { pos, id, signature } of answer.receipts)
      expect(verifies(receiptKey, utf8(`receipt\n${pos}\n${id}`), Buffer.from(signature, 'base64'))).toBe(true)
    expect(await desk.session()).toMatchObject({ serverHead: answer.through })
  })

  test('pushed twice, and in overlapping batches, everything is there once and the receipts are the same', async () => {
    const desk = await newDesk(running.server)
    const leaves = desk.write([no, stop, no, stop, no])
    const keys = [desk.keyOf(anna)]
    const first = await desk.push({ from: 0, leaves: leaves.slice(0, 3), keys })
    const again = await desk.push({ from: 0, leaves: leaves.slice(0, 3), keys })
    const over = await desk.push({ from: 1, leaves: leaves.slice(1), keys })
    expect(again).toEqual(first)
    expect(over.receipts.slice(0, 2)).toEqual(first.receipts.slice(1))
    expect(await stored(desk)).toEqual(leaves.map(({ leaf }) => hexFrom(leaf)))
  })

  test('a hole is refused with the place to resend from', async () => {
    const desk = await newDesk(running.server)
    const leaves = desk.write([no, stop, no])
    expect(await refusal(desk.push({ from: 2, leaves: leaves.slice(2), keys: [] }))).toMatchObject({
      type: 'gap',
      expected: 0,
      retry: 'now',
    })
    expect(await stored(desk)).toEqual([])
  })

  test('another leaf at a known place, or on another branch, is a fork; both branches are kept', async () => {
    const desk = await newDesk(running.server)
    const signer = signerFrom(newPrivateKey())
    const [one] = desk.write([no])
    await desk.push({ from: 0, leaves: [one as WireLeaf], keys: [desk.keyOf(anna)] })

    const other: WireLeaf = { leaf: joined(utf8('another'), signer.sign(utf8('another'))), sealed: utf8('x') }
    expect(await refusal(desk.push({ from: 0, leaves: [other], keys: [] }))).toMatchObject({ type: 'fork' })
    expect(await stored(desk)).toHaveLength(1)
    expect(await held(desk)).toEqual([{ seq: 0, why: 'fork' }])
    // Its own leaf is still the one it knows.
    expect((await desk.push({ from: 0, leaves: [one as WireLeaf], keys: [] })).receipts).toHaveLength(1)
  })

  test('a leaf that cannot be believed goes to quarantine and holds nothing up', async () => {
    const desk = await newDesk(running.server)
    const [a, b, c, d] = desk.write([no, stop, no, stop]) as [WireLeaf, WireLeaf, WireLeaf, WireLeaf]
    const broken = b.leaf.slice()
    broken[broken.length - 1] = (broken[broken.length - 1] ?? 0) ^ 1
    const answer = await desk.push({
      from: 0,
      leaves: [a, { ...b, leaf: broken }],
      keys: [desk.keyOf(anna)],
    })
    expect(answer).toMatchObject({ through: { seq: 1 }, quarantined: [1] })
    expect(await held(desk)).toEqual([{ seq: 1, why: 'signature' }])
    // `c` follows the leaf as it was meant to be, which is not the one that came: that is another branch.
    expect(await refusal(desk.push({ from: 2, leaves: [c, d], keys: [] }))).toMatchObject({ type: 'fork' })
  })

  test('a payload that is not what its envelope promised is found when its key is known', async () => {
    const desk = await newDesk(running.server)
    const [a, b, c] = desk.write([no, stop, no]) as [WireLeaf, WireLeaf, WireLeaf]
    const answer = await desk.push({
      from: 0,
      leaves: [a, { ...b, sealed: a.sealed }, c],
      keys: [desk.keyOf(anna)],
    })
    expect(answer.quarantined).toEqual([1])
    expect(answer.receipts.map(({ seq }) => seq)).toEqual([0, 2])
    expect(await held(desk)).toEqual([{ seq: 1, why: 'payload-does-not-open' }])
    // Asked again, the same answer.
    expect(await desk.push({ from: 0, leaves: [a, { ...b, sealed: a.sealed }, c], keys: [] })).toEqual(answer)
  })

  test.each(['tenant', 'device', 'seq'])('a leaf with another %s than the one that speaks is held', async (what) => {
    const desk = await newDesk(running.server)
    const [{ leaf } = { leaf: new Uint8Array() }] = desk.write([no])
    const envelope = JSON.parse(Buffer.from(leaf.slice(0, -64)).toString('utf8')) as Record<string, unknown>
    const changed = {
      tenant: { ...envelope, tenant: 'another' },
      device: { ...envelope, incarnation: 7 },
      seq: { ...envelope, seq: 3 },
    }[what]
    const signed = canonical(changed)
    const lying = { leaf: joined(signed, desk.sign(signed)), sealed: utf8('x') }
    const answer = await desk.push({ from: 0, leaves: [lying], keys: [] })
    expect(answer.quarantined).toEqual([0])
    expect(await held(desk)).toEqual([{ seq: 0, why: what }])
  })

  test('an event of a type this server has never heard of is stored, opaque, and given to the others', async () => {
    const desk = await newDesk(running.server)
    const unheard = { ...no, type: 'consent-dreamt-of' } as unknown as ConsentEvent
    const leaves = desk.write([unheard, no])
    const answer = await desk.push({ from: 0, leaves, keys: [desk.keyOf(anna)] })
    expect(answer.quarantined).toEqual([])
    const other = await newDesk(running.server)
    const pulled = await other.pull((answer.receipts[0]?.pos ?? 0) - 1)
    expect(pulled.entries.map((entry) => hexFrom(entry.leaf))).toEqual(leaves.map(({ leaf }) => hexFrom(leaf)))
  })
})

describe('evidence', () => {
  const signed = (desk: Desk, sealed: { ref: ReturnType<Desk['sealEvidence']>['ref'] }): WireLeaf[] =>
    desk.write([{ ...given('2026-03-01').event, evidence: [sealed.ref] } as ConsentEvent])

  test('an event whose evidence is not on the disk is refused, and taken once it is', async () => {
    const desk = await newDesk(running.server)
    const evidence = desk.sealEvidence(utf8('{"name":"Anna"}'), 'typed-name', 'application/json')
    const leaves = signed(desk, evidence)
    const ask = { from: 0, leaves, keys: [desk.keyOf(anna)] }
    expect(await refusal(desk.push(ask))).toMatchObject({ type: 'evidence-missing', missing: [evidence.ref.id] })
    expect(await stored(desk)).toEqual([])
    await desk.putBlob(evidence.sealed)
    expect((await desk.push(ask)).receipts).toHaveLength(1)
    expect(await running.server.parts.blobs.read('muster', evidence.ref.id)).toEqual(Buffer.from(evidence.sealed))
  })

  test('in chunks, in any order and more than once, it becomes one file', async () => {
    const desk = await newDesk(running.server)
    const { sealed, ref } = desk.sealEvidence(new Uint8Array(randomBytes(300_000)), 'scan', 'image/jpeg')
    const chunk = (offset: number) => ({
      id: ref.id,
      total: sealed.length,
      offset,
      bytes: sealed.slice(offset, offset + 70_000),
    })
    const keep = (...offsets: number[]) => running.server.parts.blobs.keep('muster', offsets.map(chunk))
    expect(await keep(210_000, 0)).toEqual([])
    expect(await desk.have([ref.id])).toEqual([ref.id])
    expect(await keep(140_000, 210_000)).toEqual([])
    expect(await keep(280_000)).toEqual([])
    expect(await keep(70_000)).toEqual([ref.id])
    expect(await desk.have([ref.id])).toEqual([])
    expect(Buffer.from(await running.server.parts.blobs.read('muster', ref.id)).equals(sealed)).toBe(true)
  })

  test('bytes that do not hash to their name are not kept', async () => {
    const desk = await newDesk(running.server)
    const { sealed, ref } = desk.sealEvidence(utf8('ink'), 'ink', 'application/json')
    const wrong = sealed.slice()
    wrong[0] = (wrong[0] ?? 0) ^ 1
    const chunks = [{ id: ref.id, total: wrong.length, offset: 0, bytes: wrong }]
    await expect(running.server.parts.blobs.keep('muster', chunks)).rejects.toThrow('not-understood')
    expect(await desk.have([ref.id])).toEqual([ref.id])
  })

  test('evidence the device has lost for good sends its event to quarantine and lets the others pass', async () => {
    const desk = await newDesk(running.server)
    const evidence = desk.sealEvidence(utf8('gone'), 'typed-name', 'application/json')
    const leaves = [...signed(desk, evidence), ...desk.write([no])]
    const answer = await desk.push({ from: 0, leaves, keys: [desk.keyOf(anna)], lost: [evidence.ref.id] })
    expect(answer.quarantined).toEqual([0])
    expect(answer.receipts.map(({ seq }) => seq)).toEqual([1])
    expect(await held(desk)).toEqual([{ seq: 0, why: 'evidence-lost' }])
  })
})

describe('who is speaking', () => {
  test('a code lets one device in, once; the same device may ask again', async () => {
    const code = await running.server.newCode('muster')
    const ask = async (device: string, signer = signerFrom(newPrivateKey())) => {
      const response = await fetch(`${running.server.url}/v1/devices/enrol`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          code,
          device,
          incarnation: 0,
          publicKey: Buffer.from(signer.publicKey).toString('base64'),
          proofOfPossession: Buffer.from(signer.sign(utf8(`enrol\n${code}\n${device}`))).toString('base64'),
        }),
      })
      return response.status
    }
    const signer = signerFrom(newPrivateKey())
    const [one, two] = ['00000000-0000-4000-8000-0000000000e1', '00000000-0000-4000-8000-0000000000e2']
    expect(await ask(one, signer)).toBe(200)
    expect(await ask(one, signer)).toBe(200)
    expect(await ask(one)).toBe(403)
    expect(await ask(two)).toBe(403)
  })

  test('a request seen before, one that is too old and one that was changed are refused', async () => {
    const desk = await newDesk(running.server)
    const session = utf8(JSON.stringify({ incarnation: 0, head: { seq: -1, id: null } }))
    const status = async (answer: Promise<Response>) => {
      const response = await answer
      return response.ok ? 'ok' : ((await response.json()) as { type: string }).type
    }
    const nonce = randomBytes(16).toString('base64url')
    expect(await status(desk.send('POST', '/v1/session', session, { nonce }))).toBe('ok')
    expect(await status(desk.send('POST', '/v1/session', session, { nonce }))).toBe('replayed')
    const old = Date.now() - 6 * 60_000
    expect(await status(desk.send('POST', '/v1/session', session, { time: old }))).toBe('replayed')
    expect(await status(desk.send('POST', '/v1/session', session, { time: old + 12 * 60_000 }))).toBe('replayed')
    const [device] = [desk.device.device]
    expect(await status(desk.send('POST', '/v1/session', session, { header: `${device}.0.1.${nonce}.AAAA` }))).toBe(
      'bad-proof',
    )
    expect(await status(desk.send('POST', '/v1/session', session, { header: '' }))).toBe('bad-proof')
    const stranger = '00000000-0000-4000-8000-0000000000ff'
    expect(await status(desk.send('POST', '/v1/session', session, { header: `${stranger}.0.1.${nonce}.AAAA` }))).toBe(
      'unknown-device',
    )
  })

  test('a proof from before the server started is refused: its nonces are forgotten', async () => {
    const own = await runningServer()
    try {
      const desk = await newDesk(own.server)
      const before = own.server.parts.clock() - 50
      const restarted = await own.restart()
      const response = await fetch(`${restarted.url}/v1/hello`)
      expect(response.ok).toBe(true)
      const header = desk.proof('GET', '/v1/events?after=0', before)
      const replay = await fetch(`${restarted.url}/v1/events?after=0`, { headers: { 'device-proof': header } })
      expect(await replay.json()).toMatchObject({ type: 'replayed' })
    } finally {
      await own.end()
    }
  })

  test('a device that was sent away may bring what it has, which is kept apart, and learns nothing', async () => {
    const desk = await newDesk(running.server)
    await desk.session()
    await revokeDevice(running.everything, 'muster', desk.device.device)
    expect(await desk.session()).toMatchObject({ revoked: true })
    const answer = await desk.push({ from: 0, leaves: desk.write([no]), keys: [] })
    expect(answer).toMatchObject({ receipts: [], quarantined: [0], through: { seq: 0 } })
    expect(await held(desk)).toEqual([{ seq: 0, why: 'revoked' }])
    expect(await stored(desk)).toEqual([])
    expect(await refusal(desk.pull(0))).toMatchObject({ type: 'device-revoked', retry: 'never', scope: 'device' })
  })

  test('one controller never sees a word of another one', async () => {
    const [ours, theirs] = [await newDesk(running.server), await newDesk(running.server, ControllerId.parse('other'))]
    await ours.push({ from: 0, leaves: ours.write([no]), keys: [ours.keyOf(anna)] })
    const evidence = ours.sealEvidence(utf8('ink'), 'ink', 'application/json')
    await ours.putBlob(evidence.sealed)
    expect(await theirs.pull(0)).toEqual({ entries: [], keys: [], devices: [], logHead: 0, voids: [] })
    expect(await theirs.have([evidence.ref.id])).toEqual([evidence.ref.id])
  })

  test('nonsense is refused in one word and changes nothing', async () => {
    const desk = await newDesk(running.server)
    for (const body of [utf8(''), utf8('{}'), new Uint8Array(randomBytes(200))])
      for (const path of ['/v1/session', '/v1/blobs/have', '/v1/blobs', '/v1/events'])
        expect([400, 422]).toContain((await desk.send('POST', path, body)).status)
    expect((await desk.send('POST', '/v1/events', new Uint8Array(3_000_000))).status).toBe(413)
    expect((await desk.send('GET', '/v1/events?after=-1')).status).toBe(422)
  })
})

describe('keys', () => {
  test('the first key of a person stands, and a destroyed one does not come back', async () => {
    const desk = await newDesk(running.server)
    const someone = SubjectId.parse('00000000-0000-4000-8000-0000000000a7')
    const event = { ...no, subject: someone }
    const first = desk.keyOf(someone)
    await desk.push({ from: 0, leaves: desk.write([event]), keys: [first] })
    await desk.push({ from: 1, leaves: desk.write([event]), keys: [{ subject: someone, key: new Uint8Array(32) }] })
    const { everything: pool } = running
    const { vaultOf } = running.server.parts
    const vault = await vaultOf('muster')
    expect((await vault.keysOf(pool, [someone])).get(someone)).toEqual(first.key)

    await pool.query('update subject_key set wrapped = null, destroyed_at = now() where subject_id = $1', [someone])
    await desk.push({ from: 2, leaves: desk.write([event]), keys: [first] })
    expect((await vault.keysOf(pool, [someone])).size).toBe(0)
    expect(await factSource(pool, 'muster', vault).aboutSubject(someone)).toEqual([])
  })

  test('an event that came before its key is read when the key comes', async () => {
    const desk = await newDesk(running.server)
    const late = SubjectId.parse('00000000-0000-4000-8000-0000000000a8')
    const [one, two] = desk.write([{ ...no, subject: late }, no]) as [WireLeaf, WireLeaf]
    const { everything: pool } = running
    const { vaultOf } = running.server.parts
    const facts = async () => factSource(pool, 'muster', await vaultOf('muster')).aboutSubject(late)
    await desk.push({ from: 0, leaves: [one], keys: [] })
    expect(await facts()).toEqual([])
    await desk.push({ from: 1, leaves: [two], keys: [desk.keyOf(late), desk.keyOf(anna)] })
    expect((await facts()).map(({ id }) => id)).toEqual([idOf(one.leaf)])
  })

  test('the database alone holds no word anybody said', async () => {
    const desk = await newDesk(running.server)
    const named = SubjectId.parse('00000000-0000-4000-8000-0000000000a9')
    const number = { kind: 'phone' as const, value: '+493023125988' }
    const event = { ...withdrawn('2026-03-02', { contactPoints: [number] }).event, subject: named }
    await desk.push({ from: 0, leaves: desk.write([event]), keys: [desk.keyOf(named)] })
    const { everything: pool } = running
    const { vaultOf } = running.server.parts
    expect(await factSource(pool, 'muster', await vaultOf('muster')).noesNaming(number)).toHaveLength(1)
    const { rows: tables } = await pool.query<{ tablename: string }>(
      `select tablename from pg_tables where schemaname = 'public'`,
    )
    for (const { tablename } of tables) {
      const { rows } = await pool.query<{ text: string }>(`select t::text as text from "${tablename}" t`)
      const hex = Buffer.from(number.value).toString('hex')
      for (const { text } of rows) {
        expect(text).not.toContain(number.value)
        expect(text).not.toContain(hex)
      }
    }
  })
})

test('the log only grows: even the owner of the tables may not change or delete an event', async () => {
  const owner = openPool(running.server.databaseUrl)
  for (const pool of [owner, running.server.parts.pool]) {
    await expect(pool.query('update event set seq = seq')).rejects.toThrow(/permission denied/)
    await expect(pool.query('delete from event')).rejects.toThrow(/permission denied/)
  }
  await owner.end()
})

test('after a restart everything is there, and the register can be built again from the log', async () => {
  const own = await runningServer()
  try {
    const desk = await newDesk(own.server)
    const leaves = desk.write([no, { ...no, subject: anna2 }, stop])
    await desk.push({ from: 0, leaves, keys: [desk.keyOf(anna), desk.keyOf(anna2)] })
    await own.everything.query('delete from register_subject')
    await own.everything.query('delete from register_point')
    await own.everything.query('update log_head set register_version = 0')
    const { parts } = await own.restart()
    const source = factSource(own.everything, 'muster', await parts.vaultOf('muster'))
    expect((await source.aboutSubject(anna)).map(({ event }) => event)).toEqual([no, stop])
    expect(await source.noesNaming(mobile)).toHaveLength(1)
  } finally {
    await own.end()
  }
})

test('secrets of the server are files for itself alone', async () => {
  const own = await runningServer()
  try {
    await newDesk(own.server).then((desk) => desk.push({ from: 0, leaves: desk.write([no]), keys: [] }))
    const keys = `${own.folder}/keys`
    expect(readdirSync(keys).sort()).toEqual(['receipts.key', 'tenant-muster.key'])
    expect(readFileSync(`${keys}/tenant-muster.key`)).toHaveLength(32)
    expect(own.modeOf('keys/tenant-muster.key')).toBe(0o600)
  } finally {
    await own.end()
  }
})
