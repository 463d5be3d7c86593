import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Reach, RecordedEvent } from '@shared/consent/event'
import {
  anna2,
  foundDifferent,
  foundSame,
  given,
  karl,
  mailbox,
  mayBeSame,
  mayContact,
  mobile,
  newMobile,
  newsletter,
  objected,
  offers,
  pointAdded,
  pointEnded,
  refused,
  takenBack,
  withdrawn,
} from '../../builders/facts'

const permitted = { kind: 'permitted' }
const denied = (why: string) => ({ kind: 'not-permitted', why })

describe('golden cases of the domain', () => {
  test('golden case 1: nothing was ever said, so the answer is no', async () => {
    expect(await mayContact([])).toEqual(denied('never-asked'))
  })

  test('golden case 2: a signed yes to a number opens that number, and names the fact it rests on', async () => {
    const yes = given('2026-03-01')
    expect(await mayContact([yes])).toEqual({ kind: 'permitted', because: yes.id, until: null })
  })

  test('golden case 3: a changed number has no permission, and the old one is no longer theirs', async () => {
    const facts = [given('2026-03-01'), pointEnded('2026-04-01', mobile), pointAdded('2026-04-01', newMobile)]
    expect(await mayContact(facts, { contactPoint: newMobile })).toEqual(denied('never-asked'))
    expect(await mayContact(facts)).toMatchObject(denied('contact-point-ended'))
  })

  test('golden case 4: a number edited back is the number the yes was for', async () => {
    const facts = [
      given('2026-03-01'),
      pointEnded('2026-04-01T10:00:00.000Z', mobile, 'typing-error'),
      pointAdded('2026-04-02T10:00:00.000Z', mobile),
    ]
    expect(await mayContact(facts)).toMatchObject(permitted)
  })

  test('golden case 7: withdrawing SMS leaves the e-mail open', async () => {
    const facts = [
      given('2026-03-01', { channel: 'email' }),
      given('2026-03-01', { channel: 'sms' }),
      withdrawn('2026-03-10', { channels: ['sms'] }),
    ]
    expect(await mayContact(facts, { channel: 'email' })).toMatchObject(permitted)
    expect(await mayContact(facts, { channel: 'sms' })).toMatchObject(denied('withdrawn'))
  })

  test('golden case 8: an objection on a possible duplicate blocks until a person says they are two', async () => {
    const facts = [given('2026-03-01'), mayBeSame(anna2, karl), objected('2026-03-10', {}, karl)]
    expect(await mayContact(facts, { subject: anna2 })).toMatchObject(denied('objected'))
    const hers = [given('2026-03-01', { subject: anna2 }), ...facts]
    expect(await mayContact(hers, { subject: anna2 })).toMatchObject({
      ...denied('objected'),
      onPossibleDuplicate: true,
    })
  })

  test('golden case 8b: a yes surely later than the objection of a possible duplicate stands either way', async () => {
    const facts = [given('2026-03-20'), mayBeSame(anna2, karl), objected('2026-03-10', {}, karl)]
    const hers = facts.concat(given('2026-03-20', { subject: anna2 }))
    expect(await mayContact(hers, { subject: anna2 })).toMatchObject(permitted)
  })

  test('golden case 9: found different, they no longer answer for each other', async () => {
    const doubt = mayBeSame(anna2, karl)
    const facts = [
      given('2026-03-01', { subject: anna2 }),
      doubt,
      objected('2026-03-10', {}, karl),
      foundDifferent(anna2, karl),
    ]
    expect(await mayContact(facts, { subject: anna2 })).toMatchObject(permitted)
  })

  test('golden case 10: a link taken back restores the answer to the letter', async () => {
    const before = [given('2026-03-01', { subject: anna2 }), objected('2026-03-10', {}, karl)]
    const link = foundSame(anna2, karl)
    const answer = await mayContact(before, { subject: anna2 })
    expect(await mayContact([...before, link], { subject: anna2 })).toMatchObject(denied('objected'))
    expect(await mayContact([...before, link, takenBack(link)], { subject: anna2 })).toEqual(answer)
  })

  test('golden case 11: a new signed yes after an objection opens its own channel and no other', async () => {
    const facts = [objected('2026-03-01'), given('2026-05-01')]
    expect(await mayContact(facts)).toMatchObject(permitted)
    expect(await mayContact(facts, { channel: 'email' })).toMatchObject(denied('objected'))
  })

  test('golden case 12: a yes and a withdrawal of the same minute on two laptops: the no stands', async () => {
    const facts = [given('2026-03-01T10:00:00.000Z'), withdrawn('2026-03-01T10:00:00.000Z')]
    expect(await mayContact(facts)).toMatchObject(denied('withdrawn'))
  })
})

