import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { builtCli, run } from '../../builders/cli'

let cli: string
let folder: string
const file = (name: string) => join(folder, name)

const PEOPLE = `id,given_name,family_name,birth_date,street,house_number,postcode,city,email,phone,shoe_size
a1,Anna,Keller,1984-03-12,Lindenweg,4,70173,Stuttgart,anna.keller@example.org,+49 170 1234567,38
a2,Ana,Keller,12.03.1984,Lindenweg,4,70173,Stuttgart,anna.keller@example.org|ak@example.net,0170 1234567,38
b1,Karl,Keller,19510822,Lindenweg,4,70173,Stuttgart,,+49 711 555000,44
c1,"Paul, Jean",Dupont,1970-02-03,rue de la Paix,12,67000,Strasbourg,,,
`

beforeAll(async () => {
  cli = await builtCli('match')
  folder = await mkdtemp(join(tmpdir(), 'match-cli-'))
  await writeFile(file('people.csv'), PEOPLE)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('find-duplicates', () => {
  test('prints each pair once, strongest first, and names the columns it does not know', async () => {
    const { code, out, err } = await run(cli, ['find-duplicates', file('people.csv')])
    expect(code).toBe(0)
    expect(out.trim().split('\n')).toEqual(['id_a,id_b,probability', expect.stringMatching(/^a1,a2,(0\.9\d+|1\.0+)$/)])
    expect(err).toContain('shoe_size')
  })

  test('says why, in the language of the terminal, with bits', async () => {
    const { out } = await run(cli, ['find-duplicates', file('people.csv'), '--reasons'], { LC_ALL: 'fr' })
    expect(out).toContain('id_a,id_b,probability,reasons')
    expect(out).toMatch(/Même date de naissance \(\+\d+\.\d\)/)
  })

  test('the order of rows and the way ids are written change nothing', async () => {
    const [head = '', ...rows] = PEOPLE.trim().split('\n')
    await writeFile(file('turned.csv'), [head, ...rows.reverse().map((row) => `z-${row}`)].join('\r\n'))
    const [one, other] = await Promise.all(
      ['people.csv', 'turned.csv'].map((name) =>
        run(cli, ['find-duplicates', file(name), '--min-probability', '0.0001']),
      ),
    )
    const pairs = (out = '') =>
      out.trim().split('\n').slice(1).map((line) => line.replaceAll('z-', '').split(',')).map(([a = '', b = '', p]) => [...[a, b].sort(), p].join()).sort() // prettier-ignore
    expect(pairs(other?.out)).toEqual(pairs(one?.out))
    expect(pairs(one?.out).length).toBeGreaterThan(0)
  })

  test('a row without an id, or one that was there before, is left out and said: 1', async () => {
    await writeFile(file('gaps.csv'), `${PEOPLE}a1,Anna,Keller\n,Ida,Roth\n`)
    const { code, err } = await run(cli, ['find-duplicates', file('gaps.csv')])
    expect(code).toBe(1)
    expect(err).toContain('left out 2 rows')
  })

  test.each([
    [[], 2],
    [['nowhere.csv'], 2],
    [['people.csv', '--min-probability', 'much'], 2],
    [['no-id.csv'], 1],
  ])('%j ends with %d', async (args, code) => {
    await writeFile(file('no-id.csv'), 'given_name\nAnna\n')
    const paths = args.map((arg) => (arg.endsWith('.csv') ? file(arg) : arg))
    expect((await run(cli, ['find-duplicates', ...paths])).code).toBe(code)
  })
})

describe('look-up', () => {
  test('one line per row, the person first, the household after, with probability and reasons', async () => {
    await writeFile(file('asked.csv'), 'id,given_name,family_name,birth_date\nq1,Anna,Kelier,1984-03-12\nq2,,,\n')
    const { code, out } = await run(cli, ['look-up', file('asked.csv'), '--against', file('people.csv'), '--top', '3'])
    expect(code).toBe(0)
    const [first, second] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line)
    expect(first?.id).toBe('q1')
    expect(['a1', 'a2']).toContain(first?.candidates[0]?.id)
    expect(first?.candidates.length).toBeLessThanOrEqual(3)
    expect(first?.candidates[0]?.reasons.length).toBeGreaterThan(1)
    expect(typeof first?.ms).toBe('number')
    expect(second).toMatchObject({ id: 'q2', candidates: [] })
  })

  test('without --against it is misused', async () =>
    expect((await run(cli, ['look-up', file('people.csv')])).code).toBe(2))
})

type Line = { id: string; ms: number; candidates: { id: string; probability: number; reasons: string[] }[] }
