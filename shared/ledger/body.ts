import { type Bytes, joined, textFrom, utf8 } from '../base/bytes'
import { never } from '../base/never'
import { DeviceId, EventId } from '../terms/ids'

/** A signed leaf and its payload, sealed under the key of the person. */
export type KeptLeaf = { readonly leaf: Bytes; readonly sealed: Bytes }

/** What one frame of a workstation's journal can hold. */
export type LedgerBody =
  /** The first frame: which journal this is. */
  | { readonly kind: 'opening'; readonly journal: string }
  /** Every event of one act made here. One frame, so that a write cut short drops the act whole. */
  | { readonly kind: 'act'; readonly leaves: readonly KeptLeaf[] }
  /** An event of another device, from the server's log, with the server's receipt. */
  | ({ readonly kind: 'arrival'; readonly pos: number; readonly signature: string } & KeptLeaf)
  /** The server has one of ours. */
  | { readonly kind: 'receipt'; readonly id: EventId; readonly pos: number; readonly signature: string }
  /** A device whose leaves we hold, with its public key (raw, base64). */
  | { readonly kind: 'device'; readonly device: DeviceId; readonly incarnation: number; readonly publicKey: string }
  /** The server's key for receipts from here on (raw, base64). */
  | { readonly kind: 'server'; readonly publicKey: string }
  /** The server's log has been read up to this place. */
  | { readonly kind: 'reached'; readonly pos: number }

const kinds = {
  opening: 0,
  act: 1,
  arrival: 2,
  receipt: 3,
  device: 4,
  server: 5,
  reached: 6,
} as const satisfies Record<LedgerBody['kind'], number>

/** One byte for the kind, then parts, each with its length in front (4 bytes, big-endian). */
export function bytesFromBody(body: LedgerBody): Bytes {
  return joined(Uint8Array.of(kinds[body.kind]), ...partsOf(body).flatMap((part) => [u32(part.length), part]))
}

function partsOf(body: LedgerBody): readonly Uint8Array[] {
  switch (body.kind) {
    case 'opening':
      return [utf8(body.journal)]
    case 'act':
      return body.leaves.flatMap(({ leaf, sealed }) => [leaf, sealed])
    case 'arrival':
      return [utf8(String(body.pos)), body.leaf, body.sealed, utf8(body.signature)]
    case 'receipt':
      return [utf8(body.id), utf8(String(body.pos)), utf8(body.signature)]
    case 'device':
      return [utf8(body.device), utf8(String(body.incarnation)), utf8(body.publicKey)]
    case 'server':
      return [utf8(body.publicKey)]
    case 'reached':
      return [utf8(String(body.pos))]
    default:
      return never(body)
  }
}

/** Reads a body back. The parts are views. Throws on anything `bytesFromBody` did not write. */
export function bodyFromBytes(bytes: Bytes): LedgerBody {
  const parts = readParts(bytes.subarray(1))
  const part = (index: number): Bytes => {
    const found = parts[index]
    if (found === undefined) throw new Error(`a frame of kind ${bytes[0]} lacks part ${index}`)
    return found
  }
  const text = (index: number): string => textFrom(part(index))
  const count = (index: number): number => {
    const value = Number(text(index))
    if (!Number.isSafeInteger(value) || value < 0) throw new Error(`part ${index} of a frame is not a number`)
    return value
  }
  switch (bytes[0]) {
    case kinds.opening:
      return { kind: 'opening', journal: text(0) }
    case kinds.act:
      return {
        kind: 'act',
        leaves: Array.from({ length: Math.ceil(parts.length / 2) }, (_, i) => ({
          leaf: part(2 * i),
          sealed: part(2 * i + 1),
        })),
      }
    case kinds.arrival:
      return { kind: 'arrival', pos: count(0), leaf: part(1), sealed: part(2), signature: text(3) }
    case kinds.receipt:
      return { kind: 'receipt', id: EventId.parse(text(0)), pos: count(1), signature: text(2) }
    case kinds.device:
      return { kind: 'device', device: DeviceId.parse(text(0)), incarnation: count(1), publicKey: text(2) }
    case kinds.server:
      return { kind: 'server', publicKey: text(0) }
    case kinds.reached:
      return { kind: 'reached', pos: count(0) }
    default:
      throw new Error(`a frame is of a kind this version does not know: ${bytes[0]}`)
  }
}

function readParts(bytes: Bytes): Bytes[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const parts: Bytes[] = []
  for (let at = 0; at < bytes.length;) {
    if (at + 4 > bytes.length) throw new Error('a frame ends inside a length')
    const length = view.getUint32(at)
    if (at + 4 + length > bytes.length) throw new Error('a frame ends inside a part')
    parts.push(bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return parts
}

function u32(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}
