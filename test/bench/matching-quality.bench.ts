import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { columnsFrom } from '@shared/matching/columns'
import { bandOf, resemblance } from '@shared/matching/decide'
import type { Fields } from '@shared/matching/fields'
import { POSSIBLE, findDuplicates, learnFrom, runToEnd } from '@shared/matching/find-duplicates'
import { gravityOf } from '@shared/matching/gravity'
import { steadyChance } from '@shared/matching/hash'
import { createLiveIndex } from '@shared/matching/live-index'
import { createRoll } from '@shared/matching/roll'
import { SubjectId } from '@shared/terms/ids'
import { readCsv } from '../../electron/cli/csv'
import { copied } from '../shared/matching/town'
import { report } from './report'

/** How well whole registers are matched at the threshold that ships, with nobody telling who is who. Splink's figures were measured on the same files. */
const folder = resolve(import.meta.dirname, '../../../shared/data/matching')

type Row = {
  readonly fields: Fields
  readonly entity: string
  readonly household: string
  readonly cells: readonly string[]
}
const SYNTHETIC = { rec_id: 'id', surname: 'family_name', house_no: 'house_number' }
const FEBRL = { rec_id: 'id', surname: 'family_name', street_number: 'house_number', address_1: 'street', suburb: 'city', date_of_birth: 'birth_date', soc_sec_id: 'unused' } // prettier-ignore
const HISTORICAL = { unique_id: 'id', first_name: 'given_name', surname: 'family_name', dob: 'birth_date', birth_place: 'city', postcode_fake: 'postcode' } // prettier-ignore

async function rowsOf(file: string, names: Readonly<Record<string, string>>, truth: string): Promise<Row[]> {
  const rows: Row[] = []
  let columns: ReturnType<typeof columnsFrom> | undefined
  let head: string[] = []
  await readCsv(resolve(folder, file), (cells, at) => {
    if (at === 0) {
      head = cells.map((name) => name.trim())
      columns = columnsFrom(head.map((name) => names[name] ?? name))
      return
    }
    const of = (name: string) => (cells[head.indexOf(name)] ?? '').trim()
    const entity = truth === 'rec_id' ? (of('rec_id').split('-')[1] ?? '') : of(truth)
    if (columns) rows.push({ fields: columns.fieldsOf(cells), entity, household: of('household_id'), cells })
  })
  return rows
}

