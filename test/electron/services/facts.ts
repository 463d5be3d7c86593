import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { ConsentEvent } from '@shared/consent/event'
import { Draft, type MeetingDraft } from '@shared/capture/draft'
import { MeetingCard } from '@shared/capture/hand-over'
import type { EvidenceRef } from '@shared/terms/evidence'
import { SubjectId } from '@shared/terms/ids'
import { readCatalogue } from '../../../electron/services/catalogue'
import { fileKeeper } from '../../../electron/services/secret-keeper'
import {
  type OpenedWorkstation,
  type WorkstationOptions,
  openWorkstation,
} from '../../../electron/services/workstation'

const stated = {
  notBefore: '2026-03-01T09:00:00.000Z',
  notAfter: '2026-03-01T09:00:00.000Z',
  source: 'clock',
} as const
const notice = { id: 'offers.1.de', sha256: 'ab'.repeat(32), language: 'de' } as const

export const anna = SubjectId.parse('6f1f1a52-3c1f-4c3a-9d53-0e7d1f3a9c11')
export const karl = SubjectId.parse('0b9f7c44-58a2-4f0e-8a43-5d1c2b7e6a22')

export const registered = (subject = anna): ConsentEvent =>
  ConsentEvent.parse({
    type: 'subject-registered',
    subject,
    stated,
    recordedBy: 'op-mara',
    details: { givenName: 'Anna', familyName: 'Keller', birthDate: null, language: 'de', country: 'DE' },
    contactPoints: [{ kind: 'email', value: 'anna.keller@example.org' }],
    source: 'in-person',
  })

export const given = (evidence: EvidenceRef, subject = anna): ConsentEvent =>
  ConsentEvent.parse({
    type: 'consent-given',
    subject,
    stated,
    recordedBy: 'op-mara',
    purpose: 'offers',
    purposeVersion: 1,
    channel: 'email',
    contactPoint: { kind: 'email', value: 'anna.keller@example.org' },
    notice,
    chosenBy: 'data-subject-on-screen',
    form: null,
    evidence: [evidence],
    expiresOn: null,
  })

export const withdrawn = (subject = anna): ConsentEvent =>
  ConsentEvent.parse({
    type: 'consent-withdrawn',
    subject,
    stated,
    recordedBy: 'op-mara',
    reach: { purposes: 'all', channels: 'all', contactPoints: 'all' },
    by: 'phone',
  })

export const meeting = (over: Partial<Pick<MeetingDraft, 'typedName' | 'ink'>> = {}): MeetingDraft => {
  const draft = Draft.parse({
    kind: 'meeting',
    id: randomUUID(),
    act: randomUUID(),
    openedAt: '2026-11-25T09:00:00.000Z',
    step: 'person',
    subject: null,
    person: {
      givenName: 'Anna',
      familyName: 'Keller',
      birthDate: '',
      email: '',
      phone: '',
      postalAddress: '',
      country: 'DE',
    },
    language: 'de',
    notice: null,
    rows: [],
    ink: null,
    typedName: null,
    handedOverAt: null,
    pairs: [],
    ...over,
  })
  if (draft.kind !== 'meeting') throw new Error('not a meeting')
  return draft
}

export const resources = resolve(import.meta.dirname, '../../../resources')

/** What goes along with the device when this meeting is handed over. */
export async function cardFor(subject = anna): Promise<MeetingCard> {
  const { controller, notices, purposes } = await readCatalogue(resources)
  return MeetingCard.parse({
    controller,
    notices: notices.filter(({ id }) => id.startsWith('offers.2.')),
    purposes,
    recordedBy: 'op-mara',
    deskLanguage: 'de',
    name: 'Anna Keller',
    subject: { kind: 'new', id: subject },
  })
}

export const optionsIn = (folder: string): WorkstationOptions => ({
  host: 'loopback',
  folder,
  resources,
  app: { version: '0.1.0', build: 'test' },
  keepers: [fileKeeper],
})

/** A folder, workstations opened on it, and a broom. */
export async function bench(): Promise<{
  readonly folder: string
  readonly open: (folder?: string) => Promise<OpenedWorkstation>
  readonly sweep: () => Promise<void>
}> {
  const root = await mkdtemp(join(tmpdir(), 'workstation-'))
  const folder = join(root, 'kept')
  const opened: OpenedWorkstation[] = []
  return {
    folder,
    open: async (at = folder) => {
      const workstation = await openWorkstation(optionsIn(at))
      opened.push(workstation)
      return workstation
    },
    sweep: async () => {
      for (const workstation of opened) await workstation.close()
      await rm(root, { recursive: true })
    },
  }
}
