import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { countBatch } from '@shared/capture/batch'
import { goTo, hrefOf } from '../../router'
import { useBatch } from './batch'
import { BatchSummary } from './batch-summary'
import { ConfirmScreen } from './confirm-screen'
import { DoneWords } from './done-words'
import { FlyerList } from './flyer-list'
import { FormEditor } from './form-editor'
import { Intake } from './intake'
import { endLooking } from './looking'
import { NeedsYou } from './needs-you'
import { usePile } from './pile'
import { ReadingProgress } from './reading-progress'
import { isLeaving } from './record-line'
import { SetAsideQueue } from './set-aside-queue'
import { useUndoKeys } from './undo-steps'
import '../../styles/digitise.css'
import '../../styles/intake.css'

/** A pile of paper, one page at a time: the pile itself, what it came to, a form from elsewhere, or one sheet. */
export function DigitiseScreen({ draft }: { draft: string | null }) {
  // Reading goes on whichever of them is on the glass.
  useBatch()
  switch (draft) {
    case null:
      return <PileScreen />
    case 'summary':
      return <BatchSummary />
    case 'form':
      return <FormEditor />
    default:
      return <ConfirmScreen key={draft} id={draft} />
  }
}

function PileScreen() {
  const { t } = useTranslation('paper')
  const pile = usePile()
  const { batch } = useBatch()
  const waiting = pile?.waiting.filter(({ id }) => !isLeaving(id)) ?? []
  const first = waiting[0]?.id
  useUndoKeys()
  useEffect(endLooking, [])

  useEffect(() => {
    if (!first) return
    const press = (event: KeyboardEvent) => {
      const isOnSomething = event.target instanceof HTMLElement && event.target.closest('a, button, input, select, dialog') // prettier-ignore
      if (event.key !== 'Enter' || event.repeat || isOnSomething) return
      event.preventDefault()
      goTo({ place: 'digitise', draft: first })
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [first])

  const hasBatch = batch !== null && batch.files.length > 0
  return (
    <div className="page wide digitise">
      <header className="page-head split">
        <div>
          <h1>{t('screen.heading')}</h1>
          <p className="lead">{t('screen.lead')}</p>
        </div>
        {first && (
          <a
            className="button primary start-confirming"
            aria-keyshortcuts="Enter"
            href={hrefOf({ place: 'digitise', draft: first })}
          >
            {t('screen.start', { count: waiting.length })} <kbd aria-hidden="true">Enter</kbd>
          </a>
        )}
      </header>
      <DoneWords />
      <Intake />
      {hasBatch && <ReadingProgress count={countBatch(batch)} />}
      <NeedsYou />
      {pile && <FlyerList waiting={waiting} />}
      {pile && pile.setAside.length > 0 && <SetAsideQueue sheets={pile.setAside} />}
      <p className="form-link">
        <a href={hrefOf({ place: 'digitise', draft: 'form' })}>{t('screen.form.open')}</a>
      </p>
    </div>
  )
}
