import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useState } from 'react'
import type { Check } from '@shared/proof/check'
import type { Proof } from '@shared/proof/proof-file'
import type { Language } from '@shared/terms/language'
import { useDesk } from '../../desk'
import type { EntryRow } from '../../store/database'
import { theProver } from '../../workers/prove'
import { entriesFor, gatherProof } from './gather-proof'

export type ProofView =
  | { readonly kind: 'gathering' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'failed' }
  | {
      readonly kind: 'gathered'
      readonly proof: Proof
      readonly entries: readonly EntryRow[]
      /** Null while they run. */
      readonly checks: readonly Check[] | null
    }

/** A proof gathered and checked anew whenever the journal learns something about it, a receipt for example. */
export function useProof(event: string, language: Language): ProofView {
  const desk = useDesk()
  const entries = useLiveQuery(() => entriesFor(desk.db, event), [desk, event])
  const [view, setView] = useState<ProofView>({ kind: 'gathering' })
  const known = entries && JSON.stringify(entries.map(({ id, receivedAt }) => [id, receivedAt]))

  useEffect(() => {
    if (!entries) return
    let here = true
    const show = (next: ProofView): void => {
      if (here) setView(next)
    }
    const gather = async (): Promise<void> => {
      if (entries.length === 0) return show({ kind: 'unknown' })
      const { catalogue, workstation, about } = desk
      const operators = [about.operator]
      const proof = await gatherProof(entries, { ask: workstation.ask, catalogue, operators, language })
      show({ kind: 'gathered', proof, entries, checks: null })
      // The keys come from this machine's own journal, which took them from the device itself and from the server.
      const deviceKeys = proof.file.record.devices.map(({ publicKey }) => publicKey)
      const receiptKeys = proof.file.record.receipts.map(({ publicKey }) => publicKey)
      show({ kind: 'gathered', proof, entries, checks: await theProver().check(proof, { deviceKeys, receiptKeys }) })
    }
    gather().catch(() => show({ kind: 'failed' }))
    return () => {
      here = false
    }
    // Entries are compared by what `known` says of them.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [desk, known, language])
  return view
}
