import { join } from 'node:path'
import type { Catalogue } from '@shared/capture/catalogue'
import type { ConsentEvent } from '@shared/consent/event'
import type { NewsName } from '@shared/ipc/channels'
import type { Answer, JournalEntry, News, Workstation } from '@shared/ipc/contract'
import type { Envelope } from '@shared/proof/envelope'
import type { Operator } from '@shared/terms/party'
import { type Instant, instantFrom } from '@shared/terms/time'
import { admitDocuments } from './admit-documents'
import { readCatalogue } from './catalogue'
import { type Device, openDevice } from './device'
import { discardDraft, sweepEvidence, unfinishedDrafts } from './discard'
import { guarded } from './customer-gate'
import { type Drafts, openDrafts } from './drafts'
import { makeFolder } from './durable'
import { type EvidenceFiles, openEvidenceFiles } from './evidence-files'
import { claimFolder } from './folder-lock'
import { type Intake, openIntake } from './intake'
import { type HandOver, openHandOver } from './hand-over'
import { type Journal, openJournal } from './journal'
import type { EventPlace } from './journal-index'
import { type Keyring, openKeyring } from './keyring'
import { type Lane, openLane } from './lane'
import { type Operators, openOperators } from './operator'
import { entryAt, gatherProof, readAfter } from './read-journal'
import { recordAct } from './record-act'
import { meetingDesk, tidyUpAfter } from './meeting-desk'
import { type ReturnPin, openReturnPin } from './return-pin'
import type { SecretKeeper } from './secret-keeper'
import { type SyncSide, noSync } from './sync-side'
import { openVault } from './vault'
import { type FolderWatch, openFolderWatch } from './watched-folder'

/** Everything the main process owns, opened once and in order. */
export type Services = {
  /** Folder everything lies in. */
  readonly folder: string
  readonly app: Envelope['app']
  readonly catalogue: Catalogue
  /** Who says they sit here now. */
  readonly operator: Operator
  readonly operators: Operators
  readonly device: Device
  readonly keyring: Keyring
  readonly evidence: EvidenceFiles
  readonly drafts: Drafts
  readonly journal: Journal
  readonly intake: Intake
  readonly folderWatch: FolderWatch
  readonly lane: Lane
  readonly handOver: HandOver
  readonly returnPin: ReturnPin
  readonly now: () => Instant
}

export type OpenedWorkstation = {
  readonly services: Services
  readonly ask: Workstation
  readonly listen: <N extends NewsName>(name: N, hear: (news: News<N>) => void) => () => void
  /** Hears at once, and then whenever the device changes hands: true in the customer's. */
  readonly onHandedOver: (hear: (handed: boolean) => void) => () => void
  readonly close: () => Promise<void>
}

export type WorkstationOptions = {
  readonly host: Answer<'app:describe'>['host']
  readonly folder: string
  /** The `resources` folder. */
  readonly resources: string
  readonly app: Envelope['app']
  /** Who may guard the vault, best first. */
  readonly keepers: readonly SecretKeeper[]
  readonly sync?: (services: Services) => SyncSide
}

