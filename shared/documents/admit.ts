import type { Catalogue } from '../capture/catalogue'
import { findForm } from '../capture/catalogue'
import type { ConsentEvent, RecordedEvent } from '../consent/event'
import { localDay } from '../consent/local-time'
import { ActId, DeviceId, EventId, type OperatorId } from '../terms/ids'
import type { Instant } from '../terms/time'
import { bundleFrom, documentFaults, hardFaults } from './faults'
import { foldDocuments, type NotReleased } from './fold-documents'
import { foldSheets } from './sheets'

/** Why a fact about documents is not written down. */
export type NotAdmitted =
  | NotReleased
  /** It says it is about somebody, or a fact about a person says it is about the controller. */
  | 'not-the-controllers'
  /** Recorded in the name of somebody who does not sit here. */
  | 'not-this-operator'
  | 'unknown-proposal'
  | 'no-longer-open'
  | 'unknown-notice'
  | 'unknown-form'
  /** The words of this sheet are put before nobody any more. */
  | 'words-retired'
  | 'serial-used'

const ours: ReadonlySet<string> = new Set([
  'documents-proposed',
  'documents-released',
  'documents-rejected',
  'notices-retired',
  'sheets-issued',
  'sheets-voided',
])
export const isAboutDocuments = ({ type }: ConsentEvent): boolean => ours.has(type)

export type AdmitNeeds = {
  /** Everything known about the controller's record. */
  readonly facts: readonly RecordedEvent[]
  readonly builtIn: Catalogue
  /** Who sits at the workstation that writes it down. */
  readonly operator: OperatorId
  readonly now: Instant
}

/**
 * Asked by the process that writes the journal, whatever window asked it to: a document fact that the fold would not
 * count, or that has something hard against it, is not written down at all. Null: it may be.
 */
export function notAdmitted(events: readonly ConsentEvent[], needs: AdmitNeeds): NotAdmitted | null {
  let facts = needs.facts
  for (const event of events) {
    const why = refusal(event, { ...needs, facts })
    if (why !== null) return why
    facts = [...facts, asRecorded(event, facts.length, needs.now)]
  }
  return null
}

function refusal(event: ConsentEvent, { facts, builtIn, operator, now }: AdmitNeeds): NotAdmitted | null {
  const aboutController = event.subject === builtIn.controller.record
  if (!isAboutDocuments(event)) return aboutController ? 'not-the-controllers' : null
  if (!aboutController) return 'not-the-controllers'
  if (event.recordedBy !== operator) return 'not-this-operator'
  const { catalogue, proposals } = foldDocuments(facts, builtIn)
  switch (event.type) {
    case 'documents-proposed': {
      const bundle = bundleFrom(event.documents)
      if (hardFaults(documentFaults(bundle, catalogue)).length > 0) return 'faulty'
      return bundle.notices.some(({ activeFrom }) => activeFrom < localDay(now)) ? 'too-late' : null
    }
    case 'documents-released': {
      const open = proposals.find(({ id }) => id === event.proposal)
      if (!open) return 'unknown-proposal'
      if (open.state !== 'proposed') return 'no-longer-open'
      const recorded = asRecorded(event, facts.length, now)
      const then = foldDocuments([...facts, recorded], builtIn).proposals.find(({ id }) => id === event.proposal)
      if (then?.state === 'released') return null
      return then?.state === 'proposed' ? (then.why ?? 'faulty') : 'rejected'
    }
    case 'documents-rejected': {
      const open = proposals.find(({ id }) => id === event.proposal)
      if (!open) return 'unknown-proposal'
      return open.state === 'proposed' ? null : 'no-longer-open'
    }
    case 'notices-retired':
      return event.notices.every((id) => catalogue.notices.some((notice) => notice.id === id)) ? null : 'unknown-notice'
    case 'sheets-issued': {
      const form = findForm(catalogue, event.template, event.version)
      if (!form) return 'unknown-form'
      const words = catalogue.notices.find(({ id }) => id === form.notice)
      if (words?.retiredOn !== null && words?.retiredOn !== undefined && words.retiredOn <= localDay(now))
        return 'words-retired'
      const used = new Set(foldSheets(facts, new Set()).sheets.map(({ serial }) => serial))
      return event.serials.some((serial, at) => used.has(serial) || event.serials.indexOf(serial) !== at)
        ? 'serial-used'
        : null
    }
    default:
      return null
  }
}

/** As it would stand in the journal, under a name nothing else has. */
const asRecorded = (event: ConsentEvent, nth: number, now: Instant): RecordedEvent => ({
  id: EventId.parse(nth.toString(16).padStart(64, 'f')),
  device: DeviceId.parse('00000000-0000-4000-8000-000000000000'),
  seq: nth,
  act: ActId.parse('00000000-0000-4000-8000-000000000000'),
  recordedAt: now,
  event,
})
