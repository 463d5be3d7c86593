import { type ChannelName, channels } from '@shared/ipc/channels'
import type { Ask, Workstation } from '@shared/ipc/contract'
import type { Handed, HandOver } from './hand-over'

/** Asked while the device is in the customer's hands, and not about their own draft. Says the channel and no more. */
export class InCustomersHands extends Error {
  constructor(channel: ChannelName) {
    super(`${channel} was asked while the device is in the customer's hands`)
  }
}

/** What a choice is shown by, and nothing larger than a choice can be. */
const KINDS = new Set(['rendered-view', 'ink', 'typed-name'])
const MAX_EVIDENCE_BYTES = 4 * 1024 * 1024

type Rule = (ask: never, handed: Handed) => boolean

/**
 * What may be asked in the customer's hands. Everything that is not named here is refused, whatever is added to the
 * contract one day: a window that can ask for nothing else can hold nothing else.
 */
const rules: Partial<Record<ChannelName, Rule>> = {
  'hand-over:read': () => true,
  'hand-over:return': () => true,
  'draft:keep': ({ draft }: Ask<'draft:keep'>, handed) =>
    draft.kind === 'meeting' &&
    draft.id === handed.draft &&
    draft.act === handed.act &&
    draft.subject === handed.subject,
  'draft:discard': ({ id }: Ask<'draft:discard'>, handed) => id === handed.draft,
  'evidence:keep': ({ kind, media, bytes }: Ask<'evidence:keep'>) =>
    KINDS.has(kind) && media === 'application/json' && bytes.length <= MAX_EVIDENCE_BYTES,
  'journal:record': ({ act, events }: Ask<'journal:record'>, handed) =>
    act === handed.act && events.every(({ subject }) => subject === handed.card.subject.id),
}

/** The same workstation, mute about everything but the customer's own draft while they hold the device. */
export function guarded(ask: Workstation, { now }: Pick<HandOver, 'now'>): Workstation {
  const one = <C extends ChannelName>(channel: C): Workstation[C] =>
    // The compiler cannot follow that each name meets its own sentence.
    (async (asked: never) => {
      const handed = now()
      if (handed !== null && !(rules[channel]?.(asked, handed) ?? false)) throw new InCustomersHands(channel)
      const answered: unknown = await (ask[channel] as (asked: never) => Promise<unknown>)(asked)
      // Handed over while this was on its way: the answer belongs to the desk.
      if (handed === null && now() !== null && channel !== 'hand-over:begin') throw new InCustomersHands(channel)
      return answered
    }) as Workstation[C]
  return Object.fromEntries(channels.map((channel) => [channel, one(channel)])) as unknown as Workstation
}
