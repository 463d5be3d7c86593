import { describe, expect, test } from 'vitest'
import { ConsentEvent } from '@shared/consent/event'
import { instantFrom } from '@shared/terms/time'
import { stopEvent } from '../../../renderer/features/rights/stop'
import { anna, anna2, given, mailbox, mara, mayCall, mobile, registerOf } from './stopping'

const at = instantFrom(Date.parse('2026-06-01T10:00:00.000Z'))
const said = { subject: anna, by: 'phone' as const, at, recordedBy: mara }

describe('a person says stop', () => {
  test('everything is an objection, as wide as it goes', () => {
    const event = stopEvent({ kind: 'everything' }, said)
    expect(ConsentEvent.parse(event)).toMatchObject({
      type: 'objection-raised',
      by: 'phone',
      reach: { purposes: 'all', channels: 'all', contactPoints: 'all' },
    })
  })

  test('one way stops on that number for whoever shares it, and leaves the other ways alone', async () => {
    const stop = stopEvent({ kind: 'point', channel: 'phone', contactPoint: mobile }, said)
    const facts = [
      given('2026-03-01T10:00:00.000Z'),
      given('2026-03-01T10:00:00.000Z', { channel: 'email', contactPoint: mailbox }),
      given('2026-03-01T10:00:00.000Z', { subject: anna2 }),
    ]
    expect(await mayCall(registerOf(facts), anna, 'phone')).toBe(true)
    const after = registerOf(facts, stop)
    expect(await mayCall(after, anna, 'phone')).toBe(false)
    expect(await mayCall(after, anna2, 'phone')).toBe(false)
    expect(await mayCall(after, anna, 'email')).toBe(true)
  })

  test('every consent taken back reaches every purpose and every way', async () => {
    const stop = stopEvent({ kind: 'consents' }, said)
    expect(stop.type).toBe('consent-withdrawn')
    const after = registerOf([given('2026-03-01T10:00:00.000Z')], stop)
    expect(await mayCall(after, anna, 'phone')).toBe(false)
  })
})
