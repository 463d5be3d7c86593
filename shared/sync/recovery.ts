import type { EventId } from '../terms/ids'

/** The places a log gave before it was put back from a backup: after `above`, up to `to`. */
export type Span = { readonly above: number; readonly to: number }

export type LogEnd = { readonly nextPos: number; readonly recovering: Span | null }

/**
 * Somebody shows that the log once reached `known`. If it is shorter now, the places between were given and signed for:
 * they are set apart to be filled again, and what is new goes behind them.
 */
export function recallTo(end: LogEnd, known: number): LogEnd {
  if (known < end.nextPos) return end
  return { nextPos: known + 1, recovering: { above: end.recovering?.above ?? end.nextPos - 1, to: known } }
}

/**
 * Whether reading may go on. Yes once every place is filled, or once everybody who may hold one of the leaves has given
 * back what they had (or a person decided not to wait): then nobody holds a receipt for the places still open, and they
 * stay void for good.
 */
export const isOver = (open: number, everybodyHeard: boolean): boolean => open === 0 || everybodyHeard

/** A log inside one transaction, its end locked first. */
export type RecoveryStore<L extends { readonly id: EventId }> = {
  readonly end: () => Promise<LogEnd>
  readonly moveEnd: (end: LogEnd) => Promise<void>
  /** Which leaf has this place, if any. */
  readonly leafAt: (pos: number) => Promise<EventId | null>
  readonly holds: (id: EventId) => Promise<boolean>
  /** Whether everything it rests on is on the disk. */
  readonly hasEvidence: (leaf: L) => Promise<boolean>
  /** Whether another leaf has its place in its chain meanwhile: then it is a branch. */
  readonly isBranch: (leaf: L) => Promise<boolean>
  readonly put: (pos: number, leaf: L) => Promise<void>
  readonly setAside: (leaf: L, why: string) => Promise<void>
  /** Moves the ends of the chains of these leaves as far as they now reach without a gap. */
  readonly moveHeads: (leaves: readonly L[]) => Promise<void>
  /** Places of a span that hold no leaf and are not void. */
  readonly openPlaces: (span: Span) => Promise<readonly number[]>
  readonly everybodyHeard: () => Promise<boolean>
  readonly makeVoid: (places: readonly number[]) => Promise<void>
}

/** The log was once as long as this. */
export async function recall<L extends { readonly id: EventId }>(
  store: RecoveryStore<L>,
  known: number,
): Promise<boolean> {
  const end = await store.end()
  const now = recallTo(end, known)
  if (now !== end) await store.moveEnd(now)
  return now !== end
}

/** Leaves return to the places we signed for them. Answers with how many places are open still. */
export async function takeBack<L extends { readonly id: EventId }>(
  store: RecoveryStore<L>,
  entries: readonly { readonly pos: number; readonly leaf: L }[],
): Promise<number> {
  const { recovering } = await store.end()
  if (!recovering) return 0
  const put: L[] = []
  for (const { pos, leaf } of entries) {
    if (pos <= recovering.above || pos > recovering.to) continue
    if ((await store.leafAt(pos)) !== null || (await store.holds(leaf.id))) continue
    // Kept beside the log: whoever made it may yet bring what it rests on, and it then takes the way everything takes.
    if (!(await store.hasEvidence(leaf))) {
      await store.setAside(leaf, 'returned')
      continue
    }
    if (await store.isBranch(leaf)) {
      await store.setAside(leaf, 'fork')
      continue
    }
    await store.put(pos, leaf)
    put.push(leaf)
  }
  await store.moveHeads(put)
  return settle(store, false)
}

/** Lets reading go on if it may. `decided`: a person does not wait for those who were not heard. */
export async function settle<L extends { readonly id: EventId }>(
  store: RecoveryStore<L>,
  decided: boolean,
): Promise<number> {
  const end = await store.end()
  if (!end.recovering) return 0
  const open = await store.openPlaces(end.recovering)
  if (!isOver(open.length, decided || (await store.everybodyHeard()))) return open.length
  await store.makeVoid(open)
  await store.moveEnd({ ...end, recovering: null })
  return 0
}
