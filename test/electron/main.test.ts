import { EventEmitter, once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { channels } from '@shared/ipc/channels'
import { must } from '@shared/base/never'

/**
 * The real main-process file, with a stand-in for Electron that writes down what it was told. What Chromium makes of it
 * is the business of the suite that runs in Electron; what we ask of it is checked here, on every machine.
 */
const told = vi.hoisted(() => ({
  schemes: [] as unknown[],
  windows: [] as { options: Record<string, unknown>; contents: unknown }[],
  handlers: new Map<string, (event: unknown, raw: unknown) => Promise<unknown>>(),
  request: null as
    null | ((contents: unknown, permission: string, answer: (granted: boolean) => void, details: object) => void),
  check: null as
    | null
    | ((contents: unknown, permission: string, origin: string, details: { mediaType: string | undefined }) => boolean),
  device: null as null | (() => boolean),
  beforeRequest: null as null | ((details: { url: string }, answer: (verdict: { cancel: boolean }) => void) => void),
  protocol: null as null | ((request: Request) => Promise<Response>),
  sandboxed: false,
  kiosk: [] as boolean[],
  loaded: [] as string[],
  switches: new Map<string, string>(),
  app: null as null | (EventEmitter & { quit: () => void }),
}))

vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events')
  class Contents extends Emitter {
    openHandler: () => { action: string } = () => ({ action: 'allow' })
    sent: unknown[][] = []
    setWindowOpenHandler = (handler: () => { action: string }) => void (this.openHandler = handler)
    isDestroyed = () => false
    send = (...words: unknown[]) => void this.sent.push(words)
  }
  const app = Object.assign(new Emitter(), {
    isPackaged: true,
    name: 'consent-workstation',
    commandLine: {
      getSwitchValue: (name: string) => told.switches.get(name) ?? '',
      hasSwitch: (name: string) => told.switches.has(name),
    },
    setPath: (_name: string, path: string) => void told.switches.set('userData', path),
    getPath: () => must(told.switches.get('userData'), 'a data folder'),
    requestSingleInstanceLock: () => true,
    enableSandbox: () => void (told.sandboxed = true),
    whenReady: async () => undefined,
    quit: () => undefined,
    exit: (code: number) => {
      throw new Error(`exit ${code}`)
    },
  })
  told.app = app
  class BrowserWindow extends Emitter {
    webContents = new Contents()
    constructor(options: Record<string, unknown>) {
      super()
      told.windows.push({ options, contents: this.webContents })
      app.emit('web-contents-created', {}, this.webContents)
    }
    show = () => undefined
    isMinimized = () => false
    isDestroyed = () => false
    setKiosk = (kiosk: boolean) => void told.kiosk.push(kiosk)
    setMenuBarVisibility = () => undefined
    focus = () => undefined
    loadURL = async (url: string) => {
      told.loaded.push(url)
      app.emit('stub-loaded')
    }
  }
  return {
    app,
    BrowserWindow,
    Menu: { buildFromTemplate: () => ({}), setApplicationMenu: () => undefined },
    dialog: { showErrorBox: (_title: string, text: string) => app.emit('stub-error', text) },
    ipcMain: { handle: (name: string, handler: never) => void told.handlers.set(name, handler) },
    protocol: { registerSchemesAsPrivileged: (schemes: unknown[]) => void told.schemes.push(...schemes) },
    safeStorage: { isEncryptionAvailable: () => false, encryptString: () => '', decryptString: () => '' },
    session: {
      defaultSession: {
        setPermissionRequestHandler: (handler: never) => void (told.request = handler),
        setPermissionCheckHandler: (handler: never) => void (told.check = handler),
        setDevicePermissionHandler: (handler: never) => void (told.device = handler),
        webRequest: { onBeforeRequest: (handler: never) => void (told.beforeRequest = handler) },
        protocol: { handle: (_scheme: string, handler: never) => void (told.protocol = handler) },
      },
    },
  }
})

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'main-'))
  told.switches.set('user-data-dir', folder)
  vi.stubEnv('CONSENT_SERVER_URL', 'http://127.0.0.1:9')
  await import('../../electron/main')
  const app = must(told.app, 'the app')
  if (told.loaded.length === 0)
    await Promise.race([
      once(app, 'stub-loaded'),
      once(app, 'stub-error').then(([text]) => Promise.reject(new Error(String(text)))),
    ])
})
afterAll(async () => {
  const app = must(told.app, 'the app')
  const ended = new Promise((done) => (app.quit = () => done(undefined)))
  app.emit('will-quit', { preventDefault: () => undefined })
  await ended
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true })
})

