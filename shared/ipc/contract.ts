import { z } from 'zod'
import { Batch, BatchChange, PaperSource } from '../capture/batch'
import { Calibration } from '../capture/calibration'
import { KeptDraft, MeetingDraft } from '../capture/draft'
import { MeetingCard, ReturnPin } from '../capture/hand-over'
import { UndoLog } from '../capture/undo-log'
import { ConsentEvent, RecordedEvent } from '../consent/event'
import { ProofRecord } from '../proof/bundle'
import { EvidenceKind, EvidenceRef } from '../terms/evidence'
import { ActId, DeviceId, DraftId, EventId, EvidenceId, Hash } from '../terms/ids'
import { Controller, Operator } from '../terms/party'
import { Instant } from '../terms/time'
import type { ChannelName, NewsName } from './channels'

const BytesSchema = z.instanceof(Uint8Array).transform((bytes) => new Uint8Array(bytes))

/** One fact of the local journal, in the order this machine learned of it. */
export const JournalEntry = z.object({
  /** Place in this machine's journal, from 1. Receipts have places too, so that entries may skip some. */
  position: z.int().positive(),
  /** Made here, or learned from the server. */
  origin: z.enum(['here', 'server']),
  /** Place in the server's log once this machine has its receipt. */
  receivedAt: z.int().positive().nullable(),
  recorded: RecordedEvent,
})
export type JournalEntry = z.infer<typeof JournalEntry>

/** Where the records of this machine stand. */
export const SyncStatus = z.object({
  state: z.enum(['never', 'resting', 'working', 'unreachable', 'stopped']),
  /** Records saved here that the server has not yet confirmed. */
  waiting: z.int().nonnegative(),
  lastContactAt: Instant.nullable(),
  /** Why it stopped, if it did. */
  why: z.enum(['device-revoked', 'update-needed', 'refused']).nullable(),
})
export type SyncStatus = z.infer<typeof SyncStatus>

/** A folder the scanner writes to. */
export const WatchedFolder = z.object({
  /** Null: none is watched. */
  folder: z.string().nullable(),
  /** `missing`: it is not there (any more), or may not be read. It is looked for again by itself. */
  state: z.enum(['none', 'watching', 'missing']),
})
export type WatchedFolder = z.infer<typeof WatchedFolder>

