import type { Pool } from 'pg'
import type { Catalogue } from '@shared/capture/catalogue'
import { foldDocuments } from '@shared/documents/fold-documents'
import { inTenant } from './ledger/database'
import { factSource } from './register/register'
import type { Vault } from './vault/vault'

/** The texts, purposes and sheets in use: what this program shipped with, and what was released in the log since. */
export type DocumentsInUse = () => Promise<Catalogue>

/** Folded again only when something new was said about the controller's own record. */
export function openDocuments(
  pool: Pool,
  vaultOf: (tenant: string) => Promise<Vault>,
  builtIn: Catalogue,
): DocumentsInUse {
  const { id: tenant, record } = builtIn.controller
  let folded: { readonly facts: number; readonly catalogue: Catalogue } | null = null
  return async () => {
    if (record === undefined) return builtIn
    return inTenant(pool, tenant, async (db) => {
      const { rows } = await db.query<{ facts: number }>(
        'select count(*) as facts from register_subject where tenant_id = $1 and subject_id = $2',
        [tenant, record],
      )
      const facts = rows[0]?.facts ?? 0
      if (folded?.facts !== facts) {
        const said = await factSource(db, tenant, await vaultOf(tenant)).aboutSubject(record)
        folded = { facts, catalogue: foldDocuments(said, builtIn).catalogue }
      }
      return folded.catalogue
    })
  }
}
