import type { Catalogue } from '../capture/catalogue'
import type { Document } from '../consent/document'
import type { EventOf, RecordedEvent } from '../consent/event'
import { localDay } from '../consent/local-time'
import { LINTER } from '../notice/rules'
import { canonical, sha256Of } from '../proof/canonical'
import type { EventId, Hash, NoticeId, OperatorId, SubjectId } from '../terms/ids'
import type { Notice } from '../terms/notice'
import { type PlainDate, type Stated, surelyAfter } from '../terms/time'
import { type Bundle, bundleFrom, documentFaults, hardFaults } from './faults'

/** The one name of a set of documents: SHA-256 of their canonical text. One changed comma is another set. */
export const documentsHash = (documents: readonly Document[]): Hash => sha256Of(canonical(documents))

/** Why a release did not count. */
export type NotReleased =
  /** Whoever proposes does not release: two pairs of eyes. */
  | 'same-operator'
  /** Other bytes than those proposed. */
  | 'other-documents'
  /** On the first day of use nobody had released it yet. */
  | 'too-late'
  /** Rejected before it, or nobody can say which came first. */
  | 'rejected'
  /** Something hard stands in the way, or its version was taken before it, or nobody can say which came first. */
  | 'faulty'

/** What was proposed and what became of it. */
export type Proposal = {
  readonly id: EventId
  readonly documents: readonly Document[]
  readonly bundle: Bundle
  readonly sha256: Hash
  readonly proposedBy: OperatorId
  readonly proposedAt: Stated
  /** The first day of the earliest of its documents. */
  readonly firstDay: PlainDate
} & (
  | { readonly state: 'proposed'; readonly why: NotReleased | null }
  | { readonly state: 'released'; readonly releasedBy: OperatorId; readonly releasedAt: Stated }
  | { readonly state: 'rejected'; readonly rejectedBy: OperatorId; readonly reason: string }
)

export type Retirement = { readonly on: PlainDate; readonly reason: string; readonly by: OperatorId }

/** What stands in `resources/` with what was released since, and how it came about. */
export type Documents = {
  readonly catalogue: Catalogue
  /** In the order they were proposed. */
  readonly proposals: readonly Proposal[]
  readonly retired: ReadonlyMap<NoticeId, Retirement>
}

type Told<T extends RecordedEvent['event']['type']> = RecordedEvent & { readonly event: EventOf<T> }
const told =
  <T extends RecordedEvent['event']['type']>(type: T) =>
  (fact: RecordedEvent): fact is Told<T> =>
    fact.event.type === type

/**
 * The documents in use, from all facts about the controller's record, in whatever order they arrived. Same facts, same
 * answer, on every workstation and on the server. Only a release that surely holds counts: by a second operator, of
 * these bytes, before the first day of use, not rejected, nothing hard against it. Every doubt and every tie leaves the
 * documents unreleased, and nothing that was released ever changes.
 */
export function foldDocuments(facts: readonly RecordedEvent[], builtIn: Catalogue): Documents {
  const record = builtIn.controller.record
  const own = eachOnce(facts).filter(({ event }) => event.subject === record)
  const proposed = own.filter(told('documents-proposed'))
  const rejections = own.filter(told('documents-rejected'))
  const candidates = proposed.flatMap((proposal) =>
    own
      .filter(told('documents-released'))
      .filter(({ event }) => event.proposal === proposal.id)
      .map((release) => judged(proposal, release, rejections)),
  )
  const { catalogue, released, faulty } = inTurn(
    candidates.filter(({ why }) => why === null),
    builtIn,
  )
  const proposals = proposed.map((proposal): Proposal => {
    const known = knownOf(proposal)
    const release = released.get(proposal.id)
    if (release) {
      const { recordedBy, stated } = release.event
      return { ...known, state: 'released', releasedBy: recordedBy, releasedAt: stated }
    }
    const rejection = rejections.find(({ event }) => event.proposal === proposal.id)
    if (rejection)
      return { ...known, state: 'rejected', rejectedBy: rejection.event.recordedBy, reason: rejection.event.reason }
    const why = candidates.find((candidate) => candidate.proposal.id === proposal.id)?.why ?? null
    return { ...known, state: 'proposed', why: why ?? (faulty.has(proposal.id) ? 'faulty' : null) }
  })
  const retired = retirements(own.filter(told('notices-retired')))
  return {
    catalogue: { ...catalogue, notices: catalogue.notices.map((one) => asRetired(one, retired)) },
    proposals,
    retired,
  }
}

/** In the order of what was said, then by name: an order every machine arrives at. */
const eachOnce = (facts: readonly RecordedEvent[]): RecordedEvent[] =>
  [...new Map(facts.map((fact) => [fact.id, fact])).values()].sort(
    (a, b) => order(a.event.stated.notAfter, b.event.stated.notAfter) || order(a.id, b.id),
  )
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function knownOf({
  id,
  event,
}: Told<'documents-proposed'>): Omit<Extract<Proposal, { state: 'proposed' }>, 'state' | 'why'> {
  const { documents, recordedBy, stated } = event
  const bundle = bundleFrom(documents)
  const sha256 = documentsHash(documents)
  return {
    id,
    documents,
    bundle,
    sha256,
    proposedBy: recordedBy,
    proposedAt: stated,
    firstDay: firstDayOf(bundle, stated),
  }
}