describe('a yes is narrow', () => {
  test('it opens no other purpose, channel, number or person', async () => {
    const facts = [given('2026-03-01')]
    expect(await mayContact(facts, { purpose: newsletter })).toEqual(denied('never-asked'))
    expect(await mayContact(facts, { channel: 'sms' })).toEqual(denied('never-asked'))
    expect(await mayContact(facts, { contactPoint: newMobile })).toEqual(denied('never-asked'))
    expect(await mayContact(facts, { subject: karl })).toEqual(denied('never-asked'))
  })

  test('a possible duplicate lends none; a confirmed one does', async () => {
    const yes = given('2026-03-01', { subject: karl })
    expect(await mayContact([yes, mayBeSame(anna2, karl)], { subject: anna2 })).toEqual(denied('never-asked'))
    expect(await mayContact([yes, foundSame(karl, anna2)], { subject: anna2 })).toMatchObject(permitted)
  })

  test('it ends after its last day, and not on it', async () => {
    const facts = [given('2026-03-01', { expiresOn: '2026-06-30' })]
    expect(await mayContact(facts, { on: '2026-06-30T23:59:00.000Z' })).toMatchObject(permitted)
    expect(await mayContact(facts, { on: '2026-07-01T00:01:00.000Z' })).toMatchObject(denied('expired'))
  })
})

describe('a no is wide', () => {
  test('a yes and a no of the same day, one of them on paper: the no stands', async () => {
    expect(await mayContact([given('2026-03-01'), withdrawn('2026-03-01T15:00:00.000Z')])).toMatchObject(
      denied('withdrawn'),
    )
    expect(await mayContact([given('2026-03-01T15:00:00.000Z'), withdrawn('2026-03-01')])).toMatchObject(
      denied('withdrawn'),
    )
  })

  test('"do not call this number" holds for everybody who shares it', async () => {
    const facts = [given('2026-03-01'), objected('2026-03-10', { contactPoints: [mobile] }, karl)]
    expect(await mayContact(facts)).toMatchObject(denied('objected'))
    expect(await mayContact([given('2026-03-01', { channel: 'email' }), ...facts], { channel: 'email' })).toMatchObject(
      permitted,
    )
  })

  test('a refusal reaches every number of that person for that purpose and channel', async () => {
    const facts = [given('2026-03-01', { contactPoint: newMobile }), refused('2026-04-01')]
    expect(await mayContact(facts, { contactPoint: newMobile })).toMatchObject(denied('refused'))
    expect(await mayContact(facts, { contactPoint: newMobile, purpose: newsletter })).toEqual(denied('never-asked'))
  })

  test('on one sheet, a no to one number does not take back the yes to another', async () => {
    const at = '2026-03-01T10:00:00.000Z'
    const sheet = [given(at, { act: 9001 }), refused(at, { act: 9001, contactPoint: newMobile })]
    expect(await mayContact(sheet)).toMatchObject(permitted)
    expect(await mayContact(sheet, { contactPoint: newMobile })).toMatchObject(denied('refused'))
    const contradiction = [...sheet, refused(at, { act: 9001 })]
    expect(await mayContact(contradiction)).toMatchObject(denied('refused'))
  })

  test("a number reported as somebody else's stays closed even when it is entered again", async () => {
    const facts = [
      given('2026-03-01'),
      pointEnded('2026-04-01T10:00:00.000Z', mobile, 'someone-elses'),
      pointAdded('2026-04-05T10:00:00.000Z', mobile),
    ]
    expect(await mayContact(facts)).toMatchObject(denied('contact-point-ended'))
  })

  test('two people said "same" and "different": the no goes across, the yes does not', async () => {
    const doubt = [foundSame(anna2, karl), foundDifferent(karl, anna2)]
    expect(await mayContact([...doubt, given('2026-03-01', { subject: karl })], { subject: anna2 })).toEqual(
      denied('never-asked'),
    )
    const facts = [...doubt, given('2026-03-01', { subject: anna2 }), objected('2026-03-10', {}, karl)]
    expect(await mayContact(facts, { subject: anna2 })).toMatchObject(denied('objected'))
  })
})

