import { randomBytes, timingSafeEqual } from 'node:crypto'
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decode, encode } from '@msgpack/msgpack'
import { newsNames } from '@shared/ipc/channels'
import { securityHeaders } from '../security/content-policy'
import { readRendererFile } from '../services/renderer-files'
import { InCustomersHands } from '../services/customer-gate'
import type { OpenedWorkstation } from '../services/workstation'
import { NotInContract, answer, isChannel } from './answer'

/**
 * The workstation for a Chromium window: the renderer's files and the contract over HTTP, on this machine only.
 *
 * Any page in any browser of this machine can send requests here, so each must show four things: our own address as
 * Host (a foreign name pointed at 127.0.0.1 does not have it), the session cookie (only who holds the launch address
 * gets it, once), our own Origin for everything that asks, and a channel of the contract.
 */
export type LoopbackHost = {
  /** Opens the window: works once, for whoever comes first. */
  readonly launchUrl: string
  readonly port: number
  readonly close: () => Promise<void>
}

/** Scans come through here: a batch of pages is one PDF. */
const MAX_BODY_BYTES = 96 * 1024 * 1024

type Listening = {
  readonly workstation: OpenedWorkstation
  readonly renderer: string
  readonly authority: string
  readonly cookie: string
  readonly session: string
  readonly launch: { token: string | null }
  readonly lines: Set<ServerResponse>
}

export async function serveLoopback(options: {
  readonly workstation: OpenedWorkstation
  readonly renderer: string
  readonly port: number
}): Promise<LoopbackHost> {
  const server = createServer({ requestTimeout: 120_000 })
  const port = await listen(server, options.port)
  const token = secret()
  const here: Listening = {
    workstation: options.workstation,
    renderer: options.renderer,
    authority: `127.0.0.1:${port}`,
    // Cookies know no ports: with the port in its name, two hosts do not take each other's.
    cookie: `consent-session-${port}`,
    session: secret(),
    launch: { token },
    lines: new Set(),
  }
  const stop = newsNames.map((name) =>
    options.workstation.listen(name, (news) => {
      for (const line of here.lines) line.write(`event: ${name}\ndata: ${JSON.stringify(news)}\n\n`)
    }),
  )
  server.on('request', (request, response) => {
    respond(request, response, here).catch((error: unknown) => fail(response, error))
  })
  return {
    launchUrl: `http://${here.authority}/__launch?token=${token}`,
    port,
    close: async () => {
      for (const end of stop) end()
      for (const line of here.lines) line.end()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

const secret = (): string => randomBytes(32).toString('base64url')

/** A fixed port that is taken is an error: on another port the browser would find none of what it kept. */
const listen = (server: Server, port: number): Promise<number> =>
  new Promise((done, failed) => {
    server.once('error', failed)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed)
      done((server.address() as AddressInfo).port)
    })
  })

async function respond(request: IncomingMessage, response: ServerResponse, here: Listening): Promise<void> {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
  if (request.headers.host !== here.authority) return refuse(response, 421)
  const origin = `http://${here.authority}`
  const url = request.url ?? '/'
  // Not read by `new URL`, which would tidy `/../` away before it could be refused.
  const [path = '/', query = ''] = url.split('?', 2)
  const method = request.method ?? 'GET'

  if (path === '/__launch') return launch(response, new URLSearchParams(query).get('token'), here)
  if (!hasSession(request, here)) return refuse(response, 403)
  if (request.headers.origin !== undefined && request.headers.origin !== origin) return refuse(response, 403)

  if (path.startsWith('/__ask/')) {
    if (method !== 'POST') return refuse(response, 405)
    if (request.headers.origin !== origin) return refuse(response, 403)
    return ask(request, response, path.slice('/__ask/'.length), here)
  }
  if (method !== 'GET' && method !== 'HEAD') return refuse(response, 405)
  if (path === '/__news') return openLine(response, here)
  return file(response, path, method === 'HEAD', here)
}

async function launch(
  response: ServerResponse,
  token: string | null,
  { launch: kept, cookie, session }: Listening,
): Promise<void> {
  if (token === null || kept.token === null || !same(token, kept.token)) return refuse(response, 403)
  kept.token = null
  response.setHeader('Set-Cookie', `${cookie}=${session}; HttpOnly; SameSite=Strict; Path=/`)
  response.setHeader('Cache-Control', 'no-store')
  response.writeHead(303, { Location: '/' }).end()
}

function hasSession(request: IncomingMessage, { cookie, session }: Listening): boolean {
  const cookies = (request.headers.cookie ?? '').split(';').map((one) => one.trim())
  return cookies.some((one) => one.startsWith(`${cookie}=`) && same(one.slice(cookie.length + 1), session))
}

function same(a: string, b: string): boolean {
  const [one, two] = [Buffer.from(a), Buffer.from(b)]
  return one.length === two.length && timingSafeEqual(one, two)
}

async function ask(
  request: IncomingMessage,
  response: ServerResponse,
  channel: string,
  here: Listening,
): Promise<void> {
  if (!isChannel(channel)) return refuse(response, 404)
  if (request.headers['content-type'] !== 'application/msgpack') return refuse(response, 415)
  const body = await bodyOf(request)
  if (body === null) return refuse(response, 413)
  let raw: unknown
  try {
    raw = decode(body)
  } catch {
    return refuse(response, 400)
  }
  try {
    const answered = encode(await answer(here.workstation.ask, channel, raw), { ignoreUndefined: true })
    response.setHeader('Cache-Control', 'no-store')
    response.writeHead(200, { 'Content-Type': 'application/msgpack' }).end(answered)
  } catch (error) {
    // Locked: RFC 4918, 11.3.
    if (error instanceof InCustomersHands) return refuse(response, 423)
    if (!(error instanceof NotInContract)) throw error
    console.error(error.message)
    await refuse(response, 400)
  }
}

/** The whole body, or null if it is too large. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length
    if (length <= MAX_BODY_BYTES) parts.push(part)
  }
  return length > MAX_BODY_BYTES ? null : Buffer.concat(parts)
}

async function openLine(response: ServerResponse, { lines }: Listening): Promise<void> {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
  response.write('retry: 1000\n\n')
  lines.add(response)
  response.on('close', () => lines.delete(response))
}

async function file(response: ServerResponse, path: string, headOnly: boolean, { renderer }: Listening): Promise<void> {
  const found = await readRendererFile(renderer, path)
  if (found.kind !== 'file') return refuse(response, found.kind === 'missing' ? 404 : 403)
  // Names under assets/ carry a hash of their content; everything else may be another file tomorrow.
  response.setHeader('Cache-Control', path.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache')
  response.writeHead(200, { 'Content-Type': found.type, 'Content-Length': found.bytes.length })
  response.end(headOnly ? undefined : found.bytes)
}

/** Asynchronous only so that whoever refuses can end with it. */
async function refuse(response: ServerResponse, status: number): Promise<void> {
  response.setHeader('Connection', 'close')
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${status}\n`)
}

/** A bug, or an outage of the disk. The window is told that it failed; what and where stays here. */
function fail(response: ServerResponse, error: unknown): void {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error)
  if (response.headersSent) response.destroy()
  else void refuse(response, 500)
}
