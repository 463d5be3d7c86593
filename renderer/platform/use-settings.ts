import { useSyncExternalStore } from 'react'
import { speak } from '../ui/translate'
import { type Settings, keepSettings, readSettings } from './settings'

let current: Settings | undefined
const listeners = new Set<() => void>()

const settingsNow = (): Settings => (current ??= readSettings())

function change(part: Partial<Settings>): void {
  current = { ...settingsNow(), ...part }
  keepSettings(current)
  if (part.language) void speak(part.language)
  listeners.forEach((changed) => changed())
}

const hear = (changed: () => void): (() => void) => {
  listeners.add(changed)
  return () => listeners.delete(changed)
}

/** How this screen looks, and the way to change it. */
export const useSettings = (): { readonly settings: Settings; readonly change: typeof change } => ({
  settings: useSyncExternalStore(hear, settingsNow),
  change,
})
