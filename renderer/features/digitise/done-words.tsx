import { useCallback, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftId } from '@shared/terms/ids'
import { useDesk } from '../../desk'
import { hrefOf } from '../../router'
import { type SetAsideReason } from './flyer'
import { takeDoneBack, useDone } from './flyers'

type DoneWordsProps = {
  readonly onBack: (id: DraftId) => void
  /** While something is being typed, Ctrl+Z belongs to the text. */
  readonly isTyping?: boolean
}

/** What became of the last sheet. One that was set aside comes back with Ctrl+Z; a recorded one stands, with its proof. */
export function DoneWords({ onBack, isTyping = false }: DoneWordsProps) {
  const { t } = useTranslation('paper')
  const { drafts } = useDesk()
  const { last } = useDone()
  const setAside = last?.kind === 'set-aside' ? last.draft : null

  const back = useCallback(async () => {
    if (!setAside) return
    await drafts.keep({ ...setAside, setAside: null })
    takeDoneBack()
    onBack(setAside.id)
  }, [setAside, drafts, onBack])

  useEffect(() => {
    if (!setAside || isTyping) return
    const press = (event: KeyboardEvent) => {
      if (!event.ctrlKey || event.shiftKey || event.altKey || event.key.toLowerCase() !== 'z') return
      event.preventDefault()
      void back()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [setAside, isTyping, back])

  return (
    <div className="done-words" role="status">
      {last?.kind === 'recorded' && (
        <p>
          {t('screen.done.recorded', { name: last.name })}{' '}
          <a href={hrefOf({ place: 'proof', event: last.event })}>{t('screen.done.proof')}</a>
        </p>
      )}
      {last?.kind === 'set-aside' && (
        <p>
          {t('screen.done.setAside', { why: t(`screen.reasons.${last.draft.setAside as SetAsideReason}`) })}{' '}
          <button type="button" className="as-link" onClick={() => void back()}>
            {t('screen.done.back')} <kbd aria-hidden="true">Ctrl+Z</kbd>
          </button>
        </p>
      )}
      {last?.kind === 'removed' && <p>{t('screen.done.removed', { file: last.file, page: last.page })}</p>}
    </div>
  )
}
