import { type SyntheticEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WatchedFolder } from '@shared/ipc/contract'
import { useDesk } from '../../desk'
import { Dialog } from '../../ui/dialog'

/** Follows the folder the scanner writes to. Null until the host has answered. */
export function useWatchedFolder(): readonly [WatchedFolder | null, (folder: string | null) => Promise<void>] {
  const { workstation } = useDesk()
  const [watched, setWatched] = useState<WatchedFolder | null>(null)
  useEffect(() => {
    void workstation.ask['folder:describe']({}).then(setWatched, () => undefined)
    return workstation.listen('paper:arrived', setWatched)
  }, [workstation])
  return [watched, async (folder) => setWatched(await workstation.ask['folder:watch']({ folder }))]
}

/** Which folder the scanner writes to. Whatever lands there is read by itself; the folder is never changed. */
export function FolderDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('paper')
  const [watched, watch] = useWatchedFolder()
  const [typed, setTyped] = useState<string | null>(null)
  const [isWrong, setWrong] = useState(false)
  const folder = typed ?? watched?.folder ?? ''

  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    setWrong(false)
    void watch(folder.trim()).catch(() => setWrong(true))
  }
  return (
    <Dialog heading={t('screen.folder.heading')} close={t('screen.folder.close')} onClose={onClose}>
      <form className="folder" onSubmit={submit}>
        <p>{t('screen.folder.hint')}</p>
        <label className="field">
          <span>{t('screen.folder.label')}</span>
          <input
            type="text"
            className="code"
            value={folder}
            spellCheck={false}
            autoComplete="off"
            aria-describedby="folder-state"
            aria-invalid={isWrong || undefined}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        <p id="folder-state" role="status" className={isWrong || watched?.state === 'missing' ? 'said-stop' : 'muted'}>
          {isWrong ? t('screen.folder.wrong') : watched && t(`screen.folder.state.${watched.state}`)}
        </p>
        <div className="actions">
          <button type="submit" className="primary" disabled={folder.trim() === ''}>
            {t('screen.folder.watch')}
          </button>
          {watched?.folder != null && (
            <button
              type="button"
              onClick={() => {
                setTyped('')
                void watch(null)
              }}
            >
              {t('screen.folder.stop')}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  )
}
