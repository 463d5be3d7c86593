import { isAnswer } from '@shared/consent/event'
import { must } from '@shared/base/never'
import type { Answer, JournalEntry, Workstation } from '@shared/ipc/contract'
import type { ActId } from '@shared/terms/ids'
import { discardDraft } from './discard'
import type { Drafts } from './drafts'
import type { EvidenceFiles } from './evidence-files'
import type { Handed, HandOver } from './hand-over'
import { type Reader, entryAt } from './read-journal'
import type { ReturnPin } from './return-pin'

type Needs = Reader & {
  readonly drafts: Drafts
  readonly evidence: EvidenceFiles
  readonly handOver: HandOver
  readonly returnPin: ReturnPin
}

type Channels = 'hand-over:begin' | 'hand-over:read' | 'hand-over:return' | 'return-pin:change'

/** The device goes out of the operator's hands and comes back. */
export function meetingDesk(needs: Needs): Pick<Workstation, Channels> {
  const { drafts, handOver, journal, returnPin } = needs
  return {
    'hand-over:begin': async ({ draft: id, card }) => {
      const draft = must(
        (await drafts.list()).find((one) => one.id === id),
        'the draft that is handed over',
      )
      if (draft.kind !== 'meeting') throw new Error('only a meeting is handed over')
      if (journal.eventsOfAct(draft.act).length > 0) throw new Error('this meeting was recorded')
      if (draft.subject !== null && draft.subject !== card.subject.id)
        throw new Error('the card is about somebody else')
      await handOver.begin({ v: 1, draft: id, act: draft.act, subject: draft.subject, card })
      return {}
    },
    'hand-over:read': async () => {
      const handed = handOver.now()
      return {
        pinSet: returnPin.isSet(),
        handed: handed && { draft: handed.draft, card: handed.card, state: await stateOf(handed, needs) },
      }
    },
    'hand-over:return': async ({ pin }) => {
      const { right, waitMs } = await returnPin.check(pin)
      if (right) await handOver.end()
      return { returned: right, waitMs }
    },
    'return-pin:change': async ({ pin, current }) => {
      const { right, waitMs } = await returnPin.change(pin, current)
      return { changed: right, waitMs }
    },
  }
}

type State = NonNullable<Answer<'hand-over:read'>['handed']>['state']

/** Read off the journal and the drafts each time: after a crash it is what is on the disk, not what was meant. */
async function stateOf({ act, draft: id }: Handed, needs: Needs): Promise<State> {
  const entries: JournalEntry[] = []
  for (const place of needs.journal.eventsOfAct(act)) {
    const entry = await entryAt(place, needs)
    // Their own answers, and not what the operator thinks of people who resemble them.
    if (entry && isAnswer(entry.recorded.event)) entries.push(entry)
  }
  if (entries.length > 0) return { kind: 'recorded', answers: entries }
  const draft = (await needs.drafts.list()).find((one) => one.id === id)
  return draft?.kind === 'meeting' ? { kind: 'choosing', draft } : { kind: 'ended' }
}

/** What was confirmed in the customer's hands is no draft any more. */
export async function tidyUpAfter(act: ActId, needs: Needs): Promise<void> {
  const handed = needs.handOver.now()
  if (handed?.act === act) await discardDraft(handed.draft, needs)
}
