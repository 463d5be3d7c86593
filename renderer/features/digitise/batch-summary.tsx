import { useTranslation } from 'react-i18next'
import { countBatch, problemsOf } from '@shared/capture/batch'
import { useDesk } from '../../desk'
import { goTo, hrefOf } from '../../router'
import { showMoment } from '../../ui/show'
import { closeBatch, tellBatch, useBatch } from './batch'
import { PaperCount } from './paper-count'
import { usePile } from './pile'
import { isLeaving } from './record-line'

/** What the pile came to: every page is somewhere, and the paper that was counted is all there. */
export function BatchSummary() {
  const { t, i18n } = useTranslation(['paper', 'problems'])
  const desk = useDesk()
  const { batch } = useBatch()
  const pile = usePile()
  if (!batch || !pile) return null
  const count = countBatch(batch)
  const ours = (sheets: typeof pile.waiting) => sheets.filter(({ id, from }) => from?.batch === batch.id && !isLeaving(id)).length // prettier-ignore
  const lines = [
    ['recorded', count.recorded],
    ['waiting', ours(pile.waiting)],
    ['aside', ours(pile.setAside)],
    ['removed', count.removed],
    ['seenBefore', count.seenBefore],
    ['problems', count.problems],
    ['toRead', count.toRead],
    ['blank', count.blank],
  ] as const
  return (
    <div className="page wide digitise">
      <header className="page-head">
        <h1>{t('screen.summary.heading')}</h1>
        <p className="lead">{t('screen.summary.lead', { at: showMoment(batch.openedAt, i18n.language) })}</p>
      </header>
      <section className="panel" aria-labelledby="paper-heading">
        <h2 id="paper-heading">{t('screen.summary.paper')}</h2>
        <PaperCount count={count} />
      </section>
      <section className="panel" aria-labelledby="became-heading">
        <h2 id="became-heading">{t('screen.summary.became')}</h2>
        <dl className="summary-list">
          {lines.map(([name, many]) => (
            <div key={name} data-none={many === 0 || undefined}>
              <dt>{t(`screen.summary.${name}`)}</dt>
              <dd>{many}</dd>
            </div>
          ))}
        </dl>
      </section>
      {problemsOf(batch).length > 0 && (
        <section className="panel" aria-labelledby="named-heading">
          <h2 id="named-heading">{t('screen.summary.named')}</h2>
          <ul className="plain-list summary-problems">
            {problemsOf(batch).map(({ file, page, problem }, at) => (
              <li key={`${file} ${page} ${at}`}>
                <strong>{page === null ? file : t('screen.pageOf', { file, page })}</strong>{' '}
                {t(`problems:${problem.key}`)}
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="actions">
        <a className="button" href={hrefOf({ place: 'digitise', draft: null })}>
          {t('screen.toPile')}
        </a>
        {count.toRead > 0 && (
          <button type="button" onClick={() => void tellBatch(desk, { kind: 'forget-unread' })}>
            {t('screen.summary.forget', { count: count.toRead })}
          </button>
        )}
        <button
          type="button"
          className="primary"
          disabled={count.toRead > 0}
          onClick={() => void closeBatch(desk).then(() => goTo({ place: 'digitise', draft: null }))}
        >
          {t('screen.summary.close')}
        </button>
      </div>
      <p className="muted">{t('screen.summary.closeHint')}</p>
    </div>
  )
}
