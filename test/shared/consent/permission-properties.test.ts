import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { story } from './histories'
import {
  bothAgree,
  linkedAndUnlinkedIsAsBefore,
  noYesNoDoor,
  oneMoreNoOpensNoDoor,
  orderOfArrivalChangesNothing,
} from './permission-properties'
import { laptop, server } from './two-stores'

const runs = { numRuns: 10_000 }

describe('over ten thousand random histories each', () => {
  test(
    'two laptops that hold the same facts give the same answer, whatever came first',
    async () => fc.assert(orderOfArrivalChangesNothing(laptop), runs),
    300_000,
  )

  test('learning of one more no never opens a door', async () => fc.assert(oneMoreNoOpensNoDoor(laptop), runs), 300_000)

  test(
    'whatever is edited, nothing is permitted for a value nobody said yes to',
    async () => fc.assert(noYesNoDoor(laptop), runs),
    300_000,
  )

  test(
    'a link taken back leaves no trace, to the letter',
    async () => fc.assert(linkedAndUnlinkedIsAsBefore(laptop), runs),
    300_000,
  )

  test('laptop and server agree', async () => fc.assert(bothAgree(laptop, server), runs), 300_000)
})

test('the histories are worth it: every answer there is comes up often enough', async () => {
  const seen = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(story, async ([facts, asked]) => {
      const answer = await laptop(facts, asked)
      const key = answer.kind === 'not-permitted' ? answer.why : answer.kind
      seen.set(key, (seen.get(key) ?? 0) + 1)
    }),
    { numRuns: 4_000, seed: 20261125 },
  )
  expect(seen.get('permitted') ?? 0).toBeGreaterThan(600)
  for (const why of [
    'withdrawn',
    'objected',
    'refused',
    'revoked',
    'contact-point-ended',
    'contact-point-reported',
    'unconfirmed',
    'expired',
    'wrong-person',
    'died',
    'restricted',
  ])
    expect(seen.get(why) ?? 0, why).toBeGreaterThan(5)
})
