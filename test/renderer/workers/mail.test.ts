import { describe, expect, test } from 'vitest'
import { LARGEST_MAIL, mailFrom } from '../../../renderer/workers/mail'

const bytes = (text: string) => new Uint8Array(Buffer.from(text.replaceAll('\n', '\r\n'), 'latin1'))

const mail = `From: =?utf-8?Q?Anna_M=C3=BCller?= <Anna.Mueller@Example.org>
To: offers@muster.example
Subject: =?utf-8?Q?Re:_D=C3=BCrfen_wir?=
Date: Wed, 11 Mar 2026 19:00:00 +0100
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Ja, per E-Mail gerne. Gr=C3=BC=C3=9Fe
`
const page = `From: anna@example.org
Subject: x
Content-Type: text/html; charset=utf-8

<html><head><title>no</title></head><body><script>alert(1)</script><style>p{}</style><p>Yes &amp; no</p><img src="http://tracker.example/1.gif">bye&nbsp;&#33;</body></html>
`

describe('an e-mail brought in', () => {
  test('says who, when and what, in its own letters', async () => {
    expect(await mailFrom(bytes(mail))).toEqual({
      ok: true,
      value: {
        from: 'anna.mueller@example.org',
        sentAt: '2026-03-11T18:00:00.000Z',
        subject: 'Re: Dürfen wir',
        text: 'Ja, per E-Mail gerne. Grüße',
        attachments: 0,
      },
    })
  })

  test('that is a page only is its words only', async () => {
    const read = await mailFrom(bytes(page))
    expect(read).toMatchObject({ ok: true, value: { text: 'Yes & no\nbye !', sentAt: null } })
  })

  test('that has no sender and no date, or is too large, is refused', async () => {
    expect(await mailFrom(bytes('just some text\n'))).toEqual({ ok: false, problems: ['not-a-mail'] })
    expect(await mailFrom(new Uint8Array(64).fill(255))).toEqual({ ok: false, problems: ['not-a-mail'] })
    expect(await mailFrom(new Uint8Array(LARGEST_MAIL + 1))).toEqual({ ok: false, problems: ['too-large'] })
  })

  test('made of parts within parts without end is refused, and soon', async () => {
    const deep = Array.from(
      { length: 200 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
    ).join('')
    expect(await mailFrom(bytes(`From: a@b.example\n${deep}`))).toEqual({ ok: false, problems: ['not-a-mail'] })
  })

  test('with a thousand headers or a text without end is cut to what can be shown', async () => {
    const long = `From: a@b.example\nDate: Wed, 11 Mar 2026 19:00:00 +0100\nSubject: ${'s'.repeat(900)}\n\n${'long '.repeat(10_000)}`
    const read = await mailFrom(bytes(long))
    expect(read.ok && read.value.text.length).toBe(20_000)
    expect(read.ok && read.value.subject.length).toBe(400)
    const headers = Array.from({ length: 40_000 }, (_, at) => `X-${at}: 0123456789`).join('\n')
    expect(await mailFrom(bytes(`From: a@b.example\n${headers}\n\nhello`))).toEqual({
      ok: false,
      problems: ['not-a-mail'],
    })
  })
})
