import { type AnswerGiven, type EventOf, type RecordedEvent, isAnswer } from '../consent/event'
import type { PurposeId } from '../terms/ids'
import type { Language } from '../terms/language'
import { fullName } from '../terms/party'
import type { Instant, Stated } from '../terms/time'
import { type EvidenceContent, evidenceContents } from './evidence-content'
import { dayIn, shownDay, shownMoment } from './format'
import { type Proof, type ProofFile, type Told, toldFrom } from './proof-file'
import type { Say } from './words'

type Of<E> = Omit<RecordedEvent, 'event'> & { readonly event: E }
export type Answered = Of<AnswerGiven>

/** What a proof is about, in the order of weight. */
export type About = 'consent' | 'refusal' | 'withdrawal' | 'objection' | 'fact'

/** A proof sorted for reading. */
export type ProofContext = {
  readonly proof: Proof
  readonly file: ProofFile
  readonly say: Say
  readonly told: readonly Told[]
  readonly about: About
  readonly number: string
  /** The person's name, or a word for somebody whose name the record does not hold. */
  readonly name: string
  readonly answered: readonly Answered[]
  /** Everything else that was said or written down, the entry about the person aside. */
  readonly said: readonly RecordedEvent[]
  readonly registered: EventOf<'subject-registered'> | null
  readonly contents: readonly EvidenceContent[]
  readonly moment: (instant: Instant | string) => string
  /** The day something was said: the one on the sheet, or the clock's where it was said. */
  readonly shownDay: (stated: Stated) => string
}

export function contextOf(proof: Proof, say: Say): ProofContext {
  const { file } = proof
  const told = toldFrom(file.record)
  const recorded = told.map((one) => one.recorded)
  const answered = recorded.filter(isAnswered)
  const registered =
    recorded.flatMap(({ event }) => (event.type === 'subject-registered' ? [event] : [])).at(-1) ?? null
  const said = recorded.filter(({ event }) => event.type !== 'subject-registered' && !isAnswered({ event }))
  const contents = evidenceContents(proof)
  const { language, timeZone } = file
  return {
    proof,
    file,
    say,
    told,
    about: aboutOf(recorded),
    number: numberOf(recorded),
    name: nameOf(registered, contents) ?? say('someone'),
    answered,
    said,
    registered,
    contents,
    moment: (instant) => shownMoment(instant, language, timeZone),
    shownDay: (stated) => dayOfSaying(stated, language, timeZone),
  }
}

export function isAnswered(recorded: Pick<RecordedEvent, 'event'>): recorded is Answered {
  return isAnswer(recorded.event)
}

function aboutOf(recorded: readonly RecordedEvent[]): About {
  const types = new Set(recorded.map(({ event }) => event.type))
  if (types.has('consent-given') || types.has('consent-reaffirmed')) return 'consent'
  if (types.has('consent-refused')) return 'refusal'
  if (types.has('consent-withdrawn')) return 'withdrawal'
  return types.has('objection-raised') ? 'objection' : 'fact'
}

/** The beginning of the act's id: one confirmation, one number. */
export function numberOf(recorded: readonly RecordedEvent[]): string {
  const main = recorded.find(({ event }) => event.type !== 'subject-registered') ?? recorded[0]
  return (main?.act ?? '')
    .replaceAll('-', '')
    .slice(-12)
    .toUpperCase()
    .replace(/(.{4})(?=.)/g, '$1-')
}

function nameOf(
  registered: EventOf<'subject-registered'> | null,
  contents: readonly EvidenceContent[],
): string | undefined {
  if (registered && fullName(registered.details) !== '') return fullName(registered.details)
  return contents.flatMap((content) => (content.kind === 'rendered-view' ? [content.view.name] : []))[0]
}

/** Paper gives a day, kept as the moments it may mean; its last moment lies in that day everywhere we are. */
function dayOfSaying(stated: Stated, language: Language, timeZone: string): string {
  const day = stated.source === 'clock' ? dayIn(stated.notBefore, timeZone) : stated.notAfter.slice(0, 10)
  return shownDay(day, language)
}

export function purposeName(purpose: PurposeId, { file }: ProofContext): string {
  const versions = file.purposes.filter(({ id }) => id === purpose)
  return versions.at(-1)?.name[file.language] ?? purpose
}
