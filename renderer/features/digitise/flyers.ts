import { useSyncExternalStore } from 'react'
import type { FlyerDraft } from '@shared/capture/draft'
import type { DraftId, EventId } from '@shared/terms/ids'

/** What became of the last sheet, said on the screen that follows it. */
export type Done =
  /** Being written down: the next sheet is shown meanwhile. */
  | { readonly kind: 'recording'; readonly name: string }
  | { readonly kind: 'recorded'; readonly name: string; readonly event: EventId }
  | { readonly kind: 'not-recorded'; readonly name: string; readonly sheet: DraftId }
  | { readonly kind: 'set-aside'; readonly draft: FlyerDraft }
  | { readonly kind: 'removed'; readonly file: string; readonly page: number }
  | { readonly kind: 'brought-back'; readonly name: string; readonly noStands: boolean }

let done: { readonly last: Done | null; readonly finished: number } = { last: null, finished: 0 }
const listeners = new Set<() => void>()

/** `counts`: the sheet has left the pile, so that "3 of 12" stays true. */
export function tellDone(last: Done | null, counts: 1 | 0 | -1 = 0): void {
  done = { last, finished: Math.max(0, done.finished + counts) }
  listeners.forEach((changed) => changed())
}

const hear = (changed: () => void): (() => void) => {
  listeners.add(changed)
  return () => listeners.delete(changed)
}

export const useDone = () => useSyncExternalStore(hear, () => done)
