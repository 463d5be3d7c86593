import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Version } from '@shared/documents/versions'
import { useDesk } from '../../desk'
import { today } from '../../platform/runtime'
import { Dialog } from '../../ui/dialog'
import { Field } from '../../ui/field'
import { retire } from './publish'

/** Takes a version out of use from a day on. One operator is enough: it is a no. */
export function RetireDialog({ version, onClose }: { version: Version; onClose: () => void }) {
  const { t } = useTranslation('texts')
  const desk = useDesk()
  const [on, setOn] = useState(today())
  const [reason, setReason] = useState('')
  const [trouble, setTrouble] = useState(false)
  const ready = on >= today() && reason.trim() !== ''
  const go = async () => {
    try {
      await retire(
        version.notices.map(({ id }) => id),
        on,
        reason.trim(),
        desk,
      )
      onClose()
    } catch {
      setTrouble(true)
    }
  }
  return (
    <Dialog heading={t('retire.heading', { version: version.version })} close={t('cancel')} onClose={onClose}>
      <div className="form">
        <p>{t('retire.what')}</p>
        <Field label={t('retire.on')} type="date" value={on} min={today()} onValue={setOn} />
        <Field label={t('reason')} value={reason} onValue={setReason} maxLength={400} />
        {trouble && (
          <p className="trouble" role="alert">
            {t('notWritten')}
          </p>
        )}
        <button type="button" className="primary" disabled={!ready} onClick={() => void go()}>
          {t('retire.do')}
        </button>
      </div>
    </Dialog>
  )
}
