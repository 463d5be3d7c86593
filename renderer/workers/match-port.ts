import type { Comparable, Resemblance } from '@shared/matching/person'

/** What the window and the worker say to each other. */
export type Asked = { readonly seq: number; readonly lane: string; readonly person: Comparable; readonly limit: number }
export type Answered = { readonly seq: number; readonly found: readonly Resemblance[] }

/** The end of a line to the other side: a worker, or what a worker sees of the window. */
export type Port = {
  readonly postMessage: (message: unknown) => void
  onmessage: ((event: MessageEvent) => void) | null
}

type LookUp = (person: Comparable, limit: number) => readonly Resemblance[]

/**
 * The worker's end. Questions that came in while one was being answered are looked at together: within a lane only the
 * newest is worth an answer, because its asker has typed on.
 */
export function answerOn(port: Port, lookUp: LookUp, ready: Promise<void>): void {
  let waiting: Asked[] = []
  const answer = () => {
    const newest = new Map(waiting.map((asked) => [asked.lane, asked]))
    waiting = []
    for (const { seq, person, limit } of newest.values())
      port.postMessage({ seq, found: lookUp(person, limit) } satisfies Answered)
  }
  port.onmessage = ({ data }: MessageEvent<Asked>) => {
    waiting.push(data)
    // After the messages that are already here.
    if (waiting.length === 1) void ready.then(() => setTimeout(answer))
  }
}

export type Matcher = {
  /**
   * Who this may be, strongest first. Asked again in the same lane before it was answered, both askers get the newer
   * answer: what was typed before is of no interest any more.
   */
  readonly lookUp: (person: Comparable, lane?: string, limit?: number) => Promise<readonly Resemblance[]>
}

/** The window's end. */
export function askOver(port: Port): Matcher {
  let seq = 0
  const pending = new Map<number, { lane: string; resolve: (found: readonly Resemblance[]) => void }>()
  port.onmessage = ({ data }: MessageEvent<Answered>) => {
    const lane = pending.get(data.seq)?.lane
    for (const [asked, waiter] of pending)
      if (waiter.lane === lane && asked <= data.seq) {
        pending.delete(asked)
        waiter.resolve(data.found)
      }
  }
  return {
    lookUp: (person, lane = 'asking', limit = 5) =>
      new Promise((resolve) => {
        seq += 1
        pending.set(seq, { lane, resolve })
        port.postMessage({ seq, lane, person, limit } satisfies Asked)
      }),
  }
}
