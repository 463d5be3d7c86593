import { type ReactNode, useEffect, useId, useRef } from 'react'

type DialogProps = {
  readonly heading: string
  readonly close: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A layer over the page. The browser's own: it keeps the focus inside, closes on Esc and gives the focus back. */
export function Dialog({ heading, close, onClose, children }: DialogProps) {
  const own = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = own.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog ref={own} aria-labelledby={id} onClose={onClose}>
      <h2 id={id} tabIndex={-1}>
        {heading}
      </h2>
      <div className="dialog-body" tabIndex={0} role="region" aria-labelledby={id}>
        {children}
      </div>
      <div className="actions">
        <button type="button" onClick={onClose}>
          {close}
        </button>
      </div>
    </dialog>
  )
}
