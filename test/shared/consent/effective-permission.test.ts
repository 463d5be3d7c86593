import { describe, expect, test } from 'vitest'
import {
  anna2,
  foundDifferent,
  foundSame,
  given,
  karl,
  mayBeSame,
  mayContact,
  mobile,
  newMobile,
  newsletter,
  objected,
  pointAdded,
  pointEnded,
  refused,
  withdrawn,
} from '../../builders/facts'

const permitted = { kind: 'permitted' }
const denied = (why: string) => ({ kind: 'not-permitted', why })

describe('a yes is narrow', () => {
  test('it opens no other purpose, channel, number or person', async () => {
    const facts = [given('2026-03-01')]
    expect(await mayContact(facts, { purpose: newsletter })).toMatchObject(denied('never-asked'))
    expect(await mayContact(facts, { channel: 'sms' })).toMatchObject(denied('never-asked'))
    expect(await mayContact(facts, { contactPoint: newMobile })).toMatchObject(denied('other-contact-point'))
    expect(await mayContact(facts, { subject: karl })).toMatchObject(denied('never-asked'))
  })

  test('a possible duplicate lends none; a confirmed one does', async () => {
    const yes = given('2026-03-01', { subject: karl })
    expect(await mayContact([yes, mayBeSame(anna2, karl)], { subject: anna2 })).toMatchObject({
      ...denied('another-person'),
      onPossibleDuplicate: true,
    })
    expect(await mayContact([yes, foundSame(karl, anna2)], { subject: anna2 })).toMatchObject(permitted)
  })

  test('it ends after its last day where they live, and not on it', async () => {
    const facts = [given('2026-03-01', { channel: 'email', expiresOn: '2026-06-30' })]
    const at = (on: string) => mayContact(facts, { channel: 'email', on })
    expect(await at('2026-06-30T21:59:00.000Z')).toMatchObject({ ...permitted, until: '2026-06-30' })
    expect(await at('2026-06-30T22:01:00.000Z')).toMatchObject(denied('expired'))
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
    expect(await mayContact(facts, { contactPoint: newMobile, purpose: newsletter })).toMatchObject(
      denied('never-asked'),
    )
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
    expect(await mayContact([...doubt, given('2026-03-01', { subject: karl })], { subject: anna2 })).toMatchObject(
      denied('another-person'),
    )
    const facts = [...doubt, given('2026-03-01', { subject: anna2 }), objected('2026-03-10', {}, karl)]
    expect(await mayContact(facts, { subject: anna2 })).toMatchObject(denied('objected'))
  })
})
