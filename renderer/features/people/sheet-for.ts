import type { Catalogue } from '@shared/capture/catalogue'
import type { FormTemplate } from '@shared/capture/form-template'
import type { ConsentEvent } from '@shared/consent/event'
import type { LostQuestion, Reconsent } from '@shared/consent/reconsent'
import type { Prefill } from '@shared/form/draw-flyer'
import { noticeHash } from '@shared/proof/canonical'
import type { ContactPoint } from '@shared/terms/contact-point'
import type { OperatorId, SubjectId } from '@shared/terms/ids'
import type { Notice } from '@shared/terms/notice'
import { type Instant, type PlainDate, dayOf, statedAt } from '@shared/terms/time'
import type { PersonRow } from '../../store/database'
import { showContactPoint, showDay } from '../../ui/show'

const asks = (form: FormTemplate, { purpose, channel }: LostQuestion): boolean =>
  form.questions.some((question) => question.purpose === purpose && question.channel === channel)

const isInForce = ({ activeFrom, retiredOn }: Notice, today: PlainDate): boolean =>
  activeFrom <= today && (retiredOn === null || retiredOn > today)

/** The sheet in their language that asks everything that was lost, in words in force; the newest, if there are more. */
export function formFor({ forms, notices }: Catalogue, again: Reconsent, at: Instant): FormTemplate | null {
  const fit = forms.filter(
    (form) =>
      form.language === again.language &&
      again.lost.every((lost) => asks(form, lost)) &&
      notices.some((notice) => notice.id === form.notice && isInForce(notice, dayOf(at))),
  )
  return fit.sort((a, b) => b.version - a.version)[0] ?? null
}

/** What is known of them, with the number or address that is asked about. No answer, no day and no signature. */
export function prefillFor({ details, contactPoints }: PersonRow, again: Reconsent): Prefill {
  const point = (kind: ContactPoint['kind']) => {
    const asked = again.lost.find(({ now }) => now?.kind === kind)?.now
    const known = asked ?? contactPoints.findLast((one) => one.kind === kind)
    return known ? showContactPoint(known) : ''
  }
  return {
    familyName: details.familyName,
    givenName: details.givenName,
    birthDate: details.birthDate ? showDay(details.birthDate, 'de') : '',
    email: point('email'),
    phone: point('phone'),
    postalAddress: point('post'),
  }
}

/** Putting the questions is a fact of its own, answered or not: nobody is asked again without knowing that they were. */
export function requestsFrom(
  again: Reconsent,
  form: FormTemplate,
  notice: Notice,
  { subject, at, recordedBy }: { readonly subject: SubjectId; readonly at: Instant; readonly recordedBy: OperatorId },
): ConsentEvent[] {
  return again.lost.flatMap(({ purpose, channel, now }) => {
    const question = form.questions.find((one) => one.purpose === purpose && one.channel === channel)
    if (!question) return []
    return [
      {
        type: 'consent-requested' as const,
        subject,
        stated: statedAt(at),
        recordedBy,
        statedBy: 'controller' as const,
        purpose,
        purposeVersion: question.purposeVersion,
        channel,
        notice: { id: notice.id, sha256: noticeHash(notice), language: notice.language },
        contactPoint: now,
      },
    ]
  })
}
