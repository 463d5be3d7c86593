import { once } from 'node:events'
import { type Socket, connect, createServer } from 'node:net'

/** A network that breaks: carries bytes to a server and back, and cuts connections at places chance chooses. */
export type CuttingProxy = {
  readonly url: string
  /** Connections cut so far. */
  readonly cuts: () => number
  /** Bytes carried, both ways. */
  readonly bytes: () => number
  /** From now on nothing is carried (and what was open is cut), until it is let through again. */
  readonly unplug: () => void
  readonly plugIn: () => void
  readonly close: () => Promise<void>
}

/** The same seed cuts at the same offsets. `cuts`: how many connections in all; `within`: bytes one may live at most. */
export async function cuttingProxy(
  target: string,
  { cuts = 0, within = 200_000, seed = 1 }: { cuts?: number; within?: number; seed?: number } = {},
): Promise<CuttingProxy> {
  const chance = seededChance(seed)
  const { hostname, port } = new URL(target)
  const open = new Set<Socket>()
  let done = 0
  let carried = 0
  let plugged = true

  const server = createServer((near) => {
    if (!plugged) return near.destroy()
    const far = connect(Number(port), hostname)
    let left = done < cuts ? Math.ceil(chance() * within) : Infinity
    const cut = (): void => {
      near.destroy()
      far.destroy()
    }
    const carry = (to: Socket) => (chunk: Buffer) => {
      const part = chunk.subarray(0, Math.min(chunk.length, left))
      left -= part.length
      carried += part.length
      // In the middle of a message, and what came before it does arrive.
      if (left > 0) to.write(part)
      else if (!to.destroyed) {
        done++
        left = Infinity
        to.write(part, cut)
      }
    }
    near.on('data', carry(far))
    far.on('data', carry(near))
    for (const socket of [near, far]) {
      open.add(socket)
      socket.setNoDelay(true)
      socket.on('error', cut)
      socket.on('close', () => {
        open.delete(socket)
        cut()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const cutAll = (): void => {
    for (const socket of open) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    cuts: () => done,
    bytes: () => carried,
    unplug: () => {
      plugged = false
      cutAll()
    },
    plugIn: () => {
      plugged = true
    },
    close: async () => {
      cutAll()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function seededChance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
