import type { FlyerDraft } from './draft'
import type { FormTemplate } from './form-template'

/** One flyer in so many asks for one value with what was read hidden. */
export const BLIND_ONE_IN = 33

/**
 * The field of this sheet that is asked blind, or null. Chosen by the sheet's own id: nobody can tell beforehand, and
 * the same sheet asks the same after a restart. Only a value that was read can be held against what is typed.
 *
 * Confirming what stands there already trains the hand and not the eye: double keying is only worth its time where the
 * first value cannot be seen (experience.md A.2, 4).
 */
export function blindFieldOf(draft: Pick<FlyerDraft, 'id' | 'reading' | 'blind'>, form: FormTemplate): string | null {
  if (draft.blind) return null
  const number = numberFrom(draft.id)
  if (number % BLIND_ONE_IN !== 0) return null
  const read = form.layout.fields.filter(({ name }) => form.roles[name] && draft.reading.fields[name]?.text)
  return read[Math.floor(number / BLIND_ONE_IN) % Math.max(1, read.length)]?.name ?? null
}

/** FNV-1a, 32 bits: spreads ids evenly, and is the same everywhere. */
function numberFrom(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0
  return hash
}

/** Two writings of one value: spaces and letter case aside, and for numbers and dates everything but the digits. */
export function saysTheSame(type: string, one: string, other: string): boolean {
  const plain = /phone|date|birth|digits|postcode|zip/i.test(type)
    ? (text: string) => text.replace(/[^\d+]/g, '')
    : (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim().toLocaleLowerCase('und')
  return plain(one) === plain(other)
}
