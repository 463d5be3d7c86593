import { must } from '@shared/base/never'
import type { Document } from '@shared/consent/document'
import type { ConsentEvent, RecordedEvent } from '@shared/consent/event'
import { documentsHash } from '@shared/documents/fold-documents'
import { LINTER } from '@shared/notice/rules'
import { canonical, sha256Of } from '@shared/proof/canonical'
import { ActId, DeviceId, EventId, NoticeId, OperatorId } from '@shared/terms/ids'
import type { Notice } from '@shared/terms/notice'
import { Instant, PlainDate, statedAt } from '@shared/terms/time'
import { catalogue } from './catalogue'

export const record = must(catalogue.controller.record, 'the record of the controller')
export const mara = OperatorId.parse('op-mara')
export const jonas = OperatorId.parse('op-jonas')

/** A minute of 25 November 2026, from 10:00. */
export const minute = (at: number): Instant => Instant.parse(`2026-11-25T10:${String(at).padStart(2, '0')}:00.000Z`)

const told = (at: number, by: OperatorId) => ({ subject: record, stated: statedAt(minute(at)), recordedBy: by })

/** The offers of version 2 as a further version, from 1 December on. */
export const offers = (version = 3, changed: Partial<Notice> = {}): Document[] =>
  catalogue.notices
    .filter(({ id }) => id.startsWith('offers.2.'))
    .map((notice) => ({
      kind: 'notice',
      notice: {
        ...notice,
        id: NoticeId.parse(`offers.${version}.${notice.language}`),
        version,
        activeFrom: PlainDate.parse('2026-12-01'),
        ...changed,
      },
    }))

let written = 0
/** Stands in the journal of some device; its id is the hash of what it says and where. */
export const recorded = (event: ConsentEvent): RecordedEvent => {
  const seq = written++
  return {
    id: EventId.parse(sha256Of(canonical({ event, seq }))),
    device: DeviceId.parse('00000000-0000-4000-8000-00000000de01'),
    seq,
    act: ActId.parse('00000000-0000-4000-8000-00000000ac01'),
    recordedAt: event.stated.notAfter,
    event,
  }
}

export const proposed = (documents = offers(), at = 0, by = mara): RecordedEvent =>
  recorded({ ...told(at, by), type: 'documents-proposed', documents })

const documentsOf = ({ event }: RecordedEvent): readonly Document[] =>
  event.type === 'documents-proposed' ? event.documents : []

export const released = (
  proposal: RecordedEvent,
  at = 5,
  by = jonas,
  documents = documentsOf(proposal),
): RecordedEvent =>
  recorded({
    ...told(at, by),
    type: 'documents-released',
    proposal: proposal.id,
    sha256: documentsHash(documents),
    linter: LINTER,
  })

export const rejected = (proposal: RecordedEvent, at = 3, by = jonas): RecordedEvent =>
  recorded({ ...told(at, by), type: 'documents-rejected', proposal: proposal.id, reason: 'The address is missing' })

export const retired = (notices: readonly string[], on: string, at = 7, by = mara): RecordedEvent =>
  recorded({
    ...told(at, by),
    type: 'notices-retired',
    notices: notices.map((id) => NoticeId.parse(id)),
    on: PlainDate.parse(on),
    reason: 'Replaced',
  })
