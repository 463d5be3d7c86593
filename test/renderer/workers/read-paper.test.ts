import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import { chromium, type Browser, type Page } from '@playwright/test'
import { PDFDocument } from 'pdf-lib'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readCatalogue } from '../../../electron/services/catalogue'
import { contentPolicy } from '../../../electron/security/content-policy'
import { fixturePages, truthsIn } from '../../builders/paper'

/** The reading worker in a real window, under the policy of the program, with no network but our own origin. */
const browserPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const root = resolve(import.meta.dirname, '../../..')
const scratch = mkdtempSync(join(tmpdir(), 'read-paper-window-'))
const kinds: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
}

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

let server: Server
let browser: Browser | undefined
let page: Page
const asked: string[] = []
const violations: string[] = []
const files = new Map<string, Uint8Array>()

/** As `scripts/vendor.mjs` lays them out, straight from the packages. */
const vendored: readonly (readonly [RegExp, string])[] = [
  [/^\/tesseract\/core\//, 'node_modules/tesseract.js-core/'],
  [/^\/tesseract\/lang\/(?=(\w+))/, 'node_modules/@tesseract.js-data/'],
  [/^\/tesseract\//, 'node_modules/tesseract.js/dist/'],
  [/^\/zxing\//, 'node_modules/zxing-wasm/dist/reader/'],
  [/^\/pdfjs\/(?=pdf\.worker)/, 'node_modules/pdfjs-dist/legacy/build/'],
  [/^\/pdfjs\//, 'node_modules/pdfjs-dist/'],
]

function pathOf(url: string): string {
  const found = vendored.find(([pattern]) => pattern.test(url))
  if (!found) return join(scratch, url)
  const rest = url.replace(found[0], '')
  const language = url.startsWith('/tesseract/lang/') ? `${rest.slice(0, 3)}/4.0.0_best_int/` : ''
  return join(root, found[1], language, rest)
}

beforeAll(async () => {
  await build({
    root: resolve(import.meta.dirname, 'page'),
    base: './',
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    resolve: { alias: { '@shared': resolve(root, 'shared') } },
    worker: { format: 'es' },
    build: { outDir: scratch, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  })
  server = createServer(({ url = '/' }, answer) => {
    const path = decodeURIComponent(new URL(url, 'http://x').pathname)
    const bytes = files.get(path)
    const at = pathOf(path === '/' ? '/index.html' : path)
    if (!bytes && !(existsSync(at) && statSync(at).isFile())) return void answer.writeHead(404).end()
    answer.setHeader('Content-Security-Policy', contentPolicy)
    answer.setHeader('Content-Type', kinds[extname(at)] ?? 'application/octet-stream')
    answer.end(bytes ?? readFileSync(at))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  if (!existsSync(browserPath)) return
  browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] })
  page = await browser.newPage()
  page.on('request', (request) => asked.push(request.url()))
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) violations.push(message.text())
  })
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
})
afterAll(async () => {
  await browser?.close()
  server.close()
  rmSync(scratch, { recursive: true })
})

const installed = readCatalogue(join(root, 'resources'))
async function read(name: string, bytes: Uint8Array, cancelAfter?: number) {
  files.set(`/${name}`, bytes)
  const { forms } = await installed
  return page.evaluate(([url, known, after]) => readHere(url, known, after), [`/${name}`, forms, cancelAfter] as const)
}
const scan = (id: string): Uint8Array => readFileSync(join(fixturePages, `${id}.jpg`))
const bad = (name: string): Uint8Array => readFileSync(join(fixturePages, '../bad', name))

describe.runIf(existsSync(browserPath))('paper read in a window', () => {
  test.each(['dev-016', 'dev-009'])(
    '%s: boxes, signature and proposals, with the very bytes of the file',
    async (id) => {
      const { outcome, pages } = await read(`${id}.jpg`, scan(id))
      expect(outcome).toEqual({ kind: 'read', pages: 1 })
      const [found] = pages
      const truth = truthsIn(fixturePages).find((one) => one.id === id)
      expect(found?.image).toEqual({ media: 'image/jpeg', bytes: scan(id).length })
      expect(found?.reading).toMatchObject({ registered: true, problems: [], template: { serial: truth?.serial } })
      for (const { name, state } of truth?.boxes ?? []) {
        const may = { ticked: ['marked', 'unclear'], empty: ['empty', 'unclear'], void: ['unclear'] }[state]
        expect(may, name).toContain(found?.reading.boxes[name])
      }
      const right = truth?.fields.filter(
        ({ name, value }) => value !== '' && found?.reading.fields[name]?.text === value,
      )
      expect(right?.length).toBeGreaterThanOrEqual(1)
      // The engine for print and its languages are loaded when a page is read whole, and not before.
      expect(asked.filter((url) => url.includes('/tesseract/'))).toEqual([])
    },
  )

  test('a PDF comes page by page, each shown as a picture', async () => {
    const stack = await PDFDocument.create()
    for (const id of ['dev-017', 'dev-023', 'dev-017'])
      stack.addPage([595, 842]).drawImage(await stack.embedJpg(scan(id)), { x: 0, y: 0, width: 595, height: 842 })
    stack.addPage([300, 400])
    const { outcome, pages, most } = await read('stack.pdf', await stack.save())
    expect(outcome).toEqual({ kind: 'read', pages: 4 })
    expect(pages.map(({ page, pages }) => [page, pages])).toEqual([1, 2, 3, 4].map((n) => [n, 4]))
    expect(pages.map(({ reading }) => reading.template?.serial)).toEqual([
      'CNS428252',
      'CNS354008',
      'CNS428252',
      undefined,
    ])
    expect(pages[3]?.reading.problems).toEqual([{ key: 'paper.blank-page' }])
    expect(pages.every(({ image }) => image?.media === 'image/jpeg' && image.bytes > 1000)).toBe(true)
    expect(most).toBe(1)
  })

  test('a printed form nobody wrote on, as a PDF of letters and lines, is empty all over', async () => {
    const { pages } = await read('blank.pdf', readFileSync(join(fixturePages, '../blank-NEWS-fr.pdf')))
    const [found] = pages
    expect(found?.reading).toMatchObject({ registered: true, problems: [], signature: { state: 'absent' } })
    expect(new Set(Object.values(found?.reading.boxes ?? {}))).toEqual(new Set(['empty']))
    expect(new Set(Object.values(found?.reading.fields ?? {}).map(({ text }) => text))).toEqual(new Set(['']))
  })

  test.each([
    ['zero_byte.jpg', 'paper.empty-file'],
    ['text.png', 'paper.not-an-image'],
    ['jpeg_truncated_40pct.jpg', 'paper.damaged'],
    ['pdf_truncated.pdf', 'paper.damaged'],
    ['encrypted_user_pw.pdf', 'paper.encrypted'],
  ])('%s is refused: %s', async (name, key) => {
    const { outcome, pages } = await read(name, bad(name))
    expect(outcome).toMatchObject({ kind: 'refused', problem: { key } })
    expect(pages).toEqual([])
  })

  test.each([
    ['multipage_g4.tif', 3],
    ['phone.heic', 1],
  ])('%s is decoded here and shown as JPEG, every page', async (name, count) => {
    const { outcome, pages } = await read(name, bad(name))
    expect(outcome).toEqual({ kind: 'read', pages: count })
    expect(pages.map(({ image, reading }) => [image?.media, reading.template?.version])).toEqual(
      Array.from({ length: count }, () => ['image/jpeg', 3]),
    )
  })

  test('told to stop, it stops, and the next file is read', async () => {
    const stack = await PDFDocument.create()
    for (let i = 0; i < 30; i++) stack.addPage([300, 400])
    const { outcome, pages } = await read('long.pdf', await stack.save(), 3)
    expect(outcome).toEqual({ kind: 'cancelled' })
    expect(pages.length).toBe(3)
    expect((await read('next.jpg', scan('dev-016'))).outcome).toEqual({ kind: 'read', pages: 1 })
    await page.evaluate(() => stopHere())
    expect((await read('again.jpg', scan('dev-016'))).outcome).toEqual({ kind: 'read', pages: 1 })
  })

  test('nothing left our own origin, and nothing offended the policy of the window', () => {
    const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    expect(asked.filter((url) => !url.startsWith(here) && !url.startsWith('data:'))).toEqual([])
    expect(asked.some((url) => url.includes('/zxing/'))).toBe(true)
    expect(violations).toEqual([])
  })
})
