import { useCallback, useEffect, useRef, useState } from 'react'
import type { MeetingDraft } from '@shared/capture/draft'
import { now } from '../../platform/runtime'
import type { DraftKeeper } from '../../store/drafts'

/** `speaker: undefined`: they speak for themselves after all. */
type Part = Partial<Omit<MeetingDraft, 'kind' | 'id' | 'act' | 'speaker'>> & {
  speaker?: MeetingDraft['speaker'] | undefined
}

export type Meeting = {
  readonly draft: MeetingDraft
  /** On the disk within 150 ms. */
  readonly change: (part: Part) => void
  /** On the disk when it resolves. */
  readonly keep: (part?: Part) => Promise<void>
  /** When the disk last had everything; null before the first key. */
  readonly keptAt: string | null
  /** The disk did not take it. What was typed is still here. */
  readonly trouble: boolean
}

/** A draft with its place on the disk, from what it was at first. */
export function useKept(drafts: DraftKeeper, first: MeetingDraft): Meeting {
  const [draft, setDraft] = useState(first)
  const [kept, setKept] = useState<{ at: string | null; trouble: boolean }>({ at: null, trouble: false })
  const latest = useRef(first)

  useEffect(
    () =>
      drafts.onTrouble((which, trouble) => {
        if (which === first.id) setKept(({ at }) => ({ at: trouble ? at : now(), trouble }))
      }),
    [drafts, first.id],
  )

  const put = useCallback((part: Part): MeetingDraft => {
    const { speaker, ...rest } = { ...latest.current, ...part }
    latest.current = speaker ? { ...rest, speaker } : rest
    setDraft(latest.current)
    return latest.current
  }, [])
  const change = useCallback((part: Part) => drafts.change(put(part)), [drafts, put])
  const keep = useCallback((part: Part = {}) => drafts.keep(put(part)), [drafts, put])
  return { draft, change, keep, keptAt: kept.at, trouble: kept.trouble }
}