/** Every sentence the two processes may say to each other. Nothing crosses unlisted; nothing crosses unread. */
export const contract = {
  'app:describe': {
    ask: z.object({}),
    answer: z.object({
      host: z.enum(['electron', 'loopback']),
      version: z.string(),
      device: DeviceId,
      /** Changes when the journal on disk is another one: projections made from the old one are then worthless. */
      journal: z.uuid(),
      operator: Operator,
      /** Who else may sit here. */
      operators: z.array(Operator).min(1),
      controller: Controller,
    }),
  },
  /** Somebody else sits down and says who they are. The window opens anew for them. */
  'operator:choose': { ask: z.object({ id: Operator.shape.id }), answer: z.object({ operator: Operator }) },
  /**
   * The device goes into the customer's hands: from the answer on, the host refuses every sentence that is not about
   * this draft, also after a restart. The draft must be on the disk.
   */
  'hand-over:begin': { ask: z.object({ draft: DraftId, card: MeetingCard }), answer: z.object({}) },
  'hand-over:read': {
    ask: z.object({}),
    answer: z.object({
      /** A return PIN is set at this workstation. */
      pinSet: z.boolean(),
      /** Null: the desk is open. */
      handed: z
        .object({
          draft: DraftId,
          card: MeetingCard,
          /** `ended`: nothing was recorded and nothing is left; only the device is still out of the operator's hands. */
          state: z.discriminatedUnion('kind', [
            z.object({ kind: z.literal('choosing'), draft: MeetingDraft }),
            z.object({ kind: z.literal('recorded'), answers: z.array(JournalEntry).min(1) }),
            z.object({ kind: z.literal('ended') }),
          ]),
        })
        .nullable(),
    }),
  },
  /**
   * The device comes back. One shape of answer, whatever was wrong: the PIN, or that it was tried too soon. `waitMs`:
   * how long no PIN will be looked at; it grows with every wrong one. Null where no PIN is set.
   */
  'hand-over:return': {
    ask: z.object({ pin: z.string().max(64).nullable() }),
    answer: z.object({ returned: z.boolean(), waitMs: z.int().nonnegative() }),
  },
  /** Sets, changes or removes (null) the return PIN; only with the one that holds, where one does. */
  'return-pin:change': {
    ask: z.object({ pin: ReturnPin.nullable(), current: z.string().max(64).nullable() }),
    answer: z.object({ changed: z.boolean(), waitMs: z.int().nonnegative() }),
  },
  /** Answers when the draft is on the disk. */
  'draft:keep': { ask: z.object({ draft: KeptDraft }), answer: z.object({}) },
  'draft:list': { ask: z.object({}), answer: z.object({ drafts: z.array(KeptDraft) }) },
  'draft:discard': { ask: z.object({ id: DraftId }), answer: z.object({}) },
  /**
   * Puts a file on the pile: answers when it is on the disk, sealed. `twice`: it is on this pile already. `seen`: these
   * very bytes were on an earlier pile and became sheets; they are not taken in again.
   */
  'paper:take': {
    ask: z.object({ name: z.string().max(255), bytes: BytesSchema, from: PaperSource }),
    answer: z.object({ kind: z.enum(['taken', 'twice', 'seen']), id: Hash, seenAt: Instant.nullable() }),
  },
  /** The bytes of a file that waits to be read; null once every page of it has its outcome. */
  'paper:open': { ask: z.object({ id: Hash }), answer: z.object({ bytes: BytesSchema.nullable() }) },
  /** When the page with this content became a sheet, if it did. */
  'paper:seen': { ask: z.object({ content: Hash }), answer: z.object({ at: Instant.nullable() }) },
  'batch:read': { ask: z.object({}), answer: z.object({ batch: Batch }) },
  /** Answers when it is on the disk, with the batch as it then is. */
  'batch:change': { ask: z.object({ change: BatchChange }), answer: z.object({ batch: Batch }) },
  /** Begins a new pile. Unread files of the old one are gone; its sheets are drafts and stay. */
  'batch:close': { ask: z.object({}), answer: z.object({ batch: Batch }) },
  /** Watches the folder the operator named, from now on and after every start; null watches none. */
  'folder:watch': { ask: z.object({ folder: z.string().max(1000).nullable() }), answer: WatchedFolder },
  'folder:describe': { ask: z.object({}), answer: WatchedFolder },
  /** What the lane remembers for its clerk: the last steps, and how often the machine was wrong here. */
  'lane:read': { ask: z.object({}), answer: z.object({ undo: UndoLog, calibration: Calibration }) },
  'lane:keep': {
    ask: z.object({ undo: UndoLog.optional(), calibration: Calibration.optional() }),
    answer: z.object({}),
  },
  /** Seals the bytes, keeps them on the disk under the hash of what is sealed, and hands back what opens them. */
  'evidence:keep': {
    ask: z.object({ bytes: BytesSchema, kind: EvidenceKind, media: EvidenceRef.shape.media }),
    answer: EvidenceRef,
  },
  'evidence:open': {
    ask: z.object({ id: EvidenceId, key: EvidenceRef.shape.key }),
    answer: z.discriminatedUnion('kind', [
      /** With the nonce in front of the sealed bytes (12 bytes, hexadecimal): sealed again, they hash to the id. */
      z.object({ kind: z.literal('opened'), bytes: BytesSchema, nonce: z.string().regex(/^[0-9a-f]{24}$/) }),
      z.object({ kind: z.literal('missing') }),
      z.object({ kind: z.literal('altered') }),
    ]),
  },
  /**
   * Signs the events, hangs them on this device's chain and answers when they are on the disk: all of them or none.
   * Asked again with the same act, it answers with what it already has.
   */
  'journal:record': {
    ask: z.object({ act: ActId, events: z.array(ConsentEvent).min(1).max(500) }),
    answer: z.object({ entries: z.array(JournalEntry) }),
  },
  'journal:read': {
    ask: z.object({ after: z.int().nonnegative(), limit: z.int().positive().max(5000) }),
    answer: z.object({
      entries: z.array(JournalEntry),
      /** Receipts may come after the entry was read: places in the server's log by event, since `after`. */
      receipts: z.array(z.object({ id: EventId, receivedAt: z.int().positive() })),
      /** Where to go on reading. */
      next: z.int().nonnegative(),
      done: z.boolean(),
    }),
  },
  /** Everything a stranger needs to check these events: leaves, payloads, neighbours in the chain, the device's key. */
  'proof:gather': { ask: z.object({ ids: z.array(EventId).min(1).max(500) }), answer: ProofRecord },
  'sync:now': { ask: z.object({}), answer: SyncStatus },
  'sync:describe': { ask: z.object({}), answer: SyncStatus },
} as const satisfies Record<ChannelName, { ask: z.ZodType; answer: z.ZodType }>

export const news = {
  'journal:grew': z.object({ head: z.int().nonnegative() }),
  'sync:changed': SyncStatus,
  /** The folder that is watched brought paper, or is not there any more. */
  'paper:arrived': WatchedFolder,
} as const satisfies Record<NewsName, z.ZodType>

export type Ask<C extends ChannelName> = z.infer<(typeof contract)[C]['ask']>
export type Answer<C extends ChannelName> = z.infer<(typeof contract)[C]['answer']>
export type News<N extends NewsName> = z.infer<(typeof news)[N]>

/** One function per channel. Main implements it, the bridge forwards it, the renderer calls it. */
export type Workstation = { readonly [C in ChannelName]: (ask: Ask<C>) => Promise<Answer<C>> }

/** What either host puts on the window, and all it puts there. */
export type Bridge = {
  readonly ask: (channel: ChannelName, ask: unknown) => Promise<unknown>
  readonly listen: (name: NewsName, hear: (news: unknown) => void) => () => void
}
