import { createPublicKey, verify } from 'node:crypto'
import { readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Bytes } from '@shared/base/bytes'
import { bytesFromHex, joined } from '@shared/base/bytes'
import { must } from '@shared/base/never'
import { Draft } from '@shared/capture/draft'
import type { ConsentEvent } from '@shared/consent/event'
import { contract } from '@shared/ipc/contract'
import { ProofRecord } from '@shared/proof/bundle'
import { firstBrokenLink } from '@shared/proof/chain'
import { eventIdOf, holds, openLeaf } from '@shared/proof/envelope'
import { ActId, DraftId, EvidenceId } from '@shared/terms/ids'
import { anna, bench, given, karl, meeting, registered, withdrawn } from './facts'
import { newAct } from './leaves'

let desk: Awaited<ReturnType<typeof bench>>
beforeEach(async () => {
  desk = await bench()
})
afterEach(() => desk.sweep())

const bytes = (base64: string): Bytes => new Uint8Array(Buffer.from(base64, 'base64'))
const scan = new Uint8Array([1, 2, 3, 4, 5])
const verifierOf = (publicKey: string) => {
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey, 'base64').toString('base64url') },
    format: 'jwk',
  })
  return (signed: Bytes, signature: Bytes) => verify(null, signed, key, signature)
}

test('a confirmed act is signed, kept and read back after a restart', async () => {
  const first = await desk.open()
  const evidence = await first.ask['evidence:keep']({ bytes: scan, kind: 'ink', media: 'application/json' })
  const events = [registered(), given(evidence)]
  const { entries } = await first.ask['journal:record']({ act: newAct(), events })
  expect(entries.map(({ recorded }) => recorded.event)).toEqual(events)
  expect(entries.map(({ position, origin, receivedAt }) => [position, origin, receivedAt])).toEqual([
    [1, 'here', null],
    [2, 'here', null],
  ])
  const described = await first.ask['app:describe']({})
  await first.close()

  const again = await desk.open()
  expect(await again.ask['app:describe']({})).toEqual(described)
  const read = contract['journal:read'].answer.parse(await again.ask['journal:read']({ after: 0, limit: 100 }))
  expect(read).toEqual({ entries, receipts: [], next: 2, done: true })
  expect(await again.ask['evidence:open']({ id: evidence.id, key: evidence.key })).toMatchObject({
    kind: 'opened',
    bytes: scan,
  })
})

test('a draft whose act was recorded before the program stopped is not offered again', async () => {
  const first = await desk.open()
  const [done, open] = [meeting(), meeting({ typedName: 'Anna Keller' })]
  await first.ask['draft:keep']({ draft: done })
  await first.ask['draft:keep']({ draft: open })
  await first.ask['journal:record']({ act: done.act, events: [registered()] })
  await first.close()

  const again = await desk.open()
  expect((await again.ask['draft:list']({})).drafts).toEqual([open])
  expect(await again.services.drafts.count()).toBe(1)
  await again.close()
})

test('the same act asked again answers with what it has, also after a restart', async () => {
  const act = newAct()
  const first = await desk.open()
  const { entries } = await first.ask['journal:record']({ act, events: [registered(), withdrawn()] })
  await first.close()
  const again = await desk.open()
  expect((await again.ask['journal:record']({ act, events: [registered(), withdrawn()] })).entries).toEqual(entries)
  expect((await again.ask['journal:read']({ after: 0, limit: 10 })).entries).toHaveLength(2)
})

test('an act that rests on evidence nobody kept is not recorded', async () => {
  const { ask } = await desk.open()
  const evidence = await ask['evidence:keep']({ bytes: scan, kind: 'ink', media: 'application/json' })
  const lost = { ...evidence, id: EvidenceId.parse('00'.repeat(32)) }
  await expect(ask['journal:record']({ act: newAct(), events: [registered(), given(lost)] })).rejects.toThrow(
    'not on the disk',
  )
  expect((await ask['journal:read']({ after: 0, limit: 10 })).entries).toEqual([])
})

