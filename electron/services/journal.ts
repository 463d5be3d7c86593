import { randomUUID } from 'node:crypto'
import type { Bytes } from '@shared/base/bytes'
import { must } from '@shared/base/never'
import { type KeptLeaf, type LedgerBody, bodyFromBytes, bytesFromBody } from '@shared/ledger/body'
import { openLeaf } from '@shared/proof/envelope'
import type { SyncJournal } from '@shared/sync/ports'
import type { ActId, DeviceId, EventId, EvidenceId } from '@shared/terms/ids'
import { oneAtATime } from './durable'
import {
  type ChainHead,
  type EventPlace,
  type FrameAt,
  JournalIndex,
  type KnownDevice,
  type KnownReceipt,
  type Place,
  idOf,
} from './journal-index'
import { type LedgerFiles, SEGMENT_BYTES, openLedgerFiles } from './ledger-files'

/** An event of another device (or of ours, before this disk) from the server's log, with the server's receipt. */
export type Arrival = KeptLeaf & { readonly pos: number; readonly signature: string }

/** The server has one of our events at this place of its log, and signed that. */
export type KeptReceipt = { readonly id: EventId; readonly pos: number; readonly signature: string }

/** What a session with the server brought. */
export type Learned = {
  /** The server's key for receipts (raw, base64). */
  readonly serverKey?: string
  readonly devices?: readonly KnownDevice[]
  readonly arrivals?: readonly Arrival[]
  readonly receipts?: readonly KeptReceipt[]
  /** The server's log has been read up to this place. */
  readonly through?: number
}

/**
 * The truth on this laptop: an append-only file of signed leaves. Every answer comes after the bytes are on the disk.
 * What the window shows and what the server holds are made from it and can be made again.
 */
export type Journal = {
  /** Another id means another journal: projections made from the old one are worthless. */
  readonly id: string
  /** The highest place. */
  readonly head: () => number
  /**
   * Keeps every leaf `hang` makes: all of them or none, on the disk before the answer. `hang` is given the end of the
   * chain they must follow. An act that is already known is not made again.
   */
  readonly record: (
    act: ActId,
    chain: { readonly device: DeviceId; readonly incarnation: number },
    hang: (head: ChainHead) => Promise<readonly KeptLeaf[]>,
  ) => Promise<readonly EventPlace[]>
  /** Keeps what is new in it; what is known already is skipped. Signatures are the caller's to check. */
  readonly learn: (learned: Learned) => Promise<void>
  readonly headOf: (device: DeviceId, incarnation: number) => ChainHead
  /** Leaves of one chain after `seq`, in order, until they are larger than `maxBytes` together (at least one). */
  readonly chainAfter: (
    chain: { readonly device: DeviceId; readonly incarnation: number },
    seq: number,
    maxBytes: number,
  ) => Promise<readonly (KeptLeaf & EventPlace)[]>
  /** Own events the server has not confirmed. */
  readonly waiting: () => number
  /** The server's log has been read up to this place: pull after it. */
  readonly logCursor: () => number
  /** Places after `position`, at most `limit`. */
  readonly placesAfter: (position: number, limit: number) => readonly Place[]
  readonly eventsOfAct: (act: ActId) => readonly EventPlace[]
  readonly findEvent: (id: EventId) => EventPlace | undefined
  readonly findInChain: (device: DeviceId, incarnation: number, seq: number) => EventPlace | undefined
  readonly findDevice: (device: DeviceId, incarnation: number) => KnownDevice | undefined
  readonly findReceipt: (id: EventId) => KnownReceipt | undefined
  /** Own events of one chain the server has not confirmed, by place in the chain. */
  readonly unconfirmedIn: (device: DeviceId, incarnation: number) => readonly number[]
  readonly refersTo: (evidence: EvidenceId) => boolean
  /** For a server that was put back from a backup; see `SyncJournal`. */
  readonly highestReceipt: SyncJournal['highestReceipt']
  readonly receiptedBetween: SyncJournal['receiptedBetween']
  readonly leafOf: (id: EventId) => Promise<KeptLeaf & EventPlace>
  readonly deviceOf: SyncJournal['deviceOf']
  /** The bytes of one event, read from the disk and checked against its id. */
  readonly read: (place: EventPlace) => Promise<KeptLeaf>
  /** Calls after every append; the answer stops it. */
  readonly onGrew: (hear: (head: number) => void) => () => void
  readonly close: () => Promise<void>
}

/** Opens the journal in a folder, or begins one. A write that was cut short is cut off and put aside. */
export const openJournal = (folder: string, segmentBytes: number = SEGMENT_BYTES): Promise<Journal> =>
  openJournalOn((hear) => openLedgerFiles(folder, segmentBytes, hear))

