import { randomUUID } from 'node:crypto'
import { encode } from '@msgpack/msgpack'
import type { Page } from '@playwright/test'
import type { ConsentEvent } from '@shared/consent/event'
import type { ChannelName } from '@shared/ipc/channels'
import type { Bridge } from '@shared/ipc/contract'
import type { ContactPoint } from '@shared/terms/contact-point'
import { OperatorId, SubjectId } from '@shared/terms/ids'
import type { Language } from '@shared/terms/language'
import { instantFrom, statedAt } from '@shared/terms/time'

/** As if these had been recorded here before. */
export const record = (page: Page, events: readonly ConsentEvent[]): Promise<void> =>
  askHost(page, 'journal:record', { act: randomUUID(), events })

/** Asks the host in the name of the window, over its own bridge. */
export async function askHost(page: Page, channel: ChannelName, ask: unknown): Promise<void> {
  await page.evaluate(
    async ({ to, bytes, ask: plain }) => {
      const { workstation } = globalThis as unknown as { workstation?: Bridge }
      if (workstation) {
        await workstation.ask(to, plain)
        return
      }
      const answer = await fetch(`/__ask/${to}`, {
        method: 'POST',
        headers: { 'content-type': 'application/msgpack' },
        body: new Uint8Array(bytes),
      })
      if (!answer.ok) throw new Error(`answered with ${answer.status}`)
    },
    { to: channel, bytes: [...encode(ask)], ask },
  )
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

export const email = (value: string): ContactPoint => ({ kind: 'email', value })
export const phone = (value: string): ContactPoint => ({ kind: 'phone', value })
export const post = (value: string): ContactPoint => ({ kind: 'post', value })
