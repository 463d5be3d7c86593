import { bringBranch, bringLeaves, type BatchSize } from './bring'
import { fetchArrivals } from './fetch'
import { giveBack } from './give-back'
import { greet } from './greet'
import { Forked } from './line'
import type { SyncPorts } from './ports'
import type { SessionAnswer } from './protocol'

/** What the greeting found out. */
export type Greeted = SessionAnswer & {
  /** The log is shorter than what we read of it: it is another log, and is read from the start again. */
  readonly shrunk: boolean
}

/** First step: what do you hold of me? A fork is brought before it is reported. */
export async function beginSession(ports: SyncPorts, size: BatchSize): Promise<Greeted> {
  try {
    const answer = await greet(ports)
    return { ...answer, shrunk: answer.logHead < ports.journal.logCursor() }
  } catch (problem) {
    // Both branches may hold what people said: ours is brought, to be kept beside the other.
    if (problem instanceof Forked) {
      if (problem.greeting.recovery) await giveBack(ports, problem.greeting.recovery)
      await bringBranch(ports, size)
    }
    throw problem
  }
}

/** Second step: what it lost, then what it does not have yet. */
export async function bringAll(ports: SyncPorts, greeted: Greeted, size: BatchSize): Promise<void> {
  if (greeted.recovery) await giveBack(ports, greeted.recovery)
  await bringLeaves(ports, greeted.serverHead, size)
}

/** Third step: what others brought. */
export const fetchAll = (ports: SyncPorts, { shrunk, logHead }: Greeted): Promise<void> =>
  fetchArrivals(ports, { after: shrunk ? 0 : ports.journal.logCursor(), logHead })
