import { useEffect, useRef, useState } from 'react'
import type { TextsDraft } from '@shared/capture/draft'
import { useDesk } from '../../desk'

export type OpenText = {
  readonly draft: TextsDraft
  /** On the disk within 150 ms. */
  readonly change: (changed: Partial<TextsDraft>) => void
  /** Resolves when the present state is on the disk. */
  readonly keep: () => Promise<void>
}

/** The draft with this id: undefined while it is looked for, null if there is none. */
export function useTextDraft(id: string): OpenText | null | undefined {
  const { drafts } = useDesk()
  const [draft, setDraft] = useState<TextsDraft | null | undefined>(undefined)
  const latest = useRef<TextsDraft | null>(null)
  useEffect(() => {
    let gone = false
    drafts
      .texts()
      .then((all) => {
        if (gone) return
        latest.current = all.find((one) => one.id === id) ?? null
        setDraft(latest.current)
      })
      .catch(() => !gone && setDraft(null))
    return () => {
      gone = true
    }
  }, [drafts, id])
  if (!draft) return draft
  return {
    draft,
    change: (changed) => {
      if (latest.current === null) return
      latest.current = { ...latest.current, ...changed }
      drafts.change(latest.current)
      setDraft(latest.current)
    },
    keep: async () => {
      if (latest.current) await drafts.keep(latest.current)
    },
  }
}