// Few days, few people, few numbers: collisions must be likely, or a missing tie-break sleeps through.
const day = fc.integer({ min: 1, max: 4 }).map((d) => `2026-02-0${d}`)
const moment = fc.oneof(
  day,
  day.map((d) => `${d}T12:00:00.000Z`),
)
const who = fc.constantFrom(anna2, karl)
const point = fc.constantFrom(mobile, newMobile)
const saying = fc.record({ subject: who, contactPoint: point, purpose: fc.constantFrom(offers, newsletter) })
const narrowOrWide: fc.Arbitrary<Partial<Reach>> = fc.oneof(
  fc.constant<Partial<Reach>>({}),
  point.map((one): Partial<Reach> => ({ contactPoints: [one] })),
  fc.constant<Partial<Reach>>({ purposes: [offers] }),
)
const no: fc.Arbitrary<RecordedEvent> = fc.oneof(
  fc.tuple(moment, narrowOrWide, who).map(([when, reach, subject]) => withdrawn(when, reach, subject)),
  fc.tuple(moment, narrowOrWide, who).map(([when, reach, subject]) => objected(when, reach, subject)),
  fc.tuple(moment, saying).map(([when, said]) => refused(when, said)),
  fc.tuple(moment, point, who).map(([when, one, subject]) => pointEnded(when, one, 'lost', subject)),
)
const link = fc.constantFrom(mayBeSame, foundSame, foundDifferent).map((make) => make(anna2, karl))
const yes = fc.tuple(moment, saying).map(([when, said]) => given(when, said))
const other = fc.tuple(moment, point, who).map(([when, one, subject]) => pointAdded(when, one, subject))
const history = fc.array(fc.oneof({ weight: 3, arbitrary: yes }, { weight: 2, arbitrary: no }, link, other), {
  maxLength: 12,
})
const question = fc.record({ subject: who, contactPoint: point, purpose: fc.constantFrom(offers, newsletter) })

describe('properties', () => {
  const runs = { numRuns: 3_000 }

  test('two laptops that hold the same facts give the same answer, whatever came first', async () => {
    const twoLaptops = history.chain((facts) =>
      fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })),
    )
    await fc.assert(
      fc.asyncProperty(twoLaptops, question, async ([maras, jonass], asked) => {
        expect(await mayContact(maras, asked)).toEqual(await mayContact(jonass, asked))
      }),
      runs,
    )
  })

  test('learning of one more no never opens a door', async () => {
    await fc.assert(
      fc.asyncProperty(history, no, question, async (facts, late, asked) => {
        const before = await mayContact(facts, asked)
        fc.pre(before.kind === 'not-permitted')
        expect((await mayContact([...facts, late], asked)).kind).toBe('not-permitted')
      }),
      runs,
    )
  })

  test('nothing is permitted without a yes to exactly this, by this person', async () => {
    await fc.assert(
      fc.asyncProperty(history, question, async (facts, asked) => {
        const answer = await mayContact(facts, asked)
        if (answer.kind !== 'permitted') return
        const because = facts.find(({ id }) => id === answer.because)?.event
        expect(because).toMatchObject({
          type: 'consent-given',
          purpose: asked.purpose,
          contactPoint: asked.contactPoint,
        })
        if (because?.subject !== asked.subject) {
          const types = facts.map(({ event }) => event.type)
          expect(types).toContain('subjects-found-same')
          expect(types).not.toContain('subjects-found-different')
        }
      }),
      runs,
    )
  })

  test('a possible link never opens a door, and a link taken back leaves no trace', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.constantFrom(mayBeSame, foundSame), question, async (facts, make, asked) => {
        const added = make(anna2, karl)
        const before = await mayContact(facts, asked)
        if (added.event.type === 'subjects-may-be-same' && before.kind === 'not-permitted')
          expect((await mayContact([...facts, added], asked)).kind).toBe('not-permitted')
        expect(await mayContact([...facts, added, takenBack(added)], asked)).toEqual(before)
      }),
      runs,
    )
  })

  test('an e-mail yes opens no phone, in any history', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(moment, { maxLength: 6 }), async (days) => {
        const facts = days.map((when) => given(when, { channel: 'email', contactPoint: mailbox }))
        expect((await mayContact(facts)).kind).toBe('not-permitted')
      }),
    )
  })
})
