import { createHash } from 'node:crypto'
import { type Bytes, hexFrom, joined } from '@shared/base/bytes'
import { Refused } from '@shared/sync/line'
import type { ChainName, HeldReceipt } from '@shared/sync/ports'
import type {
  BlobChunk,
  GiveBackAsk,
  Head,
  PullAnswer,
  PushAnswer,
  PushAsk,
  SessionAnswer,
  SessionAsk,
} from '@shared/sync/protocol'
import { receiptText, voidText } from '@shared/sync/receipts'
import { type LogEnd, type RecoveryStore, recall, settle, takeBack } from '@shared/sync/recovery'
import {
  type ChainStore,
  type JudgedLeaf,
  type KeptAt,
  NotTaken,
  lostForGood,
  takeBranch,
  takeIn,
} from '@shared/sync/take-in'
import { openLeaf } from '@shared/proof/envelope'
import { ControllerId, type EventId, type EvidenceId, Hash } from '@shared/terms/ids'
import type { Device } from '../../server/devices/devices'
import { type CheckedLeaf, checkLeaf, idOf } from '../../server/ledger/check-leaf'
import { Refusal } from '../../server/problem'
import type { Wrong } from './wrongs'

/** Stands for Ed25519: whoever knows the key can sign, and the key is what is shown. Nobody here forges. */
export const signWith = (key: string, text: Uint8Array): Bytes => {
  const half = createHash('sha256').update(key).update(text).digest()
  return joined(half, half)
}
export const simVerifies = (key: string, text: Uint8Array, signature: Uint8Array): boolean =>
  Buffer.compare(signWith(key, text), signature) === 0

export const RECEIPT_KEY = Buffer.from('receipt key of the simulated srv').toString('base64')
const TENANT = ControllerId.parse('muster')

type Row = { readonly pos: number; readonly leaf: SimLeaf }
type SimLeaf = JudgedLeaf & { readonly checked: CheckedLeaf; readonly chain: string }
type Chain = Device & { readonly head: Head; readonly heard: boolean }

/** What is on the server's disk. Never changed in place: a transaction works on a copy and puts it down whole. */
type State = {
  readonly end: LogEnd
  readonly chains: Map<string, Chain>
  readonly log: Map<number, Row>
  readonly aside: Map<string, { leaf: SimLeaf; why: string }>
  readonly voids: Set<number>
  readonly blobs: Map<EvidenceId, { total: number; parts: Map<number, Bytes>; whole: boolean; intact: boolean }>
}

const chainName = ({ device, incarnation }: ChainName): string => `${device}.${incarnation}`

const copyOf = (state: State): State => ({
  end: state.end,
  chains: new Map(state.chains),
  log: new Map(state.log),
  aside: new Map(state.aside),
  voids: new Set(state.voids),
  blobs: new Map([...state.blobs].map(([id, blob]) => [id, { ...blob, parts: new Map(blob.parts) }])),
})

/** The server crashed under this request. */
export class ServerCrashed extends Error {}

export type Crash = 'no' | 'before-commit' | 'after-commit'

export class SimServer {
  private state: State = {
    end: { nextPos: 1, recovering: null },
    chains: new Map(),
    log: new Map(),
    aside: new Map(),
    voids: new Set(),
    blobs: new Map(),
  }
  /** Outside every backup: the highest place given, and who was sent away. */
  private mark = 0
  private readonly sentAway = new Set<string>()
  private readonly backups: State[] = []
  /** Places given outside transactions, by the server that does that. */
  private loose = 1
  /** Everything ever signed: a place has one leaf, for good. */
  readonly signed = new Map<number, EventId>()
  readonly faults: string[] = []

  constructor(
    private readonly wrong: Wrong | null,
    private readonly now: () => number,
  ) {}

  // What happens to it besides requests.

  backUp(): void {
    this.backups.push(copyOf(this.state))
    if (this.backups.length > 4) this.backups.shift()
  }

