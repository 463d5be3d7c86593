import type { Catalogue } from '@shared/capture/catalogue'
import type { MeetingAsk } from '@shared/capture/draft'
import type { Notice } from '@shared/terms/notice'

/** The family of texts that are used in person. */
const IN_PERSON = 'offers'

/** `offers` of `offers.2.de`. */
export const familyOf = ({ id, version, language }: Pick<Notice, 'id' | 'version' | 'language'>): string =>
  id.slice(0, -`.${version}.${language}`.length)

/** The family of texts that asks what is to be asked; without a wish, the one for meetings. */
export function familyFor({ notices }: Pick<Catalogue, 'notices'>, asks: readonly MeetingAsk[] = []): string {
  const covers = ({ questions }: Notice) =>
    asks.every(({ purpose, channel }) =>
      questions.some((question) => question.purpose === purpose && question.channels.includes(channel)),
    )
  const fit = notices.filter(covers).map(familyOf)
  return fit.includes(IN_PERSON) ? IN_PERSON : (fit[0] ?? IN_PERSON)
}
