import { SubjectId } from '../terms/ids'
import { hashWith } from './hash'
import { longer } from './word-book'

/** Which person has which number, both ways: sixteen bytes an id and eight for finding it. */
export type SubjectTable = {
  readonly add: (subject: SubjectId) => number
  readonly at: (place: number) => SubjectId
  readonly find: (subject: SubjectId) => number
  readonly hash: (place: number) => number
  readonly size: () => number
  readonly bytes: () => Int32Array
}

/** `find` answers with the place added last, or -1. */
export function createSubjectTable(stored?: Int32Array): SubjectTable {
  let ids = stored ? longer(stored) : new Int32Array(4 * 256)
  let slots = new Int32Array(512)
  let count = 0
  const four = new Int32Array(4)

  const read = (subject: SubjectId) => {
    const hex = subject.replaceAll('-', '')
    for (let i = 0; i < 4; i++) four[i] = parseInt(hex.slice(8 * i, 8 * i + 8), 16) | 0
  }
  const hashOfFour = (from: Int32Array, at: number): number =>
    hashWith(hashWith(from[at] ?? 0, from[at + 1] ?? 0), hashWith(from[at + 2] ?? 0, from[at + 3] ?? 0))
  const isAt = (place: number): boolean => {
    for (let i = 0; i < 4; i++) if (ids[4 * place + i] !== four[i]) return false
    return true
  }
  /** Where `four` stands or would stand: slots hold place + 1. */
  const slotOf = (): number => {
    let at = hashOfFour(four, 0) & (slots.length - 1)
    while (slots[at] !== 0 && !isAt((slots[at] ?? 0) - 1)) at = (at + 1) & (slots.length - 1)
    return at
  }
  const index = (place: number) => {
    for (let i = 0; i < 4; i++) four[i] = ids[4 * place + i] ?? 0
    slots[slotOf()] = place + 1
  }
  const grow = () => {
    slots = new Int32Array(slots.length * 2)
    for (let place = 0; place < count; place++) index(place)
  }
  if (stored) {
    count = stored.length / 4
    while (slots.length < 2 * count) slots = new Int32Array(slots.length * 2)
    for (let place = 0; place < count; place++) index(place)
  }
  return {
    add: (subject) => {
      read(subject)
      if (4 * (count + 1) > ids.length) ids = longer(ids)
      ids.set(four, 4 * count)
      slots[slotOf()] = count + 1
      count++
      if (2 * count > slots.length) grow()
      return count - 1
    },
    at: (place) => {
      let hex = ''
      for (let i = 0; i < 4; i++) hex += ((ids[4 * place + i] ?? 0) >>> 0).toString(16).padStart(8, '0')
      return SubjectId.parse(
        `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
      )
    },
    find: (subject) => {
      read(subject)
      return (slots[slotOf()] ?? 0) - 1
    },
    hash: (place) => hashOfFour(ids, 4 * place),
    size: () => count,
    bytes: () => ids.slice(0, 4 * count),
  }
}
