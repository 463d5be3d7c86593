import { describe, expect, test } from 'vitest'
import { noticeHash } from '@shared/proof/canonical'
import { Notice } from '@shared/terms/notice'
import { catalogue } from '../../builders/catalogue'

/** What recorded consents rest on. A change here means that a released text was touched, or that its shape was. */
const released: Record<string, string> = {
  'newsletter.2.de': 'bb3f5168c9ad5a57a0a816eea58a4c4db6ae4c8d5883b6a2f4eb28eb5e39c5e7',
  'newsletter.2.en': '0b0dd3e9f00625f41b690573f16d59cc803ad9ca9a06680f7558c279d7f5c75f',
  'newsletter.2.fr': '9f2e82be66dc94601b9c2f8a9a44faaaf0a2301078bda7442f33c8091ab02e66',
  'offers.1.de': '2c1c7c177f1baa02ea7fa2edebd7519aaa001adb9d113fb9e35283f940cc0a24',
  'offers.1.en': '64092af48e1890f47dbff89e0298eb6163db5fef63211e99f29906d76fa16348',
  'offers.1.fr': '25f4a72ba15d468175bca92049ad235ee069100f1d22fd7abd39f559f89439b4',
}

describe('the words of a notice', () => {
  test.each(Object.entries(released))('%s keeps the hash it was released with', (id, hash) => {
    const notice = catalogue.notices.find((candidate) => candidate.id === id)
    expect(notice && noticeHash(notice)).toBe(hash)
  })

  const [notice] = catalogue.notices
  test('an attribute nobody knows is refused, a ticked box above all', () => {
    const ticked = { ...notice, questions: notice?.questions.map((question) => ({ ...question, checked: true })) }
    expect(Notice.safeParse(notice).success).toBe(true)
    expect(Notice.safeParse(ticked).success).toBe(false)
    expect(Notice.safeParse({ ...notice, defaultAnswer: 'yes' }).success).toBe(false)
  })
})
