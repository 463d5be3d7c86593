import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { type IncomingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decode, encode } from '@msgpack/msgpack'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { channels } from '@shared/ipc/channels'
import { type LoopbackHost, serveLoopback } from '../../../electron/ipc/serve-loopback'
import { bench, meeting, registered } from '../services/facts'
import { newAct } from '../services/leaves'

let desk: Awaited<ReturnType<typeof bench>>
let renderer: string
let host: LoopbackHost
let origin: string

let said: string[]
beforeEach(async () => {
  said = []
  vi.spyOn(console, 'error').mockImplementation((text: unknown) => void said.push(String(text)))
  desk = await bench()
  renderer = await mkdtemp(join(tmpdir(), 'renderer-'))
  await mkdir(join(renderer, 'assets'))
  await writeFile(join(renderer, 'index.html'), '<!doctype html><title>desk</title>')
  await writeFile(join(renderer, 'assets', 'a-1234.js'), '1')
  await writeFile(join(renderer, '..', 'outside.txt'), 'outside')
  await symlink('/etc/hostname', join(renderer, 'leads-outside'))
  host = await serveLoopback({ workstation: await desk.open(), renderer, port: 0 })
  origin = `http://127.0.0.1:${host.port}`
})
afterEach(async () => {
  vi.restoreAllMocks()
  await host.close()
  await desk.sweep()
  await rm(renderer, { recursive: true })
})

type Got = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer }

/** By hand, because `fetch` chooses Host itself and tidies paths. */
const get = (
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: Uint8Array } = {},
): Promise<Got> =>
  new Promise((done, fail) => {
    const asked = request({ host: '127.0.0.1', port: host.port, path, method, headers, agent: false }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () =>
        done({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
      )
    })
    asked.on('error', fail)
    asked.end(body)
  })

const tokenPath = () => host.launchUrl.slice(origin.length)
async function cookie(): Promise<string> {
  const { headers } = await get(tokenPath())
  return (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? ''
}
const msgpack = { 'content-type': 'application/msgpack' }
const asking = (session: string, ask: unknown, more: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { cookie: session, origin, ...msgpack, ...more },
  body: encode(ask),
})

