import { z } from 'zod'
import { must } from '../base/never'
import type { Channel } from '../terms/contact-point'
import type { NoticeId, PurposeId } from '../terms/ids'
import type { Language } from '../terms/language'
import { Notice } from '../terms/notice'
import { Controller } from '../terms/party'
import { Purpose } from '../terms/purpose'
import { FormTemplate } from './form-template'

/** What the controller has released: who it is, what it asks for, in which words, on which sheets. */
export const Catalogue = z.object({
  controller: Controller,
  purposes: z.array(Purpose),
  notices: z.array(Notice),
  forms: z.array(FormTemplate),
})
export type Catalogue = z.infer<typeof Catalogue>

export const getNotice = (catalogue: Catalogue, id: NoticeId): Notice =>
  must(
    catalogue.notices.find((notice) => notice.id === id),
    `notice ${id}`,
  )

/** The newest version of a purpose. */
export const getPurpose = (catalogue: Catalogue, id: PurposeId): Purpose =>
  must(
    catalogue.purposes.filter((purpose) => purpose.id === id).sort((a, b) => b.version - a.version)[0],
    `purpose ${id}`,
  )

/** The words of a family (`offers`) to use today in one language: the newest version that is active. */
export const noticeInForce = (catalogue: Catalogue, family: string, language: Language, today: string): Notice =>
  must(
    catalogue.notices
      .filter((notice) => notice.id.startsWith(`${family}.`) && notice.language === language)
      .filter((notice) => notice.activeFrom <= today && (notice.retiredOn === null || notice.retiredOn > today))
      .sort((a, b) => b.version - a.version)[0],
    `a notice of ${family} in force on ${today}`,
  )

/** The installed form of a template and version, if there is one. */
export const findForm = (catalogue: Catalogue, id: string, version: number): FormTemplate | undefined =>
  catalogue.forms.find((form) => form.id === id && form.version === version)

/** Every purpose and channel anything in force asks about: the rows of "what may I do?". */
export function askedFor(catalogue: Catalogue): readonly { readonly purpose: Purpose; readonly channel: Channel }[] {
  const rows = new Map<string, { purpose: Purpose; channel: Channel }>()
  for (const { questions } of catalogue.notices)
    for (const { purpose, channels } of questions)
      for (const channel of channels)
        rows.set(`${purpose}/${channel}`, { purpose: getPurpose(catalogue, purpose), channel })
  return [...rows.values()]
}
