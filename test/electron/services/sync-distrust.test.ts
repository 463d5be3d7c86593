import { randomUUID } from 'node:crypto'
import { encode } from '@msgpack/msgpack'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PullAnswer } from '@shared/sync/protocol'
import { DeviceId } from '@shared/terms/ids'
import { pullArrivals } from '../../../electron/services/pull-arrivals'
import { pushOutbox, fullBatch } from '../../../electron/services/push-outbox'
import { NotBelieved } from '../../../electron/services/receipts'
import type { OpenedWorkstation } from '../../../electron/services/workstation'
import { newPen } from '../../../server/demo/pen'
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
function honestPage(): PullAnswer {
  const signer = signerFrom(newPrivateKey())
  const device = { device: DeviceId.parse(randomUUID()), incarnation: 0 }
  const pen = newPen({ tenant: MUSTER, device, signer, clock: () => 0 })
  const entries = pen.write([withdrawn(), withdrawn(), withdrawn()]).map(({ leaf, sealed }, seq) => {
    const receipt = receiptFor(server, { seq, pos: seq + 1, id: idOf(leaf) })
    return { pos: seq + 1, leaf, sealed, receipt }
  })
  const devices = [{ ...device, publicKey: Buffer.from(signer.publicKey).toString('base64') }]
  return { entries, keys: [pen.keyOf(anna)], devices, logHead: 3 }
}

const pull = (page: PullAnswer): Promise<void> =>
  pullArrivals(
    { services: workstation.services, ask: async () => encode(page), receiptKey },
    { after: 0, logHead: page.logHead },
  )

test('what an honest server hands out is taken', async () => {
  await pull(honestPage())
  expect(workstation.services.journal.head()).toBe(3)
  expect(workstation.services.journal.logCursor()).toBe(3)
})

const lies: Record<string, (page: PullAnswer) => PullAnswer> = {
  'a leaf its device did not sign': ({ entries, ...page }) => ({
    ...page,
    entries: entries.map((entry, i) => {
      const leaf = entry.leaf.slice()
      if (i === 1) leaf[leaf.length - 1] = (leaf[leaf.length - 1] ?? 0) ^ 1
      return { ...entry, leaf, receipt: receiptFor(server, { seq: i, pos: entry.pos, id: idOf(leaf) }) }
    }),
  }),
  'a device key that is another one': (page) => ({
    ...page,
    devices: page.devices.map((one) => ({ ...one, publicKey: Buffer.from(stranger.publicKey).toString('base64') })),
  }),
  'a device nobody names': (page) => ({ ...page, devices: [] }),
  'a receipt of another server': ({ entries, ...page }) => ({
    ...page,
    entries: entries.map((entry) => ({ ...entry, receipt: receiptFor(stranger, entry.receipt) })),
  }),
  'a receipt for another place': ({ entries, ...page }) => ({
    ...page,
    entries: entries.map((entry) => ({ ...entry, receipt: receiptFor(server, { ...entry.receipt, pos: 99 }) })),
  }),
  'a receipt for another leaf': ({ entries, ...page }) => ({
    ...page,
    entries: entries.map((entry, i) => ({ ...entry, receipt: entries[(i + 1) % 3]?.receipt ?? entry.receipt })),
  }),
  'a page with a place left out': ({ entries, ...page }) => ({ ...page, entries: entries.filter((_, i) => i !== 1) }),
  'a log that ends before it says': (page) => ({ ...page, entries: [] }),
}

test.each(Object.keys(lies))('%s is not taken, and neither is anything beside it', async (lie) => {
  await expect(pull((lies[lie] as (page: PullAnswer) => PullAnswer)(honestPage()))).rejects.toThrow(NotBelieved)
  expect(workstation.services.journal.head()).toBe(0)
  expect(workstation.services.journal.logCursor()).toBe(0)
})

test('a receipt counts only with the signature of the server that let this device in', async () => {
  await workstation.ask['journal:record']({ act: newAct(), events: [withdrawn()] })
  const { journal } = workstation.services
  const [place] = journal.placesAfter(0, 1)
  if (place?.kind !== 'event') throw new Error('nothing was recorded')
  const pushTo = (signer: typeof server): Promise<void> =>
    pushOutbox(
      {
        services: workstation.services,
        ask: async () =>
          encode({
            through: { seq: 0, id: place.id },
            receipts: [receiptFor(signer, { seq: 0, pos: 1, id: place.id })],
            quarantined: [],
          }),
        receiptKey,
      },
      { seq: -1, id: null },
      fullBatch(),
    )
  await expect(pushTo(stranger)).rejects.toThrow(NotBelieved)
  expect(journal.waiting()).toBe(1)
  await pushTo(server)
  expect(journal.waiting()).toBe(0)
})
