import type { Bytes } from '@shared/base/bytes'
import { must } from '@shared/base/never'
import { type Catalogue, noticeInForce } from '@shared/capture/catalogue'
import type { ConsentEvent } from '@shared/consent/event'
import { canonical, noticeHash } from '@shared/proof/canonical'
import type { RenderedView, TypedName } from '@shared/proof/rendered-view'
import { type ContactPoint, kindForChannel } from '@shared/terms/contact-point'
import type { EvidenceRef } from '@shared/terms/evidence'
import { OperatorId } from '@shared/terms/ids'
import type { Notice } from '@shared/terms/notice'
import { fullName } from '@shared/terms/party'
import { Instant, PlainDate, statedOn } from '@shared/terms/time'
import type { Chance } from './chance'
import type { InventedPerson } from './people'
import type { Pen } from '../own/pen'

/** What one person said at one time, and the sealed evidence it rests on. */
export type Saying = { readonly events: readonly ConsentEvent[]; readonly sealed: readonly Bytes[] }

type RenderedRow = RenderedView['questions'][number]['rows'][number]

const IMPORT = OperatorId.parse('import')

/** A person enters the register: an old customer list, which says who they are and nothing of what they allow. */
export const registration = ({ subject, details, contactPoints }: InventedPerson): Saying => ({
  events: [
    {
      type: 'subject-registered',
      subject,
      details,
      contactPoints: [...contactPoints],
      source: 'import',
      stated: statedOn(PlainDate.parse('2026-01-05'), 'import'),
      recordedBy: IMPORT,
    },
  ],
  sealed: [],
})

/** They were asked about offers: each row a yes or a no of its own, signed with a typed name. */
export function answers(person: InventedPerson, catalogue: Catalogue, pen: Pen, chance: Chance): Saying {
  const { subject, details, contactPoints } = person
  const day = PlainDate.parse(`2026-0${2 + chance.below(4)}-${10 + chance.below(18)}`)
  const notice = noticeInForce(catalogue, 'offers', details.language, day)
  const [question] = notice.questions
  const { purpose, purposeVersion, channels } = must(question, 'the question about offers')
  const noon = Instant.parse(`${day}T12:00:00.000Z`)
  const rows = channels.flatMap((channel): RenderedRow[] => {
    const contactPoint = contactPoints.find(({ kind }) => kind === kindForChannel(channel))
    if (!contactPoint) return []
    const yes = chance.next() < 0.55
    const label = `${contactPoint.value} (${channel})`
    return [
      {
        purpose,
        purposeVersion,
        channel,
        contactPoint,
        label,
        answer: yes ? 'yes' : 'unanswered',
        at: yes ? noon : null,
      },
    ]
  })
  const view = pen.sealEvidence(canonical(viewOf(person, notice, rows, noon)), 'rendered-view', 'application/json')
  const name: TypedName = { v: 1, name: fullName(details), at: noon }
  const typed = pen.sealEvidence(canonical(name), 'typed-name', 'application/json')
  const evidence: EvidenceRef[] = [view.ref, typed.ref]

  const events = rows.map((row): ConsentEvent => {
    const said = {
      subject,
      purpose,
      purposeVersion,
      channel: row.channel,
      contactPoint: row.contactPoint,
      notice: { id: notice.id, sha256: noticeHash(notice), language: notice.language },
      chosenBy: 'data-subject-on-screen' as const,
      form: null,
      evidence,
      stated: statedOn(day, 'import'),
      recordedBy: IMPORT,
    }
    return row.answer === 'yes'
      ? { ...said, type: 'consent-given', expiresOn: null }
      : { ...said, type: 'consent-refused' }
  })
  return { events, sealed: [view.sealed, typed.sealed] }
}

function viewOf(
  { details }: InventedPerson,
  notice: Notice,
  rows: readonly RenderedRow[],
  confirmedAt: Instant,
): RenderedView {
  return {
    v: 1,
    notice: { id: notice.id, sha256: noticeHash(notice), language: notice.language },
    handedOverAt: confirmedAt,
    confirmedAt,
    name: fullName(details),
    title: notice.title,
    paragraphs: notice.paragraphs,
    withdrawal: notice.withdrawal,
    questions: notice.questions.map(({ purpose, text, separate }) => ({
      text,
      separate,
      rows: rows.filter((row) => row.purpose === purpose),
    })),
    signed: 'typed-name',
  }
}

/** Later some take it back: everything, one channel, or one number. */
export function withdrawal(person: InventedPerson, chance: Chance): Saying {
  const day = PlainDate.parse(`2026-0${7 + chance.below(3)}-${10 + chance.below(18)}`)
  const fact = { subject: person.subject, stated: statedOn(day, 'import'), recordedBy: IMPORT }
  const all = { purposes: 'all', channels: 'all', contactPoints: 'all' } as const
  const phone: ContactPoint | undefined = person.contactPoints.find(({ kind }) => kind === 'phone')
  const events: readonly ConsentEvent[] = [
    { ...fact, type: 'consent-withdrawn', by: 'phone', reach: all },
    { ...fact, type: 'consent-withdrawn', by: 'email', reach: { ...all, channels: ['email'] } },
    { ...fact, type: 'objection-raised', by: 'post', reach: phone ? { ...all, contactPoints: [phone] } : all },
  ]
  return { events: [chance.pick(events)], sealed: [] }
}
