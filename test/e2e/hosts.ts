import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type BrowserContext, type Page, _electron, chromium } from '@playwright/test'
import type { Language } from '@shared/terms/language'

export const home = resolve(import.meta.dirname, '../..')
const loopback = join(home, 'out/main/loopback.js')

/** Never ask the electron package where its binary is: since version 42 that downloads it. */
export function electronBinary(): string | null {
  const named = process.env['ELECTRON_EXEC_PATH']
  if (named && existsSync(named)) return named
  const path = join(home, 'node_modules/electron/path.txt')
  if (!existsSync(path)) return null
  const binary = join(home, 'node_modules/electron/dist', readFileSync(path, 'utf8').trim())
  return existsSync(binary) ? binary : null
}

export const chromiumBinary = (): string | undefined =>
  [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (path) => path !== undefined && existsSync(path),
  )

export const isRoot = process.getuid?.() === 0
const locales: Record<Language, string> = { fr: 'fr-FR', de: 'de-DE', en: 'en-GB' }

/** Nobody listens there: a desk that is meant to be alone is offline, not in touch with somebody's real server. */
const NOWHERE = 'http://127.0.0.1:9'

export type Wanted = {
  readonly folder: string
  readonly language: Language
  readonly theme: 'light' | 'dark'
  /** 0 for a free one. A window finds its IndexedDB again only under the port it had. */
  readonly port: number
  readonly serverUrl?: string | undefined
  readonly enrolmentCode?: string | undefined
  /** Kept by the browser: its profile. */
  readonly profile: string
}

/** A running workstation with its window. */
export type Running = {
  readonly page: Page
  readonly context: BrowserContext
  readonly port: number
  /** The address that opens a window, once. */
  readonly launchUrl: string | null
  /** As if the battery fell out: no word of warning to anybody. */
  readonly kill: () => Promise<void>
  readonly close: () => Promise<void>
}

const environment = (wanted: Wanted): Record<string, string> => ({
  ...(process.env as Record<string, string>),
  CONSENT_DATA_DIR: wanted.folder,
  CONSENT_PORT: String(wanted.port),
  CONSENT_SERVER_URL: wanted.serverUrl ?? NOWHERE,
  ...(wanted.enrolmentCode ? { CONSENT_ENROLMENT_CODE: wanted.enrolmentCode } : {}),
})

export async function startBrowser(
  wanted: Wanted,
  beforePages: (context: BrowserContext) => Promise<void>,
): Promise<Running> {
  if (!existsSync(loopback)) throw new Error('out/main/loopback.js is missing: run `npm run build` first')
  const host = spawn(process.execPath, [loopback, '--exit-with-stdin'], {
    env: environment(wanted),
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const { launchUrl, port } = await firstLine<{ launchUrl: string; port: number }>(host)
  const executablePath = chromiumBinary()
  const context = await chromium.launchPersistentContext(wanted.profile, {
    ...(executablePath ? { executablePath } : {}),
    args: isRoot ? ['--no-sandbox'] : [],
    headless: true,
    viewport: { width: 1366, height: 768 },
    locale: locales[wanted.language],
    colorScheme: wanted.theme,
  })
  await beforePages(context)
  const page = context.pages()[0] ?? (await context.newPage())
  await page.goto(launchUrl)
  return {
    page,
    context,
    port,
    launchUrl,
    kill: async () => {
      await ended(host, 'SIGKILL')
      await context.close()
    },
    close: async () => {
      await context.close()
      await ended(host, 'SIGTERM')
    },
  }
}

export async function startElectron(
  wanted: Wanted,
  beforePages: (context: BrowserContext) => Promise<void>,
): Promise<Running> {
  const executablePath = electronBinary()
  if (executablePath === null) throw new Error('no Electron binary')
  const app = await _electron.launch({
    executablePath,
    args: [
      '.',
      `--user-data-dir=${wanted.profile}`,
      `--lang=${locales[wanted.language]}`,
      ...(wanted.theme === 'dark' ? ['--force-dark-mode'] : []),
      ...(isRoot ? ['--no-sandbox'] : []),
    ],
    cwd: home,
    env: environment(wanted),
    locale: locales[wanted.language],
    colorScheme: wanted.theme,
  })
  await beforePages(app.context())
  const page = await app.firstWindow()
  await page.setViewportSize({ width: 1366, height: 768 })
  return {
    page,
    context: app.context(),
    port: 0,
    launchUrl: null,
    kill: () => groupEnded(app.process()),
    close: () => app.close(),
  }
}

/** What a program says on the first line of its standard output, when it is ready. */
export async function firstLine<T>(host: ChildProcess): Promise<T> {
  const line = await new Promise<string>((told, failed) => {
    let text = ''
    host.stdout?.on('data', (part: Buffer) => {
      text += part.toString()
      if (text.includes('\n')) told(text.slice(0, text.indexOf('\n')))
    })
    host.once('exit', (code) => failed(new Error(`the host ended with ${code}`)))
  })
  return JSON.parse(line) as T
}

async function ended(process: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return
  const end = new Promise((done) => process.once('exit', done))
  process.kill(signal)
  await end
}

/** Kills a program and all it started: Playwright gives an Electron a process group of its own. */
async function groupEnded(child: ChildProcess): Promise<void> {
  const end = new Promise((done) => child.once('exit', done))
  process.kill(-(child.pid ?? 0), 'SIGKILL')
  await end
}