  /** Puts an older backup back; with its blobs, or with those on the disk now. */
  async restore(which: number, withBlobs: boolean): Promise<void> {
    const backup = this.backups[which]
    if (!backup) return
    const { blobs } = this.state
    // Files never go back behind the database: a restore that brings files brings those of its own time or later ones.
    const isBehind = [...backup.blobs].some(([id, blob]) => blob.intact && !blobs.get(id)?.intact)
    this.state = copyOf(withBlobs || isBehind ? backup : { ...backup, blobs })
    for (const [name, chain] of this.state.chains)
      if (this.sentAway.has(name)) this.state.chains.set(name, { ...chain, revoked: true })
    if (this.wrong !== 'no-rollback-detection')
      await this.within('no', (state) => recall(this.recovery(state), this.mark))
  }

  enrol(chain: ChainName, publicKey: string): void {
    const name = chainName(chain)
    const known = this.state.chains.get(name)
    if (known) this.state.chains.set(name, { ...known, revoked: this.sentAway.has(name) })
    else
      this.state.chains.set(name, {
        ...chain,
        tenant: TENANT,
        publicKey: Buffer.from(publicKey, 'base64'),
        revoked: this.sentAway.has(name),
        head: { seq: -1, id: null },
        heard: false,
      })
  }

  revoke(chain: ChainName): void {
    const name = chainName(chain)
    const known = this.state.chains.get(name)
    this.sentAway.add(name)
    if (known) this.state.chains.set(name, { ...known, revoked: true })
  }

  closeRecovery(): Promise<unknown> {
    return this.within('no', (state) => settle(this.recovery(state), true))
  }

  // What is asked of it.

  session(chain: ChainName, ask: SessionAsk, crash: Crash): Promise<SessionAnswer> {
    const { known } = ask
    return this.within(crash, async (state) => {
      const by = this.chainIn(state, chain)
      if (known && this.wrong !== 'no-rollback-detection') {
        await recall(this.recovery(state), known.pos)
        this.mark = Math.max(this.mark, known.pos)
      }
      return {
        serverHead: by.head,
        logHead: state.end.nextPos - 1,
        recovery: state.end.recovering,
        ...(by.revoked ? { revoked: true } : {}),
      }
    })
  }

  missing(ids: readonly EvidenceId[]): Promise<EvidenceId[]> {
    return this.within('no', async (state) => ids.filter((id) => !this.hasBlob(state, id)))
  }

  putChunks(chunks: readonly BlobChunk[], crash: Crash): Promise<EvidenceId[]> {
    return this.within(crash, async (state) => {
      for (const { id, total, offset, bytes } of chunks) {
        const blob = state.blobs.get(id) ?? { total, parts: new Map<number, Bytes>(), whole: false, intact: false }
        blob.parts.set(offset, bytes)
        if (!blob.intact) {
          const held = joined(...[...blob.parts].sort(([a], [b]) => a - b).map(([, part]) => part))
          blob.intact = held.length === total && hexOf(held) === id
        }
        blob.whole = blob.intact || this.wrong === 'half-a-blob'
        state.blobs.set(id, blob)
      }
      return chunks.map(({ id }) => id).filter((id) => this.hasBlob(state, id))
    })
  }

  async push(chain: ChainName, ask: PushAsk, crash: Crash): Promise<PushAnswer> {
    const { through, quarantined, receipts } = await this.within(crash, async (state) => {
      const by = this.chainIn(state, chain)
      const leaves = await Promise.all(
        ask.leaves.map(async (wire, i) => this.judge(await this.check(wire, ask.from + i, by), by)),
      )
      const named = leaves.flatMap(({ checked }) =>
        checked.kind === 'good' ? checked.envelope.evidence.map(({ sha256 }) => sha256) : [],
      )
      const missing = [...new Set(named)].filter((id) => !this.hasBlob(state, id))
      const lost = this.wrong === 'event-before-evidence' ? new Set() : lostForGood(missing, ask.lost)
      const read = leaves.map((leaf): SimLeaf =>
        leaf.checked.kind === 'good' && leaf.checked.envelope.evidence.some(({ sha256 }) => lost.has(sha256))
          ? { ...leaf, kind: 'bad', why: 'evidence-lost' }
          : leaf,
      )
      const store = this.chain(state, by)
      if (ask.fork) return { ...(await takeBranch(store, read)), receipts: [], quarantined: [] }
      try {
        const from = this.wrong === 'gaps-taken' || this.wrong === 'no-memory' ? 0 : ask.from
        return await takeIn(store, from, read, by.revoked && this.wrong !== 'revoked-believed')
      } catch (problem) {
        if (problem instanceof NotTaken && problem.type === 'fork') {
          const branch = copyOf(this.state)
          await takeBranch(this.chain(branch, by), read)
          this.state = branch
        }
        throw problem
      }
    })
    // Signed once it is committed, never before.
    return { through, quarantined: [...quarantined], receipts: receipts.map(this.receipt) }
  }

