import { type Bytes, joined, utf8 } from '@shared/base/bytes'
import { FRAME_OVERHEAD } from '@shared/ledger/frame'
import { canonical } from '@shared/proof/canonical'
import { type Envelope, eventIdOf } from '@shared/proof/envelope'
import { fullBatch } from '@shared/sync/bring'
import { Forked, Refused, type ServerLine } from '@shared/sync/line'
import type { HeldReceipt, SyncJournal, SyncPorts } from '@shared/sync/ports'
import { beginSession, bringAll, fetchAll } from '@shared/sync/steps'
import { ActId, ControllerId, type DeviceId, type EventId, EvidenceId, type Hash, SubjectId } from '@shared/terms/ids'
import { instantFrom } from '@shared/terms/time'
import { type Journal, openJournalOn } from '../../electron/services/journal'
import { type EventPlace, type FrameAt, idOf } from '../../electron/services/journal-index'
import { sha256Hex } from '../../electron/services/digest'
import type { Chance } from './chance'
import { RECEIPT_KEY, signWith, simVerifies } from './sim-server'
import type { Wrong } from './wrongs'

/** The machine stopped here: what was being done is not done any more by anybody. */
const stopped = (): Promise<never> => new Promise(() => undefined)

/** What lies on a laptop's disk. It outlives the program, and it can be copied. */
export type Disk = {
  frames: Bytes[]
  evidence: Map<EvidenceId, Bytes>
  /** What a wrong protocol writes beside the journal. */
  sentThrough: number
}

export type Identity = { readonly device: DeviceId; readonly incarnation: number; readonly key: string }

export type Outcome = 'done' | 'cut' | 'forked' | 'revoked' | 'unknown' | 'stuck'

/** One laptop: the production journal on a disk that fails as it pleases, and the production side of sync. */
export class SimDevice {
  private journal!: Journal
  private life = 0
  /** Set while an append is to be cut short after so many frames. */
  private tornAfter: number | null = null
  /** Every receipt the server ever gave to this laptop. */
  readonly receipts: { readonly id: EventId; readonly pos: number }[] = []
  forked = false

  constructor(
    readonly name: string,
    readonly who: Identity,
    readonly disk: Disk,
    private readonly chance: Chance,
    private readonly wrong: Wrong | null,
  ) {}

  /** Starts the program on what the disk holds. */
  async start(): Promise<void> {
    this.life++
    const life = this.life
    const { disk } = this
    this.journal = await openJournalOn(async (hear) => {
      disk.frames.forEach((body, i) => hear(body, frameAt(i, body)))
      return {
        append: async (bodies: readonly Bytes[]): Promise<readonly FrameAt[]> => {
          if (life !== this.life) return stopped()
          const kept = this.tornAfter === null ? bodies : bodies.slice(0, this.tornAfter)
          const first = disk.frames.length
          disk.frames.push(...kept)
          if (this.tornAfter !== null) {
            this.tornAfter = null
            this.life++
            return stopped()
          }
          return bodies.map((body, i) => frameAt(first + i, body))
        },
        read: async ({ at }: FrameAt) => disk.frames[at] as Bytes,
        close: async () => undefined,
      }
    })
  }

  /** The power goes. With `torn`, in the middle of the next write. */
  crash(torn: boolean): void {
    if (torn) this.tornAfter = this.chance.below(3)
    else this.life++
  }
  get isDown(): boolean {
    return this.life > 0 && this.startedLife !== this.life
  }
  private startedLife = 0
  async restart(): Promise<void> {
    this.tornAfter = null
    await this.start()
    this.startedLife = this.life
  }

  /** Records one act of one to three facts, some of a kind nobody knows yet, some with a signature that does not hold. */
  async record(clock: number, tenant: string, badly: { poison: boolean; future: boolean }): Promise<void> {
    const { who, chance, disk } = this
    const act = ActId.parse(chance.uuid())
    const facts = 1 + chance.below(2)
    const evidence = chance.odds(0.5) ? this.newEvidence() : []
    await this.journal.record(act, who, async (head) => {
      const leaves: { leaf: Bytes; sealed: Bytes }[] = []
      let tip = head
      for (let i = 0; i < facts; i++) {
        const envelope: Envelope = {
          v: 1,
          tenant: ControllerId.parse(tenant),
          device: who.device,
          incarnation: who.incarnation,
          seq: tip.seq + 1,
          prev: tip.id,
          anchor: null,
          claimedAt: instantFrom(clock),
          mono: 1,
          act,
          type: badly.future ? 'of-tomorrow' : 'consent-given',
          schema: badly.future ? 9 : 1,
          subject: SubjectId.parse(chance.uuid()),
          commitments: { x: sha256Hex(chance.bytes(8)) as Hash },
          evidence: evidence.map((id) => ({
            sha256: id,
            bytes: disk.evidence.get(id)?.length ?? 0,
            media: 'text/plain',
          })),
          noticeSha256: null,
          purposes: [],
          app: { version: '1', build: 'sim' },
        }
        const signed = canonical(envelope)
        const leaf = joined(signed, signWith(badly.poison ? 'nobody' : who.key, signed))
        leaves.push({ leaf, sealed: utf8('sealed') })
        tip = { seq: envelope.seq, id: eventIdOf(leaf) }
      }
      return leaves
    })
  }

