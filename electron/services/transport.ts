import { randomBytes } from 'node:crypto'
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { utf8 } from '@shared/base/bytes'
import { Refused } from '@shared/sync/line'
import { DEVICE_PROOF, Hello, WireProblem, proofText } from '@shared/sync/protocol'
import type { Device } from './device'
import { sha256Hex } from './digest'

/** The server did not answer, or not in a way that means anything. An outage: work goes on, sync tries again. */
export class Unreachable extends Error {}

export type Request = {
  readonly method: 'GET' | 'POST'
  /** With its query. */
  readonly path: string
  readonly body?: Uint8Array
  readonly type?: 'application/json' | 'application/msgpack'
}

/** Carries requests to one server and knows nothing of what is in them. Throws `Unreachable` or `Refused`. */
export type Transport = {
  readonly hello: () => Promise<Hello>
  /** Signed by this device; the body of the answer. */
  readonly ask: (request: Request) => Promise<Uint8Array>
  /** Not signed: for a device that is not enrolled yet. */
  readonly askUnsigned: (request: Request) => Promise<Uint8Array>
  readonly close: () => void
}

const SILENCE_MS = 20_000
const WHOLE_MS = 120_000
const MAX_ANSWER_BYTES = 80 * 1_048_576

/**
 * `serverUrl` is https, or http on this machine alone: keys of people travel in it. No proxy is taken from the
 * environment and no redirect is followed, so that what was meant for the controller's server goes there or nowhere.
 */
export function openTransport(serverUrl: string, device: Pick<Device, 'id' | 'incarnation' | 'sign'>): Transport {
  const base = new URL(serverUrl)
  const secure = base.protocol === 'https:'
  if (!secure && !(base.protocol === 'http:' && isThisMachine(base.hostname)))
    throw new Error('The address of the server must begin with https://, unless it is on this machine.')
  const agent = secure
    ? new HttpsAgent({ keepAlive: true, maxSockets: 3 })
    : new HttpAgent({ keepAlive: true, maxSockets: 3 })
  let clock: { readonly serverTime: number; readonly at: number } | null = null

  const send = (asked: Request, proof: string | null): Promise<Answered> =>
    new Promise((resolve, reject) => {
      const body = asked.body ?? new Uint8Array()
      const outgoing = (secure ? httpsRequest : httpRequest)(
        new URL(asked.path, base),
        {
          method: asked.method,
          agent,
          headers: {
            ...(proof === null ? {} : { [DEVICE_PROOF]: proof }),
            ...(asked.body ? { 'content-type': asked.type ?? 'application/json', 'content-length': body.length } : {}),
          },
        },
        (answer) => void collect(answer).then(resolve, fail),
      )
      const whole = setTimeout(() => outgoing.destroy(new Unreachable('too slow')), WHOLE_MS)
      const fail = (problem: unknown): void => {
        // A kept connection may have been closed at the other end just now: that is no outage. Every request may be
        // sent twice, so it is.
        if (outgoing.reusedSocket && isReset(problem)) reject(new StaleConnection())
        else reject(new Unreachable(problem instanceof Error ? problem.message : 'no answer'))
      }
      outgoing.setTimeout(SILENCE_MS, () => outgoing.destroy(new Unreachable('silent')))
      outgoing.on('error', fail)
      outgoing.on('close', () => clearTimeout(whole))
      outgoing.end(body)
    })

  const sendFresh = async (asked: Request, prove: () => string | null): Promise<Uint8Array> => {
    const answer = await send(asked, prove()).catch((problem: unknown) => {
      if (problem instanceof StaleConnection) return send(asked, prove())
      throw problem
    })
    return bodyOf(answer)
  }

  const hello = async (): Promise<Hello> => {
    const parsed = Hello.safeParse(jsonIn(await sendFresh({ method: 'GET', path: '/v1/hello' }, () => null)))
    if (!parsed.success) throw new Unreachable('this is not our server')
    clock = { serverTime: Date.parse(parsed.data.serverTime), at: performance.now() }
    return parsed.data
  }

  const proofOf = ({ method, path, body = new Uint8Array() }: Request): string => {
    if (clock === null) throw new Error('the time of the server is not known')
    const time = String(Math.round(clock.serverTime + performance.now() - clock.at))
    const nonce = randomBytes(16).toString('base64url')
    const signed = device.sign(utf8(proofText({ method, path, bodyHash: sha256Hex(body), time, nonce })))
    return [device.id, device.incarnation(), time, nonce, Buffer.from(signed).toString('base64url')].join('.')
  }

  return {
    hello,
    askUnsigned: (asked) => sendFresh(asked, () => null),
    ask: async (asked) => {
      if (clock === null) await hello()
      try {
        return await sendFresh(asked, () => proofOf(asked))
      } catch (problem) {
        if (!(problem instanceof Refused && problem.problem.type === 'replayed')) throw problem
        // A laptop's clock stands still while it sleeps, and the server may have been started anew: ask for the time.
        await hello()
        return sendFresh(asked, () => proofOf(asked))
      }
    },
    close: () => agent.destroy(),
  }
}

class StaleConnection extends Error {}

type Answered = { readonly status: number; readonly body: Uint8Array }

const isThisMachine = (host: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(host)

const isReset = (problem: unknown): boolean =>
  problem instanceof Error && 'code' in problem && (problem.code === 'ECONNRESET' || problem.code === 'EPIPE')

async function collect(answer: IncomingMessage): Promise<Answered> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of answer as AsyncIterable<Uint8Array>) {
    length += part.length
    if (length > MAX_ANSWER_BYTES) throw new Unreachable('an answer without end')
    parts.push(part)
  }
  // Cut off in the middle, Node ends the stream as if it were whole.
  if (!answer.complete) throw new Unreachable('cut off')
  return { status: answer.statusCode ?? 0, body: Buffer.concat(parts) }
}

function bodyOf({ status, body }: Answered): Uint8Array {
  if (status === 200) return body
  const problem = WireProblem.safeParse(jsonIn(body))
  if (!problem.success || problem.data.type === 'busy') throw new Unreachable(`status ${status}`)
  throw new Refused(problem.data)
}

function jsonIn(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return null
  }
}
