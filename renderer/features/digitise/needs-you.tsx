import { useTranslation } from 'react-i18next'
import { problemsOf } from '@shared/capture/batch'
import { Icon } from '../../ui/icon'
import { showDay } from '../../ui/show'
import { useBatch } from './batch'

/** Files and pages nothing could be made of, each by its name with the reason and what to do. */
export function NeedsYou() {
  const { t, i18n } = useTranslation(['paper', 'problems'])
  const { batch, notTaken } = useBatch()
  // The back of a sheet is blank more often than not: it is counted, and named in the summary.
  const problems = (batch ? problemsOf(batch) : []).filter(({ problem, page }) => problem.key !== 'paper.blank-page' || page === null) // prettier-ignore
  const many = problems.length + notTaken.length
  if (many === 0) return null
  return (
    <section className="panel notice-check" aria-labelledby="problems-heading">
      <h2 id="problems-heading">{t('screen.problems', { count: many })}</h2>
      <ul className="file-problems">
        {problems.map(({ file, page, problem }, at) => (
          <li key={`${file} ${page} ${at}`}>
            <Icon name="warn" />
            <span>
              <strong>{page === null ? file : t('screen.pageOf', { file, page })}</strong>
              <span>
                {t(`problems:${problem.key}`)}
                {problem.detail &&
                  /^(CNS|SN|\d{4}-)/.test(problem.detail) &&
                  ` (${shown(problem.detail, i18n.language)})`}
              </span>
            </span>
          </li>
        ))}
        {notTaken.map(({ file, kind, seenAt }, at) => (
          <li key={`${file} ${kind} ${at}`}>
            <Icon name="warn" />
            <span>
              <strong>{file}</strong>
              <span>
                {kind === 'twice'
                  ? t('screen.known.twice')
                  : t('screen.known.seen', { day: seenAt ? showDay(seenAt, i18n.language) : '' })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const shown = (detail: string, language: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(detail) ? showDay(detail, language) : detail
