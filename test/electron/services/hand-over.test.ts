import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ChannelName, channels } from '@shared/ipc/channels'
import type { Workstation } from '@shared/ipc/contract'
import { DraftId } from '@shared/terms/ids'
import { InCustomersHands, guarded } from '../../../electron/services/customer-gate'
import type { Handed } from '../../../electron/services/hand-over'
import { openReturnPin } from '../../../electron/services/return-pin'
import { fileKeeper } from '../../../electron/services/secret-keeper'
import { openVault } from '../../../electron/services/vault'
import { bench, cardFor, given, karl, meeting, registered, withdrawn } from './facts'
import { newAct } from './leaves'

let desk: Awaited<ReturnType<typeof bench>>
beforeEach(async () => {
  desk = await bench()
})
afterEach(() => desk.sweep())

const view = { bytes: new Uint8Array([1, 2]), kind: 'rendered-view', media: 'application/json' } as const

describe("in the customer's hands", () => {
  test('everything but this draft is refused, also what will be added to the contract one day', async () => {
    const { ask, services } = await desk.open()
    const [draft, other] = [meeting(), meeting()]
    const before = await ask['evidence:keep'](view)
    await ask['draft:keep']({ draft })
    await ask['draft:keep']({ draft: other })
    await ask['hand-over:begin']({ draft: draft.id, card: await cardFor() })

    const full = { act: draft.act, events: [registered()] }
    const asks: Partial<Record<ChannelName, unknown>> = {
      'journal:read': { after: 0, limit: 10 },
      'evidence:open': { id: before.id, key: before.key },
      'draft:keep': { draft: other },
      'draft:discard': { id: other.id },
      'evidence:keep': { ...view, kind: 'scan', media: 'image/png' },
      'journal:record': { ...full, act: newAct() },
    }
    const its = ['hand-over:read', 'hand-over:return'] as const
    for (const channel of channels.filter((one) => !its.some((open) => open === one)))
      await expect(refusal(ask, channel, asks[channel] ?? {}), channel).resolves.toBeInstanceOf(InCustomersHands)

    // Of the channels that are open, what is not about this draft.
    const smuggled = { ...full, events: [registered(), withdrawn(karl)] }
    await expect(refusal(ask, 'journal:record', smuggled)).resolves.toBeInstanceOf(InCustomersHands)
    for (const part of [{ act: newAct() }, { subject: karl }])
      await expect(refusal(ask, 'draft:keep', { draft: { ...draft, ...part } })).resolves.toBeInstanceOf(
        InCustomersHands,
      )
    expect((await services.drafts.list()).map(({ id }) => id).sort()).toEqual([draft.id, other.id].sort())
    expect(services.journal.head()).toBe(0)
  })

  test('the choice is kept, recorded and said back, and the draft is gone', async () => {
    const { ask, services } = await desk.open()
    const draft = meeting()
    await ask['draft:keep']({ draft })
    await ask['hand-over:begin']({ draft: draft.id, card: await cardFor() })
    await ask['draft:keep']({ draft: { ...draft, typedName: 'Anna Keller' } })
    expect((await ask['hand-over:read']({})).handed?.state).toMatchObject({
      kind: 'choosing',
      draft: { typedName: 'Anna Keller' },
    })
    const evidence = await ask['evidence:keep'](view)
    const { entries } = await ask['journal:record']({ act: draft.act, events: [registered(), given(evidence)] })
    expect((await ask['hand-over:read']({})).handed).toMatchObject({
      draft: draft.id,
      card: { name: 'Anna Keller' },
      state: { kind: 'recorded', answers: [entries[1]] },
    })
    expect(await services.drafts.count()).toBe(0)
    await expect(refusal(ask, 'journal:read', { after: 0, limit: 10 })).resolves.toBeInstanceOf(InCustomersHands)

    expect(await ask['hand-over:return']({ pin: null })).toEqual({ returned: true, waitMs: 0 })
    expect((await ask['journal:read']({ after: 0, limit: 10 })).entries).toHaveLength(2)
  })

  test('somebody who leaves the flow leaves nothing, and the device is still to be taken back', async () => {
    const { ask, services } = await desk.open()
    const draft = meeting({ typedName: 'Anna Keller' })
    await ask['draft:keep']({ draft })
    await ask['hand-over:begin']({ draft: draft.id, card: await cardFor() })
    await ask['draft:discard']({ id: draft.id })
    expect((await ask['hand-over:read']({})).handed?.state).toEqual({ kind: 'ended' })
    expect(await services.drafts.count()).toBe(0)
    expect(services.journal.head()).toBe(0)
    await expect(refusal(ask, 'draft:list', {})).resolves.toBeInstanceOf(InCustomersHands)
  })

  test('a restart gives the desk to nobody', async () => {
    const first = await desk.open()
    const draft = meeting()
    await first.ask['return-pin:change']({ pin: '2468', current: null })
    await first.ask['draft:keep']({ draft })
    await first.ask['hand-over:begin']({ draft: draft.id, card: await cardFor() })
    await first.close()

    const again = await desk.open()
    await expect(refusal(again.ask, 'app:describe', {})).resolves.toBeInstanceOf(InCustomersHands)
    expect((await again.ask['hand-over:read']({})).handed?.state).toMatchObject({ kind: 'choosing', draft })
    expect((await again.ask['hand-over:return']({ pin: '1111' })).returned).toBe(false)
    await again.close()
    // Nor does it give fresh tries.
    const third = await desk.open()
    expect(await third.ask['hand-over:return']({ pin: '2468' })).toMatchObject({ returned: false })
  })

  test('no news of the desk is told', async () => {
    const { ask, listen } = await desk.open()
    const draft = meeting()
    await ask['draft:keep']({ draft })
    let told = 0
    listen('journal:grew', () => told++)
    await ask['hand-over:begin']({ draft: draft.id, card: await cardFor() })
    await ask['journal:record']({ act: draft.act, events: [registered()] })
    expect(told).toBe(0)
    await ask['hand-over:return']({ pin: null })
    await ask['journal:record']({ act: newAct(), events: [registered(karl)] })
    expect(told).toBe(1)
  })

  test('what the desk asked before is not answered to the customer', async () => {
    let handed: Handed | null = null
    let answerNow: (answer: unknown) => void = () => undefined
    const slow = { 'journal:read': () => new Promise((done) => (answerNow = done)) } as unknown as Workstation
    const late = refusal(guarded(slow, { now: () => handed }), 'journal:read', { after: 0, limit: 10 })
    handed = { v: 1, draft: meeting().id, act: newAct(), subject: null, card: await cardFor() }
    answerNow({ entries: ['somebody'] })
    expect(await late).toBeInstanceOf(InCustomersHands)
  })

  test('only a meeting that is on the disk and not yet recorded goes out of our hands', async () => {
    const { ask } = await desk.open()
    const card = await cardFor()
    await expect(ask['hand-over:begin']({ draft: DraftId.parse(meeting().id), card })).rejects.toThrow()
    const [known, done] = [{ ...meeting(), subject: karl }, meeting()]
    await ask['draft:keep']({ draft: known })
    await expect(ask['hand-over:begin']({ draft: known.id, card })).rejects.toThrow('somebody else')
    await ask['draft:keep']({ draft: done })
    await ask['journal:record']({ act: done.act, events: [registered()] })
    await expect(ask['hand-over:begin']({ draft: done.id, card })).rejects.toThrow()
    expect((await ask['hand-over:read']({})).handed).toBeNull()
  })
})

