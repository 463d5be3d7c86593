import { createCipheriv, createPublicKey, verify } from 'node:crypto'
import { joined, utf8 } from '@shared/base/bytes'
import type { ProofCrypto } from '@shared/proof/check'

/** Ed25519 and AES-256-GCM as Node has them. */
export const nodeProofCrypto: ProofCrypto = {
  verify: async (publicKey, signed, signature) => {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') }
    return verify(null, signed, createPublicKey({ key: jwk, format: 'jwk' }), signature)
  },
  reseal: async (key, nonce, plain, bound) => {
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    cipher.setAAD(utf8(bound))
    return joined(nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag())
  },
}
