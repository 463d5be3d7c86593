import { randomBytes, randomUUID } from 'node:crypto'
import { decode, encode } from '@msgpack/msgpack'
import { type Bytes, utf8 } from '@shared/base/bytes'
import {
  DEVICE_PROOF,
  type Hello,
  PullAnswer,
  PushAnswer,
  type PushAsk,
  type SessionAnswer,
  WireProblem,
  proofText,
} from '@shared/sync/protocol'
import { ControllerId, DeviceId, type SubjectId } from '@shared/terms/ids'
import { newPrivateKey, signerFrom } from '../../server/devices/ed25519'
import { type Pen, newPen } from '../../server/own/pen'
import { idOf } from '../../server/ledger/check-leaf'
import type { Server } from '../../server/main'

export const MUSTER = ControllerId.parse('muster')

/** The server said no. */
export class SaidNo extends Error {
  constructor(readonly problem: WireProblem) {
    super(problem.type)
  }
}

/** Workstations learn each other's keys by pulling; here they have them from the start. */
const keys = new Map<SubjectId, Bytes>()

/** A key that came along with what was pulled. */
export const learnKey = (subject: SubjectId, key: Bytes): void => void keys.set(subject, key)

const newNonce = (): string => randomBytes(16).toString('base64url')

/** A workstation reduced to its wire: writes leaves in memory and asks the server as the real one does. */
export type Desk = Pen & {
  readonly session: () => Promise<SessionAnswer>
  readonly have: (ids: readonly string[]) => Promise<string[]>
  readonly putBlob: (sealed: Uint8Array, chunk?: number) => Promise<void>
  readonly push: (ask: Omit<PushAsk, 'incarnation' | 'lost'> & { lost?: PushAsk['lost'] }) => Promise<PushAnswer>
  readonly pull: (after: number) => Promise<PullAnswer>
  readonly sign: (bytes: Uint8Array) => Uint8Array
  /** The header that proves a request. */
  readonly proof: (method: string, path: string, time?: number, body?: Uint8Array, nonce?: string) => string
  readonly send: (method: 'GET' | 'POST', path: string, body?: Uint8Array, proof?: ProofChange) => Promise<Response>
}

/** What a test may do to a proof before it is sent. */
export type ProofChange = { readonly header?: string; readonly nonce?: string; readonly time?: number }

export async function newDesk(server: Server, tenant: ControllerId = MUSTER): Promise<Desk> {
  const signer = signerFrom(newPrivateKey())
  const device = { device: DeviceId.parse(randomUUID()), incarnation: 0 }
  const code = await server.newCode(tenant)
  const enrolled = await fetch(`${server.url}/v1/devices/enrol`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      code,
      ...device,
      publicKey: Buffer.from(signer.publicKey).toString('base64'),
      proofOfPossession: Buffer.from(signer.sign(utf8(`enrol\n${code}\n${device.device}`))).toString('base64'),
    }),
  })
  if (!enrolled.ok) throw new SaidNo(WireProblem.parse(await enrolled.json()))

  const proof: Desk['proof'] = (
    method,
    path,
    time = server.parts.clock(),
    body = new Uint8Array(),
    nonce = newNonce(),
  ) => {
    const text = proofText({ method, path, bodyHash: idOf(body), time: String(time), nonce })
    const signature = Buffer.from(signer.sign(utf8(text))).toString('base64url')
    return [device.device, device.incarnation, time, nonce, signature].join('.')
  }
  const send: Desk['send'] = (method, path, body = new Uint8Array(), change = {}) =>
    fetch(server.url + path, {
      method,
      headers: {
        [DEVICE_PROOF]: change.header ?? proof(method, path, change.time, body, change.nonce),
        ...(method === 'POST' ? { 'content-type': 'application/msgpack' } : {}),
      },
      ...(method === 'POST' ? { body: new Uint8Array(body) } : {}),
    })
  const answered = async (response: Response): Promise<Response> => {
    if (!response.ok) throw new SaidNo(WireProblem.parse(await response.json()))
    return response
  }
  const json = (value: unknown): Uint8Array => utf8(JSON.stringify(value))
  const unpacked = async (response: Response): Promise<unknown> =>
    decode(await (await answered(response)).arrayBuffer())

  const pen = newPen({ tenant, device, signer, clock: server.parts.clock, keys })
  return {
    ...pen,
    send,
    proof,
    sign: signer.sign,
    session: async () =>
      (await (
        await answered(await send('POST', '/v1/session', json({ incarnation: 0, head: { seq: -1, id: null } })))
      ).json()) as SessionAnswer,
    have: async (ids) => {
      const response = await answered(await send('POST', '/v1/blobs/have', json({ ids })))
      return ((await response.json()) as { missing: string[] }).missing
    },
    putBlob: async (sealed, chunk = sealed.length) => {
      const id = idOf(sealed)
      for (let offset = 0; offset < sealed.length; offset += chunk) {
        const bytes = sealed.slice(offset, offset + chunk)
        await unpacked(
          await send('POST', '/v1/blobs', encode({ chunks: [{ id, total: sealed.length, offset, bytes }] })),
        )
      }
    },
    push: async (ask) =>
      PushAnswer.parse(await unpacked(await send('POST', '/v1/events', encode({ incarnation: 0, lost: [], ...ask })))),
    pull: async (after) => PullAnswer.parse(await unpacked(await send('GET', `/v1/events?after=${after}`))),
  }
}

export const hello = async (server: Server): Promise<Hello> =>
  (await (await fetch(`${server.url}/v1/hello`)).json()) as Hello
