import type { Bytes } from '../base/bytes'

/**
 * Authenticated encryption handed in by the runtime (AES-256-GCM, 12 random bytes in front, tag behind).
 * `bound` is what the sealed bytes belong to; opened for anything else, they do not open.
 */
export type Sealer = {
  readonly newKey: () => Bytes
  readonly seal: (key: Bytes, plain: Bytes, bound: string) => Bytes
  /** Null if the key is another one, the bytes were changed, or they belong elsewhere. */
  readonly open: (key: Bytes, sealed: Bytes, bound: string) => Bytes | null
}

/** What a payload is bound to: the leaf it explains. */
export const boundToLeaf = (eventId: string): string => `payload:${eventId}`

/** What evidence is bound to. Its name is the hash of the sealed bytes, so it can only say what it is. */
export const BOUND_EVIDENCE = 'evidence'
