import type { Bytes } from '@shared/base/bytes'
import { never } from '@shared/base/never'
import type { KeptLeaf, LedgerBody } from '@shared/ledger/body'
import { openLeaf } from '@shared/proof/envelope'
import { type ActId, type DeviceId, EventId, type EvidenceId, type SubjectId } from '@shared/terms/ids'
import { sha256Hex } from './digest'

/** Where a frame lies on the disk. */
export type FrameAt = { readonly segment: number; readonly at: number; readonly length: number }

/** One event of the journal, without its words. */
export type EventPlace = {
  readonly kind: 'event'
  /** Place in this machine's journal, from 1. */
  readonly position: number
  readonly origin: 'here' | 'server'
  readonly id: EventId
  readonly device: DeviceId
  readonly incarnation: number
  readonly seq: number
  readonly act: ActId
  readonly subject: SubjectId
  readonly evidence: readonly EvidenceId[]
  readonly frame: FrameAt
  /** Which leaf of its frame. */
  readonly nth: number
}

/** The server confirmed an event of ours. It has a place of its own, so that whoever reads on hears of it. */
export type ReceiptPlace = {
  readonly kind: 'receipt'
  readonly position: number
  readonly id: EventId
  /** Place in the server's log. */
  readonly pos: number
}

export type Place = EventPlace | ReceiptPlace

/** The server has an event at this place of its log, signed with this key (raw, base64; null if it never said which). */
export type KnownReceipt = { readonly pos: number; readonly signature: string; readonly publicKey: string | null }

export type KnownDevice = { readonly device: DeviceId; readonly incarnation: number; readonly publicKey: string }

/** The last leaf of one device's chain; seq -1 and null before the first. */
export type ChainHead = { readonly seq: number; readonly id: EventId | null }

/** What the journal knows without reading the disk. Built by walking the frames, then grown frame by frame. */
export class JournalIndex {
  journal: string | null = null
  readonly places: Place[] = []
  readonly receipts = new Map<EventId, KnownReceipt>()
  /** The server's key for receipts, as it said last. */
  serverKey: string | null = null
  /** The server's log has been read up to this place. */
  reached = 0
  readonly evidence = new Set<EvidenceId>()
  private readonly events = new Map<EventId, EventPlace>()
  private readonly acts = new Map<ActId, EventPlace[]>()
  private readonly chains = new Map<string, Map<number, EventPlace>>()
  private readonly heads = new Map<string, EventPlace>()
  private readonly devices = new Map<string, KnownDevice>()
  private ownUnconfirmed = 0
  /** Leaves of another branch than the one we hold. */
  private readonly branches = new Set<EventId>()
  private readonly highest = new Map<string, { pos: number; id: EventId; signature: string }>()

  /** Adds what one frame says. Throws if it cannot be ours. */
  add(body: LedgerBody, frame: FrameAt): void {
    switch (body.kind) {
      case 'opening':
        this.journal = body.journal
        return
      case 'act':
        for (const [nth, leaf] of body.leaves.entries()) this.addEvent(leaf, 'here', frame, nth)
        return
      case 'arrival':
        this.addReceipt(this.addEvent(body, 'server', frame, 0).id, body)
        return
      case 'receipt':
        this.addReceipt(body.id, body)
        this.places.push({ kind: 'receipt', position: this.places.length + 1, id: body.id, pos: body.pos })
        return
      case 'device':
        this.devices.set(chainOf(body.device, body.incarnation), body)
        return
      case 'server':
        this.serverKey = body.publicKey
        return
      case 'reached':
        this.reached = Math.max(this.reached, body.pos)
        return
      default:
        never(body)
    }
  }

