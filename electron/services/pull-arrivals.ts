import { decode } from '@msgpack/msgpack'
import { openLeaf } from '@shared/proof/envelope'
import { PullAnswer } from '@shared/sync/protocol'
import { idOf } from './journal-index'
import { NotBelieved, requireReceipts, verifies } from './receipts'
import type { Line } from './sync-line'

/** What is to be read: everything after one place, at least up to another. */
export type LogSpan = { readonly after: number; readonly logHead: number }

/**
 * Reads the server's log after a place, to its end. Keys come into the ring before the leaves they open, and
 * the place reached is written after what was read on the way, so that a cut anywhere loses nothing.
 */
export async function pullArrivals(line: Line, span: LogSpan): Promise<void> {
  const { journal, keyring } = line.services
  let { after, logHead: end } = span
  while (after < end) {
    const body = await line.ask({ method: 'GET', path: `/v1/events?after=${after}` })
    const page = PullAnswer.parse(decode(body))
    const arrivals = believed(page, after, line.receiptKey)
    const through = arrivals.at(-1)?.pos
    if (through === undefined) throw new NotBelieved(`the log has no place ${after + 1}`)
    await keyring.keep(page.keys)
    await journal.learn({ serverKey: line.receiptKey, devices: page.devices, arrivals, through })
    after = through
    end = Math.max(end, page.logHead)
  }
}

/** Every leaf signed by the device it names, every receipt by the server, no place left out. */
function believed({ entries, devices }: PullAnswer, after: number, receiptKey: string) {
  return entries.map(({ pos, leaf, sealed, receipt }, i) => {
    const { envelope, signed, signature } = openLeaf(leaf)
    const by = devices.find(
      ({ device, incarnation }) => device === envelope.device && incarnation === envelope.incarnation,
    )
    if (pos !== after + 1 + i || receipt.pos !== pos) throw new NotBelieved(`place ${after + 1 + i} was left out`)
    if (!by || !verifies(by.publicKey, signed, signature)) throw new NotBelieved(`place ${pos} is not signed`)
    requireReceipts([receipt], [{ id: idOf(leaf) }], receiptKey)
    return { leaf, sealed, pos, signature: receipt.signature }
  })
}
