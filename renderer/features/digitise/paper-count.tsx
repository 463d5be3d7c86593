import { useTranslation } from 'react-i18next'
import type { BatchCount } from '@shared/capture/batch'
import { useDesk } from '../../desk'
import { Icon } from '../../ui/icon'
import { tellBatch, useBatch } from './batch'

/** The sheets of paper counted by hand, held against those that were scanned: what fell under the table is found. */
export function PaperCount({ count }: { count: BatchCount }) {
  const { t } = useTranslation('paper')
  const desk = useDesk()
  const { batch } = useBatch()
  const { missing, paper, toRead } = count
  const say = (text: string) => {
    const number = text.trim() === '' ? null : Number(text)
    if (number === null || (Number.isInteger(number) && number >= 0))
      void tellBatch(desk, { kind: 'counted', paperCount: number }).catch(() => undefined)
  }
  return (
    <div className="paper-count">
      <label>
        <span>{t('screen.count.label')}</span>
        <input
          type="text"
          inputMode="numeric"
          pattern="[0-9]*"
          maxLength={5}
          key={batch?.id}
          defaultValue={batch?.paperCount ?? ''}
          onChange={(event) => say(event.currentTarget.value)}
        />
      </label>
      <p role="status">
        {t('screen.count.scanned', { count: paper })}
        {missing !== null && toRead === 0 && (
          <strong data-match={missing === 0}>
            <Icon name={missing === 0 ? 'check' : 'warn'} />
            {missing === 0
              ? t('screen.count.match')
              : missing > 0
                ? t('screen.count.missing', { count: missing })
                : t('screen.count.tooMany', { count: -missing })}
          </strong>
        )}
      </p>
    </div>
  )
}
