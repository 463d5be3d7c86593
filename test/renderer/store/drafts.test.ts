import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { KeptDraft } from '@shared/capture/draft'
import { draftKeeper } from '../../../renderer/store/drafts'
import { newMeeting } from '../../../renderer/store/new-meeting'

/** A host whose disk takes as long as the test says. */
function slowHost() {
  const disk = new Map<string, string>()
  const writes: string[] = []
  const release: (() => void)[] = []
  let slow = false
  return {
    disk,
    writes,
    beSlow: () => (slow = true),
    finish: () => release.splice(0).forEach((done) => done()),
    ask: {
      'draft:keep': async ({ draft }: { draft: KeptDraft }) => {
        if (slow) await new Promise<void>((done) => release.push(done))
        const name = draft.kind === 'meeting' ? draft.person.familyName : ''
        writes.push(name)
        disk.set(draft.id, name)
        return {}
      },
      'draft:list': async () => ({ drafts: [] }),
      'draft:discard': async ({ id }: { id: string }) => {
        disk.delete(id)
        return {}
      },
    },
  }
}

const start = newMeeting('de')
const called = (familyName: string) => ({ ...start, person: { ...start.person, familyName } })

describe('drafts', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('a burst of keys is one write, and it is on its way within 150 ms of the first key', async () => {
    const host = slowHost()
    const drafts = draftKeeper(host.ask)
    for (const typed of ['K', 'Ke', 'Kel', 'Kell']) {
      drafts.change(called(typed))
      await vi.advanceTimersByTimeAsync(20)
    }
    await vi.advanceTimersByTimeAsync(70)
    expect(host.writes).toEqual(['Kell'])
  })

  test('somebody who never stops typing is kept all the same', async () => {
    const host = slowHost()
    const drafts = draftKeeper(host.ask)
    for (let i = 1; i <= 30; i++) {
      drafts.change(called('x'.repeat(i)))
      await vi.advanceTimersByTimeAsync(50)
    }
    expect(host.writes.length).toBeGreaterThan(10)
  })

  test('an older state is never written over a newer one, however slow the disk', async () => {
    const host = slowHost()
    const drafts = draftKeeper(host.ask)
    host.beSlow()
    const first = drafts.keep(called('first'))
    await vi.advanceTimersByTimeAsync(0)
    const second = drafts.keep(called('second'))
    await vi.advanceTimersByTimeAsync(0)
    const third = drafts.keep(called('third'))
    for (let i = 0; i < 3; i++) {
      host.finish()
      await vi.advanceTimersByTimeAsync(0)
    }
    await Promise.all([first, second, third])
    expect(host.writes).toEqual(['first', 'third'])
  })

  test('a discarded draft does not come back, neither from a write under way nor from a late key', async () => {
    const host = slowHost()
    const drafts = draftKeeper(host.ask)
    host.beSlow()
    void drafts.keep(called('Keller'))
    await vi.advanceTimersByTimeAsync(0)
    const gone = drafts.discard(start.id)
    host.finish()
    await gone
    drafts.change(called('Kellermann'))
    await vi.advanceTimersByTimeAsync(500)
    host.finish()
    expect(host.disk.size).toBe(0)
  })

  test('a write that fails is told and tried again with the next change', async () => {
    const host = slowHost()
    let full = true
    const drafts = draftKeeper({
      ...host.ask,
      'draft:keep': async (ask) => (full ? Promise.reject(new Error('disk full')) : host.ask['draft:keep'](ask)),
    })
    const heard: boolean[] = []
    drafts.onTrouble((_, trouble) => heard.push(trouble))
    await expect(drafts.keep(called('Keller'))).rejects.toThrow('disk full')
    full = false
    await drafts.keep(called('Keller'))
    expect(heard).toEqual([true, false])
    expect(host.disk.get(start.id)).toBe('Keller')
  })
})
