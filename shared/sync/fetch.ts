import { openLeaf } from '../proof/envelope'
import { NotBelieved } from './line'
import type { Learning, SyncPorts } from './ports'
import type { PullAnswer } from './protocol'
import { requireReceipts, requireVoid } from './receipts'

/** What is to be read: everything after one place, at least up to another. */
export type LogSpan = { readonly after: number; readonly logHead: number }

/**
 * Reads the server's log after a place, to its end. Keys come into the ring before the leaves they open, and
 * the place reached is written after what was read on the way, so that a cut anywhere loses nothing.
 */
export async function fetchArrivals(ports: SyncPorts, span: LogSpan): Promise<void> {
  const { journal, keyring, line, receiptKey } = ports
  let { after, logHead: end } = span
  while (after < end) {
    const page = await line.pull(after)
    const { arrivals, through } = believed(page, after, ports)
    if (through === after) throw new NotBelieved(`the log has no place ${after + 1}`)
    await keyring.keep(page.keys)
    await journal.learn({ serverKey: receiptKey, devices: page.devices, arrivals, through })
    after = through
    end = Math.max(end, page.logHead)
  }
}

/** Every leaf signed by the device it names, every receipt by the server, no place left out. */
function believed(
  { entries, devices, voids = [] }: PullAnswer,
  after: number,
  ports: SyncPorts,
): { readonly arrivals: NonNullable<Learning['arrivals']>; readonly through: number } {
  const empty = new Map(voids.map(({ pos, signature }) => [pos, signature]))
  let through = after
  const passVoids = (): void => {
    for (let signature = empty.get(through + 1); signature !== undefined; signature = empty.get(through + 1))
      requireVoid(++through, signature, ports)
  }
  const arrivals = entries.map(({ pos, leaf, sealed, receipt }) => {
    passVoids()
    const { envelope, signed, signature } = openLeaf(leaf)
    const by = devices.find(
      ({ device, incarnation }) => device === envelope.device && incarnation === envelope.incarnation,
    )
    if (pos !== ++through || receipt.pos !== pos) throw new NotBelieved(`place ${through} was left out`)
    if (!by || !ports.verifies(by.publicKey, signed, signature)) throw new NotBelieved(`place ${pos} is not signed`)
    requireReceipts([receipt], [{ id: ports.idOf(leaf) }], ports)
    return { leaf, sealed, pos, signature: receipt.signature }
  })
  passVoids()
  return { arrivals, through }
}
