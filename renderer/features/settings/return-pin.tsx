import { type SyntheticEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ReturnPin } from '@shared/capture/hand-over'
import { useDesk } from '../../desk'
import { Field } from '../../ui/field'

type Said = 'set' | 'removed' | 'wrong' | 'short' | 'failed' | null

/** Sets, changes or removes what brings the device back from a customer. This window keeps nothing of it. */
export function ReturnPinPanel() {
  const { t } = useTranslation('frame')
  const { workstation } = useDesk()
  const [pinSet, setPinSet] = useState<boolean | null>(null)
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [said, setSaid] = useState<Said>(null)
  useEffect(() => {
    void workstation.ask['hand-over:read']({}).then((told) => setPinSet(told.pinSet))
  }, [workstation])

  const change = async (pin: string | null) => {
    if (pin !== null && !ReturnPin.safeParse(pin).success) return setSaid('short')
    try {
      const { changed } = await workstation.ask['return-pin:change']({ pin, current: pinSet ? current : null })
      setCurrent('')
      if (!changed) return setSaid('wrong')
      setNext('')
      setPinSet(pin !== null)
      setSaid(pin === null ? 'removed' : 'set')
    } catch {
      setSaid('failed')
    }
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    void change(next)
  }
  const type = (put: (value: string) => void) => (value: string) => {
    setSaid(null)
    put(value)
  }
  const secret = { type: 'password', autoComplete: 'off', maxLength: 64 } as const

  return (
    <section className="panel" aria-labelledby="return-pin">
      <h2 id="return-pin">{t('pin.heading')}</h2>
      <p className="muted">{t('pin.what')}</p>
      <form className="form" onSubmit={submit}>
        {pinSet && (
          <Field
            {...secret}
            label={t('pin.current')}
            value={current}
            onValue={type(setCurrent)}
            problem={said === 'wrong' ? t('pin.wrong') : undefined}
          />
        )}
        <Field
          {...secret}
          label={t(pinSet ? 'pin.next' : 'pin.new')}
          hint={t('pin.hint')}
          value={next}
          onValue={type(setNext)}
          problem={said === 'short' ? t('pin.short') : said === 'failed' ? t('pin.failed') : undefined}
        />
        <div className="actions">
          <button type="submit" className="primary">
            {t(pinSet ? 'pin.change' : 'pin.set')}
          </button>
          {pinSet && (
            <button type="button" onClick={() => void change(null)}>
              {t('pin.remove')}
            </button>
          )}
        </div>
      </form>
      <p role="status">{said === 'set' || said === 'removed' ? t(`pin.${said}Now`) : ''}</p>
    </section>
  )
}
