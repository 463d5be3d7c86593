import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { z } from 'zod'
import { textFrom, utf8 } from '@shared/base/bytes'
import type { SubjectId } from '@shared/terms/ids'
import { type Db, inTenant } from '../ledger/database'
import { nodeSealer } from '../vault/sealer'
import type { Vault } from '../vault/vault'
import type { Letter, Postman } from './postman'

/**
 * Letters that wait to be carried away. Their words are sealed under the key of the person they go to, so that nobody
 * who reads the table reads a token, and whoever is forgotten is not written to. How many wait can be asked; what they
 * say cannot.
 */
export type Letters = {
  /** Puts a letter in the box, in the caller's transaction. */
  readonly post: (db: Db, tenant: string, subject: SubjectId, letter: Letter) => Promise<void>
  /** How many have not left yet. */
  readonly waiting: (tenant: string) => Promise<number>
  /** Carries away what is due; without a postman nothing is. Answers with how many left. */
  readonly empty: (tenant: string) => Promise<number>
}

type Needs = {
  readonly pool: Pool
  readonly vaultOf: (tenant: string) => Promise<Vault>
  readonly postman: Postman | null
  readonly clock: () => number
}

const Written = z.object({ to: z.string(), subject: z.string(), text: z.string() })

const MINUTE = 60_000
const LONGEST_WAIT = 6 * 60 * MINUTE

const bound = (id: string): string => `letter:${id}`

export function openLetters({ pool, vaultOf, postman, clock }: Needs): Letters {
  /** Takes the next due letter and holds its row until the postman has answered: two servers never send one twice. */
  const carryNext = (tenant: string): Promise<'left' | 'stayed' | 'none'> =>
    inTenant(pool, tenant, async (db) => {
      const now = new Date(clock())
      const { rows } = await db.query<{ letter_id: string; subject_id: SubjectId; sealed: Buffer; tries: number }>(
        `select letter_id, subject_id, sealed, tries from letter
         where tenant_id = $1 and sealed is not null and next_try_at <= $2
         order by next_try_at limit 1 for update skip locked`,
        [tenant, now],
      )
      const row = rows[0]
      if (!row || !postman) return 'none'
      const key = (await (await vaultOf(tenant)).keysOf(db, [row.subject_id])).get(row.subject_id)
      const opened = key && nodeSealer.open(key, new Uint8Array(row.sealed), bound(row.letter_id))
      if (!opened) {
        await db.query('delete from letter where tenant_id = $1 and letter_id = $2', [tenant, row.letter_id])
        return 'stayed'
      }
      try {
        await postman.carry(Written.parse(JSON.parse(textFrom(opened))))
      } catch {
        const wait = Math.min(MINUTE * 2 ** row.tries, LONGEST_WAIT)
        await db.query(
          'update letter set tries = tries + 1, next_try_at = $3 where tenant_id = $1 and letter_id = $2',
          [tenant, row.letter_id, new Date(clock() + wait)],
        )
        return 'stayed'
      }
      await db.query('update letter set sealed = null, sent_at = $3 where tenant_id = $1 and letter_id = $2', [
        tenant,
        row.letter_id,
        now,
      ])
      return 'left'
    })

  return {
    post: async (db, tenant, subject, letter) => {
      const key = (await (await vaultOf(tenant)).keysOf(db, [subject])).get(subject)
      if (!key) throw new Error('a letter to somebody without a key')
      const id = randomUUID()
      const now = new Date(clock())
      await db.query(
        `insert into letter (tenant_id, letter_id, subject_id, sealed, written_at, next_try_at)
         values ($1, $2, $3, $4, $5, $5)`,
        [tenant, id, subject, Buffer.from(nodeSealer.seal(key, utf8(JSON.stringify(letter)), bound(id))), now],
      )
    },
    waiting: (tenant) =>
      inTenant(pool, tenant, async (db) => {
        const { rows } = await db.query<{ waiting: number }>(
          'select count(*) as waiting from letter where tenant_id = $1 and sealed is not null',
          [tenant],
        )
        return rows[0]?.waiting ?? 0
      }),
    empty: async (tenant) => {
      for (let left = 0; ;) {
        const went = postman ? await carryNext(tenant) : 'none'
        if (went === 'none') return left
        if (went === 'left') left++
      }
    },
  }
}
