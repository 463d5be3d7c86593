import { z } from 'zod'
import { OperatorId, SubjectId } from '../terms/ids'
import { Stated } from '../terms/time'

/** Who spoke. A child's guardian and a representative speak for the person; a controller or an authority about them. */
export const StatedBy = z.enum(['data-subject', 'guardian', 'representative', 'controller', 'authority'])
export type StatedBy = z.infer<typeof StatedBy>

/** Every fact we record. Past tense, from the person's side; never edited, only followed by another. */
export const Fact = z.object({
  /** Whose words these are, as understood that day. Never rewritten: duplicates are linked, not merged. */
  subject: SubjectId,
  stated: Stated,
  recordedBy: OperatorId,
  /** Absent: the data subject, as in every fact written before there was a choice. */
  statedBy: StatedBy.optional(),
})
