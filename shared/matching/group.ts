import type { FoundPair } from './find-duplicates'

/** How strongly one pair may speak for or against joining two groups, in bits. */
const LOUDEST_FOR = 8
const LOUDEST_AGAINST = -8
/** A group larger than this is a crowd; nothing more is joined to it by arithmetic. */
const LARGEST = 60

export type Groups = {
  /** Each group of two or more, members by number, smallest first. */
  readonly groups: readonly (readonly number[])[]
}

type Weigh = (a: number, b: number) => number

/**
 * Groups of records that are one person. Never plain closure, by which a father reaches his son through a record that
 * could be either: the strongest pair first, and two groups are joined only if all their pairs together speak for it.
 * `weigh` is the score of a pair in bits (above 0: rather one than two); `apart` is asked right after and says
 * whether these two must never be joined.
 * Pairs are given in an order that does not depend on how rows stood.
 */
export function groupPairs(
  pairs: readonly FoundPair[],
  weigh: Weigh,
  apart: (a: number, b: number) => boolean = () => false,
): Groups {
  const rootOf = new Map<number, number>()
  const members = new Map<number, number[]>()
  const find = (one: number): number => {
    let root = one
    for (let up = rootOf.get(root); up !== undefined && up !== root; up = rootOf.get(root)) root = up
    rootOf.set(one, root)
    return root
  }
  const of = (root: number): number[] => members.get(root) ?? [root]
  const refused = new Map<string, number>()

  for (const { a, b } of pairs) {
    const [x, y] = [find(a), find(b)]
    if (x === y) continue
    const [ours, theirs] = [of(x), of(y)]
    if (ours.length + theirs.length > LARGEST) continue
    const both = `${Math.min(x, y)} ${Math.max(x, y)}`
    if (refused.get(both) === ours.length * theirs.length) continue
    if (speaksFor(ours, theirs, weigh, apart)) {
      const root = Math.min(x, y)
      rootOf.set(x, root)
      rootOf.set(y, root)
      members.delete(x)
      members.delete(y)
      members.set(root, [...ours, ...theirs])
    } else refused.set(both, ours.length * theirs.length)
  }
  const groups = [...members.values()].map((group) => group.sort((one, other) => one - other))
  return { groups: groups.sort((one, other) => (one[0] ?? 0) - (other[0] ?? 0)) }
}

function speaksFor(
  ours: readonly number[],
  theirs: readonly number[],
  weigh: Weigh,
  apart: (a: number, b: number) => boolean,
): boolean {
  let sum = 0
  for (const a of ours)
    for (const b of theirs) {
      sum += Math.max(LOUDEST_AGAINST, Math.min(LOUDEST_FOR, weigh(a, b)))
      if (apart(a, b)) return false
    }
  return sum > 0
}
