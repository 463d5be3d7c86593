import type { Confirmations } from '../own/confirmations'
import type { Letters } from './letters'

const EVERY_MS = 60_000

/**
 * Goes round once a minute, and when called: letters that are due leave, questions whose time is over lapse. What fails
 * is tried on the next round; nothing here holds anything up.
 */
export function startRounds({
  tenants,
  letters,
  confirmations,
}: {
  readonly tenants: readonly string[]
  readonly letters: Pick<Letters, 'empty'>
  readonly confirmations: Pick<Confirmations, 'lapse'>
}): { readonly soon: () => void; readonly stop: () => Promise<void> } {
  let going: Promise<void> | null = null
  let again = false
  let stopped = false

  async function round(): Promise<void> {
    for (const tenant of tenants) {
      await letters.empty(tenant).catch(() => undefined)
      await confirmations.lapse(tenant).catch(() => undefined)
    }
  }

  const soon = (): void => {
    if (stopped) return
    if (going) {
      again = true
      return
    }
    going = round().finally(() => {
      going = null
      if (!again) return
      again = false
      soon()
    })
  }
  const timer = setInterval(soon, EVERY_MS)
  timer.unref()
  return {
    soon,
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await going
    },
  }
}
