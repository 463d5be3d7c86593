import type { Bytes } from '../base/bytes'

/** What is checked of a proof, in the order it is said. */
export const checkKeys = [
  'record-readable',
  'fingerprint',
  'leaf-ids',
  'device-signatures',
  'device-known',
  'commitments',
  'outlines',
  'chain',
  'notices',
  'evidence',
  'choices',
  'receipts',
  'server-known',
  'pages',
] as const
export type CheckKey = (typeof checkKeys)[number]

/** `absent`: there was nothing to check it by, which is neither good nor bad and is said. */
export type Check = {
  readonly key: CheckKey
  readonly state: 'passed' | 'failed' | 'absent'
  /** How many things were looked at. */
  readonly looked: number
  /** Ids or file names of those that do not hold. */
  readonly broken: readonly string[]
}

/** Handed in by whoever has the algorithms: Ed25519 and AES-256-GCM. */
export type ProofCrypto = {
  readonly verify: (publicKey: Bytes, signed: Bytes, signature: Bytes) => Promise<boolean>
  /** Nonce in front, tag behind, as everything sealed here. */
  readonly reseal: (key: Bytes, nonce: Bytes, plain: Bytes, bound: string) => Promise<Bytes>
}

/** What the checker knows from elsewhere. Without it a proof can only be checked against itself. */
export type Known = {
  /** Fingerprint the pages carry. */
  readonly fingerprint?: string
  /** Device keys the controller has enrolled (raw, base64). */
  readonly deviceKeys?: readonly string[]
  /** Keys the controller's server signs receipts with (raw, base64). */
  readonly receiptKeys?: readonly string[]
}

export const allHold = (checks: readonly Check[]): boolean => checks.every(({ state }) => state !== 'failed')

export function check(key: CheckKey, looked: number, broken: readonly string[]): Check {
  return { key, state: broken.length > 0 ? 'failed' : looked > 0 ? 'passed' : 'absent', looked, broken }
}

/** What cannot even be tried does not hold. */
export async function tried(work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work()
  } catch {
    return false
  }
}
