import { type DragEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../desk'
import { goTo, hrefOf } from '../../router'
import { Icon } from '../../ui/icon'
import { readFile } from '../../workers/read-paper'
import { type Batch, readFiles, stopReading, useBatch } from './batch'
import { ConfirmScreen } from './confirm-screen'
import { DoneWords } from './done-words'
import { FlyerList } from './flyer-list'
import { useFlyers } from './flyers'
import '../../styles/digitise.css'

/** A pile of paper, one page at a time. */
export function DigitiseScreen({ draft }: { draft: string | null }) {
  return draft === null ? <Pile /> : <ConfirmScreen key={draft} id={draft} />
}

function Pile() {
  const { t } = useTranslation('paper')
  const flyers = useFlyers()
  const batch = useBatch()
  const first = flyers?.waiting[0]?.id

  useEffect(() => {
    if (!first) return
    const press = (event: KeyboardEvent) => {
      const isOnSomething = event.target instanceof HTMLElement && event.target.closest('a, button, input, select')
      if (event.key !== 'Enter' || event.repeat || isOnSomething) return
      event.preventDefault()
      goTo({ place: 'digitise', draft: first })
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [first])

  return (
    <div className="page wide digitise">
      <header className="page-head split">
        <div>
          <h1>{t('screen.heading')}</h1>
          <p className="lead">{t('screen.lead')}</p>
        </div>
        {first && (
          <a className="button primary start-confirming" href={hrefOf({ place: 'digitise', draft: first })}>
            {t('screen.start', { count: flyers.waiting.length })} <kbd aria-hidden="true">Enter</kbd>
          </a>
        )}
      </header>
      <DoneWords onBack={(id) => goTo({ place: 'digitise', draft: id })} />
      <OpenFiles />
      {batch.files > 0 && <Progress batch={batch} />}
      {batch.problems.length > 0 && <Problems batch={batch} />}
      {flyers && <FlyerList flyers={flyers} />}
    </div>
  )
}

const KINDS = 'image/png,image/jpeg,application/pdf,.png,.jpg,.jpeg,.pdf'

function OpenFiles() {
  const { t } = useTranslation('paper')
  const { catalogue, workstation, drafts } = useDesk()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const take = (files: FileList | null) => {
    if (files && files.length > 0) void readFiles([...files], { catalogue, readFile, ask: workstation.ask, drafts })
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  return (
    <section
      className="drop"
      data-over={isOver || undefined}
      aria-labelledby="drop-heading"
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Icon name="paper" />
      <div>
        <h2 id="drop-heading">{t('screen.open.heading')}</h2>
        <p className="muted">{t('screen.open.hint')}</p>
      </div>
      <button type="button" onClick={() => input.current?.click()}>
        {t('screen.open.button')}
      </button>
      <input
        ref={input}
        hidden
        type="file"
        multiple
        accept={KINDS}
        onChange={(event) => {
          take(event.currentTarget.files)
          event.currentTarget.value = ''
        }}
      />
    </section>
  )
}

/** Counted, never a spinner: how many files, which page, how many kept. It can be stopped; what was read stays. */
function Progress({ batch }: { batch: Batch }) {
  const { t } = useTranslation('paper')
  const { running, files, begun, file, page, pages, kept } = batch
  const ofFile = pages > 0 ? page / pages : 0
  const share = running ? (begun - 1 + ofFile) / files : 1
  return (
    <section className="panel reading" aria-labelledby="reading-heading">
      <div className="reading-words" role="status">
        <h2 id="reading-heading">
          {running ? t('screen.reading.now', { at: begun, of: files }) : t('screen.reading.done', { count: kept })}
        </h2>
        {running && (
          <p className="muted">
            {file} {pages > 1 && t('screen.reading.page', { page, pages })}
          </p>
        )}
        {running && <p>{t('screen.reading.kept', { count: kept })}</p>}
      </div>
      <progress max={1} value={share} aria-labelledby="reading-heading" />
      {running && (
        <button type="button" onClick={stopReading}>
          {t('screen.reading.stop')}
        </button>
      )}
    </section>
  )
}

function Problems({ batch }: { batch: Batch }) {
  const { t } = useTranslation(['paper', 'problems'])
  return (
    <section className="panel notice-check" aria-labelledby="problems-heading">
      <h2 id="problems-heading">{t('screen.problems', { count: batch.problems.length })}</h2>
      <ul className="file-problems">
        {batch.problems.map(({ file, page, problem }, at) => (
          <li key={`${file} ${page} ${at}`}>
            <Icon name="warn" />
            <span>
              <strong>{page === null ? file : t('screen.pageOf', { file, page })}</strong>
              <span>{t(`problems:${problem.key}`)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
