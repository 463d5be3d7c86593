import { useSyncExternalStore } from 'react'

/**
 * The draft for which the device is in the customer's hands, if any. While it is, the window shows that draft and
 * nothing else, whatever its address says. It outlives a reload, not the window.
 */
const PLACE = 'handed-over'
const listeners = new Set<() => void>()

export const handedOver = (): string | null => sessionStorage.getItem(PLACE)

export function handOver(draft: string): void {
  sessionStorage.setItem(PLACE, draft)
  listeners.forEach((changed) => changed())
}

export function handBack(): void {
  sessionStorage.removeItem(PLACE)
  listeners.forEach((changed) => changed())
}

const hear = (changed: () => void): (() => void) => {
  listeners.add(changed)
  return () => listeners.delete(changed)
}

export const useHandedOver = (): string | null => useSyncExternalStore(hear, handedOver)
