import type { Catalogue } from '@shared/capture/catalogue'
import type { ConsentEvent, RecordedEvent } from '@shared/consent/event'
import { isAboutDocuments, type NotAdmitted, notAdmitted } from '@shared/documents/admit'
import { foldDocuments } from '@shared/documents/fold-documents'
import type { Operator } from '@shared/terms/party'
import type { Instant } from '@shared/terms/time'
import { entryAt, type Reader } from './read-journal'

export type DocumentNeeds = Reader & {
  /** What stands in `resources/`. */
  readonly builtIn: Catalogue
  readonly operators: { readonly now: () => Operator }
  readonly now: () => Instant
}

/** A fact about documents that may not be written down. The reason is a key, no words of anybody. */
export class DocumentRefused extends Error {
  constructor(readonly why: NotAdmitted) {
    super(`not written down: ${why}`)
  }
}

/** Everything this journal knows about the controller's own record, in the order it learned of it. */
export async function documentFacts(needs: Pick<DocumentNeeds, 'builtIn'> & Reader): Promise<RecordedEvent[]> {
  const { journal, builtIn } = needs
  const facts: RecordedEvent[] = []
  for (const place of journal.placesAfter(0, journal.head())) {
    if (place.kind !== 'event' || place.subject !== builtIn.controller.record) continue
    const entry = await entryAt(place, needs)
    if (entry) facts.push(entry.recorded)
  }
  return facts
}

/**
 * Asked inside the queue of the journal, so that nothing is written between the question and the writing. No window,
 * import or command line gets around it: four eyes and the linter are asked here and again by every reader's fold.
 */
export async function admitDocuments(events: readonly ConsentEvent[], needs: DocumentNeeds): Promise<void> {
  const { builtIn, operators, now } = needs
  if (!events.some((event) => isAboutDocuments(event) || event.subject === builtIn.controller.record)) return
  const facts = await documentFacts(needs)
  const why = notAdmitted(events, { facts, builtIn, operator: operators.now().id, now: now() })
  if (why !== null) throw new DocumentRefused(why)
}

/** What may be used here today: `resources/` with what was released since. */
export const catalogueInUse = async (needs: Pick<DocumentNeeds, 'builtIn'> & Reader): Promise<Catalogue> =>
  foldDocuments(await documentFacts(needs), needs.builtIn).catalogue