  private addEvent({ leaf }: KeptLeaf, origin: EventPlace['origin'], frame: FrameAt, nth: number): EventPlace {
    const { envelope } = openLeaf(leaf)
    const { device, incarnation, seq, act, subject } = envelope
    const place: EventPlace = {
      kind: 'event',
      position: this.places.length + 1,
      origin,
      id: idOf(leaf),
      device,
      incarnation,
      seq,
      act,
      subject,
      evidence: envelope.evidence.map((one) => one.sha256),
      frame,
      nth,
    }
    this.places.push(place)
    this.events.set(place.id, place)
    for (const id of place.evidence) this.evidence.add(id)
    if (origin === 'here') {
      this.acts.set(act, [...(this.acts.get(act) ?? []), place])
      if (!this.receipts.has(place.id)) this.ownUnconfirmed++
    }
    this.hang(place, origin === 'server' ? envelope.prev : null)
    return place
  }

  /**
   * Puts it in its chain. An arrival that is another branch of a chain we hold differently is kept, but does not push our
   * own leaves out of theirs: they would never be brought.
   */
  private hang(place: EventPlace, prev: EventId | null): void {
    const name = chainOf(place.device, place.incarnation)
    const chain = this.chains.get(name) ?? new Map<number, EventPlace>()
    const before = chain.get(place.seq - 1)
    const strays = prev !== null && (this.branches.has(prev) || (before !== undefined && before.id !== prev))
    if (chain.has(place.seq) || strays) {
      this.branches.add(place.id)
      return
    }
    this.chains.set(name, chain.set(place.seq, place))
    if (place.seq >= (this.heads.get(name)?.seq ?? 0)) this.heads.set(name, place)
  }

  private addReceipt(id: EventId, { pos, signature }: { readonly pos: number; readonly signature: string }): void {
    if (this.receipts.has(id)) return
    this.receipts.set(id, { pos, signature, publicKey: this.serverKey })
    if (this.serverKey !== null && pos > (this.highest.get(this.serverKey)?.pos ?? 0))
      this.highest.set(this.serverKey, { pos, id, signature })
    if (this.events.get(id)?.origin === 'here') this.ownUnconfirmed--
  }

  findEvent(id: EventId): EventPlace | undefined {
    return this.events.get(id)
  }

  /** The events of one act made here, in their order; none if the act is not known. */
  eventsOfAct(act: ActId): readonly EventPlace[] {
    return this.acts.get(act) ?? []
  }

  findInChain(device: DeviceId, incarnation: number, seq: number): EventPlace | undefined {
    return this.chains.get(chainOf(device, incarnation))?.get(seq)
  }

  headOf(device: DeviceId, incarnation: number): ChainHead {
    const head = this.heads.get(chainOf(device, incarnation))
    return head === undefined ? { seq: -1, id: null } : { seq: head.seq, id: head.id }
  }

  /** The receipt with the highest place this server key signed. */
  highestReceipt(serverKey: string): { pos: number; id: EventId; signature: string } | null {
    return this.highest.get(serverKey) ?? null
  }

  /** Receipts of this server key for places after `above` and up to `to`, by place. */
  receiptedBetween({ above, to }: { above: number; to: number }, serverKey: string) {
    return [...this.receipts]
      .flatMap(([id, { pos, signature, publicKey }]) =>
        publicKey === serverKey && pos > above && pos <= to ? [{ id, pos, signature }] : [],
      )
      .sort((a, b) => a.pos - b.pos)
  }

  findDevice(device: DeviceId, incarnation: number): KnownDevice | undefined {
    return this.devices.get(chainOf(device, incarnation))
  }

  /** Places in a chain of events made here that the server has not confirmed. */
  unconfirmedIn(device: DeviceId, incarnation: number): number[] {
    const chain = [...(this.chains.get(chainOf(device, incarnation))?.values() ?? [])]
    return chain.filter(({ origin, id }) => origin === 'here' && !this.receipts.has(id)).map(({ seq }) => seq)
  }

  /** Own events the server has not confirmed. */
  get waiting(): number {
    return this.ownUnconfirmed
  }
}

const chainOf = (device: DeviceId, incarnation: number): string => `${device}.${incarnation}`

/** The same as `eventIdOf`, with the platform's hash: the journal computes it for every leaf at every start. */
export const idOf = (leaf: Bytes): EventId => EventId.parse(sha256Hex(leaf))
