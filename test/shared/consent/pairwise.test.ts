import { describe, expect, test } from 'vitest'
import { channels } from '@shared/terms/contact-point'
import { forbiddenBy } from './oracle'
import { everyPair, pairsIn, pairsOf } from './pairwise'
import { type Circumstances, type Situation, answerIn, factors, flaws, mild } from './situations'

/** Any two circumstances together; any two that leave the door open; and each of those with one thing that closes it. */
const any = everyPair(factors)
const open: Circumstances[] = everyPair(mild)
const flawed = flaws.flatMap((flaw, at) => [0, 1].map((turn) => ({ ...open[(2 * at + turn) % open.length], ...flaw })))
const cases = [...any, ...open, ...flawed] as Circumstances[]
const situations: Situation[] = channels.flatMap((channel) => cases.map((one) => ({ ...one, channel })))

test('every two circumstances meet on every channel, in at least 250 cases', () => {
  const met = new Set(any.flatMap((one) => pairsIn(one)))
  expect(pairsOf(factors).filter((pair) => !met.has(pair))).toEqual([])
  const metOpen = new Set(open.flatMap((one) => pairsIn(one)))
  expect(pairsOf(mild).filter((pair) => !metOpen.has(pair))).toEqual([])
  expect(situations.length).toBeGreaterThanOrEqual(250)
})

test('what is meant to be open is open, and one thing closes it', () => {
  expect(open.filter((one) => forbiddenBy({ ...one, channel: 'phone' }).size > 0)).toEqual([])
  expect(flawed.filter((one) => forbiddenBy({ ...one, channel: 'phone' } as Situation).size === 0)).toEqual([])
})

describe.each(channels)('golden cases generated pairwise, %s', (channel) => {
  test.each(
    situations
      .filter((one) => one.channel === channel)
      .map((one, at) => [`${channel} ${at + 1}: ${differences(one)}`, one] as const),
  )('golden case %s', async (_, one) => {
    const forbidden = forbiddenBy(one)
    const answer = await answerIn(one)
    expect(answer.kind).toBe(forbidden.size === 0 ? 'permitted' : 'not-permitted')
    if (answer.kind === 'permitted') expect(answer.proofs.length).toBeGreaterThan(0)
    else {
      expect([...forbidden]).toContain(answer.reasons[0]?.code)
      expect(answer.citations.length).toBeGreaterThan(0)
      expect(answer.cure).not.toBeNull()
    }
  })
})

/** What is not as usual in this case. */
function differences(one: Situation): string {
  const told = Object.entries(one).filter(([name, level]) => name !== 'channel' && level !== usual[name as 'yes'])
  return told.map(([name, level]) => `${name} ${level}`).join(', ')
}
const usual = Object.fromEntries(Object.entries(factors).map(([name, levels]) => [name, levels[0]])) as Record<
  keyof typeof factors,
  string
>