/** A sheet alone is used from the day it is proposed. */
function firstDayOf({ notices, purposes }: Bundle, { notAfter }: Stated): PlainDate {
  const days = [...notices.map(({ activeFrom }) => activeFrom), ...purposes.flatMap((one) => one.effectiveFrom ?? [])]
  return days.sort()[0] ?? localDay(notAfter)
}

type Candidate = {
  readonly proposal: Told<'documents-proposed'>
  readonly release: Told<'documents-released'>
  readonly why: NotReleased | null
}

function judged(
  proposal: Told<'documents-proposed'>,
  release: Told<'documents-released'>,
  rejections: readonly Told<'documents-rejected'>[],
): Candidate {
  const bundle = bundleFrom(proposal.event.documents)
  const days = [
    ...bundle.notices.map(({ activeFrom }) => activeFrom),
    ...bundle.purposes.flatMap((one) => one.effectiveFrom ?? []),
  ]
  const day = localDay(release.event.stated.notAfter)
  const why = (): NotReleased | null => {
    if (release.event.recordedBy === proposal.event.recordedBy) return 'same-operator'
    if (release.event.sha256 !== documentsHash(proposal.event.documents)) return 'other-documents'
    if (days.some((first) => first < day)) return 'too-late'
    const stands = rejections.some(
      ({ event }) => event.proposal === proposal.id && !surelyAfter(event.stated, release.event.stated),
    )
    return stands ? 'rejected' : null
  }
  return { proposal, release, why: why() }
}

/** Lets releases in one after the other, each beside what was in use before it. */
function inTurn(candidates: readonly Candidate[], builtIn: Catalogue) {
  let catalogue = builtIn
  const released = new Map<EventId, Told<'documents-released'>>()
  const faulty = new Set<EventId>()
  const inOrder = [...candidates].sort(
    (a, b) =>
      order(a.release.event.stated.notAfter, b.release.event.stated.notAfter) || order(a.release.id, b.release.id),
  )
  for (const candidate of inOrder) {
    const { proposal, release } = candidate
    if (released.has(proposal.id)) continue
    const bundle = bundleFrom(proposal.event.documents)
    if (contested(candidate, inOrder) || !sound(bundle, catalogue, release.event.linter)) {
      faulty.add(proposal.id)
      continue
    }
    released.set(proposal.id, release)
    catalogue = {
      ...catalogue,
      notices: [...catalogue.notices, ...bundle.notices],
      purposes: [...catalogue.purposes, ...bundle.purposes],
      forms: [...catalogue.forms, ...bundle.forms],
    }
  }
  return { catalogue, released, faulty }
}

/**
 * Judged by our table if it was released under ours. Under an earlier table it was judged when it was written down, and
 * a rule we found later takes no text back that people have signed.
 */
function sound(bundle: Bundle, catalogue: Catalogue, linter: number): boolean {
  const faults = hardFaults(documentFaults(bundle, catalogue))
  return linter >= LINTER ? faults.length === 0 : faults.every(({ rule }) => rule !== 'version-taken')
}

/** Another set takes the same version with other bytes, and nobody can say which was released first. */
function contested({ proposal, release }: Candidate, all: readonly Candidate[]): boolean {
  const names = namesIn(proposal.event.documents)
  const sha256 = documentsHash(proposal.event.documents)
  return all.some(
    (other) =>
      other.proposal.id !== proposal.id &&
      documentsHash(other.proposal.event.documents) !== sha256 &&
      namesIn(other.proposal.event.documents).some((name) => names.includes(name)) &&
      !surelyAfter(other.release.event.stated, release.event.stated) &&
      !surelyAfter(release.event.stated, other.release.event.stated),
  )
}

const namesIn = (documents: readonly Document[]): string[] => {
  const { notices, purposes, forms } = bundleFrom(documents)
  return [
    ...notices.map(({ id }) => `notice ${id}`),
    ...purposes.map(({ id, version }) => `purpose ${id} ${version}`),
    ...forms.map(({ id, version }) => `form ${id} ${version}`),
  ]
}

/** The earliest day said, but never before it was said: what people signed until then was in force. */
function retirements(facts: readonly Told<'notices-retired'>[]): Map<NoticeId, Retirement> {
  const retired = new Map<NoticeId, Retirement>()
  for (const { event } of facts) {
    const said = localDay(event.stated.notBefore)
    const on = event.on < said ? said : event.on
    for (const id of event.notices)
      if (on < (retired.get(id)?.on ?? '9999')) retired.set(id, { on, reason: event.reason, by: event.recordedBy })
  }
  return retired
}

function asRetired(notice: Notice, retired: ReadonlyMap<NoticeId, Retirement>): Notice {
  const on = retired.get(notice.id)?.on
  return on === undefined || (notice.retiredOn !== null && notice.retiredOn <= on)
    ? notice
    : { ...notice, retiredOn: on }
}

/** Facts the fold reads; a reader keeps them apart from facts about people. */
const types: ReadonlySet<string> = new Set([
  'documents-proposed',
  'documents-released',
  'documents-rejected',
  'notices-retired',
])
export const isDocumentFact = ({ event }: RecordedEvent): boolean => types.has(event.type)

/** The record of the controller's own facts, or undefined if it keeps none. */
export const controllerRecord = ({ controller }: Pick<Catalogue, 'controller'>): SubjectId | undefined =>
  controller.record
