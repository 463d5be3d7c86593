import { expect, test } from 'vitest'
import { must } from '@shared/base/never'
import { foldDocuments } from '@shared/documents/fold-documents'
import { effectivePermission } from '@shared/consent/effective-permission'
import type { RecordedEvent } from '@shared/consent/event'
import { gatherRecord } from '@shared/consent/record'
import { noticeHash } from '@shared/proof/canonical'
import { NoticeId } from '@shared/terms/ids'
import { Instant } from '@shared/terms/time'
import { catalogue } from '../builders/catalogue'
import { proposed, released, retired } from '../builders/documents'
import { anna, given, mobile, offers as purpose, sourceOf } from '../builders/facts'
import { rules } from '../builders/rules'

// Mara proposes new words, Jonas releases them. In December Anna says yes in these words. Both desks and the server have
// the same facts, in whatever order they came, and so the same answer: the words carry her yes only because they were
// released, and from the day they were released for.
const proposal = proposed()
const release = released(proposal)

const sayingYes = (documents: readonly RecordedEvent[], when: string) => {
  const { catalogue: inUse } = foldDocuments(documents, catalogue)
  const yes = given(when, { channel: 'phone' })
  if (yes.event.type !== 'consent-given') throw new Error('a yes')
  const words = inUse.notices.find(({ id }) => id === 'offers.3.de')
  const notice = {
    id: NoticeId.parse('offers.3.de'),
    language: 'de' as const,
    sha256: words ? noticeHash(words) : yes.event.notice.sha256,
  }
  return { facts: [{ ...yes, event: { ...yes.event, notice } }], inUse }
}

const mayCall = async (documents: readonly RecordedEvent[], when = '2026-12-02T10:00:00.000Z') => {
  const { facts, inUse } = sayingYes(documents, when)
  const record = await gatherRecord(anna, sourceOf(facts))
  const on = Instant.parse('2026-12-03T10:00:00.000Z')
  return effectivePermission(
    record,
    { ...rules, catalogue: inUse },
    { purpose, channel: 'phone', contactPoint: mobile, on },
  )
}

test('in released words a yes is a yes, in whatever order the release became known', async () => {
  expect((await mayCall([proposal, release])).kind).toBe('permitted')
  expect({ ...(await mayCall([release, proposal])), because: '', proofs: [] }).toEqual({
    ...(await mayCall([proposal, release])),
    because: '',
    proofs: [],
  })
})

test('in words somebody proposed and nobody released it is none', async () => {
  expect((await mayCall([proposal])).kind).toBe('not-permitted')
  expect((await mayCall([])).kind).toBe('not-permitted')
})

test('before the day they were released for it is none either', async () => {
  expect((await mayCall([proposal, release], '2026-11-30T10:00:00.000Z')).kind).toBe('not-permitted')
})

test('once they are retired, a yes said before still holds', async () => {
  const facts = [proposal, release, retired(['offers.3.de', 'offers.3.fr', 'offers.3.en'], '2026-12-03')]
  const kept = must(foldDocuments(facts, catalogue).retired.get(NoticeId.parse('offers.3.de')), 'the retirement')
  expect(kept.on).toBe('2026-12-03')
  expect((await mayCall(facts)).kind).toBe('permitted')
})
