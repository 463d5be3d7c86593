import { useTranslation } from 'react-i18next'
import { useDesk } from '../../desk'
import { hrefOf } from '../../router'
import { asideReason } from './flyer'
import { useDone } from './flyers'
import { useLane } from './undo'
import { undoLast } from './undo-steps'

/** What became of the last sheet, and the way back: a recorded one is brought back and put right by further facts. */
export function DoneWords() {
  const { t } = useTranslation('paper')
  const desk = useDesk()
  const { last } = useDone()
  const { undo } = useLane()
  const back = undo.done.length > 0 && (
    <button type="button" className="as-link" aria-keyshortcuts="Control+Z" onClick={() => void undoLast(desk)}>
      {t('screen.done.back')} <kbd aria-hidden="true">Ctrl+Z</kbd>
    </button>
  )

  return (
    <div className="done-words" role="status" data-kind={last?.kind}>
      {last?.kind === 'recording' && <p>{t('screen.done.recording', { name: last.name })}</p>}
      {last?.kind === 'recorded' && (
        <p>
          <span>{t('screen.done.recorded', { name: last.name })}</span>
          <a href={hrefOf({ place: 'proof', event: last.event })}>{t('screen.done.proof')}</a>
          {back}
        </p>
      )}
      {last?.kind === 'not-recorded' && (
        <p>
          <span>{t('screen.done.notRecorded', { name: last.name })}</span>
          <a href={hrefOf({ place: 'digitise', draft: last.sheet })}>{t('screen.done.toSheet')}</a>
        </p>
      )}
      {last?.kind === 'set-aside' && (
        <p>
          <span>{t('screen.done.setAside', { why: t(`screen.reasons.${asideReason(last.draft.setAside)}`) })}</span>
          {back}
        </p>
      )}
      {last?.kind === 'removed' && <p>{t('screen.done.removed', { file: last.file, page: last.page })}</p>}
      {last?.kind === 'brought-back' && (
        <p>
          <span>
            {t('screen.done.broughtBack', { name: last.name })} {last.noStands && t('screen.done.noStands')}
          </span>
        </p>
      )}
    </div>
  )
}