const window = () => must(told.windows[0], 'the window')
type Contents = EventEmitter & { openHandler: () => { action: string }; sent: unknown[][] }
const contents = () => window().contents as Contents

test('there is one window, sandboxed, apart from Node and from the preload script', () => {
  expect(told.windows).toHaveLength(1)
  expect(told.sandboxed).toBe(true)
  expect(window().options['webPreferences']).toMatchObject({
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    contextIsolation: true,
    sandbox: true,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    spellcheck: false,
    devTools: false,
  })
  expect(told.loaded).toEqual(['app://workstation/'])
  expect(told.schemes).toEqual([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ])
})

test('--user-data-dir decides where the records are', async () => {
  const { readdir } = await import('node:fs/promises')
  expect(await readdir(join(folder, 'workstation'))).toEqual(expect.arrayContaining(['device.json', 'journal', 'keys']))
})

describe('the scheme', () => {
  const ask = (url: string, method = 'GET') => must(told.protocol, 'a handler')({ url, method } as Request)

  test.each([
    ['app://workstation/', 'GET'],
    ['app://workstation/not-there', 'GET'],
    ['app://elsewhere/', 'GET'],
    ['app://workstation/../package.json', 'GET'],
    ['app://workstation/', 'POST'],
  ])('%s (%s) is answered under the whole policy', async (url, method) => {
    const { headers } = await ask(url, method)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')/)
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('nothing but the renderer of this program is served', async () => {
    expect((await ask('app://elsewhere/')).status).toBe(403)
    expect((await ask('app://workstation.evil/')).status).toBe(403)
    expect((await ask('app://workstation/..%2f..%2fpackage.json')).status).toBe(403)
    expect((await ask('app://workstation/../../package.json')).status).toBe(403)
    expect((await ask('app://workstation/', 'POST')).status).toBe(405)
  })
})

test('every permission is refused but full screen, copying and the camera without sound, and those only to us', () => {
  const ours = { getURL: () => 'app://workstation/#/capture' }
  const others = { getURL: () => 'https://evil.example/' }
  const asked = (from: unknown, permission: string, details: object = {}): boolean => {
    let granted = true
    must(told.request, 'a handler')(from, permission, (answer) => (granted = answer), details)
    return granted
  }
  const checked = (permission: string, origin: string, mediaType?: string): boolean =>
    must(told.check, 'a handler')(null, permission, origin, { mediaType })
  for (const permission of [
    'media',
    'geolocation',
    'notifications',
    'midi',
    'hid',
    'serial',
    'usb',
    'openExternal',
    'fileSystem',
  ]) {
    expect(asked(ours, permission)).toBe(false)
    expect(checked(permission, 'app://workstation')).toBe(false)
  }
  expect(asked(ours, 'fullscreen')).toBe(true)
  expect(asked(others, 'fullscreen')).toBe(false)
  expect(checked('fullscreen', 'https://evil.example')).toBe(false)
  // A sheet is photographed; nobody is listened to.
  expect(asked(ours, 'media', { mediaTypes: ['video'] })).toBe(true)
  expect(checked('media', 'app://workstation', 'video')).toBe(true)
  for (const mediaTypes of [['audio'], ['video', 'audio'], []]) expect(asked(ours, 'media', { mediaTypes })).toBe(false)
  expect(checked('media', 'app://workstation', 'audio')).toBe(false)
  expect(asked(others, 'media', { mediaTypes: ['video'] })).toBe(false)
  expect(checked('media', 'https://evil.example', 'video')).toBe(false)
  expect(must(told.device, 'a handler')()).toBe(false)
})

test('the window reaches nothing beyond the program itself', () => {
  const cancelled = (url: string): boolean => {
    let verdict = { cancel: false }
    must(told.beforeRequest, 'a handler')({ url }, (answer) => (verdict = answer))
    return verdict.cancel
  }
  for (const url of [
    'https://example.org/',
    'http://127.0.0.1:47810/v1/hello',
    'ws://127.0.0.1/',
    'file:///etc/passwd',
    'app://elsewhere/',
    'blob:https://example.org/1',
    'devtools://devtools/bundled/x.html',
    'chrome://gpu',
  ])
    expect(cancelled(url), url).toBe(true)
  for (const url of ['app://workstation/index.html', 'blob:app://workstation/1', 'data:image/png;base64,AA'])
    expect(cancelled(url), url).toBe(false)
})

test('nothing navigates away, opens beside us or is embedded', () => {
  const prevented = (name: string, url: string): boolean => {
    let done = false
    contents().emit(name, { url, preventDefault: () => (done = true) })
    return done
  }
  for (const name of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
    expect(prevented(name, 'https://evil.example/')).toBe(true)
    expect(prevented(name, 'app://workstation.evil/')).toBe(true)
    expect(prevented(name, 'app://workstation/index.html')).toBe(false)
  }
  expect(prevented('will-attach-webview', 'app://workstation/')).toBe(true)
  expect(contents().openHandler()).toEqual({ action: 'deny' })
})

describe('the contract', () => {
  const frame = (over: object = {}) => ({ parent: null, url: 'app://workstation/', ...over })
  const ask = (channel: string, raw: unknown, event: object = { sender: contents(), senderFrame: frame() }) =>
    must(told.handlers.get(channel), channel)(event, raw)

  test('is answered in full and nothing beside it is open', async () => {
    expect([...told.handlers.keys()].sort()).toEqual([...channels].sort())
    expect(await ask('app:describe', {})).toMatchObject({ host: 'electron', operator: { name: 'Mara' } })
  })

  test.each([
    ['a frame inside the page', { senderFrame: frame({ parent: frame() }) }],
    ['another origin', { senderFrame: frame({ url: 'https://evil.example/' }) }],
    ['an origin that looks like ours', { senderFrame: frame({ url: 'app://workstation.evil/' }) }],
    ['a frame that is gone', { senderFrame: null }],
    ['another window', { sender: new EventEmitter() }],
  ])('is not answered to %s', async (_who, over) => {
    await expect(ask('app:describe', {}, { sender: contents(), senderFrame: frame(), ...over })).rejects.toThrow(
      'stranger',
    )
  })

  test('refuses what is not in it, and tells the window nothing of what failed inside', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    await expect(ask('journal:read', { after: -1, limit: 1 })).rejects.toThrow('not in the contract: after too_small')
    await expect(ask('proof:gather', { ids: ['ab'.repeat(32)] })).rejects.toThrow(/^proof:gather failed$/)
    said.mockRestore()
  })

  test('tells the window that the journal grew', async () => {
    const { registered } = await import('./services/facts')
    await ask('journal:record', { act: crypto.randomUUID(), events: [registered()] })
    expect(contents().sent).toContainEqual(['journal:grew', { head: 1 }])
  })

  test("in the customer's hands the window is the whole screen", async () => {
    const { cardFor, meeting } = await import('./services/facts')
    const draft = meeting()
    await ask('draft:keep', { draft })
    await ask('hand-over:begin', { draft: draft.id, card: await cardFor() })
    expect(await ask('hand-over:return', { pin: null })).toEqual({ returned: true, waitMs: 0 })
    expect(told.kiosk).toEqual([false, true, false])
  })
})
