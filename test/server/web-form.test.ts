import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { textFrom } from '@shared/base/bytes'
import { must } from '@shared/base/never'
import type { WebSubmission } from '@shared/capture/web-submission'
import { ConsentEvent, type RecordedEvent } from '@shared/consent/event'
import { boundToLeaf } from '@shared/crypto/seal'
import { Payload, eventIdOf, openLeaf, recordedFrom } from '@shared/proof/envelope'
import { SubjectId } from '@shared/terms/ids'
import { instantFrom, statedAt } from '@shared/terms/time'
import { nodeSealer } from '../../server/vault/sealer'
import { mara, withdrawn } from '../builders/facts'
import { registered } from '../builders/life-facts'
import { webForm } from '../builders/web-form'
import { type MailServer, startMailServer } from '../fakes/mailbox'
import { type Desk, learnKey, newDesk } from './desk'
import { type Running, runningServer } from './running-server'

const KEY = 'the key of the customer system, long enough'
const DAY = 86_400_000
let now = Date.parse('2026-11-25T10:00:00.000Z')

let mail: MailServer
let running: Running
let desk: Desk
let pulled = 0
beforeAll(async () => {
  mail = await startMailServer()
  running = await runningServer({
    apiKeys: [{ name: 'crm', tenant: 'muster', key: KEY }],
    clock: () => now,
    smtpUrl: mail.url,
  })
  desk = await newDesk(running.server)
})
afterAll(async () => {
  await running.end()
  await mail.close()
})
// Strangers may come again every minute.
beforeEach(() => void (now += 60_000))

const at = () => instantFrom(now)
const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(running.server.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
const submit = (form: WebSubmission): Promise<Response> => post('/v1/submissions', form)
const withdraw = (body: unknown): Promise<Response> => post('/v1/withdrawals', body, { authorization: `Bearer ${KEY}` })

/** What a workstation learns: every new fact, opened with the keys that came along. */
async function news(): Promise<RecordedEvent[]> {
  const page = await desk.pull(pulled)
  pulled = page.entries.at(-1)?.pos ?? pulled
  const keys = new Map(page.keys.map(({ subject, key }) => [subject, key]))
  for (const { subject, key } of page.keys) learnKey(subject, key)
  return page.entries.map(({ leaf, sealed }) => {
    const key = must(keys.get(openLeaf(leaf).envelope.subject), 'the key')
    const plain = must(nodeSealer.open(key, sealed, boundToLeaf(eventIdOf(leaf))), 'the payload')
    const { fields } = Payload.parse(JSON.parse(textFrom(plain)))
    return recordedFrom(leaf, ConsentEvent.parse(fields))
  })
}

const permission = async (subject: SubjectId, contactPoint: string): Promise<{ kind: string; why?: string }> => {
  const asked = new URLSearchParams({ subject, purpose: 'newsletter', channel: 'email', contactPoint })
  const answer = await fetch(`${running.server.url}/v1/may-contact?${asked}`, {
    headers: { authorization: `Bearer ${KEY}` },
  })
  return ((await answer.json()) as { permission: { kind: string; why?: string } }).permission
}

/** The link of the newest letter to a mailbox, once it is there. */
async function linkTo(mailbox: string): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const letter = mail.letters.findLast(({ to }) => to === mailbox)
    const link = letter && /http:\/\/\S+\/confirm\/\S+/.exec(letter.text)?.[0]
    if (link) return link
    await new Promise((later) => setTimeout(later, 25))
  }
  throw new Error(`no letter to ${mailbox}`)
}

const everything = async (): Promise<string> => {
  const texts: string[] = []
  for (const table of ['event', 'confirmation', 'letter', 'intake', 'quarantine']) {
    const { rows } = await running.everything.query<{ row: string }>(
      `select row_to_json(t)::text as row from ${table} t`,
    )
    texts.push(...rows.map(({ row }) => row))
  }
  return texts.join('\n')
}

