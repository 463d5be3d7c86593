import { useLiveQuery } from 'dexie-react-hooks'
import { isWorthAsking } from '@shared/matching/decide'
import type { Comparable, Resemblance } from '@shared/matching/person'
import type { MeetingDraft, PairDecision } from '@shared/capture/draft'
import { dateFrom } from '@shared/capture/typed-date'
import { contactPointsFrom } from '@shared/capture/validate-person'
import { useDesk } from '../../desk'
import type { PersonRow } from '../../store/database'
import { findPeople } from '../../store/people'
import { wordsIn } from '../../store/words'
import { lookUp, useResemblances } from '../../workers/match'

/** Somebody known who may be meant, with the reasons if matching found them. */
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

/**
 * People who may be meant while the name is being typed: those matching finds, the likeliest first, and then those whose
 * name begins as typed, from the second letter on. Null until the first answer.
 */
export function useKnown(typed: MeetingDraft['person']): readonly Known[] | null {
  const { db } = useDesk()
  const comparable = comparableFrom(typed)
  const name = `${typed.givenName} ${typed.familyName}`.trim()
  const searched = wordsIn(name).join('').length < 2 ? '' : name
  const resemblances = useResemblances(comparable, MANY)
  const likely = resemblances?.filter(isWorthAsking) ?? []
  const ids = likely.map(({ subject }) => subject)
  return useLiveQuery(
    async () => {
      const rows = await db.people.bulkGet(ids)
      const found = likely.flatMap((resemblance, at): Known[] => {
        const person = rows[at]
        return person ? [{ person, resemblance }] : []
      })
      const named = searched === '' ? [] : await findPeople(db, searched, MANY)
      const more = named.filter(({ subject }) => !ids.includes(subject))
      return [...found, ...more.map((person) => ({ person, resemblance: null }))].slice(0, MANY)
    },
    [JSON.stringify(likely), searched],
    null,
  )
}

/** Whom Enter in the name field picks: the first on the list, while nobody is chosen and nothing was decided of them. */
export const firstPick = (
  { subject, pairs }: Pick<MeetingDraft, 'subject' | 'pairs'>,
  known: readonly Known[] | null,
): Known | undefined =>
  subject !== null ? undefined : known?.find(({ person }) => !pairs.some(({ other }) => other === person.subject))

/**
 * What nobody decided about somebody new is decided "later": the doubt is written down, so that a no on either record
 * holds for both until somebody looks.
 */
export async function undecided(draft: MeetingDraft): Promise<PairDecision[]> {
  if (draft.subject !== null) return []
  const found = await lookUp(comparableFrom(draft.person), 'hand-over', MANY)
  return found
    .filter((one) => isWorthAsking(one) && !draft.pairs.some(({ other }) => other === one.subject))
    .map(({ subject, probability }) => ({ other: subject, verdict: 'later', probability }))
}
