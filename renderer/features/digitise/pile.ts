import { useEffect, useSyncExternalStore } from 'react'
import type { FlyerDraft } from '@shared/capture/draft'
import { useDesk } from '../../desk'
import type { DraftKeeper } from '../../store/drafts'

/**
 * The sheets that wait for a person, in the order they were read. Asked of the disk once, then followed: a pile has
 * hundreds, and turning to the next one must not read them all.
 */
export type Pile = {
  /** Null until the disk has answered. */
  readonly sheets: () => readonly FlyerDraft[] | null
  /** Resolves when the disk has answered. */
  readonly loaded: () => Promise<readonly FlyerDraft[]>
  readonly hear: (changed: () => void) => () => void
}

const piles = new WeakMap<DraftKeeper, Pile>()

export function pileOf(drafts: DraftKeeper): Pile {
  const known = piles.get(drafts)
  if (known) return known
  const pile = openPile(drafts)
  piles.set(drafts, pile)
  return pile
}

function openPile(drafts: DraftKeeper): Pile {
  const listeners = new Set<() => void>()
  let sheets: readonly FlyerDraft[] | null = null
  let loading: Promise<readonly FlyerDraft[]> | undefined
  // What changes while the disk is asked counts more than its answer.
  const meanwhile = new Map<string, FlyerDraft | null>()

  const set = (next: readonly FlyerDraft[]): void => {
    sheets = next
    listeners.forEach((changed) => changed())
  }
  drafts.onChange((id, draft) => {
    if (draft !== null && draft.kind !== 'flyer') return
    if (sheets === null) meanwhile.set(id, draft)
    else set(withSheet(sheets, id, draft))
  })
  const loaded = (): Promise<readonly FlyerDraft[]> =>
    (loading ??= drafts.list().then(
      (all) => {
        let next: readonly FlyerDraft[] = all.filter((draft) => draft.kind === 'flyer').sort(inOrder)
        for (const [id, draft] of meanwhile) next = withSheet(next, id, draft)
        meanwhile.clear()
        set(next)
        return next
      },
      (why: unknown) => {
        loading = undefined
        throw why
      },
    ))
  return {
    sheets: () => sheets,
    loaded: async () => sheets ?? loaded(),
    hear: (changed) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
  }
}

function withSheet(sheets: readonly FlyerDraft[], id: string, draft: FlyerDraft | null): readonly FlyerDraft[] {
  const at = sheets.findIndex((sheet) => sheet.id === id)
  if (draft === null) return at < 0 ? sheets : sheets.toSpliced(at, 1)
  if (at >= 0) return sheets.with(at, draft)
  const after = sheets.findLastIndex((sheet) => inOrder(sheet, draft) <= 0)
  return sheets.toSpliced(after + 1, 0, draft)
}

export const inOrder = (a: FlyerDraft, b: FlyerDraft): number =>
  a.openedAt.localeCompare(b.openedAt) || a.page - b.page || a.id.localeCompare(b.id)

/** The sheets that wait, and those set aside. Null until the disk answered. */
export function usePile(): {
  readonly waiting: readonly FlyerDraft[]
  readonly setAside: readonly FlyerDraft[]
} | null {
  const pile = pileOf(useDesk().drafts)
  const sheets = useSyncExternalStore(pile.hear, pile.sheets)
  useEffect(() => void pile.loaded().catch(() => undefined), [pile])
  return (
    sheets && {
      waiting: sheets.filter(({ setAside }) => setAside === null),
      setAside: sheets.filter(({ setAside }) => setAside !== null),
    }
  )
}
