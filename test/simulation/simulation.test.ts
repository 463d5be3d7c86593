import { expect, test } from 'vitest'
import { simulate } from './simulate'
import { type Wrong, wrongs } from './wrongs'

/**
 * `SCHEDULES=10000 npx vitest run test/simulation` runs as many, `FROM=n` from another seed on, `SEED=n` replays one.
 */
const only = process.env['SEED']
const count = only === undefined ? Number(process.env['SCHEDULES'] ?? 300) : 1
const first = Number(only ?? process.env['FROM'] ?? 1)

test(`${count} schedules of faults, and nothing lost, doubled or different`, async () => {
  const broken: unknown[] = []
  let events = 0
  const counts = { restores: 0, forks: 0, revocations: 0, crashes: 0 }
  for (let seed = first; seed < first + count; seed++) {
    const verdict = await simulate(seed)
    events += verdict.events
    for (const what of Object.keys(counts) as (keyof typeof counts)[]) counts[what] += verdict[what]
    if (verdict.faults.length > 0) broken.push(verdict)
  }
  if (process.env['SCHEDULES']) process.stdout.write(`${JSON.stringify({ schedules: count, events, ...counts })}\n`)
  expect(broken).toEqual([])
  if (only === undefined) expect(Math.min(...Object.values(counts))).toBeGreaterThan(0)
}, 3_600_000)

test.each(Object.keys(wrongs) as Wrong[])(
  'a wrong protocol is caught: %s',
  async (wrong) => {
    // Where it was seen before, so that looking takes no time; and onwards, should the schedules have changed.
    const { from } = wrongs[wrong]
    for (let seed = from; seed < from + 3000; seed++) {
      if ((await simulate(seed, wrong)).faults.length === 0) continue
      if (process.env['SCHEDULES']) process.stdout.write(`${wrong} ${seed}\n`)
      return
    }
    throw new Error(`3,000 schedules did not see that ${wrongs[wrong].what}`)
  },
  300_000,
)

test('the same seed is the same schedule', async () => {
  expect(await simulate(7)).toEqual(await simulate(7))
})
