import { never } from '../base/never'
import type { Instant } from '../terms/time'

/** Why sync gave up until a person does something about it. */
export type StopReason = 'device-revoked' | 'update-needed' | 'refused'

/**
 * Where one sync with the server stands. At work it goes greeting, pushing, pulling and rests. `again`: something new
 * was recorded meanwhile, so it will not rest but begin anew.
 */
export type SyncSession =
  | { readonly kind: 'resting' }
  | { readonly kind: 'greeting'; readonly attempt: number; readonly again: boolean }
  | { readonly kind: 'pushing'; readonly attempt: number; readonly again: boolean }
  | { readonly kind: 'pulling'; readonly attempt: number; readonly again: boolean }
  | { readonly kind: 'waiting'; readonly attempt: number; readonly until: Instant }
  | { readonly kind: 'stopped'; readonly why: StopReason }

export type SyncNews =
  /** The journal has new records. */
  | { readonly type: 'grew' }
  /** The alarm we set, or the regular one. */
  | { readonly type: 'woken' }
  /** A person wants it now. */
  | { readonly type: 'asked' }
  /** The server told what it holds of us. */
  | { readonly type: 'greeted' }
  /** It has everything we had. */
  | { readonly type: 'accepted' }
  /** And we have everything it had. */
  | { readonly type: 'caught-up' }
  | { readonly type: 'unreachable'; readonly retryAt: Instant }
  | { readonly type: 'refused'; readonly why: StopReason }

/** What the driver should go and do. Data, so that a test can read it. */
export type Errand = 'greet' | 'push-outbox' | 'pull-after-cursor' | 'set-alarm' | 'tell-operator' | 'nothing'

/** The whole of sync, with no network in it. */
export function hear(session: SyncSession, news: SyncNews): readonly [SyncSession, Errand] {
  switch (news.type) {
    case 'grew':
      // Offline is the normal state: a capture in a field does not knock at a door known to be shut.
      if (isAtWork(session)) return [{ ...session, again: true }, 'nothing']
      return session.kind === 'resting' ? begin(session) : [session, 'nothing']
    case 'woken':
      return isAtWork(session) || session.kind === 'stopped' ? [session, 'nothing'] : begin(session)
    case 'asked':
      return isAtWork(session) ? [{ ...session, again: true }, 'nothing'] : begin(session)
    case 'greeted':
      return session.kind === 'greeting' ? [{ ...session, kind: 'pushing' }, 'push-outbox'] : [session, 'nothing']
    case 'accepted':
      return session.kind === 'pushing' ? [{ ...session, kind: 'pulling' }, 'pull-after-cursor'] : [session, 'nothing']
    case 'caught-up':
      if (session.kind !== 'pulling') return [session, 'nothing']
      return session.again ? begin({ kind: 'resting' }) : [{ kind: 'resting' }, 'nothing']
    case 'unreachable':
      if (!isAtWork(session)) return [session, 'nothing']
      return [{ kind: 'waiting', attempt: session.attempt + 1, until: news.retryAt }, 'set-alarm']
    case 'refused':
      return isAtWork(session) ? [{ kind: 'stopped', why: news.why }, 'tell-operator'] : [session, 'nothing']
    default:
      return never(news)
  }
}

type AtWork = Extract<SyncSession, { again: boolean }>

export const isAtWork = (session: SyncSession): session is AtWork =>
  session.kind === 'greeting' || session.kind === 'pushing' || session.kind === 'pulling'

/** Times in a row the server could not be reached. */
export const attemptOf = (session: SyncSession): number => ('attempt' in session ? session.attempt : 0)

const begin = (session: SyncSession): readonly [SyncSession, Errand] => [
  { kind: 'greeting', attempt: attemptOf(session), again: false },
  'greet',
]

const FIRST_MS = 1_000
const LONGEST_MS = 5 * 60_000

/**
 * Milliseconds to wait before trying again: anything up to a bound that doubles each time, so that laptops back from
 * one dead network do not all knock at the same moment ("full jitter"). `chance` is from 0 up to 1.
 */
export const backoff = (attempt: number, chance: number): number =>
  Math.ceil(chance * Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 20)))