  pull(chain: ChainName, after: number): Promise<PullAnswer> {
    return this.within('no', async (state): Promise<PullAnswer> => {
      if (this.chainIn(state, chain).revoked) throw new Refused(new Refusal('device-revoked').wire)
      if (state.end.recovering) throw new Refused(new Refusal('recovering').wire)
      const entries: PullAnswer['entries'] = []
      const voids: NonNullable<PullAnswer['voids']> = []
      const end = state.end.nextPos - 1
      for (let pos = after + 1; pos <= end && entries.length < 7; pos++) {
        const row = state.log.get(pos)
        if (row) {
          const { id, seq, checked } = row.leaf
          entries.push({ pos, leaf: checked.leaf, sealed: checked.sealed, receipt: this.receipt({ pos, id, seq }) })
        } else if (state.voids.has(pos)) voids.push({ pos, signature: signature(voidText(pos)) })
      }
      const devices = [...state.chains.values()].map(({ device, incarnation, publicKey }) => ({
        device,
        incarnation,
        publicKey: Buffer.from(publicKey).toString('base64'),
      }))
      return { entries, keys: [], devices, logHead: end, voids }
    })
  }

  giveBack(chain: ChainName, ask: GiveBackAsk, crash: Crash): Promise<{ open: number }> {
    return this.within(crash, async (state) => {
      const entries: { pos: number; leaf: SimLeaf }[] = []
      for (const { pos, leaf, sealed, signature: shown } of ask.entries) {
        if (!simVerifies(RECEIPT_KEY, receiptText(pos, idOf(leaf)), Buffer.from(shown, 'base64'))) continue
        const { device, incarnation, seq } = openLeaf(leaf).envelope
        const key = ask.devices.find((one) => one.device === device && one.incarnation === incarnation)
        if (!key) continue
        if (!state.chains.has(chainName({ device, incarnation })))
          state.chains.set(chainName({ device, incarnation }), {
            ...{ device, incarnation, tenant: TENANT, publicKey: Buffer.from(key.publicKey, 'base64') },
            ...{ revoked: true, head: { seq: -1, id: null }, heard: false },
          })
        const by = this.chainIn(state, { device, incarnation })
        const checked = await this.check({ leaf, sealed }, seq, by)
        if (checked.kind === 'good') entries.push({ pos, leaf: this.judge(checked, by) })
      }
      const own = this.chainIn(state, chain)
      if (ask.done) state.chains.set(chainName(chain), { ...own, heard: true })
      return { open: await takeBack(this.recovery(state), entries) }
    })
  }

  // What the checks at the end look at.

  get ids(): EventId[] {
    return [...this.state.log].sort(([a], [b]) => a - b).map(([, { leaf }]) => leaf.id)
  }
  get asideIds(): Set<EventId> {
    return new Set([...this.state.aside.values()].map(({ leaf }) => leaf.id))
  }
  get recovering(): boolean {
    return this.state.end.recovering !== null
  }
  digest(): string {
    const { end, chains, log, aside, voids } = this.state
    return JSON.stringify([
      end,
      [...chains.values()].map(({ device, incarnation, head }) => [device, incarnation, head]).sort(),
      [...log].map(([pos, { leaf }]) => [pos, leaf.id]).sort(),
      [...aside.keys()].sort(),
      [...voids].sort(),
    ])
  }
  /** Events in the log whose evidence is not whole. */
  withoutEvidence(): EventId[] {
    return [...this.state.log.values()].flatMap(({ leaf: { checked } }) =>
      checked.kind === 'good' && checked.envelope.evidence.some(({ sha256 }) => !this.state.blobs.get(sha256)?.intact)
        ? [checked.id]
        : [],
    )
  }

