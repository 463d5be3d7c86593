import { Encoder, decode } from '@msgpack/msgpack'
import type { Bridge } from '@shared/ipc/contract'

/** The same bridge over our own origin, for a Chromium window served by the loopback host. */
export function loopbackBridge(): Bridge {
  // One line for all news: a browser allows six connections to an origin, and each listener need not take one.
  let line: EventSource | undefined

  // One for all: its buffer is used again, where a new one for each scan would leave a megabyte to the collector.
  const encoder = new Encoder({ ignoreUndefined: true })

  return {
    async ask(channel, ask) {
      const answer = await fetch(`/__ask/${channel}`, {
        method: 'POST',
        headers: { 'content-type': 'application/msgpack' },
        // What is absent stays absent: MessagePack has no word for undefined and would send null.
        body: encoder.encodeSharedRef(ask),
      })
      if (!answer.ok) throw new Error(`${channel} was answered with ${answer.status}`)
      return decode(new Uint8Array(await answer.arrayBuffer()))
    },
    listen(name, hear) {
      line ??= new EventSource('/__news')
      const told = (message: MessageEvent<string>) => hear(JSON.parse(message.data))
      const from = line
      from.addEventListener(name, told)
      return () => from.removeEventListener(name, told)
    },
  }
}
