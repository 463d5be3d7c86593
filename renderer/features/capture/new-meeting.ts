import type { MeetingDraft } from '@shared/capture/draft'
import { countryOf } from '@shared/capture/contact-points'
import type { DraftId } from '@shared/terms/ids'
import type { Language } from '@shared/terms/language'
import { newAct, newDraftId, now } from '../../platform/runtime'

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
