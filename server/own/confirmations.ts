import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { z } from 'zod'
import { textFrom, utf8 } from '@shared/base/bytes'
import { type Catalogue, getPurpose } from '@shared/capture/catalogue'
import { type ConsentEvent, isYes } from '@shared/consent/event'
import { ContactPoint, sameContactPoint } from '@shared/terms/contact-point'
import { ActId, Hash, OperatorId, type SubjectId } from '@shared/terms/ids'
import { Language } from '@shared/terms/language'
import type { Controller } from '@shared/terms/party'
import { Instant, instantFrom, statedAt } from '@shared/terms/time'
import { type Db, inTenant } from '../ledger/database'
import type { Letters } from '../letters/letters'
import { type Say, dayIn } from '../letters/words'
import { nodeSealer } from '../vault/sealer'
import type { Vault } from '../vault/vault'
import type { OwnHand } from './own-hand'

/** Who writes down what reaches the server by itself. */
export const BY_SERVER = OperatorId.parse('server')

/** What a page of confirmation shows. */
export const Asked = z.object({
  act: ActId,
  contactPoint: ContactPoint,
  language: Language,
  askedAt: Instant,
  /** What was agreed to, a line each, in the person's language. */
  agreed: z.array(z.string()),
})
export type Asked = z.infer<typeof Asked>

export type Page =
  | { readonly kind: 'open'; readonly asked: Asked }
  | { readonly kind: 'confirmed'; readonly language: Language }
  | { readonly kind: 'late'; readonly language: Language }
  | { readonly kind: 'unknown' }

/**
 * Is this mailbox yours? A letter with a link is the question, pressing the button on the page behind it the answer.
 * Opening the page answers nothing: programs that check mail open every link. The token is made here and stands in the
 * letter alone; the log and the tables know its hash, so no operator can answer for anybody.
 */
export type Confirmations = {
  /** The question as a fact, and what has to happen in the same transaction for it to be asked. */
  readonly ask: (about: Question) => { readonly event: ConsentEvent; readonly along: (db: Db) => Promise<void> }
  readonly look: (tenant: string, token: string) => Promise<Page>
  readonly answer: (tenant: string, token: string) => Promise<Page>
  /** Writes down whose time is over. Answers with how many. */
  readonly lapse: (tenant: string) => Promise<number>
}

export type Question = {
  readonly tenant: string
  readonly act: ActId
  readonly subject: SubjectId
  readonly language: Language
  readonly contactPoint: ContactPoint
  /** Everything said in the act; its yeses to this mailbox are what is confirmed. */
  readonly events: readonly ConsentEvent[]
  /** For the names of purposes. */
  readonly catalogue: Catalogue
}

type Needs = {
  readonly pool: Pool
  readonly vaultOf: (tenant: string) => Promise<Vault>
  readonly own: OwnHand
  readonly letters: Letters
  readonly say: Say
  readonly controller: Controller
  readonly clock: () => number
  /** Where people reach this server, without a slash at the end. */
  readonly publicUrl: () => string
  readonly confirmDays: number
}

const DAY = 86_400_000
/** Nobody's mailbox is filled by somebody else's typing: more letters than this in a day are not written. */
const LETTERS_A_DAY = 3

const hashOf = (token: string): Hash => Hash.parse(createHash('sha256').update(token).digest('hex'))
const bound = (tokenSha256: string): string => `confirmation:${tokenSha256}`

type Row = {
  act: ActId
  subject_id: SubjectId
  sealed: Buffer
  lapses_at: Date
  answered_at: Date | null
  lapsed_at: Date | null
}

