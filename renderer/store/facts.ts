import { NOW } from '@shared/consent/as-of'
import { type ConsentRecord, type FactSource, gatherRecord } from '@shared/consent/record'
import { contactPointKey } from '@shared/terms/contact-point'
import type { SubjectId } from '@shared/terms/ids'
import type { DeskDatabase } from './database'

/** The facts as this window knows them. */
export const dexieFacts = (db: DeskDatabase): FactSource => ({
  aboutSubject: async (subject) =>
    (await db.entries.where('subjects').equals(subject).toArray()).map(({ recorded }) => recorded),
  noesNaming: async (point) =>
    (await db.entries.where('noes').equals(contactPointKey(point)).toArray()).map(({ recorded }) => recorded),
})

export const recordOf = (db: DeskDatabase, subject: SubjectId, asOf = NOW): Promise<ConsentRecord> =>
  gatherRecord(subject, dexieFacts(db), asOf)
