import { join } from 'node:path'
import { must } from '@shared/base/never'
import type { SyncStatus } from '@shared/ipc/contract'
import { fullBatch } from '@shared/sync/bring'
import { Forked, NotBelieved, Refused } from '@shared/sync/line'
import type { SyncPorts } from '@shared/sync/ports'
import { type Greeted, beginSession, bringAll, fetchAll } from '@shared/sync/steps'
import {
  type Errand,
  type StopReason,
  type SyncNews,
  type SyncSession,
  backoff,
  attemptOf,
  hear,
  isAtWork,
} from '@shared/sync/session'
import { type Instant, instantFrom } from '@shared/terms/time'
import { sha256Hex } from './digest'
import { type Enrolment, enrol, readEnrolment, writeEnrolment } from './enrolment'
import { lineOver, portsFor } from './sync-line'
import type { SyncSide } from './sync-side'
import { Unreachable, openTransport } from './transport'
import type { Services } from './workstation'

export type SyncOptions = {
  readonly serverUrl: string
  /** A one-time code for a device that is not enrolled yet, if there is one to be had. */
  readonly findCode?: () => Promise<string | null>
  /** Milliseconds between looks at the server while nothing happens here. */
  readonly everyMs?: number
  /** From 0 up to 1; tests hand in their own. */
  readonly chance?: () => number
}

type Needs = Pick<Services, 'folder' | 'journal' | 'keyring' | 'evidence' | 'device'>

const EVERY_MS = 30_000
/** How often at most the time of the last contact is written down. */
const CONTACT_MS = 60_000

/**
 * Runs what the session (`shared/sync/session`) says: all the network and all the retrying are here. One errand at a
 * time; a cut at any moment is found out from the server's own words next time.
 */
