import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { textFrom, utf8 } from '@shared/base/bytes'
import { isMissing, oneAtATime, replaceFile } from './durable'
import type { Vault } from './vault'

/** How a try ended. The same shape for a wrong PIN and for one tried too soon: neither says how near it was. */
export type PinTry = { readonly right: boolean; readonly waitMs: number }

/** What brings the device back from the customer's hands. Known to the main process alone, and only as a scrypt hash. */
export type ReturnPin = {
  readonly isSet: () => boolean
  /** With no PIN set, everything is right. */
  readonly check: (pin: string | null) => Promise<PinTry>
  /** Sets another one, or none, once the one that holds was right. */
  readonly change: (next: string | null, current: string | null) => Promise<PinTry>
}

const Kept = z.object({
  v: z.literal(1),
  pin: z.object({ salt: z.base64(), hash: z.base64() }).nullable(),
  /** Wrong ones in a row. Kept on the disk: starting anew gives no fresh tries. */
  failures: z.int().nonnegative(),
  failedAt: z.number(),
})
type Kept = z.infer<typeof Kept>

const BOUND = 'return-pin'
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 5 * 60_000

/** One second after the first wrong one, then twice as long each time, up to five minutes. */
const waitAfter = (failures: number): number =>
  failures === 0 ? 0 : Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS)

/** `now` in milliseconds. The file is sealed by the vault: a short PIN alone would not stand a search. */
export async function openReturnPin(path: string, vault: Vault, now: () => number = Date.now): Promise<ReturnPin> {
  let kept = await read(path, vault)
  const inTurn = oneAtATime()
  const keep = async (next: Kept): Promise<void> => {
    await replaceFile(path, vault.seal(utf8(JSON.stringify(next)), BOUND))
    kept = next
  }

  async function attempt(pin: string | null): Promise<PinTry> {
    if (kept.pin === null) return { right: true, waitMs: 0 }
    // Hashed also when it is too soon: the time an answer takes tells nothing.
    const hash = await hashOf(pin ?? '', Buffer.from(kept.pin.salt, 'base64'))
    const isRight = timingSafeEqual(hash, Buffer.from(kept.pin.hash, 'base64'))
    // A clock that was set back makes nobody wait longer than the longest wait.
    const passed = Math.max(0, now() - kept.failedAt)
    const waitMs = Math.max(0, waitAfter(kept.failures) - passed)
    if (waitMs > 0) return { right: false, waitMs: Math.ceil(waitMs) }
    if (isRight) {
      if (kept.failures > 0) await keep({ ...kept, failures: 0 })
      return { right: true, waitMs: 0 }
    }
    await keep({ ...kept, failures: kept.failures + 1, failedAt: now() })
    return { right: false, waitMs: waitAfter(kept.failures) }
  }

  return {
    isSet: () => kept.pin !== null,
    check: (pin) => inTurn(() => attempt(pin)),
    change: (next, current) =>
      inTurn(async () => {
        const tried = await attempt(current)
        if (!tried.right) return tried
        const salt = randomBytes(16)
        const pin =
          next === null ? null : { salt: salt.toString('base64'), hash: (await hashOf(next, salt)).toString('base64') }
        await keep({ v: 1, pin, failures: 0, failedAt: 0 })
        return tried
      }),
  }
}

/** A quarter of a second on a small machine, 32 MiB: RFC 7914 with N = 2^15, r = 8, p = 1. */
const hashOf = (pin: string, salt: Uint8Array): Promise<Buffer> =>
  new Promise((done, failed) => {
    const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }
    scrypt(pin.normalize('NFC'), salt, 32, cost, (error, hash) => (error ? failed(error) : done(hash)))
  })

async function read(path: string, vault: Vault): Promise<Kept> {
  let sealed: Buffer
  try {
    sealed = await readFile(path)
  } catch (error) {
    if (isMissing(error)) return { v: 1, pin: null, failures: 0, failedAt: 0 }
    throw error
  }
  const plain = vault.open(new Uint8Array(sealed), BOUND)
  // A damaged lock is not an open one.
  if (plain === null) throw new Error('The return PIN of this workstation is damaged. Nothing was changed.')
  return Kept.parse(JSON.parse(textFrom(plain)))
}
