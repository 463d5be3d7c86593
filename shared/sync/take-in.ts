import type { EventId, EvidenceId } from '../terms/ids'
import type { Head, WireProblem } from './protocol'

/** A leaf that arrived, as far as its own bytes tell. Whether it follows the one before is asked here. */
export type JudgedLeaf = {
  readonly id: EventId
  readonly seq: number
} & ({ readonly kind: 'good'; readonly prev: EventId | null } | { readonly kind: 'bad'; readonly why: string })

/** Where a leaf of this chain is kept: at a place of the log, or in quarantine. */
export type KeptAt = { readonly id: EventId; readonly pos: number | null }

/**
 * One chain in the log of a tenant, inside one transaction. `head` locks the chain first and `append` the counter of
 * places second, always, and both stay locked to the end: places are dense and become visible in order.
 */
export type ChainStore<L extends JudgedLeaf> = {
  readonly head: () => Promise<Head>
  /** What is kept at these places of the chain. Branches kept beside it do not count. */
  readonly keptAt: (seqs: readonly number[]) => Promise<ReadonlyMap<number, KeptAt>>
  /** Gives them the next places; the first of them. */
  readonly append: (leaves: readonly L[]) => Promise<number>
  readonly setAside: (leaves: readonly L[], why: (leaf: L) => string) => Promise<void>
  readonly moveHead: (head: Head) => Promise<void>
}

export type TakenIn = {
  readonly through: Head
  readonly receipts: readonly { readonly seq: number; readonly pos: number; readonly id: EventId }[]
  readonly quarantined: readonly number[]
}

/** Says no; whoever answers the wire turns it into a problem. */
export class NotTaken extends Error {
  constructor(
    readonly type: Extract<WireProblem['type'], 'gap' | 'fork' | 'evidence-missing'>,
    readonly details: { readonly expected?: number; readonly missing?: EvidenceId[] } = {},
  ) {
    super(type)
  }
}

/**
 * Evidence first, then what rests on it. Of what is missing, this is what the device has lost for good: its leaves go to
 * quarantine. Whatever else is missing is asked for.
 */
export function lostForGood(missing: readonly EvidenceId[], lost: readonly EvidenceId[]): ReadonlySet<EvidenceId> {
  const gone = new Set(lost)
  const wanted = missing.filter((id) => !gone.has(id))
  if (wanted.length > 0) throw new NotTaken('evidence-missing', { missing: wanted.slice(0, 1000) })
  return new Set(missing)
}

/**
 * The one place where the log grows. The state after it depends on the set of leaves that ever came, not on how often or
 * in which batches: what is known is answered again, what follows is kept, what cannot be believed is kept apart and
 * holds nothing up, and a second leaf for one place is a fork.
 */
export async function takeIn<L extends JudgedLeaf>(
  store: ChainStore<L>,
  from: number,
  leaves: readonly L[],
  revoked = false,
): Promise<TakenIn> {
  const head = await store.head()
  if (from > head.seq + 1) throw new NotTaken('gap', { expected: head.seq + 1 })
  const kept = await store.keptAt(leaves.map(({ seq }) => seq))
  const receipts: { seq: number; pos: number; id: EventId }[] = []
  const quarantined: number[] = []
  const good: L[] = []
  const bad: L[] = []
  let tip = head
  for (const leaf of leaves) {
    const there = kept.get(leaf.seq)
    if (there && there.id !== leaf.id) throw new NotTaken('fork')
    if (there?.pos) receipts.push({ seq: leaf.seq, pos: there.pos, id: leaf.id })
    else if (there) quarantined.push(leaf.seq)
    if (leaf.seq <= head.seq) {
      if (!there) throw new NotTaken('fork')
      continue
    }
    if (leaf.kind === 'good' && leaf.prev !== tip.id) throw new NotTaken('fork')
    tip = { seq: leaf.seq, id: leaf.id }
    if (there) continue
    if (leaf.kind === 'good' && !revoked) good.push(leaf)
    else bad.push(leaf)
  }
  if (good.length > 0) {
    const first = await store.append(good)
    receipts.push(...good.map(({ seq, id }, i) => ({ seq, pos: first + i, id })))
  }
  // What a device says after it was sent away may be true all the same: two people decide, and until then it waits.
  await store.setAside(bad, (leaf) => (leaf.kind === 'bad' ? leaf.why : 'revoked'))
  quarantined.push(...bad.map(({ seq }) => seq))
  if (tip.seq > head.seq) await store.moveHead(tip)
  return { through: tip, receipts, quarantined }
}

/** Another branch of a chain: kept beside it, each leaf that is not in it, and nothing of the chain moves. */
export async function takeBranch<L extends JudgedLeaf>(store: ChainStore<L>, leaves: readonly L[]): Promise<TakenIn> {
  const kept = await store.keptAt(leaves.map(({ seq }) => seq))
  const others = leaves.filter(({ seq, id }) => kept.get(seq)?.id !== id)
  await store.setAside(others, () => 'fork')
  return { through: await store.head(), receipts: [], quarantined: others.map(({ seq }) => seq) }
}
