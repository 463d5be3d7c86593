import { countryOf } from '@shared/capture/contact-points'
import type { MeetingAsk, MeetingDraft } from '@shared/capture/draft'
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

/**
 * A meeting about somebody known that asks again, in their language, about what is named: a new number for example.
 * Keep it (`drafts.keep`) and go to its place (`capture/<id>`). Without `asks`, everything the text asks is asked.
 */
export function meetingAbout(
  person: PersonRow,
  { language, asks }: { readonly language: Language; readonly asks?: readonly MeetingAsk[] },
): MeetingDraft {
  const draft: MeetingDraft = { ...aboutKnown(newMeeting(language), person), language }
  if (asks === undefined || asks.length === 0) return draft
  // The newest number is not always the one they are asked about.
  const named = (kind: ContactPoint['kind']): string | undefined => {
    const point = asks.find(({ contactPoint }) => contactPoint?.kind === kind)?.contactPoint
    return point ? showContactPoint(point) : undefined
  }
  return {
    ...draft,
    asks: [...asks],
    person: {
      ...draft.person,
      email: named('email') ?? draft.person.email,
      phone: named('phone') ?? draft.person.phone,
      postalAddress: named('post') ?? draft.person.postalAddress,
    },
  }
}

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
