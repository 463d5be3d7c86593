import type { Comparable, Resemblance } from '@shared/matching/person'
import type { MeetingDraft } from '@shared/capture/draft'
import { contactPointsFrom } from '@shared/capture/validate-person'
import { dateFrom } from '@shared/capture/typed-date'
import type { DeskDatabase, PersonRow } from '../../store/database'
import { findPeople } from '../../store/people'
import { wordsIn } from '../../store/words'

/** Somebody known who may be meant, with the reasons if matching has them. */
export type Known = { readonly person: PersonRow; readonly resemblance: Resemblance | null }

/** What was typed so far, as matching sees a person. */
export function comparableFrom(person: MeetingDraft['person']): Comparable {
  const { givenName, familyName, birthDate, country } = person
  return {
    givenName,
    familyName,
    birthDate: dateFrom(birthDate) ?? null,
    contactPoints: contactPointsFrom(person, country, (field) => field, []),
  }
}

const MANY = 6

/** People who may be meant, the likeliest first. From the second letter on. */
export async function resembling(db: DeskDatabase, typed: MeetingDraft['person']): Promise<readonly Known[]> {
  const { givenName, familyName, contactPoints } = comparableFrom(typed)
  const name = `${givenName} ${familyName}`.trim()
  if (wordsIn(name).join('').length < 2 && contactPoints.length === 0) return []
  const found = name === '' ? [] : await findPeople(db, name, MANY)
  return found.map((person) => ({ person, resemblance: null }))
}
