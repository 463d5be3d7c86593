import { useSyncExternalStore } from 'react'
import { z } from 'zod'
import { DraftId, EventId } from '@shared/terms/ids'
import { Language } from '@shared/terms/language'

/**
 * The draft for which the device is in the customer's hands, and what came of it. While there is one, the window shows
 * it and nothing else, whatever its address says. It outlives a reload, not the window, and says nothing of the person.
 */
const HandedOver = z.object({
  draft: DraftId,
  /** The first fact of the recorded act, and the language to say thank you in. */
  recorded: z.object({ event: EventId, language: Language }).nullable(),
})
export type HandedOver = z.infer<typeof HandedOver>

const PLACE = 'handed-over'
const listeners = new Set<() => void>()
let kept: string | null = sessionStorage.getItem(PLACE)
let current = read(kept)

function read(text: string | null): HandedOver | null {
  try {
    return text === null ? null : HandedOver.parse(JSON.parse(text))
  } catch {
    return null
  }
}

function put(next: HandedOver | null): void {
  kept = next && JSON.stringify(next)
  current = next
  if (kept === null) sessionStorage.removeItem(PLACE)
  else sessionStorage.setItem(PLACE, kept)
  listeners.forEach((changed) => changed())
}

export const handOver = (draft: DraftId): void => put({ draft, recorded: null })
export const sayThanks = (draft: DraftId, event: EventId, language: Language): void =>
  put({ draft, recorded: { event, language } })
export const handBack = (): void => put(null)

const hear = (changed: () => void): (() => void) => {
  listeners.add(changed)
  return () => listeners.delete(changed)
}

export const useHandedOver = (): HandedOver | null => useSyncExternalStore(hear, () => current)
