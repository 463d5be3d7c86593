import { sha256 } from '@noble/hashes/sha2.js'
import canonicalize from 'canonicalize'
import { type Bytes, hexFrom, utf8 } from '../base/bytes'
import { Hash } from '../terms/ids'
import type { Notice } from '../terms/notice'

/** One value, one text (RFC 8785), so that two machines hash the same letters. Throws on NaN and lone surrogates. */
export function canonical(value: unknown): Bytes {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('nothing to write down')
  return utf8(text)
}

export const sha256Of = (bytes: Uint8Array): Hash => Hash.parse(hexFrom(sha256(bytes)))

/**
 * What an event says it rests on: the hash of the exact words as they were released. The day they were retired came
 * later and is not among them, so that it changes no hash.
 */
export const noticeHash = (notice: Notice): Hash => sha256Of(canonical({ ...notice, retiredOn: null }))
