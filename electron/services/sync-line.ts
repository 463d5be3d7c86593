import { createPublicKey, verify } from 'node:crypto'
import { decode, encode } from '@msgpack/msgpack'
import { textFrom, utf8 } from '@shared/base/bytes'
import type { ServerLine } from '@shared/sync/line'
import type { SyncPorts } from '@shared/sync/ports'
import {
  BlobAnswer,
  BlobsHaveAnswer,
  GiveBackAnswer,
  PullAnswer,
  PushAnswer,
  SessionAnswer,
} from '@shared/sync/protocol'
import { idOf } from './journal-index'
import type { Request, Transport } from './transport'
import type { Services } from './workstation'

type Asking = Pick<Transport, 'ask'>

/** The messages of sync as the transport carries them: control as JSON, what holds bytes as MessagePack. */
export function lineOver({ ask }: Asking): ServerLine {
  const json = async (path: string, value: unknown): Promise<unknown> => {
    const answer = await ask({ method: 'POST', path, body: utf8(JSON.stringify(value)) })
    return JSON.parse(textFrom(new Uint8Array(answer)))
  }
  const packed = async (path: string, value: unknown): Promise<unknown> => {
    const request: Request = { method: 'POST', path, body: encode(value), type: 'application/msgpack' }
    return decode(await ask(request))
  }
  return {
    session: async (asked) => SessionAnswer.parse(await json('/v1/session', asked)),
    missing: async (ids) => BlobsHaveAnswer.parse(await json('/v1/blobs/have', { ids })).missing,
    putChunks: async (chunks) => BlobAnswer.parse(await packed('/v1/blobs', { chunks })).complete,
    push: async (asked) => PushAnswer.parse(await packed('/v1/events', asked)),
    pull: async (after) => PullAnswer.parse(decode(await ask({ method: 'GET', path: `/v1/events?after=${after}` }))),
    giveBack: async (asked) => GiveBackAnswer.parse(await packed('/v1/recovery', asked)),
  }
}

/** `publicKey` is raw Ed25519 in base64. */
export function verifies(publicKey: string, signed: Uint8Array, signature: Uint8Array): boolean {
  const x = Buffer.from(publicKey, 'base64').toString('base64url')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  return verify(null, signed, key, signature)
}

/** This workstation as sync sees it. `receiptKey` is the key of the server that let it in. */
export function portsFor(
  { journal, keyring, evidence, device }: Pick<Services, 'journal' | 'keyring' | 'evidence' | 'device'>,
  line: ServerLine,
  receiptKey: string,
): SyncPorts {
  return { journal, keyring, evidence, device, line, receiptKey, idOf, verifies }
}
