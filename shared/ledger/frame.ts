import { type Bytes, joined, sameBytes } from '../base/bytes'

/**
 * One segment of a ledger is a file of frames, one after the other. Each hangs on the one before it:
 *
 *     ┌───────┬────────┬─────────┬──────┬───────┐
 *     │ magic │ length │ ~length │ body │ link  │    link = SHA-256(link of the frame before ‖ body)
 *     │ 4     │ 4 (BE) │ 4 (BE)  │ n    │ 32    │
 *     └───────┴────────┴─────────┴──────┴───────┘
 *
 * The length stands there twice, once inverted: a changed bit in it is then seen as damage, and only a file that really
 * ends too early looks like a write that was cut short.
 */

/** SHA-256 over the parts in a row. */
export type Digest = (...parts: readonly Uint8Array[]) => Bytes

/** What the first frame of the first segment hangs on. */
export const FIRST_LINK: Bytes = new Uint8Array(32)

const MAGIC = Uint8Array.of(0x43, 0x57, 0x4c, 0x31) // CWL1
const HEADER_BYTES = 12
const LINK_BYTES = 32
export const FRAME_OVERHEAD = HEADER_BYTES + LINK_BYTES

/** A body may not be larger: nothing we write comes near it, so a larger one is damage. */
export const MAX_BODY_BYTES = 64 * 1024 * 1024

export type Frame = {
  /** Byte in the segment where it begins, and its length with header and link. */
  readonly at: number
  readonly length: number
  readonly body: Bytes
  readonly link: Bytes
}

/**
 * How a segment ends. `torn`: a write that was cut short, at the very end; what stood there was never acknowledged.
 * `broken`: something that was whole is not any more. `frame` counts from 0.
 */
export type SegmentEnd =
  | { readonly kind: 'whole'; readonly at: number; readonly link: Bytes }
  | { readonly kind: 'torn'; readonly at: number; readonly frame: number; readonly link: Bytes }
  | {
      readonly kind: 'broken'
      readonly at: number
      readonly frame: number
      readonly why: 'no-frame-here' | 'length-damaged' | 'link-does-not-follow'
    }

export function frameFrom(body: Uint8Array, previous: Bytes, digest: Digest): { bytes: Bytes; link: Bytes } {
  if (body.length > MAX_BODY_BYTES) throw new Error(`a frame of ${body.length} bytes is too large`)
  const header = new Uint8Array(HEADER_BYTES)
  header.set(MAGIC)
  const view = new DataView(header.buffer)
  view.setUint32(4, body.length)
  view.setUint32(8, ~body.length >>> 0)
  const link = digest(previous, body)
  return { bytes: joined(header, body, link), link }
}

/** Walks a segment from its start. `previous` is the link the first frame must hang on. Bodies are views, not copies. */
export function* readFrames(segment: Bytes, previous: Bytes, digest: Digest): Generator<Frame, SegmentEnd> {
  const view = new DataView(segment.buffer, segment.byteOffset, segment.length)
  let link = previous
  let at = 0
  for (let frame = 0; at < segment.length; frame++) {
    const seen = look(segment, view, at)
    if (seen === 'torn') return { kind: 'torn', at, frame, link }
    if (typeof seen === 'string') return { kind: 'broken', at, frame, why: seen }

    const body = segment.subarray(at + HEADER_BYTES, at + HEADER_BYTES + seen.bodyBytes)
    const end = at + FRAME_OVERHEAD + seen.bodyBytes
    const stored = segment.subarray(end - LINK_BYTES, end)
    if (!sameBytes(stored, digest(link, body))) {
      // The disk made the file longer and never wrote the end of it: the write was not finished.
      if (end === segment.length && isEmpty(stored.subarray(LINK_BYTES - 4))) return { kind: 'torn', at, frame, link }
      return { kind: 'broken', at, frame, why: 'link-does-not-follow' }
    }
    link = stored.slice()
    yield { at, length: end - at, body, link }
    at = end
  }
  return { kind: 'whole', at, link }
}

/** What the header at `at` says, if it is one. */
function look(
  segment: Bytes,
  view: DataView,
  at: number,
): { readonly bodyBytes: number } | 'torn' | 'no-frame-here' | 'length-damaged' {
  const rest = segment.subarray(at)
  const header = rest.subarray(0, HEADER_BYTES)
  const magic = header.subarray(0, MAGIC.length)
  const isOurs = sameBytes(magic, MAGIC.subarray(0, magic.length))
  if (header.length < HEADER_BYTES && isOurs) return 'torn'
  const bodyBytes = header.length < HEADER_BYTES ? 0 : view.getUint32(at + 4)
  const isWhole = isOurs && view.getUint32(at + 8) === ~bodyBytes >>> 0 && bodyBytes <= MAX_BODY_BYTES
  if (isWhole) return rest.length < FRAME_OVERHEAD + bodyBytes ? 'torn' : { bodyBytes }
  // A file made longer and not filled: nothing but zeros where the body would be.
  if (isEmpty(rest.subarray(HEADER_BYTES))) return 'torn'
  return isOurs ? 'length-damaged' : 'no-frame-here'
}

const isEmpty = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0)
