import { randomUUID } from 'node:crypto'
import { must } from '@shared/base/never'
import { WebSubmission } from '@shared/capture/web-submission'
import { noticeHash } from '@shared/proof/canonical'
import { type Instant, instantFrom } from '@shared/terms/time'
import { catalogue } from './catalogue'

/** A web form as its page posts it, a minute after it was shown: yes to the channels named, no to the others. */
export function webForm(
  at: Instant,
  {
    yes = ['email'],
    person = {},
    ...changed
  }: Partial<Omit<WebSubmission, 'person'>> & {
    yes?: readonly string[]
    person?: Partial<WebSubmission['person']>
  } = {},
): WebSubmission {
  const notice = must(
    catalogue.notices.find(({ id }) => id === 'newsletter.2.fr'),
    'the notice',
  )
  const before = (seconds: number): Instant => instantFrom(Date.parse(at) - seconds * 1000)
  return WebSubmission.parse({
    v: 1,
    act: randomUUID(),
    form: { template: 'NEWS-FR', version: 2 },
    notice: { id: notice.id, sha256: noticeHash(notice) },
    language: 'fr',
    person: {
      givenName: 'Léa',
      familyName: 'Dubois',
      birthDate: '',
      email: 'lea.dubois@example.org',
      phone: '',
      postalAddress: '',
      country: 'FR',
      ...person,
    },
    rows: notice.questions.flatMap(({ purpose, purposeVersion, channels }) =>
      channels.map((channel) => {
        const isYes = yes.includes(channel)
        return { purpose, purposeVersion, channel, answer: isYes ? 'yes' : 'no', at: isYes ? before(30) : null }
      }),
    ),
    shownAt: before(60),
    sentAt: before(1),
    page: 'https://www.muster.example/lettre',
    ...changed,
  })
}
