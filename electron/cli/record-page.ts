import { randomUUID } from 'node:crypto'
import { must } from '@shared/base/never'
import { type Result, ok } from '@shared/base/result'
import type { Capture } from '@shared/capture/capture'
import { type Catalogue, findForm } from '@shared/capture/catalogue'
import type { FlyerDraft } from '@shared/capture/draft'
import type { CaptureProblem } from '@shared/capture/problem'
import { validateCapture } from '@shared/capture/validate'
import { type CaptureSubject, eventsFromCapture } from '@shared/consent/events-from-capture'
import type { JournalEntry, Workstation } from '@shared/ipc/contract'
import { isWorthAsking } from '@shared/matching/decide'
import type { KnownPerson, Resemblance } from '@shared/matching/person'
import type { PersonIndex } from '@shared/matching/person-index'
import { canonical, noticeHash } from '@shared/proof/canonical'
import { confirmedReadingFrom } from '@shared/proof/confirmed-reading'
import { type OperatorId, SubjectId } from '@shared/terms/ids'
import { instantFrom } from '@shared/terms/time'

/** Whose words these are taken for, and the strongest resemblance that was found. */
export type Match =
  | { readonly kind: 'new' }
  | { readonly kind: 'same' | 'later'; readonly resemblance: Resemblance; readonly person: KnownPerson }

export type RecordedPage = {
  readonly capture: Capture
  readonly match: Match
  readonly entries: readonly JournalEntry[]
}

export type RecordNeeds = {
  readonly ask: Workstation
  readonly catalogue: Catalogue
  readonly recordedBy: OperatorId
  readonly index: PersonIndex
  readonly people: Map<SubjectId, KnownPerson>
}

/** The spine, without a window: validate, match, record. The draft is kept first and discarded last, as on the screen. */
export async function recordPage(draft: FlyerDraft, needs: RecordNeeds): Promise<Result<RecordedPage, CaptureProblem>> {
  const { ask, catalogue, recordedBy } = needs
  await ask['draft:keep']({ draft })
  const confirmedAt = instantFrom(Date.now())
  const first = validateCapture(draft, { catalogue, confirmedAt })
  if (!first.ok) {
    await ask['draft:discard']({ id: draft.id })
    return first
  }
  const match = matchFor(first.value, needs)
  const subject = subjectOf(match)
  const pairs =
    match.kind === 'later'
      ? [{ other: match.person.subject, verdict: 'later' as const, probability: match.resemblance.probability }]
      : []
  const decided = { ...draft, subject: subject.kind === 'known' ? subject.id : null, pairs }
  const capture = validateCapture(decided, { catalogue, confirmedAt })
  if (!capture.ok) return capture

  const template = must(draft.reading.template, 'the form')
  const form = must(findForm(catalogue, template.id, template.version), 'the form')
  const reading = await ask['evidence:keep']({
    bytes: canonical(confirmedReadingFrom(decided, form, confirmedAt)),
    kind: 'reading',
    media: 'application/json',
  })
  const evidence = [draft.scan, reading]
  const events = eventsFromCapture(capture.value, { subject, recordedBy, evidence, hashOf: noticeHash })
  const { entries } = await ask['journal:record']({ act: draft.act, events })
  await ask['draft:discard']({ id: draft.id })
  learn(capture.value, subject, needs)
  return ok({ capture: capture.value, match, entries })
}

/**
 * What a person would be asked. The demo answers for them: "same" only where everything agrees, otherwise "later", so
 * that nobody is ever joined by a script on a doubt.
 */
function matchFor(capture: Capture, { index, people }: RecordNeeds): Match {
  const { givenName, familyName, birthDate } = capture.details
  const [top] = index.lookUp({ givenName, familyName, birthDate, contactPoints: capture.contactPoints }, 1)
  const person = top && people.get(top.subject)
  if (!top || !person || !isWorthAsking(top)) return { kind: 'new' }
  return { kind: top.band === 'same' ? 'same' : 'later', resemblance: top, person }
}

function subjectOf(match: Match): CaptureSubject {
  if (match.kind !== 'same') return { kind: 'new', id: SubjectId.parse(randomUUID()) }
  const { subject: id, contactPoints } = match.person
  return { kind: 'known', id, contactPoints }
}

/** The next page may be of the same person. */
function learn(capture: Capture, { id }: CaptureSubject, { index, people }: RecordNeeds): void {
  const { givenName, familyName, birthDate } = capture.details
  const before = people.get(id)?.contactPoints ?? []
  const person: KnownPerson = {
    subject: id,
    givenName,
    familyName,
    birthDate,
    contactPoints: [...before, ...capture.contactPoints],
  }
  people.set(id, person)
  index.put(person)
}
