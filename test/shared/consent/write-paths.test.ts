import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Change, eventsFromChange } from '@shared/consent/change'
import { type ConsentEvent, type RecordedEvent, isYes } from '@shared/consent/event'
import { detailsToday } from '@shared/consent/person-today'
import { gatherRecord } from '@shared/consent/record'
import { type Reconsent, reconsentFor } from '@shared/consent/reconsent'
import { type Channel, type ContactPoint, channels, sameContactPoint } from '@shared/terms/contact-point'
import { anna2, fact, given, mara, sourceOf } from '../../builders/facts'
import { registered } from '../../builders/life-facts'
import { rules } from '../../builders/rules'
import { type Reading, type Sheet, goesOnlyWhereAllowed, opensOnlyWhatWasSaid } from './write-path-properties'
import { points, today } from './write-paths'

/** A tenth of what `npm run bench` runs (`test/bench/write-paths.bench.ts`). */
const runs = 1_000

describe('over sequences of edits on every way into the record', () => {
  test('nothing is permitted for a value nobody said yes to', () =>
    fc.assert(opensOnlyWhatWasSaid(), { numRuns: runs }))

  test('no sheet that asks again goes over a way that is denied', async () => {
    const over = new Map<string, number>()
    const count = (way: string) => void over.set(way, (over.get(way) ?? 0) + 1)
    const seen = ({ routes }: Reconsent) => {
      if (routes.length === 0) count('none')
      for (const { way } of routes) count(way)
    }
    await fc.assert(goesOnlyWhereAllowed(reconsentFor, seen), { numRuns: runs })
    // The sequences are worth it: sheets come up on every way, and sometimes on none.
    expect(over.get('in-person') ?? 0).toBeGreaterThan(60)
    for (const way of [...channels, 'none']) expect(over.get(way) ?? 0, way).toBeGreaterThan(0)
  })
})

describe('what is wrong on purpose is caught', () => {
  const caught = async (property: fc.IAsyncProperty<unknown[]>) =>
    (await fc.check(property, { numRuns: 10_000, seed: 20261125 })).failed

  test('a screen that writes the new number over the old one', async () => {
    const overwriting: Reading = (facts) => {
      const ended = facts.find(({ event }) => event.type === 'contact-point-ended' && event.why === 'replaced')
      const added = facts.find(({ event, act }) => event.type === 'contact-point-added' && act === ended?.act)
      if (ended?.event.type !== 'contact-point-ended' || added?.event.type !== 'contact-point-added') return facts
      const [from, to] = [ended.event.contactPoint, added.event.contactPoint]
      return facts.map((told) =>
        isYes(told.event) && sameContactPoint(told.event.contactPoint, from)
          ? { ...told, event: { ...told.event, contactPoint: to } }
          : told,
      )
    }
    expect(await caught(opensOnlyWhatWasSaid(overwriting))).toBe(true)
  })

  test('a link that gives each the yes of the other', async () => {
    const fused: Reading = (facts) =>
      facts.map((told) => (isYes(told.event) ? { ...told, event: { ...told.event, subject: anna2 } } : told))
    expect(await caught(opensOnlyWhatWasSaid(fused))).toBe(true)
  })

  test('an import that believes what stood there', async () => {
    const believing: Reading = (facts) =>
      facts.map((told) =>
        told.event.type === 'consent-claimed' && told.event.contactPoint
          ? {
              ...given('2026-02-03', {
                subject: told.event.subject,
                channel: told.event.channel,
                contactPoint: told.event.contactPoint,
              }),
            }
          : told,
      )
    // Claims are about the usual points, so at least the number of the cast is asked about.
    expect(await caught(opensOnlyWhatWasSaid(believing))).toBe(true)
  })

  test('a sheet that is sent wherever they can be reached', async () => {
    const everywhere: Sheet = (record, ...rest) => {
      const sheet = reconsentFor(record, ...rest)
      const to = points.filter(({ kind }) => kind !== 'phone').map((one) => ({ way: one.kind as 'email', to: one }))
      return sheet && { ...sheet, routes: [...sheet.routes, ...to] }
    }
    expect(await caught(goesOnlyWhereAllowed(everywhere))).toBe(true)
  })

  test('a sheet by letter to whoever has an address', async () => {
    const byLetter: Sheet = (record, ...rest) => {
      const sheet = reconsentFor(record, ...rest)
      const address = points.find(({ kind }) => kind === 'post')
      return sheet && { ...sheet, routes: [...sheet.routes, { way: 'post', to: address as ContactPoint }] }
    }
    expect(await caught(goesOnlyWhereAllowed(byLetter))).toBe(true)
  })
})

