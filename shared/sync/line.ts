import type { EvidenceId } from '../terms/ids'
import type {
  BlobChunk,
  GiveBackAnswer,
  GiveBackAsk,
  PullAnswer,
  PushAnswer,
  PushAsk,
  SessionAnswer,
  SessionAsk,
  WireProblem,
} from './protocol'

/** The server answered no, and said why. */
export class Refused extends Error {
  constructor(readonly problem: WireProblem) {
    super(problem.type)
  }
}

/** The other side says something that cannot be true. Not an outage: a person has to look. */
export class NotBelieved extends Error {}

/** The server holds another branch of this device's chain: this folder is a copy, or was put back from one. */
export class Forked extends Error {
  constructor(readonly greeting: SessionAnswer) {
    super('the server holds another chain of this device')
  }
}

/** What can be asked of the server. Every question may be asked twice. Throws `Refused`, or anything for an outage. */
export type ServerLine = {
  readonly session: (ask: SessionAsk) => Promise<SessionAnswer>
  readonly missing: (ids: readonly EvidenceId[]) => Promise<readonly EvidenceId[]>
  readonly putChunks: (chunks: readonly BlobChunk[]) => Promise<readonly EvidenceId[]>
  readonly push: (ask: PushAsk) => Promise<PushAnswer>
  readonly pull: (after: number) => Promise<PullAnswer>
  readonly giveBack: (ask: GiveBackAsk) => Promise<GiveBackAnswer>
}
