import { z } from 'zod'
import { ControllerId, PurposeId } from './ids'
import { Worded } from './language'
import { PlainDate } from './time'

/** One reason for processing, small enough to say no to alone, on one legal basis. */
export const Purpose = z.object({
  id: PurposeId,
  version: z.int().positive(),
  controller: ControllerId,
  name: Worded,
  /** What is done and why, in plain words. */
  plainText: Worded,
  legalBasis: z.enum([
    'consent',
    'contract',
    'legal-obligation',
    'vital-interests',
    'public-task',
    'legitimate-interests',
  ]),
  /** The article, for example "Art. 6(1)(a) GDPR". */
  citation: z.string().min(1),
  /** Companies other than the controller that receive the data for this purpose, by name (Art. 13(1)(e) GDPR). */
  recipients: z.array(z.string().min(1)).optional(),
  /** The first day this version is used. Absent: it always was. */
  effectiveFrom: PlainDate.optional(),
  /** It changes what a yes to an earlier version meant: a new recipient, another use. Absent: it does not. */
  material: z.boolean().optional(),
})
export type Purpose = z.infer<typeof Purpose>
