import { ActId, DraftId, SubjectId } from '@shared/terms/ids'
import { type Instant, instantFrom } from '@shared/terms/time'

/** Where time and chance enter the renderer, and the only place they do. */
export const now = (): Instant => instantFrom(Date.now())

export const newAct = (): ActId => ActId.parse(crypto.randomUUID())
export const newDraftId = (): DraftId => DraftId.parse(crypto.randomUUID())
export const newSubject = (): SubjectId => SubjectId.parse(crypto.randomUUID())

/** The calendar day where this machine stands. */
export function today(): string {
  const date = new Date()
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
