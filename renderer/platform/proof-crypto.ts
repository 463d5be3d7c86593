import { joined, utf8 } from '@shared/base/bytes'
import type { ProofCrypto } from '@shared/proof/check'

/** Ed25519 and AES-256-GCM as the browser has them. */
export const webProofCrypto: ProofCrypto = {
  verify: async (publicKey, signed, signature) => {
    const key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify'])
    return crypto.subtle.verify('Ed25519', key, signature, signed)
  },
  reseal: async (key, nonce, plain, bound) => {
    const sealing = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt'])
    const how = { name: 'AES-GCM', iv: nonce, additionalData: utf8(bound), tagLength: 128 }
    return joined(nonce, new Uint8Array(await crypto.subtle.encrypt(how, sealing, plain)))
  },
}
