import { beforeAll, expect, test, vi } from 'vitest'

type Exposed = {
  ask: (channel: string, ask: unknown) => Promise<unknown>
  listen: (name: string, hear: (news: unknown) => void) => () => void
}

const bridge = vi.hoisted(() => ({
  exposed: new Map<string, Exposed>(),
  invoked: [] as unknown[][],
  heard: new Map<string, (event: unknown, news: unknown) => void>(),
}))
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, api: Exposed) => void bridge.exposed.set(name, api) },
  ipcRenderer: {
    invoke: async (...words: unknown[]) => bridge.invoked.push(words),
    on: (name: string, hear: () => void) => void bridge.heard.set(name, hear),
    off: (name: string) => void bridge.heard.delete(name),
  },
}))

let workstation: Exposed
beforeAll(async () => {
  await import('../../electron/preload/bridge')
  const exposed = bridge.exposed.get('workstation')
  if (exposed === undefined) throw new Error('nothing was exposed')
  workstation = exposed
})

test('the window gets two functions under one name, and not one thing more', () => {
  expect([...bridge.exposed.keys()]).toEqual(['workstation'])
  expect(Object.keys(workstation).sort()).toEqual(['ask', 'listen'])
})

test('only names of the contract go through', async () => {
  await workstation.ask('app:describe', {})
  await expect(workstation.ask('constructor', {})).rejects.toThrow('not in the contract')
  await expect(workstation.ask('ipc:anything', {})).rejects.toThrow('not in the contract')
  expect(bridge.invoked).toEqual([['app:describe', {}]])
  expect(() => workstation.listen('anything', () => undefined)).toThrow('not in the contract')
})

test('news arrives without the event it came with, and stops when asked', () => {
  const told: unknown[] = []
  const stop = workstation.listen('journal:grew', (...words: unknown[]) => told.push(words))
  bridge.heard.get('journal:grew')?.({ sender: 'secret' }, { head: 3 })
  expect(told).toEqual([[{ head: 3 }]])
  stop()
  expect(bridge.heard.size).toBe(0)
})
