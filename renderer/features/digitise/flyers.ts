import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type { Draft, FlyerDraft } from '@shared/capture/draft'
import type { EventId } from '@shared/terms/ids'
import { useDesk } from '../../desk'
import { useBatch } from './batch'

/** What became of the last sheet, said on the screen that follows it. */
export type Done =
  | { readonly kind: 'recorded'; readonly name: string; readonly event: EventId }
  | { readonly kind: 'set-aside'; readonly draft: FlyerDraft }
  | { readonly kind: 'removed'; readonly file: string; readonly page: number }

let done: { readonly last: Done | null; readonly finished: number } = { last: null, finished: 0 }
const listeners = new Set<() => void>()

/** `counts`: the sheet has left the pile, so that "3 of 12" stays true. */
export function tellDone(last: Done | null, counts = true): void {
  done = { last, finished: done.finished + (last && counts ? 1 : 0) }
  listeners.forEach((changed) => changed())
}

/** A sheet that was set aside is on the pile again. */
export function takeDoneBack(): void {
  done = { last: null, finished: Math.max(0, done.finished - 1) }
  listeners.forEach((changed) => changed())
}

const hear = (changed: () => void): (() => void) => {
  listeners.add(changed)
  return () => listeners.delete(changed)
}

export const useDone = () => useSyncExternalStore(hear, () => done)

export type Flyers = {
  /** In the order they were read. */
  readonly waiting: readonly FlyerDraft[]
  readonly setAside: readonly FlyerDraft[]
  readonly reload: () => Promise<void>
}

/** The sheets that wait for a person, as the disk has them. Null until it answered. */
export function useFlyers(): Flyers | null {
  const { drafts } = useDesk()
  const { kept } = useBatch()
  const [flyers, setFlyers] = useState<readonly FlyerDraft[] | null>(null)
  const reload = useCallback(async () => {
    const all: readonly Draft[] = await drafts.list().catch(() => [])
    setFlyers(all.filter((draft) => draft.kind === 'flyer').sort(inOrder))
  }, [drafts])
  useEffect(() => void reload(), [reload, kept])
  return (
    flyers && {
      waiting: flyers.filter(({ setAside }) => setAside === null),
      setAside: flyers.filter(({ setAside }) => setAside !== null),
      reload,
    }
  )
}

const inOrder = (a: FlyerDraft, b: FlyerDraft): number =>
  a.openedAt.localeCompare(b.openedAt) || a.page - b.page || a.id.localeCompare(b.id)