describe.skipIf(!existsSync(folder))('who is who in a whole register', () => {
  test.each([
    ['persons_20k_dev', 'synthetic-frdeen/persons_20k_dev.csv', SYNTHETIC, 'ent_id', 0.456],
    ['FEBRL 1 without SSN', 'febrl/dataset1.csv', FEBRL, 'rec_id', 0.999],
    ['FEBRL 2 without SSN', 'febrl/dataset2.csv', FEBRL, 'rec_id', 0.997],
    ['historical_50k_dev25', 'splink/historical_50k_dev25.csv', HISTORICAL, 'cluster', 0.742],
  ] as const)('%s', async (name, file, names, truth, splink) => {
    const rows = await rowsOf(file, names, truth)
    const roll = createRoll()
    rows.forEach(({ fields }) => roll.add(fields))
    const started = process.cpuUsage().user
    const { pairs } = runToEnd(findDuplicates(roll))
    const seconds = (process.cpuUsage().user - started) / 1e6
    const sizes = new Map<string, number>()
    rows.forEach(({ entity }) => sizes.set(entity, (sizes.get(entity) ?? 0) + 1))
    const true_ = [...sizes.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0)
    const wrong = pairs.filter(({ a, b }) => rows[a]?.entity !== rows[b]?.entity)
    const right = pairs.length - wrong.length
    const f1 = (2 * right) / (pairs.length + true_)
    report({
      name: `matching: ${name}, F1`,
      value: f1,
      unit: '',
      against: { peer: 'splink (elsewhere)', ratio: f1 / splink },
    })
    report({ name: `matching: ${name}, precision`, value: right / pairs.length, unit: '' })
    report({ name: `matching: ${name}, recall`, value: right / true_, unit: '' })
    const isHome = (a: number, b: number) => rows[a]?.household !== '' && rows[a]?.household === rows[b]?.household
    const home = wrong.filter(({ a, b }) => isHome(a, b))
    const twins = home.filter(({ a, b }) => rows[a]?.fields.birthDate === rows[b]?.fields.birthDate)
    report({ name: `matching: ${name}, household error`, value: home.length / pairs.length, unit: '' })
    report({ name: `matching: ${name}, of these born on one day`, value: twins.length / pairs.length, unit: '' })
    report({ name: `matching: ${name}, CPU`, value: seconds, unit: 's' })
    expect(f1).toBeGreaterThan(0.8)
  })

  test('names of persons in mixed scripts', async () => {
    const rows = (await rowsOf('opensanctions-names/name_cases_dev.csv', {}, 'schema')).filter(
      ({ entity }) => entity === 'Person',
    )
    let [right, found, all] = [0, 0, 0]
    for (const { cells } of rows) {
      const [, , one = '', other = '', match] = cells
      const of = (givenName: string) => ({ givenName, familyName: '', birthDate: null, contactPoints: [] })
      const said = resemblance(of(one), of(other)).probability >= POSSIBLE
      if (match === 'true') all++
      if (said) found++
      if (said && match === 'true') right++
    }
    report({
      name: 'matching: OpenSanctions dev persons, F1',
      value: (2 * right) / (found + all),
      unit: `of ${rows.length}`,
    })
    expect(all).toBeGreaterThan(10)
  })

  test('a thousand objections among 100,000 people, 5,000 of whom stand there twice', async () => {
    const rows = await rowsOf('synthetic-frdeen/live_stored_100k.csv', SYNTHETIC, 'ent_id')
    const index = createLiveIndex()
    const people = rows.map(({ fields, entity }) => ({ fields, entity }))
    const chance = steadyChance(3)
    const twice: number[][] = []
    const seen = new Set<number>()
    while (twice.length < 5_000) {
      const at = Math.floor(chance() * rows.length)
      const one = people[at]
      if (!one || seen.has(at)) continue
      seen.add(at)
      twice.push([at, people.length])
      people.push({ ...one, fields: copied(one.fields, chance) })
    }
    people.forEach(({ fields }) => index.roll.add(fields))
    index.settle()
    index.learnt(learnFrom(index.roll))
    const subject = (at: number) => SubjectId.parse(`00000000-0000-4000-8000-${String(at).padStart(12, '0')}`)
    let [permitted, strangers, autos, mistaken] = [0, 0, 0, 0]
    const times: number[] = []
    const asked = 1_000
    const reachOf = (at: number) => {
      const start = performance.now()
      const hits = index.lookUp(people[at]?.fields as Fields, 40)
      const { attached, held } = gravityOf(hits.map((hit) => ({ ...hit, subject: subject(hit.at), band: bandOf(hit) })))
      times.push(performance.now() - start)
      const of = (one: { subject: string }) => Number(one.subject.slice(-12))
      return {
        attached: attached ? of(attached) : null,
        reached: [...(attached ? [of(attached)] : []), ...held.map(of)],
      }
    }
    for (let n = 0; n < asked; n++) {
      const group = twice[Math.floor(chance() * twice.length)] as number[]
      const { reached } = reachOf(group[0] as number)
      permitted += group.filter((member) => !reached.includes(member)).length
      strangers += reached.filter((one) => !group.includes(one)).length
    }
    // The same person said with slips, ten thousand times, among people who live together: who is attached unasked?
    for (let n = 0; n < 10_000 || (autos < 10_000 && n < 26_000); n++) {
      const at = Math.floor(chance() * rows.length)
      const { attached } = reachOf(at)
      if (attached === null) continue
      autos++
      if (people[attached]?.entity !== people[at]?.entity) mistaken++
    }
    const sorted = times.sort((a, b) => a - b)
    report({ name: 'objections: linkable records still permitted', value: permitted / (2 * asked), unit: '' })
    report({ name: 'objections: unrelated people held, each', value: strangers / asked, unit: '' })
    report({ name: 'objections: attached without asking', value: autos, unit: '' })
    report({ name: 'objections: of these to the wrong person', value: mistaken, unit: '' })
    report({
      name: 'objections: found and sorted, p95',
      value: sorted[Math.floor(sorted.length * 0.95)] ?? NaN,
      unit: 'ms',
    })
    expect(mistaken).toBe(0)
  })
})