  private newEvidence(): EvidenceId[] {
    const bytes = this.chance.bytes(this.chance.pick([20, 60, 200]))
    const id = EvidenceId.parse(sha256Hex(bytes))
    this.disk.evidence.set(id, bytes)
    return [id]
  }

  /** Loses a piece of evidence, as disks do. */
  loseEvidence(): void {
    const [first] = this.disk.evidence.keys()
    if (first) this.disk.evidence.delete(first)
  }

  /** One whole session over a line. */
  async session(line: ServerLine): Promise<Outcome> {
    const ports = this.portsOver(line)
    const size = fullBatch()
    // Small batches, so that there is something to interrupt.
    size.bytes = this.chance.pick([600, 1500, 4000])
    try {
      const greeted = await beginSession(ports, size)
      const asMarked =
        this.wrong === 'synced-flag'
          ? {
              ...greeted,
              serverHead: { ...greeted.serverHead, seq: Math.max(greeted.serverHead.seq, this.disk.sentThrough) },
            }
          : greeted
      const withoutGiving =
        this.wrong === 'no-give-back' || this.wrong === 'synced-flag' ? { ...asMarked, recovery: null } : asMarked
      await bringAll(ports, withoutGiving, size)
      if (greeted.revoked) return 'revoked'
      await fetchAll(ports, greeted)
      this.forked = false
      return 'done'
    } catch (problem) {
      if (problem instanceof Forked) {
        this.forked = true
        return 'forked'
      }
      if (!(problem instanceof Refused)) return problem instanceof LineCut ? 'cut' : 'stuck'
      if (problem.problem.type === 'unknown-device') return 'unknown'
      if (problem.problem.type === 'fork') this.forked = true
      if (problem.problem.type === 'fork') return 'forked'
      if (problem.problem.type === 'device-revoked') return 'revoked'
      return problem.problem.type === 'recovering' ? 'cut' : 'stuck'
    }
  }

  portsOver(line: ServerLine): SyncPorts {
    return {
      journal: this.syncJournal(),
      keyring: { find: () => undefined, keep: async () => undefined },
      evidence: { readSealed: async (id) => this.disk.evidence.get(id) ?? null },
      device: { id: this.who.device, incarnation: () => this.who.incarnation, publicKey: this.publicKey },
      line,
      receiptKey: RECEIPT_KEY,
      idOf,
      verifies: (publicKey, signed, signature) =>
        simVerifies(publicKey === RECEIPT_KEY ? RECEIPT_KEY : publicKey, signed, signature),
    }
  }

  get publicKey(): string {
    return this.who.key
  }

  private syncJournal(): SyncJournal {
    const { journal, wrong, disk } = this
    const keep: SyncJournal['learn'] = async (learned) => {
      for (const { id, pos } of learned.receipts ?? []) {
        this.receipts.push({ id, pos })
        const seq = journal.findEvent(id)?.seq ?? -1
        disk.sentThrough = Math.max(disk.sentThrough, seq)
      }
      if (wrong === 'cursor-first' && learned.through !== undefined) await journal.learn({ through: learned.through })
      if (wrong === 'cursor-at-own-receipt' && learned.receipts?.length)
        await journal.learn({ ...learned, through: Math.max(...learned.receipts.map(({ pos }) => pos)) })
      else await journal.learn(learned)
    }
    const pruned = (id: EventId): boolean => wrong === 'prune-on-ack' && journal.findReceipt(id) !== undefined
    return {
      ...journal,
      learn: keep,
      chainAfter: async (chain, seq, maxBytes) => {
        const leaves = await journal.chainAfter(chain, seq, maxBytes)
        const end = leaves.findIndex(({ id }) => pruned(id))
        return end < 0 ? leaves : leaves.slice(0, end)
      },
      receiptedBetween: (span, key): readonly HeldReceipt[] =>
        journal.receiptedBetween(span, key).filter(({ id }) => !pruned(id)),
    }
  }

  // What the checks at the end look at.

  get events(): EventPlace[] {
    return this.journal.placesAfter(0, 1_000_000).filter((place): place is EventPlace => place.kind === 'event')
  }
  get ids(): Set<EventId> {
    return new Set(this.events.map(({ id }) => id))
  }
  get waiting(): readonly number[] {
    return this.journal.unconfirmedIn(this.who.device, this.who.incarnation)
  }
  get cursor(): number {
    return this.journal.logCursor()
  }

  copyDisk(): Disk {
    return { frames: [...this.disk.frames], evidence: new Map(this.disk.evidence), sentThrough: this.disk.sentThrough }
  }
}

export class LineCut extends Error {}

const frameAt = (index: number, body: Bytes): FrameAt => ({
  segment: 1,
  at: index,
  length: body.length + FRAME_OVERHEAD,
})
