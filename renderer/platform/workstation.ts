import { type ChannelName, type NewsName, channels } from '@shared/ipc/channels'
import { type Ask, type Bridge, type News, type Workstation, contract, news } from '@shared/ipc/contract'
import { loopbackBridge } from './loopback-bridge'

declare global {
  // The DOM's own `Window` is an interface: only an interface can add to it.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface Window {
    /** Put there by the preload script; absent in a Chromium window, where the loopback host answers instead. */
    readonly workstation?: Bridge
  }
}

export type Listen = <N extends NewsName>(name: N, hear: (told: News<N>) => void) => () => void

/** The workstation as the renderer knows it: what may be asked, and what may be heard. */
export type Connected = { readonly ask: Workstation; readonly listen: Listen }

/** Asks over whichever bridge this host has. Answers are read before they are believed. */
export function connect(bridge: Bridge = window.workstation ?? loopbackBridge()): Connected {
  const one =
    <C extends ChannelName>(channel: C) =>
    async (ask: Ask<C>) =>
      contract[channel].answer.parse(await bridge.ask(channel, ask))
  // The compiler cannot follow that each name meets its own sentence.
  const ask = Object.fromEntries(channels.map((channel) => [channel, one(channel)])) as unknown as Workstation
  const listen: Listen = (name, hear) =>
    bridge.listen(name, (told) => hear(news[name].parse(told) as News<typeof name>))
  return { ask, listen }
}
