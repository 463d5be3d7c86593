import { type DragEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PaperSource } from '@shared/capture/batch'
import { useDesk } from '../../desk'
import { Icon } from '../../ui/icon'
import { bring } from './batch'
import { CameraDialog } from './camera-dialog'
import { FolderDialog } from './folder-dialog'

const KINDS = ['image/png', 'image/jpeg', 'image/tiff', 'image/webp', 'image/heic', 'application/pdf', '.png', '.jpg', '.jpeg', '.tif', '.tiff', '.webp', '.heic', '.heif', '.pdf'].join() // prettier-ignore

/** The ways paper comes in: files chosen, dropped or pasted, the camera, the folder the scanner writes to. */
export function Intake() {
  const { t } = useTranslation('paper')
  const desk = useDesk()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const [open, setOpen] = useState<'camera' | 'folder' | null>(null)
  const take = (files: Iterable<File>, from: PaperSource) => void bring(desk, [...files], from)

  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      // A picture copied from elsewhere has no name of its own.
      if (files.length > 0) void bring(desk, files, 'pasted')
    }
    addEventListener('paste', paste)
    return () => removeEventListener('paste', paste)
  }, [desk])

  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files, 'dropped')
  }
  return (
    <section
      className="drop"
      data-over={isOver || undefined}
      aria-labelledby="drop-heading"
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Icon name="paper" />
      <div>
        <h2 id="drop-heading">{t('screen.open.heading')}</h2>
        <p className="muted">{t('screen.open.hint')}</p>
      </div>
      <div className="drop-ways">
        <button type="button" onClick={() => input.current?.click()}>
          {t('screen.open.button')}
        </button>
        {'mediaDevices' in navigator && (
          <button type="button" onClick={() => setOpen('camera')}>
            {t('screen.camera.button')}
          </button>
        )}
        <button type="button" onClick={() => setOpen('folder')}>
          {t('screen.folder.button')}
        </button>
      </div>
      <input
        ref={input}
        hidden
        type="file"
        multiple
        accept={KINDS}
        onChange={(event) => {
          take(event.currentTarget.files ?? [], 'chosen')
          event.currentTarget.value = ''
        }}
      />
      {open === 'camera' && <CameraDialog onPicture={(file) => take([file], 'camera')} onClose={() => setOpen(null)} />}
      {open === 'folder' && <FolderDialog onClose={() => setOpen(null)} />}
    </section>
  )
}
