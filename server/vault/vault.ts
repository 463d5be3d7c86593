import { createHmac, hkdfSync } from 'node:crypto'
import { join } from 'node:path'
import type { Bytes } from '@shared/base/bytes'
import { must } from '@shared/base/never'
import { boundToLeaf } from '@shared/crypto/seal'
import { type ContactPoint, contactPointKey } from '@shared/terms/contact-point'
import type { SubjectKey } from '@shared/sync/protocol'
import type { EventId, SubjectId } from '@shared/terms/ids'
import type { Db } from '../ledger/database'
import { secretFile } from '../secret-file'
import { nodeSealer } from './sealer'

/**
 * The keys of the people of one tenant. In the database each is wrapped under the tenant's key, which is a file of its
 * own (mode 0600): the database alone, or its backup, opens nothing. A destroyed key stays destroyed, whoever brings
 * it back.
 */
export type Vault = {
  /** Keys known for these people. */
  readonly keysOf: (db: Db, subjects: readonly SubjectId[]) => Promise<Map<SubjectId, Bytes>>
  /** Keeps keys of people it had none for, and answers for whom. The first key of a person stands. */
  readonly keep: (db: Db, keys: readonly SubjectKey[]) => Promise<readonly SubjectId[]>
  readonly unwrap: (subject: SubjectId, wrapped: Uint8Array) => Bytes
  /** A name for a contact point that only this tenant's key can make: it can be looked up, not read. */
  readonly blindName: (point: ContactPoint) => Buffer
  /** The same for any other word people are looked up by. */
  readonly blindWord: (word: string) => Buffer
  /** Opens a sealed payload, or null if this key does not. */
  readonly openPayload: (key: Bytes, sealed: Bytes, id: EventId) => Bytes | null
}

const bound = (tenant: string, subject: SubjectId): string => `subject-key:${tenant}:${subject}`

export async function openVault(folder: string, tenant: string): Promise<Vault> {
  const tenantKey = new Uint8Array(await secretFile(join(folder, `tenant-${tenant}.key`), nodeSealer.newKey))
  const blindKey = Buffer.from(hkdfSync('sha256', tenantKey, '', 'contact point names', 32))
  const unwrap = (subject: SubjectId, wrapped: Uint8Array): Bytes =>
    must(nodeSealer.open(tenantKey, new Uint8Array(wrapped), bound(tenant, subject)), `the key of ${subject}`)

  const blindWord = (word: string): Buffer => createHmac('sha256', blindKey).update(word).digest()

  return {
    unwrap,
    blindWord,
    keysOf: async (db, subjects) => {
      const { rows } = await db.query<{ subject_id: SubjectId; wrapped: Uint8Array }>(
        `select subject_id, wrapped from subject_key
         where tenant_id = $1 and subject_id = any($2::uuid[]) and destroyed_at is null`,
        [tenant, subjects],
      )
      return new Map(rows.map((row) => [row.subject_id, unwrap(row.subject_id, row.wrapped)]))
    },
    keep: async (db, keys) => {
      if (keys.length === 0) return []
      const { rows } = await db.query<{ subject_id: SubjectId }>(
        `insert into subject_key (tenant_id, subject_id, wrapped)
         select $1, subject_id, wrapped from unnest($2::uuid[], $3::bytea[]) as k (subject_id, wrapped)
         on conflict do nothing returning subject_id`,
        [
          tenant,
          keys.map(({ subject }) => subject),
          keys.map(({ subject, key }) => Buffer.from(nodeSealer.seal(tenantKey, key, bound(tenant, subject)))),
        ],
      )
      return rows.map((row) => row.subject_id)
    },
    blindName: (point) => blindWord(contactPointKey(point)),
    openPayload: (key, sealed, id) => nodeSealer.open(key, sealed, boundToLeaf(id)),
  }
}
