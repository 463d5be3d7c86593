import { bytesFromBase64 } from '../base/base64'
import type { Bytes } from '../base/bytes'
import type { ProofRecord } from './bundle'
import { type Check, type ProofCrypto, check, tried } from './check'
import { type Envelope, eventIdOf, openLeaf } from './envelope'
import type { Proof, Told } from './proof-file'

/**
 * Each leaf follows the one the proof shows before it, and the one shown after it follows it. The first leaf of a
 * device has none before, the newest none after: that a chain goes on cannot be seen from inside.
 */
export async function chainCheck({ file }: Proof, told: readonly Told[], crypto: ProofCrypto): Promise<Check> {
  const links = new Map<string, { envelope: Envelope; leaf: Bytes }>()
  const broken: string[] = []
  for (const { leaf, envelope } of told) links.set(eventIdOf(leaf), { leaf, envelope })
  for (const { id, leaf: text } of file.record.neighbours) {
    const neighbour = neighbourFrom(text)
    const keys = keysOf(file.record, neighbour?.envelope.device)
    const stands = neighbour && eventIdOf(neighbour.leaf) === id
    if (stands && (await signedBy(keys, neighbour.leaf, crypto))) links.set(id, neighbour)
    else broken.push(id)
  }
  for (const { proven, envelope } of told) if (!hangs(envelope, links)) broken.push(proven.id)
  const places = new Map<string, string>()
  for (const [id, { envelope }] of links) {
    const place = `${envelope.device}/${envelope.incarnation}/${envelope.seq}`
    if (places.has(place)) broken.push(id)
    places.set(place, id)
    const after = links.get(envelope.prev ?? '')
    if (after && !follows(envelope, after.envelope)) broken.push(id)
  }
  return check('chain', told.length, [...new Set(broken)])
}

function neighbourFrom(text: string): { envelope: Envelope; leaf: Bytes } | null {
  try {
    const leaf = bytesFromBase64(text)
    return { leaf, envelope: openLeaf(leaf).envelope }
  } catch {
    return null
  }
}

/** The first leaf hangs on nothing; every other on one that the proof shows. */
const hangs = (envelope: Envelope, links: ReadonlyMap<string, unknown>): boolean =>
  envelope.prev === null ? envelope.seq === 0 : links.has(envelope.prev)

const follows = (envelope: Envelope, before: Envelope): boolean =>
  envelope.device === before.device && envelope.incarnation === before.incarnation && envelope.seq === before.seq + 1

/** The keys of a device: more than one if it enrolled anew. */
export const keysOf = ({ devices }: ProofRecord, device: string | undefined): string[] =>
  devices.filter((one) => one.device === device).map(({ publicKey }) => publicKey)

/** Does one of these keys hold for this leaf? */
export async function signedBy(publicKeys: readonly string[], leaf: Bytes, crypto: ProofCrypto): Promise<boolean> {
  const { signed, signature } = openLeaf(leaf)
  for (const publicKey of publicKeys)
    if (await tried(() => crypto.verify(bytesFromBase64(publicKey), signed, signature))) return true
  return false
}