test('a proof holds for a stranger, with its neighbours but without their words', async () => {
  const { ask } = await desk.open()
  await ask['journal:record']({ act: newAct(), events: [registered(karl)] })
  const { entries } = await ask['journal:record']({ act: newAct(), events: [registered(), withdrawn()] })
  await ask['journal:record']({ act: newAct(), events: [withdrawn(karl)] })
  const ids = entries.map(({ recorded }) => recorded.id)
  const proof = ProofRecord.parse(await ask['proof:gather']({ ids }))

  expect(proof.leaves.map(({ id }) => id)).toEqual(ids)
  expect(proof.neighbours).toHaveLength(2)
  expect(proof.devices).toHaveLength(1)
  const check = verifierOf(must(proof.devices[0], 'the device').publicKey)
  const chain = [...proof.leaves, ...proof.neighbours]
    .map(({ id, leaf }) => ({ id, leaf: bytes(leaf) }))
    .sort((a, b) => openLeaf(a.leaf).envelope.seq - openLeaf(b.leaf).envelope.seq)
  for (const { id, leaf } of chain) expect(eventIdOf(leaf)).toBe(id)
  expect(
    firstBrokenLink(
      chain.map(({ leaf }) => leaf),
      check,
    ),
  ).toBe(null)
  for (const { leaf, payload } of proof.leaves) expect(holds(openLeaf(bytes(leaf)).envelope, payload)).toBe(true)
  expect(JSON.stringify(proof.neighbours)).not.toContain('salts')
})

