import { z } from 'zod'
import { Language } from './language'
import { ControllerId, OperatorId, SubjectId } from './ids'
import { PlainDate } from './time'

/** Any name in any script, 1 to 120 characters, kept as written. */
export const NamePart = z.string().max(120)

/** The living person the data is about, as known at one moment. */
export const SubjectDetails = z.object({
  givenName: NamePart,
  familyName: NamePart,
  birthDate: PlainDate.nullable(),
  /** The language we speak with this person. */
  language: Language,
  /** ISO 3166-1, for the country profile. */
  country: z.string().regex(/^[A-Z]{2}$/),
})
export type SubjectDetails = z.infer<typeof SubjectDetails>

export const fullName = (details: Pick<SubjectDetails, 'givenName' | 'familyName'>): string =>
  `${details.givenName} ${details.familyName}`.trim()

/** Who decides why and how the data is processed (Art. 4(7) GDPR). */
export const Controller = z.object({
  id: ControllerId,
  name: z.string().min(1),
  postalAddress: z.string().min(1),
  email: z.email(),
  phone: z.string().optional(),
  /** How to reach the data protection officer, where there is one (Art. 13(1)(b) GDPR). */
  dpoContact: z.string().min(1).optional(),
  /** What facts about its own texts and sheets are about: a record of its own, never a person's. Absent: it keeps none. */
  record: SubjectId.optional(),
})
export type Controller = z.infer<typeof Controller>

/** The person at this workstation. */
export const Operator = z.object({ id: OperatorId, name: z.string().min(1) })
export type Operator = z.infer<typeof Operator>
