import type { Port } from './match-port'

type Asked = { readonly seq: number; readonly ask: unknown }
type Answered = { readonly seq: number; readonly answer: unknown; readonly failed: boolean }

/**
 * The worker's end; `work` knows what its own window asks. Whatever goes wrong in there is an answer too: a window that
 * waits for ever says nothing.
 */
export function answerOn(port: Port, work: (ask: unknown) => Promise<unknown>): void {
  port.onmessage = ({ data: { seq, ask } }: MessageEvent<Asked>) => {
    work(ask).then(
      (answer) => port.postMessage({ seq, answer, failed: false } satisfies Answered),
      () => port.postMessage({ seq, answer: null, failed: true } satisfies Answered),
    )
  }
}

/** The window's end. Rejects what the worker could not do. */
export function askOver(port: Port, what: string): (ask: unknown) => Promise<unknown> {
  let seq = 0
  const waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (why: Error) => void }>()
  port.onmessage = ({ data }: MessageEvent<Answered>) => {
    const one = waiting.get(data.seq)
    waiting.delete(data.seq)
    if (data.failed) one?.reject(new Error(`${what} could not be made`))
    else one?.resolve(data.answer)
  }
  return (ask) =>
    new Promise((resolve, reject) => {
      seq += 1
      waiting.set(seq, { resolve, reject })
      port.postMessage({ seq, ask } satisfies Asked)
    })
}