describe('a web form', () => {
  test('reaches workstations as signed facts, and no yes counts before the button in the letter was pressed', async () => {
    const form = webForm(at(), { person: { email: 'first@example.org' } })
    const answer = await submit(form)
    expect(await answer.json()).toEqual({ act: form.act, asks: true })
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')

    const facts = await news()
    expect(facts.map(({ event }) => event.type)).toEqual([
      'subject-registered',
      'consent-given',
      'consent-refused',
      'consent-refused',
      'consent-refused',
      'consent-confirmation-sent',
    ])
    expect(new Set(facts.map(({ act }) => act))).toEqual(new Set([form.act]))
    const { subject } = must(facts[0], 'a fact').event
    expect(await permission(subject, 'first@example.org')).toMatchObject({ kind: 'not-permitted', why: 'unconfirmed' })

    const link = await linkTo('first@example.org')
    for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(link, { method })).status).toBe(200)
    expect(await news()).toEqual([])
    expect(await permission(subject, 'first@example.org')).toMatchObject({ why: 'unconfirmed' })

    const page = await (await fetch(link)).text()
    expect(page).toContain('<html lang="fr">')
    expect(page.match(/<button>/g)).toHaveLength(1)
    const pressed = await fetch(link, { method: 'POST' })
    expect(pressed.status).toBe(200)
    expect((await news()).map(({ event }) => event.type)).toEqual(['consent-confirmed'])
    expect(await permission(subject, 'first@example.org')).toMatchObject({ kind: 'permitted' })

    expect((await fetch(link, { method: 'POST' })).status).toBe(200)
    expect(await news()).toEqual([])
  })

  test('whose question lapsed is asked again when a desk wishes it: the token is in the letter alone', async () => {
    const form = webForm(at(), { person: { email: 'wished@example.org' } })
    await submit(form)
    const facts = await news()
    const { subject, stated } = must(facts[0], 'a fact').event
    await linkTo('wished@example.org')
    const contactPoint = { kind: 'email' as const, value: 'wished@example.org' }
    const wish: ConsentEvent = {
      type: 'consent-confirmation-wanted',
      subject,
      stated: statedAt(instantFrom(Date.parse(stated.notAfter) + 1_000)),
      recordedBy: mara,
      ofAct: form.act,
      contactPoint,
      way: 'double-opt-in',
      tokenSha256: null,
    }
    now += 60_000
    const other = await newDesk(running.server)
    const wished = { from: 0, leaves: other.write([wish]), keys: [] }
    await other.push(wished)
    await other.push(wished)
    const sent = async (): Promise<RecordedEvent | undefined> =>
      (await news()).find(({ event }) => event.type === 'consent-confirmation-sent')
    let asked: RecordedEvent | undefined
    for (let tries = 0; tries < 100 && !asked; tries++) {
      asked = await sent()
      await new Promise((later) => setTimeout(later, 25))
    }
    expect(asked?.event).toMatchObject({ ofAct: form.act, contactPoint })
    for (let tries = 0; mail.letters.filter(({ to }) => to === contactPoint.value).length < 2 && tries < 100; tries++)
      await new Promise((later) => setTimeout(later, 25))
    expect(mail.letters.filter(({ to }) => to === contactPoint.value)).toHaveLength(2)
    const token = must((await linkTo(contactPoint.value)).split('/').at(-1), 'a token')
    expect(JSON.stringify(asked)).not.toContain(token)
    expect((await fetch(await linkTo(contactPoint.value), { method: 'POST' })).status).toBe(200)
    expect(await permission(subject, contactPoint.value)).toMatchObject({ kind: 'permitted' })
    expect(await sent()).toBeUndefined()
  })

  test('sent twice, at once or later, is recorded once and answered the same', async () => {
    const form = webForm(at(), { person: { email: 'twice@example.org' } })
    const answers = await Promise.all([submit(form), submit(form), submit(form)])
    answers.push(await submit(form))
    for (const answer of answers) expect(await answer.json()).toEqual({ act: form.act, asks: true })
    expect((await news()).filter(({ event }) => event.type === 'subject-registered')).toHaveLength(1)
    await linkTo('twice@example.org')
    expect(mail.letters.filter(({ to }) => to === 'twice@example.org')).toHaveLength(1)
  })

  test('that is not complete is answered with every problem and none of its words', async () => {
    const answer = await submit(webForm(at(), { yes: ['phone'], person: { familyName: '', givenName: '' } }))
    expect(answer.status).toBe(422)
    const text = await answer.text()
    expect(JSON.parse(text)).toMatchObject({
      type: 'not-complete',
      problems: expect.arrayContaining([{ key: 'capture.contact-point-missing', field: 'phone' }]) as unknown,
    })
    expect(text).not.toContain('lea.dubois')
    expect((await post('/v1/submissions', { v: 2, person: 'anna@example.org' })).status).toBe(400)
    expect(await news()).toEqual([])
  })

  test('by somebody whose mailbox said no before does not open a door', async () => {
    const before = SubjectId.parse(randomUUID())
    const mailbox = { kind: 'email', value: 'reached@example.org' } as const
    const said: ConsentEvent[] = [
      { ...registered('2026-01-10').event, subject: before, contactPoints: [mailbox] } as ConsentEvent,
      { ...withdrawn('2026-11-20').event, subject: before },
    ]
    await desk.push({ from: 0, leaves: desk.write(said), keys: [desk.keyOf(before)] })
    await submit(webForm(at(), { person: { email: 'reached@example.org' } }))
    const facts = await news()
    const doubt = facts.find(({ event }) => event.type === 'subjects-may-be-same' && event.other === before)
    await fetch(await linkTo('reached@example.org'), { method: 'POST' })
    const subject = must(doubt, 'the doubt').event.subject
    expect(subject).not.toBe(before)
    expect(await permission(subject, 'reached@example.org')).toMatchObject({ kind: 'permitted' })
    // Said again after the form: now it reaches across the doubt.
    const later = { notBefore: instantFrom(now + 1), notAfter: instantFrom(now + 2), source: 'clock' } as const
    const again: ConsentEvent = { ...withdrawn('2026-11-26').event, subject: before, stated: later }
    await desk.push({ from: 2, leaves: desk.write([again]), keys: [desk.keyOf(before)] })
    now += 60_000
    expect(await permission(subject, 'reached@example.org')).toMatchObject({ kind: 'not-permitted' })
    await news()
  })
})

