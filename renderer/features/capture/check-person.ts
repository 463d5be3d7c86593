import type { MeetingDraft } from '@shared/capture/draft'
import type { CaptureProblem } from '@shared/capture/problem'
import { contactPointsFrom, detailsFrom, refuseTheYoung } from '@shared/capture/validate-person'
import type { ContactPoint } from '@shared/terms/contact-point'
import { PlainDate } from '@shared/terms/time'

/** Everything that is wrong with the person as typed, and what can be asked about, before the device is handed over. */
export function checkPerson(
  { person, language }: Pick<MeetingDraft, 'person' | 'language'>,
  today: string,
): { readonly problems: readonly CaptureProblem[]; readonly contactPoints: readonly ContactPoint[] } {
  const problems: CaptureProblem[] = []
  const day = PlainDate.parse(today)
  const asTyped = (field: string) => field
  const details = detailsFrom(person, { language, today: day, name: asTyped }, problems)
  const contactPoints = contactPointsFrom(person, person.country, asTyped, problems)
  if (contactPoints.length === 0 && !problems.some(({ key }) => key.startsWith('contact-point.')))
    problems.push({ key: 'capture.nothing-asked', field: 'email' })
  if (details) refuseTheYoung(details.birthDate, day, 'birthDate', problems)
  return { problems, contactPoints }
}
