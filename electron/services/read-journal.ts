import { textFrom } from '@shared/base/bytes'
import { must } from '@shared/base/never'
import { ConsentEvent } from '@shared/consent/event'
import { boundToLeaf } from '@shared/crypto/seal'
import type { Answer, JournalEntry } from '@shared/ipc/contract'
import type { KeptLeaf } from '@shared/ledger/body'
import type { ProofRecord } from '@shared/proof/bundle'
import { Payload, recordedFrom } from '@shared/proof/envelope'
import type { EventId } from '@shared/terms/ids'
import type { Device } from './device'
import type { Journal } from './journal'
import type { EventPlace } from './journal-index'
import type { Keyring } from './keyring'
import { nodeSealer } from './sealer'

export type Reader = { readonly journal: Journal; readonly keyring: Keyring; readonly device: Device }

/**
 * An event with its words, or null where there is nothing to tell: the person was forgotten, the key has not come yet,
 * or a newer version wrote something this one does not understand. It keeps its place; a rebuild may tell more.
 */
export async function entryAt(place: EventPlace, reader: Reader): Promise<JournalEntry | null> {
  const kept = await reader.journal.read(place)
  const payload = payloadOf(place, kept, reader)
  const event = payload === null ? null : ConsentEvent.safeParse(payload.fields)
  if (event === null || !event.success) return null
  return {
    position: place.position,
    origin: place.origin,
    receivedAt: reader.journal.findReceipt(place.id)?.pos ?? null,
    recorded: recordedFrom(kept.leaf, event.data),
  }
}

export async function readAfter(after: number, limit: number, reader: Reader): Promise<Answer<'journal:read'>> {
  const places = reader.journal.placesAfter(after, limit)
  const entries: JournalEntry[] = []
  const receipts: { id: EventId; receivedAt: number }[] = []
  for (const place of places) {
    if (place.kind === 'receipt') receipts.push({ id: place.id, receivedAt: place.pos })
    else {
      const entry = await entryAt(place, reader)
      if (entry !== null) entries.push(entry)
    }
  }
  const next = places.at(-1)?.position ?? after
  return { entries, receipts, next, done: next >= reader.journal.head() }
}

/**
 * What a stranger needs to check these events: their leaves and words, the server's receipts, and, without their words,
 * the leaves before and after each in its device's chain, which may be about somebody else.
 */
export async function gatherProof(ids: readonly EventId[], reader: Reader): Promise<ProofRecord> {
  const { journal } = reader
  const asked = [...new Set(ids)].map((id) => must(journal.findEvent(id), `event ${id}`))
  const leaves: ProofRecord['leaves'] = []
  for (const place of asked) {
    const kept = await journal.read(place)
    const payload = must(payloadOf(place, kept, reader), `the key that opens event ${place.id}`)
    leaves.push({
      id: place.id,
      leaf: base64(kept.leaf),
      payload,
      receivedAt: journal.findReceipt(place.id)?.pos ?? null,
    })
  }
  return {
    v: 1,
    leaves,
    devices: devicesOf(asked, reader),
    neighbours: await neighboursOf(asked, journal),
    receipts: asked.flatMap(({ id }) => {
      const receipt = journal.findReceipt(id)
      if (receipt?.publicKey === undefined || receipt.publicKey === null) return []
      return [{ id, pos: receipt.pos, signature: receipt.signature, publicKey: receipt.publicKey }]
    }),
  }
}

async function neighboursOf(asked: readonly EventPlace[], journal: Journal): Promise<ProofRecord['neighbours']> {
  const wanted = new Set(asked.map(({ id }) => id))
  const beside = new Map<EventId, EventPlace>()
  for (const { device, incarnation, seq } of asked)
    for (const place of [seq - 1, seq + 1].map((next) => journal.findInChain(device, incarnation, next)))
      if (place !== undefined && !wanted.has(place.id)) beside.set(place.id, place)
  const neighbours: ProofRecord['neighbours'] = []
  for (const place of beside.values()) neighbours.push({ id: place.id, leaf: base64((await journal.read(place)).leaf) })
  return neighbours
}

function payloadOf(place: EventPlace, { sealed }: KeptLeaf, { keyring }: Reader): Payload | null {
  const key = keyring.find(place.subject)
  const plain = key === undefined ? null : nodeSealer.open(key, sealed, boundToLeaf(place.id))
  if (plain === null) return null
  const payload = Payload.safeParse(JSON.parse(textFrom(plain)))
  return payload.success ? payload.data : null
}

function devicesOf(places: readonly EventPlace[], { journal, device }: Reader): ProofRecord['devices'] {
  const keys = new Map<string, ProofRecord['devices'][number]>()
  for (const { device: id, incarnation } of places) {
    const publicKey = id === device.id ? device.publicKey : journal.findDevice(id, incarnation)?.publicKey
    if (publicKey !== undefined) keys.set(`${id}.${publicKey}`, { device: id, publicKey })
  }
  return [...keys.values()]
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
