import { type Prover, proveOver } from './prove-port'

let prover: Prover | undefined

/** One worker for the window, begun when the first proof is looked at. */
export const theProver = (): Prover =>
  (prover ??= proveOver(new Worker(new URL('./prove.worker.ts', import.meta.url), { type: 'module', name: 'prove' })))