describe('the return PIN', () => {
  async function pinAt(clock: { now: number }) {
    const { services } = await desk.open()
    const vault = await openVault(join(services.folder, 'keys'), [fileKeeper])
    return openReturnPin(join(services.folder, 'hand-over', 'other.sealed'), vault, () => clock.now)
  }

  test('a wrong one waits, each time twice as long, and while waiting the right one is no better', async () => {
    const clock = { now: 1_000_000 }
    const pin = await pinAt(clock)
    await pin.change('2468', null)
    const waits: number[] = []
    for (let i = 0; i < 11; i++) {
      const tried = await pin.check('1357')
      expect(tried.right).toBe(false)
      waits.push(tried.waitMs)
      expect(await pin.check('2468')).toEqual(tried)
      clock.now += tried.waitMs
    }
    expect(waits.map((wait) => wait / 1_000)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
    expect(await pin.check('2468')).toEqual({ right: true, waitMs: 0 })
    expect((await pin.check('1357')).waitMs).toBe(1_000)
  })

  test('two tries at once are two tries', async () => {
    const pin = await pinAt({ now: 5 })
    await pin.change('2468', null)
    const both = await Promise.all([pin.check('1111'), pin.check('2468')])
    expect(both.map(({ right }) => right)).toEqual([false, false])
  })

  test('it is changed and removed only by whoever knows it', async () => {
    const { ask } = await desk.open()
    expect(await ask['return-pin:change']({ pin: '2468', current: null })).toEqual({ changed: true, waitMs: 0 })
    expect((await ask['hand-over:read']({})).pinSet).toBe(true)
    expect((await ask['return-pin:change']({ pin: null, current: null })).changed).toBe(false)
    await new Promise((done) => setTimeout(done, 1_050))
    expect((await ask['return-pin:change']({ pin: 'neunzehn', current: '2468' })).changed).toBe(true)
    expect((await ask['return-pin:change']({ pin: null, current: 'neunzehn' })).changed).toBe(true)
    expect((await ask['hand-over:read']({})).pinSet).toBe(false)
  })

  test('its letters stand in no file', async () => {
    const { ask, services } = await desk.open()
    await ask['return-pin:change']({ pin: '86420-letters', current: null })
    for (const name of await readdir(services.folder, { recursive: true, withFileTypes: true }))
      if (name.isFile())
        expect((await readFile(join(name.parentPath, name.name))).includes('86420-letters'), name.name).toBe(false)
  })
})

/** What a refused sentence rejects with; an answer is none. */
const refusal = async (ask: Workstation, channel: ChannelName, asked: unknown): Promise<unknown> => {
  try {
    await (ask[channel] as (asked: unknown) => Promise<unknown>)(asked)
    return 'answered'
  } catch (error) {
    return error
  }
}
