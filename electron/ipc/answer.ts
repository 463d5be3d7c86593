import { z } from 'zod'
import { type ChannelName, channels } from '@shared/ipc/channels'
import { type Workstation, contract } from '@shared/ipc/contract'

export const isChannel = (name: string): name is ChannelName => (channels as readonly string[]).includes(name)

/** Somebody asked for something that is not in the contract. Says where, and never what: it may be about a person. */
export class NotInContract extends Error {
  constructor(channel: string, error: z.ZodError) {
    const where = error.issues.map(({ path, code }) => `${path.join('.')} ${code}`).slice(0, 5)
    super(`${channel} was asked with something that is not in the contract: ${where.join(', ')}`)
  }
}

/** Answers one sentence of the contract, read on the way in and on the way out. */
export async function answer(workstation: Workstation, channel: ChannelName, raw: unknown): Promise<unknown> {
  const ask = contract[channel].ask.safeParse(raw)
  if (!ask.success) throw new NotInContract(channel, ask.error)
  // The compiler cannot follow that each name meets its own sentence.
  const perform = workstation[channel] as (ask: unknown) => Promise<unknown>
  const given = contract[channel].answer.safeParse(await perform(ask.data))
  // Ours to get right: what we answer is not repeated in the error either.
  if (!given.success) throw new NotInContract(`the answer to ${channel}`, given.error)
  return given.data
}
