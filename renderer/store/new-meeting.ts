import { countryOf } from '@shared/capture/contact-points'
import type { MeetingDraft } from '@shared/capture/draft'
import type { ContactPoint } from '@shared/terms/contact-point'
import type { DraftId } from '@shared/terms/ids'
import type { Language } from '@shared/terms/language'
import { newAct, newDraftId, now } from '../platform/runtime'
import { showContactPoint, showDay } from '../ui/show'
import type { PersonRow } from './database'

/** A consent about to be taken: nothing typed, nothing ticked. It is on the disk from the first key on, not before. */
export const newMeeting = (language: Language, id: DraftId = newDraftId()): MeetingDraft => ({
  kind: 'meeting',
  id,
  act: newAct(),
  openedAt: now(),
  step: 'person',
  subject: null,
  person: {
    givenName: '',
    familyName: '',
    birthDate: '',
    email: '',
    phone: '',
    postalAddress: '',
    country: countryOf(language),
  },
  language,
  notice: null,
  rows: [],
  ink: null,
  typedName: null,
  handedOverAt: null,
  pairs: [],
})

/** The same draft about somebody known, with what is known of them filled in where nothing better was typed. */
export function aboutKnown(draft: MeetingDraft, row: PersonRow): MeetingDraft {
  const { person, pairs } = draft
  const { givenName, familyName, birthDate, country, language } = row.details
  const known = (kind: ContactPoint['kind']): string => {
    const point = row.contactPoints.findLast((one) => one.kind === kind)
    return point ? showContactPoint(point) : ''
  }
  return {
    ...draft,
    subject: row.subject,
    person: {
      givenName,
      familyName,
      birthDate: birthDate ? showDay(birthDate, 'de') : person.birthDate,
      country,
      email: known('email') || person.email,
      phone: known('phone') || person.phone,
      postalAddress: known('post') || person.postalAddress,
    },
    language,
    pairs: pairs.filter(({ other }) => other !== row.subject),
  }
}
