import type { BrowserContext } from '@playwright/test'

/** What hands did, as the window itself heard it: trusted events only, counted where they arrive. */
export type Acts = {
  /** A finger or a mouse on something. */
  readonly tap: number
  /** A finger or a pen on the signature field. */
  readonly stroke: number
  /** A character typed into a field. */
  readonly letter: number
  /** Enter, Tab, Space, arrows and the like. */
  readonly key: number
  /** A key with Ctrl. */
  readonly chord: number
}

const nothing: Acts = { tap: 0, stroke: 0, letter: 0, key: 0, chord: 0 }

/** Counts from now on, across reloads. `take` gives what happened since it was last asked. */
export async function countActs(context: BrowserContext): Promise<{ readonly take: () => Acts }> {
  let acts = nothing
  await context.exposeBinding('tellAct', (_source, kind: keyof Acts) => {
    acts = { ...acts, [kind]: acts[kind] + 1 }
  })
  const listen = () => {
    const tell = (kind: string) => (globalThis as unknown as { tellAct: (kind: string) => void }).tellAct(kind)
    const hears = { capture: true }
    addEventListener(
      'pointerdown',
      ({ isTrusted, target }) => isTrusted && tell((target as Element).closest('.pad') ? 'stroke' : 'tap'),
      hears,
    )
    addEventListener(
      'keydown',
      ({ isTrusted, repeat, key, ctrlKey, target }) => {
        if (!isTrusted || repeat || ['Control', 'Shift', 'Alt', 'Meta'].includes(key)) return
        const typing = (target as Element).matches('input:not([type=checkbox], [type=radio]), textarea')
        tell(ctrlKey ? 'chord' : key.length === 1 && typing ? 'letter' : 'key')
      },
      hears,
    )
  }
  await context.addInitScript(listen)
  for (const page of context.pages()) await page.evaluate(listen)
  return {
    take: () => {
      const taken = acts
      acts = nothing
      return taken
    },
  }
}

/** Things done, without the letters of a name. */
export const pressed = ({ tap, key, chord }: Acts): number => tap + key + chord
