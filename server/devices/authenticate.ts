import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { utf8 } from '@shared/base/bytes'
import { proofText } from '@shared/sync/protocol'
import { Refusal } from '../problem'
import { type Device, findAnywhere } from './devices'
import { verifies } from './ed25519'

/** A proof is good for this long, either way, by the server's clock; devices learn that clock from `hello`. */
const FRESH_MS = 5 * 60_000

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export type AskedBy = {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly body: Uint8Array
  readonly header: string | undefined
}

/**
 * Which workstation is speaking? Whether it is still welcome is asked by the routes: one that was sent away may bring
 * what it has, and learns nothing. A proof binds one request (method, path, body) to one
 * device, once. Nonces are remembered while their time is fresh; a proof from before this server started is refused,
 * so that a restart forgets nothing that could still be played back.
 */
export function deviceAuthentication(pool: Pool, clock: () => number): (ask: AskedBy) => Promise<Device> {
  const startedAt = clock()
  const seen = new Map<string, number>()

  return async ({ method, path, body, header }) => {
    const [device = '', incarnation = '', time = '', nonce = '', signature = ''] = header?.split('.') ?? []
    if (!UUID.test(device) || !/^\d{1,9}$/.test(incarnation) || !/^\d{1,15}$/.test(time) || nonce.length < 16)
      throw new Refusal('bad-proof')
    const known = await findAnywhere(pool, device, Number(incarnation))
    if (!known) throw new Refusal('unknown-device')

    const bodyHash = createHash('sha256').update(body).digest('hex')
    const signed = utf8(proofText({ method, path, bodyHash, time, nonce }))
    if (!verifies(known.publicKey, signed, Buffer.from(signature, 'base64url'))) throw new Refusal('bad-proof')

    const [now, then, name] = [clock(), Number(time), `${device}.${incarnation}.${nonce}`]
    if (Math.abs(now - then) > FRESH_MS || then < startedAt || seen.has(name)) throw new Refusal('replayed')
    forgetStale(seen, now)
    seen.set(name, then)
    return known
  }
}

/** Nonces arrive about in the order of their times; the first one still fresh ends the walk. */
function forgetStale(seen: Map<string, number>, now: number): void {
  for (const [name, then] of seen) {
    if (now - then <= FRESH_MS) return
    seen.delete(name)
  }
}
