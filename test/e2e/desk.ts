import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, type Page, test as base, expect } from '@playwright/test'
import type { Language } from '@shared/terms/language'
import { type Running, type Wanted, electronBinary, startBrowser, startElectron } from './hosts'

export { expect } from '@playwright/test'

/** One workstation under test: its window, and what can be done to it from outside. */
export type Desk = {
  readonly page: Page
  readonly folder: string
  /** Ends the host without warning and starts it again on the same folder, the same port and the same profile. */
  readonly killAndStart: () => Promise<void>
  /** The same, but the host ends in order. */
  readonly restart: () => Promise<void>
  readonly goTo: (hash: string) => Promise<void>
}

export type DeskWishes = {
  readonly language?: Language
  readonly theme?: 'light' | 'dark'
  readonly serverUrl?: string
  readonly enrolmentCode?: string
}

type Fixtures = {
  language: Language
  theme: 'light' | 'dark'
  serverUrl: string | undefined
  /** Starts workstations; all of them are watched and ended with the test. */
  openDesk: (wishes?: DeskWishes) => Promise<Desk>
  desk: Desk
}

/**
 * Every test of this suite watches its windows: a request beyond their own origin, a breach of the content policy or an
 * error on the page fails it, whatever else it was about.
 */
export const test = base.extend<Fixtures>({
  language: ['de', { option: true }],
  theme: ['light', { option: true }],
  serverUrl: [undefined, { option: true }],

  openDesk: async ({ language, theme, serverUrl }, give, info) => {
    const isElectron = info.project.name === 'electron'
    test.skip(isElectron && electronBinary() === null, 'There is no Electron binary on this machine.')
    const start = isElectron ? startElectron : startBrowser
    const faults: string[] = []
    const scratch: string[] = []
    const running = new Set<Running>()

    await give(async (wishes = {}) => {
      const folder = mkdtempSync(join(tmpdir(), 'desk-'))
      scratch.push(folder)
      const wanted = (port: number): Wanted => ({
        folder: join(folder, 'records'),
        profile: join(folder, 'profile'),
        language: wishes.language ?? language,
        theme: wishes.theme ?? theme,
        serverUrl: wishes.serverUrl ?? serverUrl,
        enrolmentCode: wishes.enrolmentCode,
        port,
      })
      const begin = async (port: number): Promise<Running> => {
        const one = await start(wanted(port), (context) => watch(context, faults))
        running.add(one)
        await one.page.locator('main').first().waitFor()
        return one
      }
      let now = await begin(0)
      const again = async (end: 'kill' | 'close'): Promise<void> => {
        await now[end]()
        running.delete(now)
        now = await begin(now.port)
      }
      return {
        get page() {
          return now.page
        },
        folder: join(folder, 'records'),
        killAndStart: () => again('kill'),
        restart: () => again('close'),
        goTo: async (hash) => {
          await now.page.evaluate((to) => (location.hash = to), hash)
        },
      }
    })

    for (const one of running) await one.close()
    for (const folder of scratch) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    expect(faults).toEqual([])
  },

  desk: async ({ openDesk }, give) => {
    await give(await openDesk())
  },
})

/** Writes down everything this window does that it must not. */
async function watch(context: BrowserContext, faults: string[]): Promise<void> {
  context.on('request', (request) => {
    const url = new URL(request.url())
    const own = url.protocol === 'app:' || (url.protocol === 'http:' && url.hostname === '127.0.0.1')
    const inMemory = url.protocol === 'data:' || url.protocol === 'blob:'
    const page = context.pages()[0]?.url() ?? 'about:blank'
    const sameOrigin = page === 'about:blank' || url.origin === new URL(page).origin || url.protocol === 'app:'
    if (!inMemory && !(own && sameOrigin)) faults.push(`request to ${url.origin}`)
  })
  context.on('console', (message) => {
    // Chromium says each breach on the console, those of workers included.
    if (/Content Security Policy/i.test(message.text())) faults.push(message.text())
  })
  context.on('weberror', (error) => faults.push(error.error().message))
  await context.exposeBinding('tellBreach', (_source, what: string) => void faults.push(what))
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (breach) => {
      const tell = (globalThis as unknown as { tellBreach: (what: string) => void }).tellBreach
      tell(`breach of ${breach.effectiveDirective} by ${breach.blockedURI || breach.sourceFile}`)
    })
  })
}