/** The same on any disk that keeps frames; tests hand in one that fails as they please. */
export async function openJournalOn(
  openDisk: (hear: (body: Bytes, frame: FrameAt) => void) => Promise<LedgerFiles>,
): Promise<Journal> {
  const index = new JournalIndex()
  const disk = await openDisk((body, frame) => index.add(bodyFromBytes(body), frame))
  const grew = new Set<(head: number) => void>()
  const inTurn = oneAtATime()
  if (index.journal === null) await append([{ kind: 'opening', journal: randomUUID() }])

  async function append(bodies: readonly LedgerBody[]): Promise<void> {
    if (bodies.length === 0) return
    const at = await disk.append(bodies.map(bytesFromBody))
    const before = index.places.length
    for (const [i, body] of bodies.entries()) index.add(body, must(at[i], 'a frame'))
    if (index.places.length > before) for (const hear of grew) hear(index.places.length)
  }

  const read: Journal['read'] = async ({ frame, nth, id }) => {
    const body = bodyFromBytes(await disk.read(frame))
    const kept = body.kind === 'act' ? body.leaves[nth] : body.kind === 'arrival' ? body : undefined
    if (kept === undefined || idOf(kept.leaf) !== id) throw new Error(`event ${id} is not what was written any more`)
    return { leaf: kept.leaf, sealed: kept.sealed }
  }

  return {
    id: must(index.journal, 'the id of the journal'),
    head: () => index.places.length,
    record: (act, chain, hang) =>
      inTurn(async () => {
        const known = index.eventsOfAct(act)
        if (known.length > 0) return known
        const leaves = await hang(index.headOf(chain.device, chain.incarnation))
        await append([{ kind: 'act', leaves }])
        return index.eventsOfAct(act)
      }),
    learn: (learned) => inTurn(() => append(newIn(learned, index))),
    headOf: (device, incarnation) => index.headOf(device, incarnation),
    chainAfter: async ({ device, incarnation }, seq, maxBytes) => {
      const leaves: (KeptLeaf & EventPlace)[] = []
      let bytes = 0
      for (let next = seq + 1; ; next++) {
        const place = index.findInChain(device, incarnation, next)
        if (place === undefined) return leaves
        const kept = await read(place)
        bytes += kept.leaf.length + kept.sealed.length
        if (leaves.length > 0 && bytes > maxBytes) return leaves
        leaves.push({ ...place, ...kept })
      }
    },
    waiting: () => index.waiting,
    logCursor: () => index.reached,
    placesAfter: (position, limit) => index.places.slice(position, position + limit),
    eventsOfAct: (act) => index.eventsOfAct(act),
    findEvent: (id) => index.findEvent(id),
    findInChain: (device, incarnation, seq) => index.findInChain(device, incarnation, seq),
    findDevice: (device, incarnation) => index.findDevice(device, incarnation),
    findReceipt: (id) => index.receipts.get(id),
    unconfirmedIn: (device, incarnation) => index.unconfirmedIn(device, incarnation),
    highestReceipt: (serverKey) => index.highestReceipt(serverKey),
    receiptedBetween: (span, serverKey) => index.receiptedBetween(span, serverKey),
    leafOf: async (id) => {
      const place = must(index.findEvent(id), `event ${id}`)
      return { ...place, ...(await read(place)) }
    },
    deviceOf: (id) => {
      const place = index.findEvent(id)
      return place && index.findDevice(place.device, place.incarnation)
    },
    refersTo: (evidence) => index.evidence.has(evidence),
    read,
    onGrew: (hear) => {
      grew.add(hear)
      return () => grew.delete(hear)
    },
    close: () => inTurn(() => disk.close()),
  }
}

/** What is not in the journal yet. One of our own events coming back from the server counts as its receipt. */
function newIn(learned: Learned, index: JournalIndex): LedgerBody[] {
  const { serverKey, devices = [], arrivals = [], receipts = [], through = 0 } = learned
  const known = (id: EventId): boolean => index.findEvent(id) !== undefined
  const identified = arrivals.map((arrival) => ({ ...arrival, id: idOf(arrival.leaf) }))
  // What cannot be read back must not be written: an envelope of an unknown version is refused here.
  for (const { leaf } of arrivals) openLeaf(leaf)
  const strange = onePer(identified, ({ id }) => id).filter(({ id }) => !known(id))
  const confirmed = onePer([...receipts, ...identified], ({ id }) => id)
  return [
    // Before the receipts it signed.
    ...(serverKey === undefined || serverKey === index.serverKey
      ? []
      : [{ kind: 'server', publicKey: serverKey } as const]),
    ...onePer(devices, ({ device, incarnation }) => `${device}.${incarnation}`)
      .filter(({ device, incarnation }) => index.findDevice(device, incarnation) === undefined)
      .map(({ device, incarnation, publicKey }) => ({ kind: 'device', device, incarnation, publicKey }) as const),
    ...strange.map(({ leaf, sealed, pos, signature }) => ({ kind: 'arrival', leaf, sealed, pos, signature }) as const),
    ...confirmed
      .filter(({ id }) => known(id) && !index.receipts.has(id))
      .map(({ id, pos, signature }) => ({ kind: 'receipt', id, pos, signature }) as const),
    // After what was read on the way there: a write cut short must not skip it.
    ...(through > index.reached ? [{ kind: 'reached', pos: through } as const] : []),
  ]
}

function onePer<T>(things: readonly T[], key: (thing: T) => string): T[] {
  return [...new Map(things.map((thing) => [key(thing), thing])).values()]
}
