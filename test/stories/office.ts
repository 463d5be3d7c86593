import { randomBytes, randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { hexFrom } from '@shared/base/bytes'
import type { ConsentEvent } from '@shared/consent/event'
import { type EffectivePermission, effectivePermission } from '@shared/consent/effective-permission'
import { gatherRecord } from '@shared/consent/record'
import type { EventPlace } from '../../electron/services/journal-index'
import { fileKeeper } from '../../electron/services/secret-keeper'
import { type SyncOptions, startSync } from '../../electron/services/sync-driver'
import { type OpenedWorkstation, openWorkstation } from '../../electron/services/workstation'
import type { Server } from '../../server/main'
import { ActId, type SubjectId } from '@shared/terms/ids'
import { Instant } from '@shared/terms/time'
import { anna, mobile, offers, sourceOf } from '../builders/facts'
import { rules } from '../builders/rules'
import { resources } from '../electron/services/facts'
import { everythingOf, scratchFolder } from '../server/running-server'

/** One workstation with real services on a real folder, in step with a real server. */
export type Office = {
  readonly workstation: OpenedWorkstation
  /** Records one act, as the window does. */
  readonly record: (...events: readonly ConsentEvent[]) => Promise<void>
  /** Keeps evidence of this many bytes and records the event that rests on it. */
  readonly recordWithEvidence: (event: ConsentEvent, bytes: number) => Promise<void>
  /** Asks for sync until nothing waits and it rests; throws if that takes too many tries. */
  readonly settle: (tries?: number) => Promise<void>
  /** Every leaf in its journal, in hexadecimal, sorted. */
  readonly leaves: () => Promise<string[]>
  readonly mayCallAnna: (subject?: SubjectId) => Promise<EffectivePermission>
  readonly end: () => Promise<void>
}

export async function openOffice(serverUrl: string, findCode: SyncOptions['findCode'], at?: string): Promise<Office> {
  const root = at ?? scratchFolder()
  const folder = at ?? join(root, 'kept')
  const workstation = await openWorkstation({
    host: 'loopback',
    folder,
    resources,
    app: { version: '0.1.0', build: 'test' },
    keepers: [fileKeeper],
    // Tests ask for sync themselves; backing off by nothing keeps them short.
    sync: (services) =>
      startSync(services, { serverUrl, ...(findCode ? { findCode } : {}), everyMs: 3_600_000, chance: () => 0 }),
  })
  const { ask, services } = workstation
  const record: Office['record'] = async (...events) => {
    await ask['journal:record']({ act: ActId.parse(randomUUID()), events: [...events] })
  }
  return {
    workstation,
    record,
    recordWithEvidence: async (event, bytes) => {
      const plain = new Uint8Array(randomBytes(bytes))
      const evidence = await ask['evidence:keep']({ bytes: plain, kind: 'ink', media: 'application/json' })
      await record({ ...event, evidence: [evidence] } as ConsentEvent)
    },
    settle: async (tries = 200) => {
      for (let i = 0; i < tries; i++) {
        const status = await ask['sync:now']({})
        if (status.state === 'stopped') throw new Error(`sync stopped: ${status.why}`)
        if (status.state === 'resting' && status.waiting === 0) return
      }
      throw new Error('sync does not come to rest')
    },
    leaves: async () => {
      const places = services.journal.placesAfter(0, 1_000_000)
      const events = places.filter((place): place is EventPlace => place.kind === 'event')
      const leaves = await Promise.all(events.map(async (place) => hexFrom((await services.journal.read(place)).leaf)))
      return leaves.sort()
    },
    mayCallAnna: async (subject = anna) => {
      const { entries } = await ask['journal:read']({ after: 0, limit: 5000 })
      const record = await gatherRecord(subject, sourceOf(entries.map(({ recorded }) => recorded)))
      return effectivePermission(record, rules, { purpose: offers, channel: 'phone', contactPoint: mobile, on: today })
    },
    end: async () => {
      await workstation.close()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

export const today = Instant.parse('2026-11-25T10:00:00.000Z')

/** Every leaf in the server's log, in hexadecimal, sorted: as stored, not as a set. */
export async function leavesOf(server: Server): Promise<string[]> {
  const { rows } = await everythingOf(server).query<{ leaf: Buffer }>('select leaf from event')
  return rows.map(({ leaf }) => hexFrom(leaf)).sort()
}

export const codeOf = (server: Server) => (): Promise<string> => server.newCode('muster')
