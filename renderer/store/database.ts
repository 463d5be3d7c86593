import { Dexie, type Table } from 'dexie'
import type { JournalEntry } from '@shared/ipc/contract'
import type { ContactPoint } from '@shared/terms/contact-point'
import type { EventId, SubjectId } from '@shared/terms/ids'
import type { SubjectDetails } from '@shared/terms/party'
import type { Instant } from '@shared/terms/time'

/** One fact, with what it is looked up by. */
export type EntryRow = JournalEntry & {
  readonly id: EventId
  /** Whose words, and for a pair fact also the other one. */
  readonly subjects: readonly SubjectId[]
  /** Contact points a "no" names, as keys. */
  readonly noes: readonly string[]
  /** 1 while the server has not confirmed what was recorded here; absent otherwise, so that its index holds only these. */
  readonly waits?: 1
}

/** One person as known today, folded from the facts. */
export type PersonRow = {
  readonly subject: SubjectId
  readonly details: SubjectDetails
  readonly contactPoints: readonly ContactPoint[]
  readonly registeredAt: Instant
  /** Records a human found to be the same person, and those that may be. */
  readonly same: readonly SubjectId[]
  readonly possible: readonly SubjectId[]
  /** Family name, given name, in comparing spelling: the order of lists. */
  readonly order: string
  /** What this person is found by: words of the name and of every contact point, in comparing spelling. */
  readonly words: readonly string[]
}

/** Which journal this projection was made from, and how far it has read. */
export type ReadSoFar = { readonly key: 'journal'; readonly journal: string; readonly next: number }

/**
 * What this window remembers of the journal. Every table here can be deleted and read again: the journal of the main
 * process is the truth, so a change of shape is a new version number and a rebuild, never a migration of rows.
 */
export class DeskDatabase extends Dexie {
  readonly entries!: Table<EntryRow, number>
  readonly people!: Table<PersonRow, SubjectId>
  readonly state!: Table<ReadSoFar, 'journal'>

  constructor(name = 'desk') {
    // "Saved on this device" is said after this database answered, so its answer must mean the disk.
    super(name, { chromeTransactionDurability: 'strict' })
    this.version(1).stores({
      entries: 'position, &id, receivedAt, waits, recorded.act, recorded.recordedAt, *subjects, *noes',
      people: 'subject, order, *words',
      state: 'key',
    })
    // A sheet that was recorded is known again by its serial.
    this.version(2).stores({
      entries:
        'position, &id, receivedAt, waits, recorded.act, recorded.recordedAt, *subjects, *noes, recorded.event.form.serial',
    })
  }
}
