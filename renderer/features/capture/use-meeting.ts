import { useCallback, useEffect, useRef, useState } from 'react'
import type { MeetingDraft } from '@shared/capture/draft'
import { DraftId } from '@shared/terms/ids'
import { useDesk } from '../../desk'
import { now } from '../../platform/runtime'
import { readSettings } from '../../platform/settings'
import { newMeeting } from '../../store/new-meeting'

type Part = Partial<Omit<MeetingDraft, 'kind' | 'id' | 'act'>>

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

/** One meeting with its place on the disk. Null until it has been looked for; a new id is a new meeting. */
export function useMeeting(id: string): Meeting | null {
  const { drafts } = useDesk()
  const [draft, setDraft] = useState<MeetingDraft | null>(null)
  const [kept, setKept] = useState<{ at: string | null; trouble: boolean }>({ at: null, trouble: false })
  const latest = useRef<MeetingDraft | null>(null)

  useEffect(() => {
    let here = true
    const show = (found: MeetingDraft) => {
      latest.current = found
      setDraft(found)
    }
    void drafts.list().then((all) => {
      if (!here) return
      const found = all.find((one) => one.id === id)
      show(found?.kind === 'meeting' ? found : newMeeting(readSettings().language, DraftId.parse(id)))
    })
    const stop = drafts.onTrouble((which, trouble) => {
      if (which === id) setKept(({ at }) => ({ at: trouble ? at : now(), trouble }))
    })
    return () => {
      here = false
      stop()
    }
  }, [drafts, id])

  const put = useCallback((part: Part): MeetingDraft | null => {
    if (latest.current === null) return null
    latest.current = { ...latest.current, ...part }
    setDraft(latest.current)
    return latest.current
  }, [])
  const change = useCallback(
    (part: Part) => {
      const next = put(part)
      if (next) drafts.change(next)
    },
    [drafts, put],
  )
  const keep = useCallback(
    async (part: Part = {}) => {
      const next = put(part)
      if (next) await drafts.keep(next)
    },
    [drafts, put],
  )
  return draft && { draft, change, keep, keptAt: kept.at, trouble: kept.trouble }
}
