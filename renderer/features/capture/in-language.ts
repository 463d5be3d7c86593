import type { MeetingDraft } from '@shared/capture/draft'
import type { MeetingCard } from '@shared/capture/hand-over'
import { must } from '@shared/base/never'
import { contactPointKey } from '@shared/terms/contact-point'
import type { Language } from '@shared/terms/language'
import { rowsFrom } from './rows-from'

/** The same choice before the same text in another language: what was ticked stays, the words are those now shown. */
export function inLanguage(
  { rows, asks }: Pick<MeetingDraft, 'rows' | 'asks'>,
  { notices }: Pick<MeetingCard, 'notices'>,
  language: Language,
): Pick<MeetingDraft, 'language' | 'notice' | 'rows'> {
  const notice = must(
    notices.find((one) => one.language === language),
    'the text in this language',
  )
  const points = new Map(rows.map(({ contactPoint }) => [contactPointKey(contactPoint), contactPoint]))
  return { language, notice: notice.id, rows: rowsFrom(notice, [...points.values()], rows, asks) }
}