/** Opens the data folder of a workstation. Throws a sentence if another program has it or something in it is damaged. */
export async function openWorkstation(options: WorkstationOptions): Promise<OpenedWorkstation> {
  await makeFolder(options.folder)
  const lock = await claimFolder(options.folder)
  try {
    const services = await openServices(options)
    const sync = options.sync?.(services) ?? noSync(services.journal)
    await sweepEvidence(services, Date.now())
    return {
      services,
      ask: guarded(workstationFrom(services, sync, options.host), services.handOver),
      listen: (name, heard) => {
        // News of the desk are none of the customer's.
        const hear: typeof heard = (told) => {
          if (services.handOver.now() === null) heard(told)
        }
        if (name === 'journal:grew')
          return services.journal.onGrew((head) => (hear as (news: News<'journal:grew'>) => void)({ head }))
        if (name === 'paper:arrived')
          return services.folderWatch.onArrived(hear as (news: News<'paper:arrived'>) => void)
        return sync.onChanged(hear as (news: News<'sync:changed'>) => void)
      },
      onHandedOver: (hear) => {
        hear(services.handOver.now() !== null)
        return services.handOver.onChanged(hear)
      },
      close: async () => {
        services.folderWatch.close()
        await sync.close()
        await services.journal.close()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function openServices({ folder, resources, app, keepers }: WorkstationOptions): Promise<Services> {
  const catalogue = await readCatalogue(resources)
  const vault = await openVault(join(folder, 'keys'), keepers)
  const operators = await openOperators(join(folder, 'operator.json'))
  const now = () => instantFrom(Date.now())
  const intake = await openIntake(join(folder, 'intake'), vault, now)
  const lane = await openLane(join(folder, 'lane'), vault)
  await makeFolder(join(folder, 'hand-over'))
  return {
    folder,
    app,
    catalogue,
    operators,
    get operator() {
      return operators.now()
    },
    device: await openDevice(join(folder, 'device.json'), vault),
    keyring: await openKeyring(join(folder, 'keys'), vault),
    evidence: await openEvidenceFiles(join(folder, 'evidence')),
    drafts: await openDrafts(join(folder, 'drafts'), vault),
    journal: await openJournal(join(folder, 'journal')),
    intake,
    lane,
    handOver: await openHandOver(join(folder, 'hand-over', 'device.sealed'), vault),
    returnPin: await openReturnPin(join(folder, 'hand-over', 'pin.sealed'), vault),
    folderWatch: await openFolderWatch({ path: join(folder, 'lane', 'folder'), vault, intake }),
    now,
  }
}

/** One function per sentence of the contract. */
export function workstationFrom(services: Services, sync: SyncSide, host: WorkstationOptions['host']): Workstation {
  const { app, catalogue, operators, device, drafts, evidence, folderWatch, intake, journal, lane } = services
  const recorder = {
    ...services,
    tenant: catalogue.controller.id,
    mono: () => Math.round(performance.now()),
    admit: (events: readonly ConsentEvent[]) => admitDocuments(events, { ...services, builtIn: catalogue }),
  }
  return {
    'app:describe': async () => ({
      host,
      version: app.version,
      device: device.id,
      journal: journal.id,
      operator: operators.now(),
      operators: [...operators.all],
      controller: catalogue.controller,
    }),
    ...meetingDesk(services),
    'operator:choose': async ({ id }) => ({ operator: await operators.choose(id) }),
    'draft:keep': async ({ draft }) => {
      await drafts.keep(draft)
      return {}
    },
    'draft:list': async () => ({ drafts: await unfinishedDrafts(services) }),
    'draft:discard': async ({ id }) => {
      await discardDraft(id, services)
      return {}
    },
    'paper:take': async (paper) => intake.take(paper),
    'paper:open': async ({ id }) => ({ bytes: await intake.open(id) }),
    'paper:seen': async ({ content }) => ({ at: intake.seen(content) }),
    'batch:read': async () => ({ batch: intake.batch() }),
    'batch:change': async ({ change }) => ({ batch: await intake.change(change) }),
    'batch:close': async () => ({ batch: await intake.close() }),
    'folder:watch': async ({ folder }) => folderWatch.watch(folder),
    'folder:describe': async () => folderWatch.describe(),
    'lane:read': async () => lane.read(),
    'lane:keep': async (part) => {
      await lane.keep(part)
      return {}
    },
    'evidence:keep': async ({ bytes, kind, media }) => evidence.keep(bytes, { kind, media }),
    'evidence:open': async ({ id, key }) => {
      const found = await evidence.open(id, key)
      if (found.kind !== 'missing') return found
      // Taken at another workstation: the server has it, sealed, and now this one keeps it too.
      const sealed = await sync.fetchEvidence(id)
      if (sealed === null) return found
      await evidence.keepSealed(id, sealed)
      return evidence.open(id, key)
    },
    'journal:record': async ({ act, events }) => {
      const places = await recordAct(act, events, recorder)
      await tidyUpAfter(act, services)
      return { entries: await entriesAt(places, services) }
    },
    'journal:read': async ({ after, limit }) => readAfter(after, limit, services),
    'proof:gather': async ({ ids }) => gatherProof(ids, services),
    'sync:now': async () => sync.now(),
    'sync:describe': async () => sync.describe(),
  }
}

async function entriesAt(places: readonly EventPlace[], services: Services): Promise<JournalEntry[]> {
  const entries = await Promise.all(places.map((place) => entryAt(place, services)))
  return entries.filter((entry) => entry !== null)
}