describe('what happened, and what there is to ask again', () => {
  const mobile: ContactPoint = { kind: 'phone', value: '+491701234567' }
  const newMobile: ContactPoint = { kind: 'phone', value: '+491709999999' }
  const mailbox: ContactPoint = { kind: 'email', value: 'anna.keller@example.org' }
  const address: ContactPoint = { kind: 'post', value: 'Lindenweg 4, 89073 Ulm' }
  const saidYes = (channel: Channel) => given('2026-03-01T10:00:00.000Z', { subject: anna2, channel })
  const known = registered('2026-01-01', { language: 'fr' }, anna2)

  async function sheetAfter(change: Change, facts: readonly RecordedEvent[]): Promise<Reconsent | null> {
    const details = detailsToday(facts)
    if (!details) throw new Error('nobody')
    const at = given('2026-06-01T10:00:00.000Z').event.stated.notBefore
    const events = eventsFromChange(change, { subject: anna2, details, at, recordedBy: mara })
    const happened = events.map((event: ConsentEvent) => fact(event, 77_777))
    const record = await gatherRecord(anna2, sourceOf([...facts, ...happened]))
    return reconsentFor(record, rules, happened, { on: today })
  }

  test('a new number: calls and SMS are asked again, by e-mail too because that is open', async () => {
    const facts = [known, saidYes('phone'), saidYes('sms'), saidYes('email')]
    const sheet = await sheetAfter({ kind: 'new-contact-point', from: mobile, to: newMobile }, facts)
    expect(sheet?.language).toBe('fr')
    expect(sheet?.lost).toEqual([
      { purpose: 'offers', channel: 'phone', was: mobile, now: newMobile, why: 'contact-point-ended' },
      { purpose: 'offers', channel: 'sms', was: mobile, now: newMobile, why: 'contact-point-ended' },
    ])
    expect(sheet?.routes).toEqual([{ way: 'in-person' }, { way: 'email', to: mailbox }, { way: 'post', to: address }])
    expect(sheet?.closed).toEqual(['phone', 'sms'])
  })

  test('one more number beside the old one takes nothing away', async () => {
    const facts = [known, saidYes('phone')]
    expect(await sheetAfter({ kind: 'new-contact-point', from: null, to: newMobile }, facts)).toBeNull()
  })

  test('a number that was written down wrongly: the yes was for digits that reach somebody else', async () => {
    const facts = [known, saidYes('phone')]
    const sheet = await sheetAfter({ kind: 'wrong-contact-point', from: mobile, to: newMobile }, facts)
    expect(sheet?.lost).toMatchObject([{ channel: 'phone', was: mobile, now: newMobile }])
    expect(sheet?.routes).toEqual([{ way: 'in-person' }, { way: 'post', to: address }])
  })

  test("a number reported as somebody else's: asked without one, and never over it", async () => {
    const facts = [known, saidYes('phone'), saidYes('sms')]
    const sheet = await sheetAfter({ kind: 'not-theirs', contactPoint: mobile, as: 'someone-elses' }, facts)
    expect(sheet?.lost).toMatchObject([{ now: null }, { now: null }])
    expect(sheet?.routes.map(({ way }) => way)).toEqual(['in-person', 'post'])
  })

  test('who moved is asked about letters to the new address', async () => {
    const to: ContactPoint = { kind: 'post', value: 'Gasse 1, 1010 Wien' }
    const facts = [known, saidYes('post'), saidYes('email')]
    const sheet = await sheetAfter({ kind: 'moved', from: address, to, country: 'AT' }, facts)
    expect(sheet?.lost).toMatchObject([{ channel: 'post', was: address, now: to }])
    expect(sheet?.routes).toContainEqual({ way: 'email', to: mailbox })
  })

  test('a new name asks nothing again', async () => {
    const change = { kind: 'new-name', after: { givenName: 'Anna', familyName: 'Vogel' } } as const
    expect(await sheetAfter(change, [known, saidYes('phone')])).toBeNull()
  })

  test('who changes employer is asked about the new mailbox of the new one', async () => {
    const next: ContactPoint = { kind: 'email', value: 'keller@new.example' }
    const facts = [known, saidYes('email'), saidYes('phone')]
    const sheet = await sheetAfter({ kind: 'new-employer', old: [mailbox], to: next }, facts)
    expect(sheet?.lost).toMatchObject([{ channel: 'email', was: mailbox, now: next }])
    expect(sheet?.routes.map(({ way }) => way)).toEqual(['in-person', 'phone', 'post'])
  })

  test('after a death there is something lost, and nobody may ask', async () => {
    const sheet = await sheetAfter({ kind: 'died' }, [known, saidYes('phone')])
    expect(sheet?.lost).toHaveLength(1)
    expect(sheet?.routes).toEqual([])
  })
})
