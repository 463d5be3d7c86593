import { type ColumnReader, columnsFrom } from '@shared/matching/columns'
import type { Fields } from '@shared/matching/fields'
import { readCsv } from './csv'

/** What was wrong with a file of people, in a sentence. */
export class BadPeopleFile extends Error {}

/**
 * Reads a CSV file of people row by row. Columns that are not known are ignored and named once on standard error; rows
 * without an id are left out and counted.
 */
export async function readPeople(
  file: string,
  onPerson: (id: string, person: Fields) => void,
): Promise<{ skipped: number }> {
  let columns: ColumnReader | undefined
  let skipped = 0
  const seen = new Set<string>()
  await readCsv(file, (row, at) => {
    if (at === 0) {
      columns = columnsFrom(row)
      if (!columns.hasId) throw new BadPeopleFile(`${file}: no column is called id`)
      if (columns.unknown.length > 0) process.stderr.write(`${file}: ignored columns: ${columns.unknown.join(', ')}\n`)
      return
    }
    const id = columns?.idOf(row) ?? ''
    if (id === '' || seen.has(id)) skipped++
    else {
      seen.add(id)
      onPerson(id, (columns as ColumnReader).fieldsOf(row))
    }
  })
  if (!columns) throw new BadPeopleFile(`${file}: the file is empty`)
  if (skipped > 0)
    process.stderr.write(`${file}: left out ${skipped} rows without an id, or with one that was there before\n`)
  return { skipped }
}