test('the words of a person are nowhere on the disk in the clear', async () => {
  const { ask } = await desk.open()
  await ask['journal:record']({ act: newAct(), events: [registered()] })
  await ask['draft:keep']({ draft: meeting({ typedName: 'Annamaria Quirin' }) })
  const files = (await readdir(desk.folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  expect(files.length).toBeGreaterThan(5)
  for (const file of files) {
    const path = join(file.parentPath, file.name)
    const text = (await readFile(path)).toString('latin1')
    for (const word of ['Keller', 'anna.keller', 'Quirin']) expect(text, path).not.toContain(word)
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o077, path).toBe(0)
  }
})

test('a person who was forgotten is not told of again, their place stays, and their key does not come back', async () => {
  const first = await desk.open()
  await first.ask['journal:record']({ act: newAct(), events: [registered(), withdrawn(karl)] })
  const key = must(first.services.keyring.find(anna), 'the key')
  await first.services.keyring.destroy(anna)
  await first.services.keyring.keep([{ subject: anna, key }])
  const told = await first.ask['journal:read']({ after: 0, limit: 10 })
  expect(told.entries.map(({ recorded, position }) => [recorded.event.subject, position])).toEqual([[karl, 2]])
  expect(told.next).toBe(2)
  await expect(first.ask['journal:record']({ act: newAct(), events: [withdrawn()] })).rejects.toThrow('destroyed')
  await first.close()
  const again = await desk.open()
  expect((await again.ask['journal:read']({ after: 0, limit: 10 })).entries).toEqual(told.entries)
  const kept = await readFile(join(desk.folder, 'keys/subjects.keys'))
  expect(kept.length).toBe(2 * 76)
})

test('events of another device are told once their key is here, and a receipt is told to who reads on', async () => {
  const { ask, services, listen } = await desk.open()
  const heard: number[] = []
  listen('journal:grew', ({ head }) => heard.push(head))
  await ask['journal:record']({ act: newAct(), events: [withdrawn()] })
  const other = await bench()
  const there = await other.open()
  const { entries } = await there.ask['journal:record']({ act: newAct(), events: [registered(karl)] })
  const id = must(entries[0], 'an entry').recorded.id
  const place = must(there.services.journal.findEvent(id), 'a place')
  await services.keyring.keep([{ subject: karl, key: must(there.services.keyring.find(karl), 'the key') }])
  const device = { device: there.services.device.id, incarnation: 0, publicKey: there.services.device.publicKey }
  const own = must(services.journal.placesAfter(0, 1)[0], 'our own')
  await services.journal.learn({
    serverKey: 'c2VydmVy',
    devices: [device],
    arrivals: [{ ...(await there.services.journal.read(place)), pos: 7, signature: 's7' }],
    receipts: [{ id: own.id, pos: 8, signature: 's8' }],
    through: 8,
  })
  const read = await ask['journal:read']({ after: 1, limit: 10 })
  expect(read.entries).toEqual([{ ...entries[0], position: 2, origin: 'server', receivedAt: 7 }])
  expect(read.receipts).toEqual([{ id: own.id, receivedAt: 8 }])
  expect(read.next).toBe(3)
  const proof = await ask['proof:gather']({ ids: [id] })
  expect(proof.devices).toEqual([{ device: device.device, publicKey: device.publicKey }])
  expect(proof.receipts).toEqual([{ id, pos: 7, signature: 's7', publicKey: 'c2VydmVy' }])
  expect(heard).toEqual([1, 3])
  await other.sweep()
})

test('evidence says when it is missing and when it was altered, and proves its name', async () => {
  const { ask, services } = await desk.open()
  const kept = await ask['evidence:keep']({ bytes: scan, kind: 'scan', media: 'image/png' })
  const opened = await ask['evidence:open'](kept)
  if (opened.kind !== 'opened') throw new Error(opened.kind)
  const sealed = must(await services.evidence.readSealed(kept.id), 'the bytes')
  expect(joined(bytesFromHex(opened.nonce)).every((byte, i) => byte === sealed[i])).toBe(true)
  expect(await ask['evidence:open']({ ...kept, key: '11'.repeat(32) })).toEqual({ kind: 'altered' })

  const path = join(desk.folder, 'evidence', kept.id.slice(0, 2), kept.id.slice(2, 4), `${kept.id}.sealed`)
  const changed = await readFile(path)
  changed[20] = (changed[20] ?? 0) ^ 1
  await writeFile(path, changed)
  expect(await ask['evidence:open'](kept)).toEqual({ kind: 'altered' })
  await rm(path)
  expect(await ask['evidence:open'](kept)).toEqual({ kind: 'missing' })
  await expect(services.evidence.keepSealed(kept.id, new Uint8Array(changed))).rejects.toThrow('not what its name says')
})

test('the latest state of a draft survives a restart, and strokes that come fast are all answered', async () => {
  const first = await desk.open()
  const draft = meeting()
  await Promise.all(
    Array.from({ length: 50 }, (_, i) => first.ask['draft:keep']({ draft: { ...draft, typedName: `stroke ${i}` } })),
  )
  await first.close()
  const again = await desk.open()
  expect((await again.ask['draft:list']({})).drafts).toEqual([{ ...draft, typedName: 'stroke 49' }])
})

test('a discarded draft leaves no file, and a state that comes late does not bring it back', async () => {
  const { ask } = await desk.open()
  const draft = meeting()
  const keeping = ask['draft:keep']({ draft })
  await ask['draft:discard']({ id: draft.id })
  await keeping
  await expect(ask['draft:keep']({ draft })).rejects.toThrow('was discarded')
  expect(await readdir(join(desk.folder, 'drafts'))).toEqual([])
  await ask['draft:discard']({ id: DraftId.parse(draft.id) })
})

const flyer = (scanned: Awaited<ReturnType<typeof keepScan>>): Draft =>
  Draft.parse({
    kind: 'flyer',
    id: crypto.randomUUID(),
    act: crypto.randomUUID(),
    openedAt: '2026-11-25T09:00:00.000Z',
    file: 'page.png',
    page: 1,
    pages: 1,
    scan: scanned,
    reading: {
      template: null,
      rotation: 0,
      registered: false,
      homography: null,
      fields: {},
      boxes: {},
      signature: { state: 'unclear', ink: null },
      problems: [],
      ms: 1,
    },
    fields: {},
    boxes: {},
    signature: null,
    subject: null,
    pairs: [],
    setAside: null,
  })
const keepScan = async (desk: Awaited<ReturnType<Awaited<ReturnType<typeof bench>>['open']>>) =>
  desk.ask['evidence:keep']({ bytes: scan, kind: 'scan', media: 'image/png' })

test('a scan goes with its discarded draft, unless another draft or a record rests on it', async () => {
  const opened = await desk.open()
  const { ask, services } = opened
  const [only, shared, recorded] = [await keepScan(opened), await keepScan(opened), await keepScan(opened)]
  const drafts = [flyer(only), flyer(shared), flyer(shared), flyer(recorded)]
  for (const draft of drafts) await ask['draft:keep']({ draft })
  await ask['journal:record']({ act: ActId.parse(must(drafts[3], 'it').act), events: [given(recorded)] })
  for (const i of [0, 1, 3]) await ask['draft:discard']({ id: must(drafts[i], 'it').id })
  expect(await Promise.all([only, shared, recorded].map(({ id }) => services.evidence.has(id)))).toEqual([
    false,
    true,
    true,
  ])
})

test('evidence nobody came back for is gone a day later, and not before', async () => {
  const first = await desk.open()
  const [stray, fresh, used] = [await keepScan(first), await keepScan(first), await keepScan(first)]
  const event: ConsentEvent = given(used)
  await first.ask['journal:record']({ act: newAct(), events: [event] })
  await first.close()
  const long = new Date(Date.now() - 25 * 60 * 60 * 1000)
  for (const { id } of [stray, used])
    await utimes(join(desk.folder, 'evidence', id.slice(0, 2), id.slice(2, 4), `${id}.sealed`), long, long)
  const { services } = await desk.open()
  expect(await Promise.all([stray, fresh, used].map(({ id }) => services.evidence.has(id)))).toEqual([
    false,
    true,
    true,
  ])
})

test('a second program on the same folder is refused with a sentence that says who has it', async () => {
  await desk.open()
  await expect(desk.open()).rejects.toThrow(`is in use by another consent workstation (process ${process.pid})`)
})

test('keys, vault and device that do not belong together are refused, and nothing is changed', async () => {
  const first = await desk.open()
  await first.ask['journal:record']({ act: newAct(), events: [registered()] })
  await first.close()
  const vault = join(desk.folder, 'keys/vault.json')
  const kept = await readFile(vault)
  await rm(vault)
  await expect(desk.open()).rejects.toThrow('vault.json is missing')
  expect(await readdir(join(desk.folder, 'keys'))).toEqual(['subjects.keys'])

  await writeFile(vault, String(kept).replace('"file"', '"os-keychain"'))
  await expect(desk.open()).rejects.toThrow('guarded by "os-keychain", which is not available here')
  await writeFile(vault, kept)

  const ring = join(desk.folder, 'keys/subjects.keys')
  const whole = await readFile(ring)
  const changed = Buffer.from(whole)
  changed[30] = (changed[30] ?? 0) ^ 1
  await writeFile(ring, changed)
  await expect(desk.open()).rejects.toThrow('record 0 does not open')
  expect(await readFile(ring)).toEqual(changed)
  // Half a record at the end was never acknowledged.
  await writeFile(ring, Buffer.concat([whole, Buffer.alloc(40, 7)]))
  const again = await desk.open()
  expect((await again.ask['journal:read']({ after: 0, limit: 10 })).entries).toHaveLength(1)
  expect((await stat(ring)).size).toBe(76)
})

test('a device that was copied begins a new chain under the same name', async () => {
  const { ask, services } = await desk.open()
  await ask['journal:record']({ act: newAct(), events: [registered()] })
  expect(await services.device.renew()).toBe(1)
  const { entries } = await ask['journal:record']({ act: newAct(), events: [withdrawn()] })
  expect(must(entries[0], 'an entry').recorded.seq).toBe(0)
})