test('the launch address works once and leaves a cookie no script can read and no other site can send', async () => {
  const first = await get(tokenPath())
  expect(first.status).toBe(303)
  expect(first.headers.location).toBe('/')
  expect(first.headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/)
  expect((await get(tokenPath())).status).toBe(403)
  expect((await get('/__launch?token=guessed')).status).toBe(403)
  expect((await get('/__launch')).status).toBe(403)
  const session = (first.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? ''
  expect(session).not.toContain(new URL(host.launchUrl).searchParams.get('token') ?? '-')
})

test('without the cookie nothing is given out, not even the page', async () => {
  for (const path of ['/', '/assets/a-1234.js', '/__news']) expect((await get(path)).status).toBe(403)
  expect((await get('/__ask/app:describe', asking('', {}))).status).toBe(403)
  expect((await get('/', { headers: { cookie: `consent-session-${host.port}=guessed` } })).status).toBe(403)
})

test('a foreign Host is turned away before anything else', async () => {
  const session = await cookie()
  for (const name of ['evil.example', `evil.example:${host.port}`, 'localhost', `localhost:${host.port}`, '127.0.0.1'])
    expect((await get('/', { headers: { host: name, cookie: session } })).status).toBe(421)
  expect((await get(tokenPath(), { headers: { host: 'evil.example' } })).status).toBe(421)
})

test('a foreign Origin, or none on a question, is refused even with the cookie', async () => {
  const session = await cookie()
  for (const foreign of [
    'http://evil.example',
    'null',
    `http://localhost:${host.port}`,
    `https://127.0.0.1:${host.port}`,
  ])
    expect((await get('/__ask/app:describe', asking(session, {}, { origin: foreign }))).status).toBe(403)
  expect(
    (await get('/__ask/app:describe', { method: 'POST', headers: { cookie: session, ...msgpack }, body: encode({}) }))
      .status,
  ).toBe(403)
  expect((await get('/', { headers: { cookie: session, origin: 'http://evil.example' } })).status).toBe(403)
})

test('nothing outside the renderer is served, however the path is spelled', async () => {
  const session = await cookie()
  const headers = { cookie: session }
  for (const path of ['/../outside.txt', '/..%2foutside.txt', '/%2e%2e/outside.txt', '/assets/..%5c..%5coutside.txt'])
    expect((await get(path, { headers })).status, path).toBe(403)
  for (const path of ['/%00', '/%', '/leads-outside', '/c:/windows/win.ini'])
    expect((await get(path, { headers })).status, path).toBe(403)
  expect((await get('/assets', { headers })).status).toBe(404)
  expect((await get('/not-there', { headers })).status).toBe(404)
  expect((await get('//etc/hostname', { headers })).status).toBe(404)
})

test('only the sentences of the contract are answered, and only if they are well formed', async () => {
  const session = await cookie()
  for (const channel of ['app:forget', 'constructor', '__proto__', 'toString', ''])
    expect((await get(`/__ask/${channel}`, asking(session, {}))).status).toBe(404)
  expect((await get('/__ask/app:describe', { headers: { cookie: session } })).status).toBe(405)
  expect((await get('/', { method: 'DELETE', headers: { cookie: session } })).status).toBe(405)
  expect((await get('/__ask/app:describe', asking(session, {}, { 'content-type': 'text/plain' }))).status).toBe(415)
  expect((await get('/__ask/journal:read', asking(session, { after: -1, limit: 5 }))).status).toBe(400)
  expect((await get('/__ask/app:describe', { ...asking(session, {}), body: Uint8Array.of(0xc1) })).status).toBe(400)
})

test('what is wrong with a question is said without repeating a word of it', async () => {
  const session = await cookie()
  const broken = { ...registered(), details: { givenName: 'Anna', familyName: 7 } }
  const { status, body } = await get('/__ask/journal:record', asking(session, { act: newAct(), events: [broken] }))
  expect([status, String(body)]).toEqual([400, '400\n'])
  expect(said).toHaveLength(1)
  expect(said[0]).toContain('events.0.details.familyName invalid_type')
  expect(said[0]).not.toContain('Anna')
})

describe('with the cookie', () => {
  test('the page and its parts are served under the whole policy', async () => {
    const headers = { cookie: await cookie() }
    for (const path of ['/', '/assets/a-1234.js', '/not-there']) {
      const got = await get(path, { headers })
      const policy = got.headers['content-security-policy'] ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("worker-src 'self'")
      expect(policy).not.toContain("'unsafe-inline'")
      expect(policy).not.toContain("'unsafe-eval'")
      expect(got.headers['cross-origin-opener-policy']).toBe('same-origin')
      expect(got.headers['cross-origin-embedder-policy']).toBe('require-corp')
      expect(got.headers['x-content-type-options']).toBe('nosniff')
    }
    expect((await get('/', { headers })).headers['content-type']).toBe('text/html; charset=utf-8')
  })

  test('every channel of the contract has an answer behind it', async () => {
    const session = await cookie()
    for (const channel of channels) expect((await get(`/__ask/${channel}`, asking(session, {}))).status).not.toBe(404)
    const described = await get('/__ask/app:describe', asking(session, {}))
    expect(decode(described.body)).toMatchObject({ host: 'loopback', operator: { name: 'Mara' } })
    expect((await get('/__ask/draft:keep', asking(session, { draft: meeting() }))).status).toBe(200)
  })

  test('bytes cross as bytes, and news comes on its line', async () => {
    const session = await cookie()
    const bytes = new Uint8Array(100_000).map((_, i) => i)
    const kept = await get('/__ask/evidence:keep', asking(session, { bytes, kind: 'scan', media: 'image/png' }))
    const { id, key } = decode(kept.body) as { id: string; key: string }
    const opened = decode((await get('/__ask/evidence:open', asking(session, { id, key }))).body)
    expect(Buffer.compare((opened as { bytes: Uint8Array }).bytes, bytes)).toBe(0)

    const line = await fetch(`${origin}/__news`, { headers: { cookie: session } })
    const reader = (line.body ?? new ReadableStream<Uint8Array>()).getReader()
    await get('/__ask/journal:record', asking(session, { act: newAct(), events: [registered()] }))
    let text = ''
    while (!text.includes('journal:grew')) text += Buffer.from((await reader.read()).value ?? []).toString()
    expect(text).toContain('event: journal:grew\ndata: {"head":1}\n\n')
    await reader.cancel()
  })
})

test('a port that is taken is an error, never another port', async () => {
  const other = await bench()
  await expect(serveLoopback({ workstation: await other.open(), renderer, port: host.port })).rejects.toThrow(
    'EADDRINUSE',
  )
  await other.sweep()
})
