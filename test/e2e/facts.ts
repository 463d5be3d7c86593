import { randomUUID } from 'node:crypto'
import { decode, encode } from '@msgpack/msgpack'
import type { Page } from '@playwright/test'
import type { ConsentEvent } from '@shared/consent/event'
import type { ChannelName } from '@shared/ipc/channels'
import type { Bridge } from '@shared/ipc/contract'
import { noticeHash } from '@shared/proof/canonical'
import type { Channel, ContactPoint } from '@shared/terms/contact-point'
import { EvidenceRef } from '@shared/terms/evidence'
import { OperatorId, PurposeId, SubjectId } from '@shared/terms/ids'
import type { Language } from '@shared/terms/language'
import { instantFrom, statedAt } from '@shared/terms/time'
import { catalogue } from '../builders/catalogue'

/** As if these had been recorded here before. */
export async function record(page: Page, events: readonly ConsentEvent[]): Promise<void> {
  await askHost(page, 'journal:record', { act: randomUUID(), events })
}

/** What was filled in, as far as anybody asks here. */
export const filledIn = async (page: Page): Promise<EvidenceRef> =>
  EvidenceRef.parse(
    await askHost(page, 'evidence:keep', { bytes: Buffer.from('{}'), kind: 'web-form', media: 'application/json' }),
  )

/** Asks the host in the name of the window, over its own bridge. */
export async function askHost(page: Page, channel: ChannelName, ask: unknown): Promise<unknown> {
  const answer = await page.evaluate(
    async ({ to, bytes, ask: plain }) => {
      const { workstation } = globalThis as unknown as { workstation?: Bridge }
      if (workstation) {
        return { plain: await workstation.ask(to, plain) }
      }
      const answer = await fetch(`/__ask/${to}`, {
        method: 'POST',
        headers: { 'content-type': 'application/msgpack' },
        body: new Uint8Array(bytes),
      })
      if (!answer.ok) throw new Error(`answered with ${answer.status}`)
      return { bytes: [...new Uint8Array(await answer.arrayBuffer())] }
    },
    { to: channel, bytes: [...encode(ask)], ask },
  )
  return 'bytes' in answer ? decode(Uint8Array.from(answer.bytes)) : answer.plain
}

export const newSubject = (): SubjectId => SubjectId.parse(randomUUID())

const said = (subject: SubjectId) => ({
  subject,
  stated: statedAt(instantFrom(Date.now())),
  recordedBy: OperatorId.parse('mara'),
})

type About = {
  givenName: string
  familyName: string
  birthDate?: string
  points?: readonly ContactPoint[]
  language?: Language
}

export const registered = (
  subject: SubjectId,
  { givenName, familyName, birthDate, points = [], language = 'de' }: About,
): ConsentEvent => ({
  ...said(subject),
  type: 'subject-registered',
  details: { givenName, familyName, birthDate: (birthDate ?? null) as never, language, country: 'DE' },
  contactPoints: [...points],
  source: 'in-person',
})

export const mayBeSame = (subject: SubjectId, other: SubjectId): ConsentEvent => ({
  ...said(subject),
  type: 'subjects-may-be-same',
  other,
  probability: 0.9,
})

/** A yes to offers in a web form: nothing shows yet that the mailbox or number is theirs. */
export function saidOnTheWeb(
  subject: SubjectId,
  channel: Channel,
  contactPoint: ContactPoint,
  language: Language,
  evidence: EvidenceRef,
): ConsentEvent {
  const notice = catalogue.notices.find(({ id }) => id === `offers.1.${language}`)
  if (notice === undefined) throw new Error(`there are no offers in ${language}`)
  return {
    ...said(subject),
    type: 'consent-given',
    purpose: PurposeId.parse('offers'),
    purposeVersion: 1,
    channel,
    contactPoint,
    notice: { id: notice.id, sha256: noticeHash(notice), language },
    chosenBy: 'data-subject-in-web-form',
    form: null,
    evidence: [evidence],
    expiresOn: null,
  }
}

export const email = (value: string): ContactPoint => ({ kind: 'email', value })
export const phone = (value: string): ContactPoint => ({ kind: 'phone', value })
export const post = (value: string): ContactPoint => ({ kind: 'post', value })
