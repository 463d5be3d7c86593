import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../desk'
import { useSettings } from '../../platform/use-settings'
import { hrefOf } from '../../router'

/** Before the first hand-over: without a PIN anybody can take the device back. Said once, beside the way, never in it. */
export function PinInvitation() {
  const { t } = useTranslation('capture')
  const { workstation } = useDesk()
  const { settings, change } = useSettings()
  const [pinSet, setPinSet] = useState(true)
  useEffect(() => {
    void workstation.ask['hand-over:read']({}).then((told) => setPinSet(told.pinSet))
  }, [workstation])
  if (pinSet || settings.pinDeclined) return null
  return (
    <section className="panel" aria-labelledby="pin-invitation">
      <h2 id="pin-invitation">{t('pin.invitation')}</h2>
      <p>{t('pin.why')}</p>
      <div className="actions">
        <a className="button" href={hrefOf({ place: 'settings' })}>
          {t('pin.set')}
        </a>
        <button type="button" onClick={() => change({ pinDeclined: true })}>
          {t('pin.notNow')}
        </button>
      </div>
    </section>
  )
}
