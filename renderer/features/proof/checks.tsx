import { useTranslation } from 'react-i18next'
import { type Check, allHold } from '@shared/proof/check'
import { Icon, type IconName } from '../../ui/icon'

const icons: Record<Check['state'], IconName> = { passed: 'check', failed: 'cross', absent: 'question' }

/** What was checked on the spot, what it came to, and what there was nothing to check by. */
export function Checks({ checks }: { checks: readonly Check[] | null }) {
  const { t } = useTranslation('proof')
  const failed = checks?.filter(({ state }) => state === 'failed') ?? []
  const verdict = checks && (allHold(checks) ? 'ok' : 'stop')
  return (
    <section className={`panel ${verdict ? `notice-${verdict}` : ''}`} aria-labelledby="checks">
      <h2 id="checks">{t('check.heading')}</h2>
      <p role="status" data-verdict={verdict ?? 'running'}>
        <strong>
          {checks === null
            ? t('check.running')
            : verdict === 'ok'
              ? t('check.allHold')
              : t('check.broken', { count: failed.length })}
        </strong>
      </p>
      <ul className="proof-checks">
        {checks
          ?.filter(({ key }) => key !== 'fingerprint')
          .map(({ key, state }) => (
            <li key={key} data-state={state}>
              <Icon name={icons[state]} />
              <span>{t(`check.key.${key}`)}</span>
              <span className="muted">{t(`check.state.${state}`)}</span>
            </li>
          ))}
      </ul>
    </section>
  )
}
