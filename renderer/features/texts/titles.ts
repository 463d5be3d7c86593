import type { Language } from '@shared/terms/language'
import type { Notice } from '@shared/terms/notice'

/** What a text is called at this desk: its title in the operator's language, or in any it has. */
export const titleOf = (notices: readonly Notice[], language: Language): string =>
  (notices.find((notice) => notice.language === language) ?? notices[0])?.title ?? '–'
