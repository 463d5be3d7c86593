import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog'
import { type SetAsideReason, setAsideReasons } from './flyer'

type SetAsideDialogProps = {
  readonly onReason: (reason: SetAsideReason) => void
  readonly onRemove: () => void
  readonly onClose: () => void
}

/** Six reasons to put a sheet back on the pile, and the way to throw out what is no sheet at all. Arrows and Enter. */
export function SetAsideDialog({ onReason, onRemove, onClose }: SetAsideDialogProps) {
  const { t } = useTranslation('paper')
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => list.current?.querySelector('button')?.focus(), [])

  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = buttons.findIndex((button) => button === document.activeElement)
    buttons[(at + step + buttons.length) % buttons.length]?.focus()
  }

  return (
    <Dialog heading={t('screen.setAsideWhy')} close={t('screen.cancel')} onClose={onClose}>
      <ul className="reasons-list" ref={list} onKeyDown={move}>
        {setAsideReasons.map((reason) => (
          <li key={reason}>
            <button type="button" onClick={() => onReason(reason)}>
              {t(`screen.reasons.${reason}`)}
            </button>
          </li>
        ))}
        <li>
          <button type="button" className="remove" onClick={onRemove}>
            {t('screen.remove')}
          </button>
        </li>
      </ul>
    </Dialog>
  )
}
