import { useEffect, useState } from 'react'
import type { MeetingDraft } from '@shared/capture/draft'
import { DraftId } from '@shared/terms/ids'
import { useDesk } from '../../desk'
import { readSettings } from '../../platform/settings'
import { newMeeting } from '../../store/new-meeting'

/** The meeting of this id as the disk has it; a new id is a new meeting. Null until it has been looked for. */
export function useMeeting(id: string): MeetingDraft | null {
  const { drafts } = useDesk()
  const [draft, setDraft] = useState<MeetingDraft | null>(null)
  useEffect(() => {
    let here = true
    void drafts.list().then((all) => {
      if (!here) return
      const found = all.find((one) => one.id === id)
      setDraft(found?.kind === 'meeting' ? found : newMeeting(readSettings().language, DraftId.parse(id)))
    })
    return () => {
      here = false
    }
  }, [drafts, id])
  return draft
}
