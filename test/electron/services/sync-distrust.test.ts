import { randomUUID } from 'node:crypto'
import { encode } from '@msgpack/msgpack'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PullAnswer } from '@shared/sync/protocol'
import { DeviceId } from '@shared/terms/ids'
import { bringLeaves, fullBatch } from '@shared/sync/bring'
import { fetchArrivals } from '@shared/sync/fetch'
import { NotBelieved } from '@shared/sync/line'
import { lineOver, portsFor } from '../../../electron/services/sync-line'
import type { OpenedWorkstation } from '../../../electron/services/workstation'
import { newPen } from '../../../server/own/pen'
import { newPrivateKey, signerFrom } from '../../../server/devices/ed25519'
import { idOf } from '../../../server/ledger/check-leaf'
import { receiptFor } from '../../../server/ledger/receipts'
import { MUSTER } from '../../server/desk'
import { anna, bench, withdrawn } from './facts'
import { newAct } from './leaves'

let desk: Awaited<ReturnType<typeof bench>>
let workstation: OpenedWorkstation
beforeEach(async () => {
  desk = await bench()
  workstation = await desk.open()
})
afterEach(() => desk.sweep())

const server = signerFrom(newPrivateKey())
const stranger = signerFrom(newPrivateKey())
const receiptKey = Buffer.from(server.publicKey).toString('base64')

/** Three leaves of another device, as an honest server would hand them out. */
async function honestPage(): Promise<PullAnswer> {
  const signer = signerFrom(newPrivateKey())
  const device = { device: DeviceId.parse(randomUUID()), incarnation: 0 }
  const pen = newPen({ tenant: MUSTER, device, signer, clock: () => 0 })
  const entries = await Promise.all(
    pen.write([withdrawn(), withdrawn(), withdrawn()]).map(async ({ leaf, sealed }, seq) => {
      const receipt = await receiptFor(server, { seq, pos: seq + 1, id: idOf(leaf) })
      return { pos: seq + 1, leaf, sealed, receipt }
    }),
  )
  const devices = [{ ...device, publicKey: Buffer.from(signer.publicKey).toString('base64') }]
  return { entries, keys: [pen.keyOf(anna)], devices, logHead: 3 }
}

const pull = (page: PullAnswer): Promise<void> =>
  fetchArrivals(portsFor(workstation.services, lineOver({ ask: async () => encode(page) }), receiptKey), {
    after: 0,
    logHead: page.logHead,
  })

test('what an honest server hands out is taken', async () => {
  await pull(await honestPage())
  expect(workstation.services.journal.head()).toBe(3)
  expect(workstation.services.journal.logCursor()).toBe(3)
})

type Entry = PullAnswer['entries'][number]
const everyEntry = (entries: readonly Entry[], change: (entry: Entry, i: number) => Promise<Entry>): Promise<Entry[]> =>
  Promise.all(entries.map(change))

type Lie = (page: PullAnswer) => PullAnswer | Promise<PullAnswer>
const lies: Record<string, Lie> = {
  'a leaf its device did not sign': async ({ entries, ...page }) => ({
    ...page,
    entries: await everyEntry(entries, async (entry, i) => {
      const leaf = entry.leaf.slice()
      if (i === 1) leaf[leaf.length - 1] = (leaf[leaf.length - 1] ?? 0) ^ 1
      return { ...entry, leaf, receipt: await receiptFor(server, { seq: i, pos: entry.pos, id: idOf(leaf) }) }
    }),
  }),
  'a device key that is another one': (page) => ({
    ...page,
    devices: page.devices.map((one) => ({ ...one, publicKey: Buffer.from(stranger.publicKey).toString('base64') })),
  }),
  'a device nobody names': (page) => ({ ...page, devices: [] }),
  'a receipt of another server': async ({ entries, ...page }) => ({
    ...page,
    entries: await everyEntry(entries, async (entry) => ({
      ...entry,
      receipt: await receiptFor(stranger, entry.receipt),
    })),
  }),
  'a receipt for another place': async ({ entries, ...page }) => ({
    ...page,
    entries: await everyEntry(entries, async (entry) => ({
      ...entry,
      receipt: await receiptFor(server, { ...entry.receipt, pos: 99 }),
    })),
  }),
  'a receipt for another leaf': ({ entries, ...page }) => ({
    ...page,
    entries: entries.map((entry, i) => ({ ...entry, receipt: entries[(i + 1) % 3]?.receipt ?? entry.receipt })),
  }),
  'a page with a place left out': ({ entries, ...page }) => ({ ...page, entries: entries.filter((_, i) => i !== 1) }),
  'a log that ends before it says': (page) => ({ ...page, entries: [] }),
}

test.each(Object.keys(lies))('%s is not taken, and neither is anything beside it', async (lie) => {
  await expect(pull(await (lies[lie] as Lie)(await honestPage()))).rejects.toThrow(NotBelieved)
  expect(workstation.services.journal.head()).toBe(0)
  expect(workstation.services.journal.logCursor()).toBe(0)
})

test('a receipt counts only with the signature of the server that let this device in', async () => {
  await workstation.ask['journal:record']({ act: newAct(), events: [withdrawn()] })
  const { journal } = workstation.services
  const [place] = journal.placesAfter(0, 1)
  if (place?.kind !== 'event') throw new Error('nothing was recorded')
  const pushTo = (signer: typeof server): Promise<void> =>
    bringLeaves(
      portsFor(
        workstation.services,
        lineOver({
          ask: async () =>
            encode({
              through: { seq: 0, id: place.id },
              receipts: [await receiptFor(signer, { seq: 0, pos: 1, id: place.id })],
              quarantined: [],
            }),
        }),
        receiptKey,
      ),
      { seq: -1, id: null },
      fullBatch(),
    )
  await expect(pushTo(stranger)).rejects.toThrow(NotBelieved)
  expect(journal.waiting()).toBe(1)
  await pushTo(server)
  expect(journal.waiting()).toBe(0)
})
