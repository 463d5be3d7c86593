import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Draft } from '@shared/capture/draft'
import type { ConsentEvent } from '@shared/consent/event'
import type { JournalEntry, News, SyncStatus, Workstation } from '@shared/ipc/contract'
import { DeviceId, EventId, EvidenceId } from '@shared/terms/ids'
import { instantFrom } from '@shared/terms/time'

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** A workstation that works, briefly and in memory: what the main process promises, without a disk or a key. */
export function inMemoryWorkstation(journal: string = randomUUID()) {
  const device = DeviceId.parse(randomUUID())
  const entries: JournalEntry[] = []
  const receipts: { id: EventId; receivedAt: number }[] = []
  const drafts = new Map<string, Draft>()
  const evidence = new Map<string, Uint8Array<ArrayBuffer>>()
  const hearing = new Map<string, Set<(told: never) => void>>()
  let status: SyncStatus = { state: 'never', waiting: 0, lastContactAt: null, why: null }
  let clock = Date.parse('2026-11-25T09:00:00.000Z')

  const tell = (name: string, told: unknown) => hearing.get(name)?.forEach((hear) => hear(told as never))
  const add = (event: ConsentEvent, act: string, origin: 'here' | 'server'): JournalEntry => {
    const position = entries.length + 1
    const entry: JournalEntry = {
      position,
      origin,
      receivedAt: origin === 'server' ? position : null,
      recorded: {
        id: EventId.parse(sha256(`${journal} ${position}`)),
        device,
        seq: entries.length,
        act: act as JournalEntry['recorded']['act'],
        recordedAt: instantFrom(clock++),
        event,
      },
    }
    entries.push(entry)
    return entry
  }

  const ask: Workstation = {
    'app:describe': async () => ({
      host: 'loopback',
      version: '0.1.0',
      device,
      journal,
      operator: { id: 'mara' as never, name: 'Mara Lind' },
      operators: [{ id: 'mara' as never, name: 'Mara Lind' }],
      controller: { id: 'muster' as never, name: 'Muster GmbH', postalAddress: 'Musterstraße 1', email: 'a@b.example' },
    }),
    'operator:choose': async () => ({ operator: { id: 'mara' as never, name: 'Mara Lind' } }),
    'draft:keep': async ({ draft }) => {
      drafts.set(draft.id, structuredClone(draft))
      return {}
    },
    'draft:list': async () => ({ drafts: [...drafts.values()] }),
    'draft:discard': async ({ id }) => {
      drafts.delete(id)
      return {}
    },
    'evidence:keep': async ({ bytes, kind, media }) => {
      const id = EvidenceId.parse(sha256(bytes))
      evidence.set(id, bytes)
      return { id, kind, media, bytes: bytes.length, key: randomBytes(32).toString('hex') }
    },
    'evidence:open': async ({ id }) => {
      const bytes = evidence.get(id)
      return bytes ? { kind: 'opened', bytes, nonce: '00'.repeat(12) } : { kind: 'missing' }
    },
    'journal:record': async ({ act, events }) => {
      const known = entries.filter(({ recorded }) => recorded.act === act)
      if (known.length > 0) return { entries: known }
      const made = events.map((event) => add(event, act, 'here'))
      status = { ...status, waiting: status.waiting + made.length }
      tell('journal:grew', { head: entries.length })
      return { entries: made }
    },
    'journal:read': async ({ after, limit }) => {
      const page = entries.slice(after, after + limit)
      const next = after + page.length
      return { entries: page, receipts: [...receipts], next, done: next >= entries.length }
    },
    'proof:gather': async () => {
      throw new Error('this fake proves nothing')
    },
    'sync:now': async () => status,
    'sync:describe': async () => status,
  }

  return {
    connected: {
      ask,
      listen: <N extends 'journal:grew' | 'sync:changed'>(name: N, hear: (told: News<N>) => void) => {
        const all = hearing.get(name) ?? new Set()
        hearing.set(name, all.add(hear))
        return () => void all.delete(hear)
      },
    },
    ask,
    entries,
    drafts,
    evidence,
    /** As if another desk's facts had come from the server. */
    learn: (events: readonly ConsentEvent[]) => {
      const made = events.map((event) => add(event, randomUUID(), 'server'))
      tell('journal:grew', { head: entries.length })
      return made
    },
    receive: (id: EventId, receivedAt: number) => {
      receipts.push({ id, receivedAt })
      status = {
        state: 'resting',
        waiting: Math.max(0, status.waiting - 1),
        lastContactAt: instantFrom(clock),
        why: null,
      }
      tell('sync:changed', status)
    },
  }
}
