import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { type Batch, changedBatch, newBatch } from '@shared/capture/batch'
import { type Calibration, uncalibrated } from '@shared/capture/calibration'
import type { KeptDraft } from '@shared/capture/draft'
import { type UndoLog, nothingDone } from '@shared/capture/undo-log'
import type { ConsentEvent } from '@shared/consent/event'
import type { NewsName } from '@shared/ipc/channels'
import type { JournalEntry, News, SyncStatus, WatchedFolder, Workstation } from '@shared/ipc/contract'
import { DeviceId, EventId, EvidenceId, Hash } from '@shared/terms/ids'
import { type Instant, instantFrom } from '@shared/terms/time'

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** A workstation that works, briefly and in memory: what the main process promises, without a disk or a key. */
export function inMemoryWorkstation(journal: string = randomUUID()) {
  const device = DeviceId.parse(randomUUID())
  const entries: JournalEntry[] = []
  const receipts: { id: EventId; receivedAt: number }[] = []
  const drafts = new Map<string, KeptDraft>()
  const evidence = new Map<string, Uint8Array<ArrayBuffer>>()
  const hearing = new Map<string, Set<(told: never) => void>>()
  let status: SyncStatus = { state: 'never', waiting: 0, lastContactAt: null, why: null }
  let batch: Batch = newBatch(randomUUID(), instantFrom(Date.parse('2026-11-25T09:00:00.000Z')))
  const tray = new Map<string, Uint8Array<ArrayBuffer>>()
  const seen = new Map<string, Instant>()
  let watched: WatchedFolder = { folder: null, state: 'none' }
  let lane: { undo: UndoLog; calibration: Calibration } = { undo: nothingDone, calibration: uncalibrated }
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
    'hand-over:begin': async () => ({}),
    'hand-over:read': async () => ({ pinSet: false, handed: null }),
    'hand-over:return': async () => ({ returned: true, waitMs: 0 }),
    'return-pin:change': async () => ({ changed: true, waitMs: 0 }),
    'draft:keep': async ({ draft }) => {
      drafts.set(draft.id, structuredClone(draft))
      return {}
    },
    'draft:list': async () => ({ drafts: [...drafts.values()] }),
    'draft:discard': async ({ id }) => {
      drafts.delete(id)
      return {}
    },
    'paper:take': async ({ name, bytes, from }) => {
      const id = Hash.parse(sha256(bytes))
      if (batch.files.some((file) => file.id === id)) return { kind: 'twice', id, seenAt: null }
      const seenAt = seen.get(id) ?? null
      if (seenAt) return { kind: 'seen', id, seenAt }
      tray.set(id, bytes)
      const takenAt = instantFrom(clock++)
      const file = { id, name, bytes: bytes.length, takenAt, from, state: 'waiting', pages: null, outcomes: [], problem: null } as const // prettier-ignore
      batch = { ...batch, files: [...batch.files, { ...file, outcomes: [] }] }
      return { kind: 'taken', id, seenAt: null }
    },
    'paper:open': async ({ id }) => ({ bytes: tray.get(id) ?? null }),
    'paper:seen': async ({ content }) => ({ at: seen.get(content) ?? null }),
    'batch:read': async () => ({ batch }),
    'batch:change': async ({ change }) => {
      batch = changedBatch(batch, change)
      if (change.kind === 'page' && change.outcome.became === 'sheet')
        for (const hash of [change.file, change.outcome.content]) if (hash) seen.set(hash, instantFrom(clock++))
      return { batch }
    },
    'batch:close': async () => {
      batch = newBatch(randomUUID(), instantFrom(clock++))
      return { batch }
    },
    'folder:watch': async ({ folder }) => (watched = { folder, state: folder === null ? 'none' : 'watching' }),
    'folder:describe': async () => watched,
    'lane:read': async () => lane,
    'lane:keep': async ({ undo, calibration }) => {
      lane = { undo: undo ?? lane.undo, calibration: calibration ?? lane.calibration }
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
      listen: <N extends NewsName>(name: N, hear: (told: News<N>) => void) => {
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