export function openConfirmations(needs: Needs): Confirmations {
  const { pool, vaultOf, letters, say, controller, clock, publicUrl, confirmDays } = needs

  async function find(db: Db, tenant: string, token: string): Promise<{ row: Row; asked: Asked } | null> {
    const tokenSha256 = hashOf(token)
    const { rows } = await db.query<Row>(
      `select act, subject_id, sealed, lapses_at, answered_at, lapsed_at from confirmation
       where tenant_id = $1 and token_sha256 = $2`,
      [tenant, Buffer.from(tokenSha256, 'hex')],
    )
    const row = rows[0]
    const asked = row && (await opened(db, tenant, row, tokenSha256))
    return row && asked ? { row, asked } : null
  }

  /** Null once the person was forgotten. */
  async function opened(db: Db, tenant: string, row: Row, tokenSha256: string): Promise<Asked | null> {
    const key = (await (await vaultOf(tenant)).keysOf(db, [row.subject_id])).get(row.subject_id)
    const plain = key && nodeSealer.open(key, new Uint8Array(row.sealed), bound(tokenSha256))
    return plain ? Asked.parse(JSON.parse(textFrom(plain))) : null
  }

  const pageOf = ({ row, asked }: { row: Row; asked: Asked }): Page => {
    if (row.answered_at) return { kind: 'confirmed', language: asked.language }
    if (row.lapsed_at || row.lapses_at.getTime() <= clock()) return { kind: 'late', language: asked.language }
    return { kind: 'open', asked }
  }

  const confirmationFact = (asked: Asked, subject: SubjectId, tokenSha256: Hash) => ({
    subject,
    ofAct: asked.act,
    contactPoint: asked.contactPoint,
    way: 'double-opt-in' as const,
    tokenSha256,
    stated: statedAt(instantFrom(clock())),
    recordedBy: BY_SERVER,
  })

  function letterFor({ askedAt, agreed, contactPoint, language }: Asked, token: string) {
    const { name, email } = controller
    const until = instantFrom(Date.parse(askedAt) + confirmDays * DAY)
    return {
      to: contactPoint.value,
      subject: say(language, 'confirm.subject', { controller: name }),
      text: [
        say(language, 'confirm.greeting'),
        say(language, 'confirm.what', { controller: name, day: dayIn(language, askedAt) }),
        agreed.map((line) => `  - ${line}`).join('\n'),
        say(language, 'confirm.ask'),
        `${publicUrl()}/confirm/${token}`,
        say(language, 'confirm.until', { day: dayIn(language, until) }),
        say(language, 'confirm.stop', { email }),
        `${name}\n${controller.postalAddress}`,
      ].join('\n\n'),
    }
  }

  return {
    ask: ({ tenant, act, subject, language, contactPoint, events, catalogue }) => {
      const token = randomBytes(32).toString('base64url')
      const tokenSha256 = hashOf(token)
      const askedAt = instantFrom(clock())
      const agreed = events.flatMap((event) =>
        isYes(event) && sameContactPoint(event.contactPoint, contactPoint)
          ? [`${getPurpose(catalogue, event.purpose).name[language]} (${say(language, `channel.${event.channel}`)})`]
          : [],
      )
      const asked: Asked = { act, contactPoint, language, askedAt, agreed }
      const along = async (db: Db): Promise<void> => {
        const vault = await vaultOf(tenant)
        const key = (await vault.keysOf(db, [subject])).get(subject)
        if (!key) throw new Error('a question to somebody without a key')
        const mailbox = vault.blindName(contactPoint)
        const { rows } = await db.query<{ asked: number }>(
          `select count(*) as asked from confirmation
           where tenant_id = $1 and mailbox_name = $2 and asked_at > $3`,
          [tenant, mailbox, new Date(clock() - DAY)],
        )
        await db.query(
          `insert into confirmation
             (tenant_id, token_sha256, act, subject_id, mailbox_name, sealed, asked_at, lapses_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8)`,
          [
            tenant,
            Buffer.from(tokenSha256, 'hex'),
            act,
            subject,
            mailbox,
            Buffer.from(nodeSealer.seal(key, utf8(JSON.stringify(asked)), bound(tokenSha256))),
            new Date(askedAt),
            new Date(Date.parse(askedAt) + confirmDays * DAY),
          ],
        )
        if ((rows[0]?.asked ?? 0) < LETTERS_A_DAY) await letters.post(db, tenant, subject, letterFor(asked, token))
      }
      return {
        event: { type: 'consent-confirmation-sent', ...confirmationFact(asked, subject, tokenSha256) },
        along,
      }
    },

    look: (tenant, token) =>
      inTenant(pool, tenant, async (db): Promise<Page> => {
        const found = await find(db, tenant, token)
        return found ? pageOf(found) : { kind: 'unknown' }
      }),

    answer: async (tenant, token) => {
      const found = await inTenant(pool, tenant, (db) => find(db, tenant, token))
      if (!found) return { kind: 'unknown' }
      const page = pageOf(found)
      if (page.kind !== 'open') return page
      const tokenSha256 = hashOf(token)
      const { asked, row } = found
      const settled = await settle(needs, tenant, tokenSha256, 'answered_at', {
        type: 'consent-confirmed',
        ...confirmationFact(asked, row.subject_id, tokenSha256),
      })
      if (settled) return { kind: 'confirmed', language: asked.language }
      // Somebody was quicker: the same button twice, or the end of its time.
      return inTenant(pool, tenant, async (db): Promise<Page> => {
        const again = await find(db, tenant, token)
        return again ? pageOf(again) : { kind: 'unknown' }
      })
    },

    lapse: async (tenant) => {
      const { rows } = await inTenant(pool, tenant, (db) =>
        db.query<Row & { token_sha256: Buffer }>(
          `select token_sha256, act, subject_id, sealed, lapses_at, answered_at, lapsed_at from confirmation
           where tenant_id = $1 and lapses_at <= $2 and answered_at is null and lapsed_at is null limit 500`,
          [tenant, new Date(clock())],
        ),
      )
      let lapsed = 0
      for (const row of rows) {
        const tokenSha256 = Hash.parse(row.token_sha256.toString('hex'))
        const asked = await inTenant(pool, tenant, (db) => opened(db, tenant, row, tokenSha256))
        if (!asked) continue
        const fact = confirmationFact(asked, row.subject_id, tokenSha256)
        if (await settle(needs, tenant, tokenSha256, 'lapsed_at', { type: 'consent-confirmation-lapsed', ...fact }))
          lapsed++
      }
      return lapsed
    },
  }
}

class AlreadySettled extends Error {}

/** Writes down how a question ended, once: the fact and the mark on its row are one transaction. */
async function settle(
  { own, clock }: Needs,
  tenant: string,
  tokenSha256: Hash,
  mark: 'answered_at' | 'lapsed_at',
  event: ConsentEvent,
): Promise<boolean> {
  const along = async (db: Db): Promise<void> => {
    const { rowCount } = await db.query(
      `update confirmation set ${mark} = $3
       where tenant_id = $1 and token_sha256 = $2 and answered_at is null and lapsed_at is null`,
      [tenant, Buffer.from(tokenSha256, 'hex'), new Date(clock())],
    )
    if (rowCount !== 1) throw new AlreadySettled()
  }
  try {
    await own.record(tenant, { act: ActId.parse(randomUUID()), events: [event], along })
    return true
  } catch (problem) {
    if (problem instanceof AlreadySettled) return false
    throw problem
  }
}