describe('a question about a mailbox', () => {
  test('has a token that stands in its letter and nowhere else', async () => {
    await submit(webForm(at(), { person: { email: 'secret@example.org' } }))
    const token = must((await linkTo('secret@example.org')).split('/').at(-1), 'the token')
    expect(token.length).toBeGreaterThanOrEqual(43)
    const kept = await everything()
    for (const form of [token, Buffer.from(token).toString('hex'), Buffer.from(token, 'base64url').toString('hex')])
      expect(kept).not.toContain(form)
    expect(kept).not.toContain(Buffer.from('secret@example.org').toString('hex'))
    expect(await news()).not.toEqual([])
    expect((await fetch(`${running.server.url}/confirm/${token.slice(1)}`, { method: 'POST' })).status).toBe(404)
  })

  test('whose time is over lapses, and its page says so', async () => {
    await submit(webForm(at(), { person: { email: 'late@example.org' } }))
    const link = await linkTo('late@example.org')
    const { subject } = must((await news())[0], 'a fact').event
    now += 7 * DAY
    expect((await fetch(link)).status).toBe(410)
    expect((await fetch(link, { method: 'POST' })).status).toBe(410)
    await running.server.parts.confirmations.lapse('muster')
    const lapsed = await news()
    expect(lapsed.find(({ event }) => event.subject === subject)?.event.type).toBe('consent-confirmation-lapsed')
    expect(await permission(subject, 'late@example.org')).toMatchObject({ why: 'confirmation-lapsed' })
    await running.server.parts.confirmations.lapse('muster')
    expect(await news()).toEqual([])
  })

  test('whose letter the mail server does not take is asked again later', async () => {
    mail.refuseNext = 1
    await submit(webForm(at(), { person: { email: 'again@example.org' } }))
    await expect.poll(() => mail.refuseNext).toBeLessThanOrEqual(0)
    await expect.poll(() => running.server.parts.letters.waiting('muster')).toBe(1)
    expect(mail.letters.some(({ to }) => to === 'again@example.org')).toBe(false)
    now += 2 * 60_000
    running.server.parts.lettersWaiting()
    await linkTo('again@example.org')
    await expect.poll(() => running.server.parts.letters.waiting('muster')).toBe(0)
    await news()
  })

  test('does not fill a mailbox: three letters a day, whatever is typed', async () => {
    for (let i = 0; i < 5; i++) await submit(webForm(at(), { person: { email: 'flood@example.org' } }))
    await expect.poll(() => running.server.parts.letters.waiting('muster')).toBe(0)
    expect(mail.letters.filter(({ to }) => to === 'flood@example.org')).toHaveLength(3)
    expect((await news()).filter(({ event }) => event.type === 'subject-registered')).toHaveLength(5)
  })

  test('waits in the box while there is no way to send it, and leaves once there is', async () => {
    const office = await runningServer({ clock: () => now, publicUrl: 'https://consent.muster.example' })
    try {
      await fetch(`${office.server.url}/v1/submissions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(webForm(at(), { person: { email: 'waiting@example.org' } })),
      })
      expect(await office.server.parts.letters.waiting('muster')).toBe(1)
      const { url } = await office.restart({ smtpUrl: mail.url })
      await expect.poll(() => office.server.parts.letters.waiting('muster')).toBe(0)
      const letter = mail.letters.find(({ to }) => to === 'waiting@example.org')
      const token = /https:\/\/consent\.muster\.example(\/confirm\/\S+)/.exec(letter?.text ?? '')?.[1]
      expect((await fetch(`${url}${must(token, 'the link')}`, { method: 'POST' })).status).toBe(200)
    } finally {
      await office.end()
    }
  })
})

describe('a no from another system', () => {
  test('reaches everybody with that number, and holds for it though nobody here has it', async () => {
    const known = (await (await submit(webForm(at(), { person: { email: 'both@example.org' } }))).json()) as object
    expect(known).toMatchObject({ asks: true })
    const { subject } = must((await news())[0], 'a fact').event
    await fetch(await linkTo('both@example.org'), { method: 'POST' })
    expect(await permission(subject, 'both@example.org')).toMatchObject({ kind: 'permitted' })

    const no = { act: randomUUID(), contactPoint: { kind: 'email', value: 'Both@Example.org' } }
    expect(await (await withdraw(no)).json()).toEqual({ act: no.act, people: 1, again: false })
    expect(await (await withdraw(no)).json()).toEqual({ act: no.act, people: 1, again: true })
    expect(await permission(subject, 'both@example.org')).toMatchObject({ kind: 'not-permitted', why: 'withdrawn' })

    const stranger = { act: randomUUID(), contactPoint: { kind: 'phone', value: '+33612345678' }, kind: 'objection' }
    expect(await (await withdraw(stranger)).json()).toMatchObject({ people: 1 })
    const types = (await news()).map(({ event }) => event.type)
    expect(types).toEqual(['consent-confirmed', 'consent-withdrawn', 'objection-raised'])
  })

  test('needs somebody it is about, and a key', async () => {
    expect((await withdraw({ act: randomUUID() })).status).toBe(400)
    expect((await withdraw({ act: randomUUID(), subject: randomUUID() })).status).toBe(404)
    expect((await post('/v1/withdrawals', { act: randomUUID() })).status).toBe(401)
  })
})

test('figures say how much is going on and nothing of anybody; health is for everybody', async () => {
  const { url } = running.server
  expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok' })
  expect((await fetch(`${url}/metrics`)).status).toBe(401)
  await fetch(`${url}/confirm/no-such-token-anywhere`)
  const text = await (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${KEY}` } })).text()
  expect(text).toMatch(/consent_answers_total\{method="GET",route="\/confirm\/:token",status="404"\} \d+/)
  expect(text).toMatch(/consent_letters_waiting 0\n/)
  expect(text).not.toMatch(/no-such-token|@|[0-9a-f]{8}-/)
})

test('two servers on one database write into chains of their own', async () => {
  const other = await running.beside()
  try {
    const forms = Array.from({ length: 6 }, (_, i) => webForm(at(), { person: { email: `side${i}@example.org` } }))
    const answers = await Promise.all(
      forms.map((form, i) =>
        fetch(`${(i % 2 ? other : running.server).url}/v1/submissions`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(form),
        }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(forms.map(() => 200))
    const registrations = (await news()).filter(({ event }) => event.type === 'subject-registered')
    expect(registrations).toHaveLength(6)
    const devices = new Set(registrations.map(({ device }) => device))
    expect(devices.size).toBe(1)
    const { rows } = await running.everything.query(
      'select distinct incarnation from event where device_id = $1 and pos > $2 - 40',
      [[...devices][0], pulled],
    )
    expect(rows).toHaveLength(2)
  } finally {
    await other.close()
  }
})
