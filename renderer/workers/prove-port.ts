import type { Bytes } from '@shared/base/bytes'
import type { Check, Known } from '@shared/proof/check'
import type { ReceiptToDraw } from '@shared/proof/draw-receipt'
import type { Proof } from '@shared/proof/proof-file'
import type { ProofWords } from '@shared/proof/words'
import type { Port } from './match-port'

/** What the window asks of the worker: to check a proof, or to draw it. */
export type ProveAsk =
  | { readonly kind: 'check'; readonly proof: Proof; readonly known: Known }
  | { readonly kind: 'draw'; readonly proof: Proof; readonly words: ProofWords }
  | { readonly kind: 'draw-receipt'; readonly receipt: ReceiptToDraw }

type Asked = { readonly seq: number; readonly ask: ProveAsk }
type Answered = { readonly seq: number; readonly answer: unknown; readonly failed: boolean }

export type Prover = {
  readonly check: (proof: Proof, known: Known) => Promise<readonly Check[]>
  /** Rejects if the pages cannot be drawn. */
  readonly draw: (proof: Proof, words: ProofWords) => Promise<Bytes>
  readonly drawReceipt: (receipt: ReceiptToDraw) => Promise<Bytes>
}

/** The worker's end. Whatever goes wrong in there is an answer too: a window that waits for ever says nothing. */
export function proveOn(port: Port, work: (ask: ProveAsk) => Promise<unknown>): void {
  port.onmessage = ({ data: { seq, ask } }: MessageEvent<Asked>) => {
    work(ask).then(
      (answer) => port.postMessage({ seq, answer, failed: false } satisfies Answered),
      () => port.postMessage({ seq, answer: null, failed: true } satisfies Answered),
    )
  }
}

/** The window's end. */
export function proveOver(port: Port): Prover {
  let seq = 0
  const waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (why: Error) => void }>()
  port.onmessage = ({ data }: MessageEvent<Answered>) => {
    const one = waiting.get(data.seq)
    waiting.delete(data.seq)
    if (data.failed) one?.reject(new Error('the proof could not be made'))
    else one?.resolve(data.answer)
  }
  const asked = (ask: ProveAsk): Promise<unknown> =>
    new Promise((resolve, reject) => {
      seq += 1
      waiting.set(seq, { resolve, reject })
      port.postMessage({ seq, ask } satisfies Asked)
    })
  return {
    check: (proof, known) => asked({ kind: 'check', proof, known }) as Promise<readonly Check[]>,
    draw: (proof, words) => asked({ kind: 'draw', proof, words }) as Promise<Bytes>,
    drawReceipt: (receipt) => asked({ kind: 'draw-receipt', receipt }) as Promise<Bytes>,
  }
}
