import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import MiniSearch from 'minisearch'
import { describe, expect, test } from 'vitest'
import { createPersonIndex } from '@shared/matching/person-index'
import type { Comparable, KnownPerson, Resemblance } from '@shared/matching/person'
import type { ContactPoint } from '@shared/terms/contact-point'
import { SubjectId } from '@shared/terms/ids'
import { report } from './report'

/** Sanity on invented households, beside a search library on the same questions: figures, never a gate. */
const folder = resolve(import.meta.dirname, '../../../shared/data/matching/synthetic-frdeen')

/** The peer is slow: it is asked fewer questions. */
const FEW = 60

type Row = Readonly<Record<string, string>>

function rowsOf(file: string): Row[] {
  const [head = '', ...lines] = readFileSync(resolve(folder, file), 'utf8').trim().split('\n')
  const columns = head.split(',')
  return lines.map((line) => {
    const values = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? []
    return Object.fromEntries(
      columns.map((name, i) => [name, (values[i] ?? '').replace(/,$/, '').replace(/^"|"$/g, '')]),
    )
  })
}

const subjectOf = (row: Row) => SubjectId.parse(`00000000-0000-4000-8000-${(row['rec_id'] ?? '').padStart(12, '0')}`)

function personOf(row: Row): Comparable {
  const points: ContactPoint[] = []
  if (row['email']) points.push({ kind: 'email', value: row['email'] })
  if (row['phone']) points.push({ kind: 'phone', value: row['phone'] })
  if (row['postcode'] ?? row['street'])
    points.push({ kind: 'post', value: `${row['street']} ${row['house_no']}, ${row['postcode']} ${row['city']}` })
  return {
    givenName: row['given_name'] ?? '',
    familyName: row['surname'] ?? '',
    birthDate: row['birth_date'] || null,
    contactPoints: points,
  }
}

const percentile = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? NaN

describe.skipIf(!existsSync(folder))('whose words are these?', () => {
  const stored = rowsOf('live_stored_100k.csv')
  const queries = rowsOf('live_queries.csv')
  const entityOf = new Map(stored.map((row) => [subjectOf(row), row['ent_id']]))

  const started = performance.now()
  const index = createPersonIndex()
  for (const row of stored) index.put({ ...personOf(row), subject: subjectOf(row) } satisfies KnownPerson)
  index.settle()
  const built = performance.now() - started

  const mini = new MiniSearch<Row>({
    idField: 'rec_id',
    fields: ['given_name', 'surname', 'birth_date', 'street', 'postcode', 'city', 'email', 'phone'],
  })
  mini.addAll(stored)

  const asked = {
    name: (row: Row): Comparable => ({ ...personOf(row), birthDate: null, contactPoints: [] }),
    'name and birth date': (row: Row): Comparable => ({ ...personOf(row), contactPoints: [] }),
    'full record': personOf,
  }

  test.each(Object.entries(asked))('%s', (name, ask) => {
    const times: number[] = []
    let [found, foundOfFew, right, wrong, near] = [0, 0, 0, 0, 0]
    for (const row of queries.slice(0, 200)) index.lookUp(ask(row))
    queries.forEach((row, i) => {
      const start = performance.now()
      const answer = index.lookUp(ask(row))
      times.push(performance.now() - start)
      const isThem = ({ subject }: Resemblance) => entityOf.get(subject) === row['ent_id']
      const isPutForward = ({ band }: Resemblance) => band === 'same' || band === 'likely'
      if (answer.some(isThem)) found++
      if (i < FEW && answer.some(isThem)) foundOfFew++
      if (answer.some((one) => isThem(one) && isPutForward(one))) right++
      if (answer.some((one) => !isThem(one) && one.band === 'same')) wrong++
      if (answer.some((one) => !isThem(one) && one.band === 'likely')) near++
    })
    const theirs = searched(name)
    const of = `of ${queries.length}`
    report({ name: `matching: ${name}, recall@5`, value: found / queries.length, unit: '' })
    report({
      name: `matching: ${name}, recall@5 of the first ${FEW}`,
      value: foundOfFew / FEW,
      unit: '',
      against: { peer: 'minisearch', ratio: foundOfFew / FEW / theirs.recall },
    })
    report({ name: `matching: ${name}, p50`, value: percentile(times, 0.5), unit: 'ms' })
    report({
      name: `matching: ${name}, p95`,
      value: percentile(times, 0.95),
      unit: 'ms',
      against: { peer: 'minisearch', ratio: theirs.p95 / percentile(times, 0.95) },
    })
    report({ name: `matching: ${name}, put forward rightly`, value: right, unit: of })
    report({ name: `matching: ${name}, another called same`, value: wrong, unit: of })
    report({ name: `matching: ${name}, another called likely`, value: near, unit: of })
    expect(found).toBeGreaterThan(queries.length / 2)
  })

  /** Each word as typed; fuzzy only for names, as its own documentation advises. */
  function searched(name: string) {
    const times: number[] = []
    let found = 0
    const some = queries.slice(0, FEW)
    for (const row of some) {
      const words = [row['given_name'], row['surname']]
      if (name !== 'name') words.push(row['birth_date'])
      if (name === 'full record') words.push(row['street'], row['postcode'], row['city'], row['email'], row['phone'])
      const start = performance.now()
      const answer = mini.search(words.join(' '), name === 'name' ? { fuzzy: 0.2, prefix: true } : {}).slice(0, 5)
      times.push(performance.now() - start)
      const entities = answer.map(({ id }) => entityOf.get(subjectOf({ rec_id: String(id) })))
      if (entities.includes(row['ent_id'])) found++
    }
    return { p95: percentile(times, 0.95), recall: found / some.length }
  }

  test('building', () => {
    report({ name: 'matching: index of 100,000 people', value: built, unit: 'ms' })
    expect(index.size()).toBe(stored.length)
  })
})
