import { expect, test } from './desk'
import { pressedAfterName, replayMeeting, secondsOf } from './replay'

test.use({ language: 'en' })

for (const customer of ['known', 'new'] as const)
  test(`a ${customer} customer: at most five presses after the name, beside the signature`, async ({
    desk,
    language,
  }, info) => {
    const { steps } = await replayMeeting(desk.page, { language, customer, answer: 'two ticks' })
    expect(pressedAfterName(steps)).toBeLessThanOrEqual(5)
    expect(steps.find(({ name }) => name === 'signs')?.acts).toMatchObject({ stroke: 1, tap: 0, key: 0, letter: 0 })
    const byName = Object.fromEntries(steps.map(({ name, acts }) => [name, acts]))
    expect(byName['hand over']).toMatchObject({ chord: 1, tap: 0 })
    expect(byName['ticks two']).toMatchObject({ tap: 2 })
    expect(byName['confirms']).toMatchObject({ tap: 1 })
    expect(byName['takes it back']).toMatchObject({ tap: 1 })
    // Goal H3: staff at most 10 s with somebody known, 25 s with somebody new.
    expect(secondsOf(steps, 'staff')).toBeLessThanOrEqual(customer === 'known' ? 10 : 25)
    expect(secondsOf(steps)).toBeLessThanOrEqual(60)
    info.annotations.push({ type: 'seconds', description: secondsOf(steps).toFixed(1) })
  })

test('refusing is one tap of the customer, without a signature and without a reason', async ({ desk, language }) => {
  const { steps } = await replayMeeting(desk.page, { language, customer: 'known', answer: 'nothing' })
  const theirs = steps.filter(({ who }) => who === 'customer')
  const sum = (kind: 'tap' | 'stroke' | 'letter' | 'key' | 'chord') =>
    theirs.reduce((all, { acts }) => all + acts[kind], 0)
  expect({ tap: sum('tap'), stroke: sum('stroke'), letter: sum('letter'), key: sum('key') }).toEqual({
    tap: 1,
    stroke: 0,
    letter: 0,
    key: 0,
  })
})
