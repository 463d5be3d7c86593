import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog'

type CameraDialogProps = { readonly onPicture: (file: File) => void; readonly onClose: () => void }

/** A page photographed. The picture of the camera stays in this window; nothing is sent, and the camera ends with it. */
export function CameraDialog({ onPicture, onClose }: CameraDialogProps) {
  const { t } = useTranslation('paper')
  const video = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<'asking' | 'on' | 'none'>('asking')
  const [taken, setTaken] = useState(0)

  useEffect(() => {
    let stream: MediaStream | undefined
    let here = true
    const wishes = {
      video: { facingMode: 'environment', width: { ideal: 4096 }, height: { ideal: 3072 } },
      audio: false,
    }
    navigator.mediaDevices.getUserMedia(wishes).then(
      (found) => {
        stream = found
        if (!here || !video.current) return stopAll(found)
        video.current.srcObject = found
        setState('on')
      },
      () => here && setState('none'),
    )
    return () => {
      here = false
      stopAll(stream)
    }
  }, [])

  const shoot = async (): Promise<void> => {
    const picture = video.current
    if (!picture || picture.videoWidth === 0) return
    const canvas = new OffscreenCanvas(picture.videoWidth, picture.videoHeight)
    canvas.getContext('2d')?.drawImage(picture, 0, 0)
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 })
    onPicture(new File([blob], `${t('screen.camera.name')} ${taken + 1}.jpg`, { type: 'image/jpeg' }))
    setTaken(taken + 1)
  }

  return (
    <Dialog heading={t('screen.camera.heading')} close={t('screen.camera.close')} onClose={onClose}>
      {state === 'none' ? (
        <p>{t('screen.camera.none')}</p>
      ) : (
        <div className="camera">
          <video ref={video} autoPlay muted playsInline aria-label={t('screen.camera.heading')} />
          <p className="muted">{t('screen.camera.hint')}</p>
          <div className="actions">
            <button type="button" className="primary" disabled={state !== 'on'} onClick={() => void shoot()}>
              {t('screen.camera.shoot')}
            </button>
            <p role="status">{taken > 0 && t('screen.camera.taken', { count: taken })}</p>
          </div>
        </div>
      )}
    </Dialog>
  )
}

const stopAll = (stream: MediaStream | undefined): void => stream?.getTracks().forEach((track) => track.stop())
