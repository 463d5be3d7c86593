import { useTranslation } from 'react-i18next'

/** Shown while the projection is read from the journal; counted, since it may take a while on a large register. */
export function StartProgress({ read }: { read: number }) {
  const { t, i18n } = useTranslation('frame')
  return (
    <main className="start">
      <h1>{t('product')}</h1>
      <p role="status">{t('start.reading', { count: read, shown: read.toLocaleString(i18n.language) })}</p>
    </main>
  )
}

/** The host did not answer. Nothing is lost: what was saved is in the journal. */
export function StartFailed() {
  const { t } = useTranslation('frame')
  return (
    <main className="start">
      <h1>{t('start.failed')}</h1>
      <p>{t('start.failedWhat')}</p>
      <button type="button" className="primary" onClick={() => location.reload()}>
        {t('start.again')}
      </button>
    </main>
  )
}
