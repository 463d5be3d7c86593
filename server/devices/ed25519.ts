import { type KeyObject, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { promisify } from 'node:util'

const keys = new Map<string, KeyObject>()

/** A raw Ed25519 public key (32 bytes) as Node wants it. Throws on anything else. */
function publicKeyFrom(raw: Uint8Array): KeyObject {
  const x = Buffer.from(raw).toString('base64url')
  const known = keys.get(x)
  if (known) return known
  if (raw.length !== 32) throw new Error('not an Ed25519 public key')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  keys.set(x, key)
  return key
}

export function verifies(publicKey: Uint8Array, signed: Uint8Array, signature: Uint8Array): boolean {
  return signature.length === 64 && verify(null, signed, publicKeyFrom(publicKey), signature)
}

/** The same beside the main thread: a batch has hundreds of them, and requests of others wait meanwhile. */
export async function verifiesAside(
  publicKey: Uint8Array,
  signed: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  return signature.length === 64 && (await verifyAside(null, signed, publicKeyFrom(publicKey), signature))
}

export type Signer = {
  readonly publicKey: Uint8Array
  readonly sign: (text: Uint8Array) => Uint8Array
  /** Beside the main thread. */
  readonly signAside: (text: Uint8Array) => Promise<Uint8Array>
}

const verifyAside = promisify(verify)
const signAside = promisify(sign)

export function newPrivateKey(): Uint8Array {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' })
}

/** From a private key as `newPrivateKey` made it (PKCS #8). */
export function signerFrom(privateKey: Uint8Array): Signer {
  const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' })
  const { x } = createPublicKey(key).export({ format: 'jwk' })
  return {
    publicKey: Buffer.from(x ?? '', 'base64url'),
    sign: (text) => sign(null, text, key),
    signAside: (text) => signAside(null, text, key),
  }
}
