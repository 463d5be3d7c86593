import { z } from 'zod'
import type { EvidenceKind } from '../terms/evidence'
import type { EvidenceId } from '../terms/ids'
import type { Yes } from './event'

/** What a piece of evidence can carry. A country profile says which of these a channel asks for. */
export const EvidenceClass = z.enum(['signature', 'mailbox-reply', 'number-reply', 'web-form', 'recording', 'witness'])
export type EvidenceClass = z.infer<typeof EvidenceClass>

/** A view and a reading show what stood there, not that anybody agreed: alone they carry nothing. */
const classes: Record<EvidenceKind, EvidenceClass | null> = {
  ink: 'signature',
  'typed-name': 'signature',
  scan: 'signature',
  'email-reply': 'mailbox-reply',
  'sms-reply': 'number-reply',
  'web-form': 'web-form',
  recording: 'recording',
  witness: 'witness',
  'rendered-view': null,
  reading: null,
}

export type EvidenceState = 'intact' | 'altered' | 'missing'

/** What was found when the files were hashed. An id that is not in it is missing. */
export type EvidenceFound = ReadonlyMap<EvidenceId, EvidenceState> | 'not-checked'

export const stateOf = (found: EvidenceFound, id: EvidenceId): EvidenceState =>
  found === 'not-checked' ? 'intact' : (found.get(id) ?? 'missing')

/** The classes a yes has at least one intact piece of. A sheet that lacks its signature is not signed by its scan. */
export function classesOf(yes: Yes, found: EvidenceFound): ReadonlySet<EvidenceClass> {
  const held = new Set<EvidenceClass>()
  for (const { id, kind } of yes.evidence) {
    const one = classes[kind]
    if (one === null || stateOf(found, id) !== 'intact') continue
    if (one === 'signature' && yes.signed === false) continue
    held.add(one)
  }
  return held
}
