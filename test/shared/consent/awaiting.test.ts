import { describe, expect, test } from 'vitest'
import { type Awaiting, awaitingIn } from '@shared/consent/awaiting'
import { ConsentEvent, type RecordedEvent } from '@shared/consent/event'
import { Instant } from '@shared/terms/time'
import { type CallAnswer, eventsFromCall, wantedEvent } from '../../../renderer/features/people/confirm'
import { evidence, fact, given, mailbox, mara, mayContact, mobile, recordOf, today } from '../../builders/facts'
import { confirmationLapsed, confirmationSent, confirmed, registered } from '../../builders/life-facts'
import { rules } from '../../builders/rules'

const on = Instant.parse(today)
const by = { at: Instant.parse('2026-03-02T10:00:00.000Z'), recordedBy: mara }
const online = { with: { evidence: [evidence('web-form', '3')], chosenBy: 'data-subject-in-web-form' as const } }
const toMailbox = given('2026-03-01T10:00:00.000Z', { channel: 'email', act: 6001, ...online })
const toNumber = given('2026-03-01T10:00:00.000Z', { channel: 'phone', act: 6001, ...online })
const toSms = given('2026-03-01T10:00:00.000Z', { channel: 'sms', act: 6001, ...online })
const form = [registered('2026-01-01'), toMailbox, toNumber, toSms]

const waiting = async (facts: readonly RecordedEvent[]) => awaitingIn(await recordOf(facts), rules, on)
const theNumber = async (): Promise<Awaiting> => {
  const one = (await waiting(form)).find(({ contactPoint }) => contactPoint.kind === 'phone')
  if (!one) throw new Error('nothing waits')
  return one
}

describe('what waits for a confirmation', () => {
  test('a web form: the mailbox by mail, the number by a call or a code, each for what was said about it', async () => {
    expect(
      (await waiting(form)).map(({ contactPoint, channels, ways, state }) => [contactPoint, channels, ways, state]),
    ).toEqual(
      expect.arrayContaining([
        [mailbox, ['email'], ['double-opt-in'], 'open'],
        [mobile, expect.arrayContaining(['phone', 'sms']), ['call-back', 'sms-code'], 'open'],
      ]),
    )
  })

  test('a signature waits for nothing', async () => {
    expect(await waiting([registered('2026-01-01'), given('2026-03-01')])).toEqual([])
  })

  test('it says how far it is: wanted, asked, lapsed, and gone once it is confirmed', async () => {
    const [mail] = (await waiting(form)).filter(({ contactPoint }) => contactPoint.kind === 'email')
    if (!mail) throw new Error('nothing waits')
    const wish = wantedEvent(mail, 'double-opt-in', by)
    expect(ConsentEvent.parse(wish)).toMatchObject({ tokenSha256: null })
    const state = async (...more: readonly RecordedEvent[]) =>
      (await waiting([...form, ...more])).find(({ contactPoint }) => contactPoint.kind === 'email')?.state
    const sent = confirmationSent('2026-03-02T11:00:00.000Z', toMailbox, 'double-opt-in')
    expect(await state(fact(wish))).toBe('wanted')
    expect(await state(fact(wish), sent)).toBe('asked')
    expect(await state(fact(wish), sent, confirmationLapsed('2026-03-09', toMailbox, 'double-opt-in'))).toBe('lapsed')
    expect(await state(fact(wish), sent, confirmed('2026-03-03', toMailbox, 'double-opt-in'))).toBeUndefined()
    // The wish alone opens nothing.
    expect(await mayContact([...form, fact(wish)], { channel: 'email' })).toMatchObject({ why: 'unconfirmed' })
  })
})

describe('a call back', () => {
  const after = async (answer: CallAnswer) => {
    const events = eventsFromCall(await theNumber(), answer, by).map((event) => fact(ConsentEvent.parse(event)))
    return mayContact([...form, ...events])
  }
  test('a yes confirms the number, for calls and SMS, and not the mailbox', async () => {
    expect(await after('yes')).toMatchObject({ kind: 'permitted' })
    const events = eventsFromCall(await theNumber(), 'yes', by).map((event) => fact(event))
    expect(await mayContact([...form, ...events], { channel: 'sms' })).toMatchObject({ kind: 'permitted' })
    expect(await mayContact([...form, ...events], { channel: 'email' })).toMatchObject({ why: 'unconfirmed' })
  })
  test('a no is a withdrawal, somebody else on the line closes the number, nobody changes nothing', async () => {
    expect(await after('no')).toMatchObject({ why: 'withdrawn' })
    expect(await after('other')).toMatchObject({ why: 'contact-point-reported' })
    expect(await after('nobody')).toMatchObject({ why: 'unconfirmed' })
  })
})