  // How it works.

  private async within<T>(crash: Crash, work: (state: State) => Promise<T>): Promise<T> {
    const state = copyOf(this.state)
    const result = await work(state).catch((problem: unknown) => {
      throw problem instanceof NotTaken ? new Refused(new Refusal(problem.type, problem.details).wire) : problem
    })
    if (crash === 'before-commit') {
      if (this.wrong === 'ack-before-commit') return result
      throw new ServerCrashed()
    }
    this.state = state
    if (crash === 'after-commit') throw new ServerCrashed()
    if (this.withoutEvidence().length > 0) this.faults.push('I8: an event stands in the log without its evidence')
    return result
  }

  private chainIn(state: State, chain: ChainName): Chain {
    const found = state.chains.get(chainName(chain))
    if (!found) throw new Refused(new Refusal('unknown-device').wire)
    return found
  }

  private check(wire: { leaf: Bytes; sealed: Bytes }, seq: number, by: Device): Promise<CheckedLeaf> {
    const key = Buffer.from(by.publicKey).toString('base64')
    return checkLeaf(wire, seq, by, async (_, signed, shown) => simVerifies(key, signed, shown))
  }

  private judge(checked: CheckedLeaf, by: Chain): SimLeaf {
    const common = { id: checked.id, seq: checked.seq, checked, chain: chainName(by) }
    if (checked.kind === 'bad') {
      if (this.wrong === 'poison-blocks') throw new Refused(new Refusal('not-understood').wire)
      return { ...common, kind: 'bad', why: checked.why }
    }
    const { claimedAt, type, prev } = checked.envelope
    if (this.wrong === 'clock-judges' && Math.abs(Date.parse(claimedAt) - this.now()) > 86_400_000)
      throw new Refused(new Refusal('not-understood').wire)
    if (this.wrong === 'unknown-dropped' && type === 'of-tomorrow') return { ...common, kind: 'bad', why: 'dropped' }
    return { ...common, kind: 'good', prev }
  }

  private hasBlob(state: State, id: EvidenceId): boolean {
    return state.blobs.get(id)?.whole ?? false
  }

  private chain(state: State, by: Chain): ChainStore<SimLeaf> {
    const name = chainName(by)
    return {
      head: async () => {
        const { head } = this.chainIn(state, by)
        return this.wrong === 'gaps-taken' || this.wrong === 'no-memory' ? { seq: -1, id: null } : head
      },
      keptAt: async (seqs) => {
        const kept = new Map<number, KeptAt>()
        if (this.wrong === 'no-memory') return kept
        for (const { leaf, why } of state.aside.values())
          if (leaf.chain === name && !beside(why) && seqs.includes(leaf.seq))
            kept.set(leaf.seq, { id: leaf.id, pos: null })
        for (const { pos, leaf } of state.log.values())
          if (leaf.chain === name && seqs.includes(leaf.seq)) kept.set(leaf.seq, { id: leaf.id, pos })
        return kept
      },
      append: async (leaves) => {
        const loose = this.wrong === 'place-before-commit'
        const first = loose ? Math.max(this.loose, state.end.nextPos) : state.end.nextPos
        this.loose = first + leaves.length
        leaves.forEach((leaf, i) => state.log.set(first + i, { pos: first + i, leaf }))
        ;(state as { end: LogEnd }).end = { ...state.end, nextPos: first + leaves.length }
        return first
      },
      setAside: async (leaves, why) => {
        for (const leaf of leaves) {
          const reason = why(leaf)
          if (reason === 'dropped' || (reason === 'revoked' && this.wrong === 'revoked-dropped')) continue
          if (reason === 'fork' && this.wrong === 'fork-overlooked') continue
          putAside(state, leaf, reason)
        }
      },
      moveHead: async (head) => void state.chains.set(name, { ...this.chainIn(state, by), head }),
    }
  }

