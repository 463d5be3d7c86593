import { useEffect, useState } from 'react'
import type { SyncStatus } from '@shared/ipc/contract'
import { useDesk } from '../desk'

/** Where the records of this machine stand, as the host tells it. Null until it has. */
export function useSyncStatus(): SyncStatus | null {
  const { workstation } = useDesk()
  const [status, setStatus] = useState<SyncStatus | null>(null)
  useEffect(() => {
    let here = true
    const ask = () =>
      workstation.ask['sync:describe']({}).then(
        (told) => {
          if (here) setStatus(told)
        },
        () => undefined,
      )
    void ask()
    const stops = [workstation.listen('sync:changed', setStatus), workstation.listen('journal:grew', () => void ask())]
    return () => {
      here = false
      stops.forEach((stop) => stop())
    }
  }, [workstation])
  return status
}
