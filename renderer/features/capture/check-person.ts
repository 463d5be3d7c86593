import type { MeetingDraft, Speaker } from '@shared/capture/draft'
import type { CaptureProblem } from '@shared/capture/problem'
import { contactPointsFrom, detailsFrom, refuseTheYoung, speakerFrom } from '@shared/capture/validate-person'
import type { ContactPoint } from '@shared/terms/contact-point'
import { PlainDate } from '@shared/terms/time'

/**
 * Everything that is wrong with the person as typed, what can be asked about and who speaks, before the device is
 * handed over. A yes is about to be asked for: who speaks for somebody must be shown to be allowed to.
 */
export function checkPerson(
  { person, language, speaker: typed }: Pick<MeetingDraft, 'person' | 'language' | 'speaker'>,
  today: string,
): {
  readonly problems: readonly CaptureProblem[]
  readonly contactPoints: readonly ContactPoint[]
  readonly speaker: Speaker | undefined
} {
  const problems: CaptureProblem[] = []
  const day = PlainDate.parse(today)
  const asTyped = (field: string) => field
  const details = detailsFrom(person, { language, today: day, name: asTyped }, problems)
  const contactPoints = contactPointsFrom(person, person.country, asTyped, problems)
  if (contactPoints.length === 0 && !problems.some(({ key }) => key.startsWith('contact-point.')))
    problems.push({ key: 'capture.nothing-asked', field: 'email' })
  const speaker = speakerFrom(typed, true, problems)
  if (details && !speaker) refuseTheYoung(details.birthDate, day, 'birthDate', problems)
  return { problems, contactPoints, speaker }
}
