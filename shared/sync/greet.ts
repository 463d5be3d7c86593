import { Forked } from './line'
import type { SyncPorts } from './ports'
import type { SessionAnswer } from './protocol'

/**
 * What do you hold of me? The answer, if it is about our own chain. Otherwise this folder is a copy or was put back from
 * one, and goes no further by itself.
 */
export async function greet({ journal, device, line, receiptKey }: SyncPorts): Promise<SessionAnswer> {
  const incarnation = device.incarnation()
  const greeting = await line.session({
    incarnation,
    head: journal.headOf(device.id, incarnation),
    known: journal.highestReceipt(receiptKey),
  })
  const { seq, id } = greeting.serverHead
  const own = journal.findInChain(device.id, incarnation, seq)?.id ?? null
  if (own !== id) throw new Forked(greeting)
  return greeting
}
