import { useTranslation } from 'react-i18next'
import type { BatchCount } from '@shared/capture/batch'
import { useDesk } from '../../desk'
import { hrefOf } from '../../router'
import { goOnReading, holdReading, secondsLeft, useBatch } from './batch'
import { PaperCount } from './paper-count'

/** Counted, never a spinner: how many pages, how long it will take. It can be held at any page, and goes on there. */
export function ReadingProgress({ count }: { count: BatchCount }) {
  const { t } = useTranslation('paper')
  const desk = useDesk()
  const state = useBatch()
  const { batch, running, at, isStuck } = state
  const hold = batch?.hold ?? 'reading'
  const isReading = running && hold === 'reading' && count.toRead > 0
  const left = secondsLeft(state)
  const heading =
    count.toRead === 0
      ? t('screen.reading.done', { count: count.sheets })
      : hold === 'reading'
        ? t('screen.reading.now', { at: Math.min(count.read + 1, count.pages), of: count.pages })
        : t(`screen.reading.${hold}`, { at: count.read, of: count.pages })
  return (
    <section className="panel reading" aria-labelledby="reading-heading" data-reading={isReading || undefined}>
      <div className="reading-words" role="status">
        <h2 id="reading-heading">{heading}</h2>
        <p className="muted">
          {isStuck
            ? t('screen.reading.stuck')
            : [
                isReading && at && (at.pages > 1 ? t('screen.pageOf', { file: at.file, page: at.page }) : at.file),
                isReading && left !== null && timeLeft(left, t),
                count.toRead > 0 && t('screen.reading.kept', { count: count.sheets }),
              ]
                .filter(Boolean)
                .join(' · ')}
        </p>
      </div>
      <div className="actions">
        {isReading && (
          <>
            <button type="button" onClick={() => void holdReading(desk, 'paused')}>
              {t('screen.reading.pause')}
            </button>
            <button type="button" onClick={() => void holdReading(desk, 'stopped')}>
              {t('screen.reading.cancel')}
            </button>
          </>
        )}
        {count.toRead > 0 && (hold !== 'reading' || isStuck) && (
          <button type="button" onClick={() => void goOnReading(desk)}>
            {t('screen.reading.goOn', { count: count.toRead })}
          </button>
        )}
        <a className="button" href={hrefOf({ place: 'digitise', draft: 'summary' })}>
          {t('screen.summary.open')}
        </a>
      </div>
      <progress max={Math.max(1, count.pages)} value={count.read} aria-labelledby="reading-heading" />
      <PaperCount count={count} />
    </section>
  )
}

function timeLeft(seconds: number, t: (key: string, gaps: { count: number }) => string): string {
  return seconds < 90
    ? t('screen.reading.seconds', { count: Math.max(5, Math.ceil(seconds / 5) * 5) })
    : t('screen.reading.minutes', { count: Math.round(seconds / 60) })
}