  private recovery(state: State): RecoveryStore<SimLeaf> {
    const taken = (leaf: SimLeaf): boolean =>
      [...state.log.values()].some(
        (row) => row.leaf.chain === leaf.chain && row.leaf.seq === leaf.seq && row.leaf.id !== leaf.id,
      ) ||
      [...state.aside.values()].some(
        (one) =>
          !beside(one.why) && one.leaf.chain === leaf.chain && one.leaf.seq === leaf.seq && one.leaf.id !== leaf.id,
      )
    return {
      end: async () => state.end,
      moveEnd: async (end) => {
        ;(state as { end: LogEnd }).end = end
        for (const [name, chain] of state.chains) state.chains.set(name, { ...chain, heard: false })
      },
      leafAt: async (pos) => state.log.get(pos)?.leaf.id ?? null,
      holds: async (id) => [...state.log.values()].some(({ leaf }) => leaf.id === id),
      hasEvidence: async ({ checked }) =>
        checked.kind === 'good' && checked.envelope.evidence.every(({ sha256 }) => this.hasBlob(state, sha256)),
      isBranch: async (leaf) => taken(leaf),
      put: async (pos, leaf) => void state.log.set(pos, { pos, leaf }),
      setAside: async (leaf, why) => putAside(state, leaf, why),
      moveHeads: async (leaves) => {
        for (const name of new Set(leaves.map(({ chain }) => chain))) {
          const chain = state.chains.get(name)
          if (!chain) continue
          let { head } = chain
          for (let moved = true; moved;) {
            const next =
              [...state.log.values()].find((row) => row.leaf.chain === name && row.leaf.seq === head.seq + 1)?.leaf ??
              [...state.aside.values()].find(
                (one) => !beside(one.why) && one.leaf.chain === name && one.leaf.seq === head.seq + 1,
              )?.leaf
            moved = next !== undefined
            if (next) head = { seq: next.seq, id: next.id }
          }
          state.chains.set(name, { ...chain, head })
        }
      },
      openPlaces: async ({ above, to }) =>
        Array.from({ length: to - above }, (_, i) => above + 1 + i).filter(
          (pos) => !state.log.has(pos) && !state.voids.has(pos),
        ),
      everybodyHeard: async () => [...state.chains.values()].every(({ revoked, heard }) => revoked || heard),
      makeVoid: async (places) => places.forEach((pos) => state.voids.add(pos)),
    }
  }

  private readonly receipt = ({ seq, pos, id }: { seq: number; pos: number; id: EventId }) => {
    this.sign([{ pos, id }])
    return { seq, pos, id, signature: signature(receiptText(pos, id)) }
  }

  /** No receipt leaves before its place stands in the mark. */
  private sign(receipts: readonly Pick<HeldReceipt, 'pos' | 'id'>[]): void {
    for (const { pos, id } of receipts) {
      const before = this.signed.get(pos)
      if (before !== undefined && before !== id) this.faults.push(`I7: place ${pos} was signed for two leaves`)
      this.signed.set(pos, id)
      this.mark = Math.max(this.mark, pos)
    }
  }
}

/** Kept, and no part of its chain. */
const beside = (why: string): boolean => why === 'fork' || why === 'returned'

function putAside(state: State, leaf: SimLeaf, why: string): void {
  const key = `${leaf.chain}/${leaf.seq}/${leaf.id}`
  const before = state.aside.get(key)
  if (!before || beside(before.why)) state.aside.set(key, { leaf, why })
}

const hexOf = (bytes: Uint8Array): EvidenceId =>
  Hash.parse(hexFrom(createHash('sha256').update(bytes).digest())) as unknown as EvidenceId

const signature = (text: Uint8Array): string => Buffer.from(signWith(RECEIPT_KEY, text)).toString('base64')
