import type { SubjectId } from '../terms/ids'
import { bandOf } from './decide'
import { fieldsFrom } from './fields'
import { learning } from './find-duplicates'
import { FEWEST_TO_LEARN } from './learn'
import { type LiveIndex, type StoredIndex, createLiveIndex } from './live-index'
import type { Model } from './model'
import type { Comparable, KnownPerson, Resemblance } from './person'
import { createSubjectTable } from './subject-table'

/** Everybody known, by who they are: added, changed, forgotten, and looked up while somebody types. */
export type PersonIndex = {
  /** Adds a person, or replaces what was known of them. */
  readonly put: (person: KnownPerson) => void
  readonly remove: (subject: SubjectId) => void
  /** The strongest resemblances first, at most `limit`. */
  readonly lookUp: (asked: Comparable, limit?: number) => Resemblance[]
  readonly size: () => number
  /** Puts everything in order, which makes questions quicker. */
  readonly settle: () => void
  /** Learns how people here look, if there are enough; in slices, so that questions are answered between them. */
  readonly learn: () => Generator<number>
  readonly model: () => Model | null
  readonly live: LiveIndex
  readonly subjectAt: (at: number) => SubjectId
  readonly stored: () => StoredPeople
}

export type StoredPeople = { readonly index: StoredIndex; readonly subjects: Int32Array; readonly model: Model | null }

/** Put in order anew once so many have come or changed since. */
const LOOSE = 4_096

export function createPersonIndex(stored?: StoredPeople): PersonIndex {
  const subjects = createSubjectTable(stored?.subjects)
  const live = createLiveIndex(stored?.index, stored?.model ?? undefined, subjects.hash)
  let model = stored?.model ?? null

  function* learn(): Generator<number> {
    if (live.living() < FEWEST_TO_LEARN || (model !== null && live.living() < 1.2 * model.learntFrom)) return
    model = yield* learning(live.roll, live.isLiving)
    live.learnt(model)
  }
  return {
    put: (person) => {
      const before = subjects.find(person.subject)
      if (before >= 0) live.remove(before)
      subjects.add(person.subject)
      live.add(fieldsFrom(person))
      if (live.loose() > Math.max(LOOSE, live.living() / 2)) live.settle()
    },
    remove: (subject) => {
      const at = subjects.find(subject)
      if (at >= 0) live.remove(at)
    },
    lookUp: (asked, limit = 5) =>
      live.lookUp(fieldsFrom(asked), limit).map(({ at, probability, household, bits, reasons }) => ({
        subject: subjects.at(at),
        probability,
        bits,
        band: bandOf({ probability, household, reasons }),
        reasons,
      })),
    size: live.living,
    settle: live.settle,
    learn,
    model: () => model,
    live,
    subjectAt: subjects.at,
    stored: () => ({ index: live.stored(), subjects: subjects.bytes(), model }),
  }
}
