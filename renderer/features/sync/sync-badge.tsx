import { useTranslation } from 'react-i18next'
import { hrefOf } from '../../router'
import { useSyncStatus } from '../../store/sync'
import { showLately } from '../../ui/show'

/** Where the records are, in words: here only, or also at head office. */
export function SyncWords() {
  const { t, i18n } = useTranslation('sync')
  const status = useSyncStatus()
  if (status === null) return <p className="sync-words">{t('words.asking')}</p>
  const { waiting, state, lastContactAt } = status
  return (
    <p className="sync-words" data-waiting={waiting > 0 ? '' : undefined} data-state={state} role="status">
      <a href={hrefOf({ place: 'sync' })}>
        <span className="dot" aria-hidden="true" />
        {waiting > 0
          ? t('words.waiting', { count: waiting })
          : t(lastContactAt ? 'words.allReceived' : 'words.nothing')}
      </a>{' '}
      <span>
        {t(`state.${state}`)}
        {lastContactAt !== null && ` ${t('words.lastContact', { when: showLately(lastContactAt, i18n.language) })}`}
      </span>
    </p>
  )
}
