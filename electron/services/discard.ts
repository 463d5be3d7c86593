import type { KeptDraft } from '@shared/capture/draft'
import type { DraftId } from '@shared/terms/ids'
import type { Drafts } from './drafts'
import type { EvidenceFiles } from './evidence-files'
import type { Journal } from './journal'

type Kept = { readonly drafts: Drafts; readonly evidence: EvidenceFiles; readonly journal: Journal }

/** Evidence nobody refers to is left alone for a day: a capture may be about to. */
const A_DAY = 24 * 60 * 60 * 1000

/** A cancelled draft leaves nothing behind: its scan goes with it, unless a record or another draft rests on it. */
export async function discardDraft(id: DraftId, { drafts, evidence, journal }: Kept): Promise<void> {
  const its = (await drafts.evidence()).get(id) ?? []
  await drafts.discard(id)
  const others = new Set([...(await drafts.evidence()).values()].flat())
  for (const one of its) if (!others.has(one) && !journal.refersTo(one)) await evidence.remove(one)
}

/**
 * The drafts that still wait for a person. One whose act is in the journal is done: the program stopped between the
 * record and the tidying up. Offered again, it could be changed and confirmed, and the change would go nowhere.
 */
export async function unfinishedDrafts(kept: Kept): Promise<KeptDraft[]> {
  const unfinished: KeptDraft[] = []
  for (const draft of await kept.drafts.list())
    if (kept.journal.eventsOfAct(draft.act).length === 0) unfinished.push(draft)
    else await discardDraft(draft.id, kept)
  return unfinished
}

/** At start: removes evidence older than a day that neither a record nor a draft rests on. */
export async function sweepEvidence({ drafts, evidence, journal }: Kept, now: number): Promise<number> {
  const readable = await drafts.list()
  // A draft we cannot read may rest on anything.
  if (readable.length < (await drafts.count())) return 0
  const open = new Set([...(await drafts.evidence()).values()].flat())
  const stray = (await evidence.listOlder(now - A_DAY)).filter((id) => !open.has(id) && !journal.refersTo(id))
  for (const id of stray) await evidence.remove(id)
  return stray.length
}