export function startSync(services: Needs, options: SyncOptions): SyncSide {
  const { journal, device } = services
  const enrolmentFile = join(services.folder, 'enrolment.json')
  const transport = openTransport(options.serverUrl, device)
  const size = fullBatch()
  const listeners = new Set<(status: SyncStatus) => void>()
  const waitingForRest = new Set<() => void>()

  let session: SyncSession = { kind: 'resting' }
  let enrolment: Enrolment | null = null
  let greeting: Greeted | null = null
  let lastContactAt: Instant | null = null
  let alarm: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let closed = false
  let told = ''

  const describe = (): SyncStatus => ({
    state: stateOf(session, enrolment !== null),
    waiting: journal.waiting(),
    lastContactAt,
    why: session.kind === 'stopped' ? session.why : null,
  })

  const publish = (): void => {
    const status = describe()
    if (JSON.stringify(status) === told) return
    told = JSON.stringify(status)
    for (const listener of listeners) listener(status)
  }

  const tell = (news: SyncNews): void => {
    if (closed) return
    const [next, errand] = hear(session, news)
    session = next
    publish()
    if (!isAtWork(session)) for (const rest of waitingForRest) rest()
    perform(errand)
  }

  const perform = (errand: Errand): void => {
    if (errand === 'greet' || errand === 'push-outbox' || errand === 'pull-after-cursor')
      running = errands[errand]().then(tell, (problem: unknown) => tell(newsFrom(problem, session, options)))
    else if (errand === 'set-alarm' || session.kind === 'resting') setAlarm()
  }

  const errands = {
    greet: async (): Promise<SyncNews> => {
      clearTimeout(alarm)
      enrolment ??= await enrolled()
      greeting = await beginSession(ports(), size).catch(async (problem: unknown) => {
        // Put back from a backup, it may not know who was let in since.
        if (!(problem instanceof Refused && problem.problem.type === 'unknown-device')) throw problem
        enrolment = await enrolAnew(problem)
        return beginSession(ports(), size)
      })
      return { type: 'greeted' }
    },
    'push-outbox': async (): Promise<SyncNews> => {
      const greeted = must(greeting, 'the greeting')
      await bringAll(ports(), greeted, size)
      // It took what we had and keeps it apart; there is nothing for us to read any more.
      return greeted.revoked ? { type: 'refused', why: 'device-revoked' } : { type: 'accepted' }
    },
    'pull-after-cursor': async (): Promise<SyncNews> => {
      await fetchAll(ports(), must(greeting, 'the greeting'))
      await contacted()
      return { type: 'caught-up' }
    },
  }

  const line = lineOver(transport)
  const ports = (): SyncPorts => portsFor(services, line, enrolment?.receiptKey ?? '')

  async function enrolled(): Promise<Enrolment> {
    const known = await readEnrolment(enrolmentFile)
    if (known && known.device === device.id && known.incarnation === device.incarnation()) {
      lastContactAt ??= known.lastContactAt
      return known
    }
    return enrolAnew(new Unreachable('this device is not enrolled, and no code is to be had yet'))
  }

  async function enrolAnew(without: Error): Promise<Enrolment> {
    const code = await options.findCode?.()
    if (!code) throw without
    const made = await enrol(options.serverUrl, code, device)
    await writeEnrolment(enrolmentFile, made)
    return made
  }

  async function contacted(): Promise<void> {
    const now = instantFrom(Date.now())
    const before = lastContactAt === null ? 0 : Date.parse(lastContactAt)
    lastContactAt = now
    if (enrolment && Date.now() - Math.max(before, Date.parse(enrolment.lastContactAt ?? '1970-01-01')) > CONTACT_MS) {
      enrolment = { ...enrolment, lastContactAt: now }
      await writeEnrolment(enrolmentFile, enrolment)
    }
  }

  function setAlarm(): void {
    clearTimeout(alarm)
    const wait =
      session.kind === 'waiting' ? Math.max(0, Date.parse(session.until) - Date.now()) : (options.everyMs ?? EVERY_MS)
    alarm = setTimeout(() => tell({ type: 'woken' }), wait)
    alarm.unref()
  }

  let ownSeq = journal.headOf(device.id, device.incarnation()).seq
  const stopHearing = journal.onGrew(() => {
    publish()
    // What arrives from the server makes the journal grow too, and is no reason to go back to it.
    const { seq } = journal.headOf(device.id, device.incarnation())
    if (seq <= ownSeq) return
    ownSeq = seq
    tell({ type: 'grew' })
  })
  // After the caller has its parts together, so that it hears of everything.
  setImmediate(() => tell({ type: 'woken' }))

  return {
    describe,
    now: async () => {
      const rested = new Promise<void>((resolve) => {
        const rest = (): void => {
          waitingForRest.delete(rest)
          resolve()
        }
        waitingForRest.add(rest)
      })
      tell({ type: 'asked' })
      if (!closed) await rested
      return describe()
    },
    onChanged: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    fetchEvidence: async (id) => {
      const answer = await transport.ask({ method: 'GET', path: `/v1/blobs/${id}` }).catch(() => null)
      return answer === null || sha256Hex(answer) !== id ? null : new Uint8Array(answer)
    },
    close: async () => {
      closed = true
      stopHearing()
      clearTimeout(alarm)
      transport.close()
      for (const rest of waitingForRest) rest()
      await running.catch(() => undefined)
    },
  }
}

function stateOf(session: SyncSession, enrolled: boolean): SyncStatus['state'] {
  switch (session.kind) {
    case 'resting':
      return enrolled ? 'resting' : 'never'
    case 'waiting':
      return enrolled ? 'unreachable' : 'never'
    case 'stopped':
      return 'stopped'
    default:
      return 'working'
  }
}

/** What went wrong, as the session understands it. Whatever is neither a no nor a contradiction is an outage. */
function newsFrom(problem: unknown, session: SyncSession, { chance = Math.random }: SyncOptions): SyncNews {
  if (problem instanceof NotBelieved || problem instanceof Forked) return { type: 'refused', why: 'refused' }
  if (problem instanceof Refused && problem.problem.retry === 'never')
    return { type: 'refused', why: reasonFrom(problem.problem.type) }
  return { type: 'unreachable', retryAt: instantFrom(Date.now() + backoff(attemptOf(session), chance())) }
}

const reasonFrom = (type: string): StopReason => {
  if (type === 'device-revoked') return 'device-revoked'
  return type === 'upgrade-required' ? 'update-needed' : 'refused'
}
