import type { Catalogue } from '@shared/capture/catalogue'
import type { MeetingDraft } from '@shared/capture/draft'
import type { MeetingCard } from '@shared/capture/hand-over'
import type { Workstation } from '@shared/ipc/contract'
import type { OperatorId } from '@shared/terms/ids'
import type { Language } from '@shared/terms/language'
import type { Notice } from '@shared/terms/notice'
import { fullName } from '@shared/terms/party'
import { newSubject } from '../platform/runtime'
import type { DeskDatabase } from './database'

type Needs = {
  readonly ask: Pick<Workstation, 'hand-over:begin'>
  readonly db: Pick<DeskDatabase, 'people'>
  readonly catalogue: Catalogue
  readonly recordedBy: OperatorId
  readonly deskLanguage: Language
  /** The text that is shown, in every language it may be read in. */
  readonly notices: readonly Notice[]
}

/**
 * Gives the device away. The draft must be on the disk. When it resolves, the host refuses everything that is not about
 * this draft, and the window has begun to start anew: of what it knew, nothing is left in its memory.
 */
export async function handOver(draft: MeetingDraft, needs: Needs): Promise<void> {
  await needs.ask['hand-over:begin']({ draft: draft.id, card: await cardFor(draft, needs) })
  startAnew('')
}

/** The window forgets everything and opens at this place. */
export function startAnew(hash: string): void {
  history.replaceState(null, '', `#/${hash}`)
  location.reload()
}

async function cardFor(
  draft: MeetingDraft,
  { catalogue, db, deskLanguage, notices, recordedBy }: Needs,
): Promise<MeetingCard> {
  const known = draft.subject && (await db.people.get(draft.subject))
  const asked = new Set(notices.flatMap(({ questions }) => questions.map(({ purpose }) => purpose)))
  return {
    controller: catalogue.controller,
    notices: [...notices],
    purposes: catalogue.purposes.filter(({ id }) => asked.has(id)),
    recordedBy,
    deskLanguage,
    name: fullName(draft.person),
    subject: known
      ? { kind: 'known', id: known.subject, contactPoints: [...known.contactPoints] }
      : { kind: 'new', id: draft.subject ?? newSubject() },
  }
}
