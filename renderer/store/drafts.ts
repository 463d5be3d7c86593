import type { Draft, KeptDraft, TextsDraft } from '@shared/capture/draft'
import type { Workstation } from '@shared/ipc/contract'
import type { DraftId } from '@shared/terms/ids'

/** A change is on its way to the disk this long after it was made, at the latest; the promise is 150 ms. */
const SOON = 80

export type DraftKeeper = {
  /** Captures that are open: meetings and sheets. */
  readonly list: () => Promise<readonly Draft[]>
  /** Texts being written. */
  readonly texts: () => Promise<readonly TextsDraft[]>
  /** Keeps the draft soon: one write for a burst of keys. */
  readonly change: (draft: KeptDraft) => void
  /** Keeps the draft at once; resolves when it is on the disk. For a stroke, a blur, a hand-over. */
  readonly keep: (draft: KeptDraft) => Promise<void>
  /** Resolves when the file is gone. A write still under way is waited for, so that it cannot bring the draft back. */
  readonly discard: (id: DraftId) => Promise<void>
  /** Hears of a draft that could not be kept. Outages are a state, so the screen says so and work goes on. */
  readonly onTrouble: (hear: (id: DraftId, trouble: boolean) => void) => () => void
  /** Hears of every draft as it now is, before the disk has it, and of one that is gone (null). */
  readonly onChange: (hear: (id: DraftId, draft: Draft | null) => void) => () => void
}

type Desk = Pick<Workstation, 'draft:keep' | 'draft:list' | 'draft:discard'>
type Page = {
  latest: KeptDraft
  written: KeptDraft | null
  timer: ReturnType<typeof setTimeout> | undefined
  line: Promise<void>
}

/** One line of writes for each draft: never two at once, never an older one after a newer one. */
export function draftKeeper(ask: Desk): DraftKeeper {
  const pages = new Map<DraftId, Page>()
  const gone = new Set<DraftId>()
  const listeners = new Set<(id: DraftId, trouble: boolean) => void>()
  const tell = (id: DraftId, trouble: boolean) => listeners.forEach((hear) => hear(id, trouble))

  const watchers = new Set<(id: DraftId, draft: Draft | null) => void>()
  const show = (id: DraftId, draft: Draft | null) => watchers.forEach((hear) => hear(id, draft))

  const pageOf = (draft: KeptDraft): Page => {
    if (draft.kind !== 'texts') show(draft.id, draft)
    const known = pages.get(draft.id)
    if (known) {
      known.latest = draft
      return known
    }
    const page: Page = { latest: draft, written: null, timer: undefined, line: Promise.resolve() }
    pages.set(draft.id, page)
    return page
  }

  const write = (page: Page): Promise<void> => {
    clearTimeout(page.timer)
    page.timer = undefined
    const turn = page.line.then(async () => {
      const draft = page.latest
      if (page.written === draft || gone.has(draft.id)) return
      await ask['draft:keep']({ draft })
      page.written = draft
      tell(draft.id, false)
    })
    page.line = turn.catch(() => tell(page.latest.id, true))
    return turn
  }

  return {
    list: async () => (await ask['draft:list']({})).drafts.filter((draft) => draft.kind !== 'texts'),
    texts: async () => (await ask['draft:list']({})).drafts.filter((draft) => draft.kind === 'texts'),
    change(draft) {
      if (gone.has(draft.id)) return
      const page = pageOf(draft)
      page.timer ??= setTimeout(() => void write(page).catch(() => undefined), SOON)
    },
    keep: (draft) => (gone.has(draft.id) ? Promise.resolve() : write(pageOf(draft))),
    async discard(id) {
      gone.add(id)
      show(id, null)
      const page = pages.get(id)
      clearTimeout(page?.timer)
      await page?.line
      await ask['draft:discard']({ id })
      pages.delete(id)
    },
    onChange(hear) {
      watchers.add(hear)
      return () => watchers.delete(hear)
    },
    onTrouble(hear) {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
  }
}
