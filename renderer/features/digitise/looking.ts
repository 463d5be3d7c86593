import type { DraftId } from '@shared/terms/ids'

/** A sheet that is only looked at, and the one the person will go back to. */
let looking: { readonly at: DraftId; readonly from: DraftId } | null = null

export function lookAt(at: DraftId, here: DraftId): void {
  looking = { at, from: looking?.at === here ? looking.from : here }
  if (looking.from === at) looking = null
}

/** Where to go back to, if this sheet is only looked at. */
export const lookedFrom = (id: string): DraftId | null => (looking?.at === id ? looking.from : null)

export const endLooking = (): void => {
  looking = null
}
