import { type SyntheticEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { startAnew } from '../../store/hand-over'
import { useCustomer } from './customer'

/**
 * The way back to the desk, in the operator's language. With a PIN its field stands here at once: no tap to reach it,
 * and no word on how near a wrong one was.
 */
export function ReturnPanel({ to }: { to: string }) {
  const { t, i18n } = useTranslation('capture')
  const { ask, handed } = useCustomer()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [pin, setPin] = useState('')
  const [waitMs, setWaitMs] = useState<number | null>(null)
  const busy = useRef(false)

  useEffect(() => {
    if (waitMs === null || waitMs <= 0) return
    const timer = setTimeout(() => setWaitMs(Math.max(0, waitMs - 1_000)), Math.min(waitMs, 1_000))
    return () => clearTimeout(timer)
  }, [waitMs])

  const back = async (tried: string | null) => {
    if (busy.current) return
    busy.current = true
    try {
      const answer = await ask['hand-over:return']({ pin: tried })
      if (answer.returned) return startAnew(to)
      setPin('')
      setWaitMs(answer.waitMs)
      field.current?.focus()
    } finally {
      busy.current = false
    }
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    void back(pin)
  }
  if (!handed.pinSet)
    return (
      <div className="return" lang={i18n.language}>
        <button type="button" className="unlock" onClick={() => void back(null)}>
          {t('thanks.unlock')}
        </button>
      </div>
    )
  const wrong = waitMs !== null
  const seconds = Math.ceil((waitMs ?? 0) / 1_000)
  return (
    <form className="return" lang={i18n.language} onSubmit={submit}>
      <label htmlFor={id}>{t('return.pin')}</label>
      <div className="return-row">
        <input
          ref={field}
          id={id}
          type="password"
          autoComplete="off"
          maxLength={64}
          value={pin}
          aria-invalid={wrong || undefined}
          aria-describedby={wrong ? `${id}-wrong` : undefined}
          onChange={(event) => setPin(event.currentTarget.value)}
        />
        <button type="submit">{t('return.take')}</button>
      </div>
      {wrong && (
        <p className="problem" id={`${id}-wrong`}>
          <span role="alert">{t('return.wrong')}</span>{' '}
          {seconds > 0 && <span>{t('return.wait', { count: seconds })}</span>}
        </p>
      )}
    </form>
  )
}
